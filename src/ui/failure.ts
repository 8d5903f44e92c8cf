/** What went wrong, in words for people. */
import type { JsonValue } from '../domain/errors.ts';
import { ApiError, UNANSWERED } from './api.ts';
import { refusalText } from './refusals.ts';
import { common } from './strings/common.ts';
import { tell } from './toasts.ts';

/** Of who is named in an answer. */
export const doerNameOf = (actor: JsonValue | undefined): string | undefined =>
  typeof actor === 'object' &&
  actor !== null &&
  'name' in actor &&
  typeof actor['name'] === 'string'
    ? actor['name']
    : undefined;

/** By the hub's code; without one in its own words where it says what was wrong with what was entered; ours for all else. */
export function failureText(error: unknown): string {
  if (!(error instanceof ApiError)) return common.failed.other;
  const { status, message, retryAfterSeconds } = error;
  if (status === 412) return common.failed.late(doerNameOf(error.body['by']));
  if (retryAfterSeconds !== undefined) return common.failed.wait(retryAfterSeconds);
  if (error.body['code'] === 'AUTH_INVALID_CREDENTIALS') return common.failed.credentials;
  if (error.body['code'] === 'AUTH_OTP_INVALID') return common.failed.otp;
  const own = refusalText(error);
  if (own !== undefined) return own;
  // What is wrong with a field is the hub's to say.
  if (error.field !== undefined && message !== '') return common.failed.said(capitalised(message));
  const ours = (common.failed as Readonly<Record<string, unknown>>)[status];
  if (typeof ours === 'string') return ours;
  return status >= 500 || message === ''
    ? common.failed.other
    : common.failed.said(capitalised(message));
}

export const capitalised = (text: string) => `${text.charAt(0).toUpperCase()}${text.slice(1)}`;

/** @param what is not changed, where that is known */
export function refusedText(what: string, error: unknown): string {
  const why = failureText(error);
  const isOpen = error instanceof ApiError && error.status === UNANSWERED;
  return isOpen ? common.unanswered(what, why) : common.refused(what, why);
}

/** Of what is read again by itself: nobody has asked for a change. */
export const unreadText = (what: string, error: unknown): string =>
  common.unread(what, failureText(error));

/** Runs what a button does; where it fails, says so. @returns whether it went well */
export async function attempt(work: () => Promise<unknown>): Promise<boolean> {
  try {
    await work();
    return true;
  } catch (error) {
    tell(failureText(error));
    return false;
  }
}
