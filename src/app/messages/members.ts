import { HubError } from '../../domain/errors.ts';

/** What a message says, by name. */
export type Members = Readonly<Record<string, unknown>>;

/** The members of a payload that is a JSON object. @throws HubError `invalid` */
export function parseMembers(payload: string): Members {
  let message: unknown;
  try {
    message = JSON.parse(payload);
  } catch {
    throw new HubError('invalid', 'not JSON');
  }
  if (typeof message !== 'object' || message === null || Array.isArray(message)) {
    throw new HubError('invalid', 'not a JSON object');
  }
  return message as Members;
}
