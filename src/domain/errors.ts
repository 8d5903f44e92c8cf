/**
 * The one error type for what the outside got wrong or cannot have. The code is from a closed set, for programs;
 * the wording is for people and may change. Anything else that is thrown is a fault of ours: logged in full, shown
 * as one fixed sentence.
 */

import { isRefusalCode, type Refusal } from './refusals.ts';

/** What kind of answer an error is. The map to HTTP statuses is in http/reply.ts. */
export type ErrorCode =
  | 'invalid'
  | 'unauthorized'
  | 'not_found'
  | 'forbidden'
  | 'conflict'
  | 'precondition_failed'
  | 'too_large'
  | 'unsupported_type'
  | 'misdirected'
  | 'headers_too_large'
  | 'method_not_allowed'
  | 'too_many_requests'
  | 'storage_full'
  | 'storage_unwritable'
  | 'storage_damaged'
  | 'upstream_failed'
  | 'unavailable';

export type JsonValue =
  | string
  | number
  | boolean
  | null
  | readonly JsonValue[]
  | { readonly [key: string]: JsonValue | undefined };

export class HubError extends Error {
  readonly code: ErrorCode;
  /** Members that stand beside `error` in the answer, such as the id that was not found. */
  readonly context: Readonly<Record<string, JsonValue>>;

  constructor(code: ErrorCode, message: string, context: Readonly<Record<string, JsonValue>> = {}) {
    super(message);
    this.name = 'HubError';
    this.code = code;
    this.context = context;
  }
}

/** A value that breaks a rule: the answer names its field. @param refusal for who says it in other words */
export function invalid(field: string, message: string, refusal?: Refusal): HubError {
  return new HubError('invalid', message, { field, ...refusal });
}

/** Why it was thrown, by code, where people can have caused it. */
export function refusalIn(error: unknown): Refusal | undefined {
  if (!(error instanceof HubError)) return undefined;
  const { code, data } = error.context;
  if (!isRefusalCode(code)) return undefined;
  return { code, ...(data !== undefined && { data: data as NonNullable<Refusal['data']> }) };
}

const STORE_TROUBLES: ReadonlySet<ErrorCode> = new Set([
  'storage_full',
  'storage_unwritable',
  'storage_damaged',
]);

/** Whether it was thrown since nothing can be written now. */
export const isStoreTrouble = (error: unknown): boolean =>
  error instanceof HubError && STORE_TROUBLES.has(error.code);

/** The text of whatever was thrown. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/** What stands in the way of a start and only a person can put right: one line for each. Exit code 2. */
export class SettingsError extends Error {
  readonly lines: readonly string[];

  constructor(lines: readonly string[]) {
    super(lines.join('\n'));
    this.name = 'SettingsError';
    this.lines = lines;
  }
}

/** The store was made by a newer program, or cannot be used as it is. Nothing in it was changed. Exit code 4. */
export class StoreError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'StoreError';
  }
}

/** Another process has this data folder. Exit code 3. */
export class RivalError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'RivalError';
  }
}
