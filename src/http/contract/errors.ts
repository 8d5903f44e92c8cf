/** What is answered where it does not go well: a schema for each kind of error, and which of them a route can answer. */
import * as v from 'valibot';
import { PERMISSIONS } from '../../domain/access.ts';
import { ACTOR_KINDS } from '../../domain/doer.ts';
import type { ErrorCode } from '../../domain/errors.ts';
import { REFUSAL_CODES } from '../../domain/refusals.ts';
import { STATUS, TITLE } from '../reply.ts';
import type { Route } from '../router.ts';
import { COUNT, maybe, said, TIME } from './describe.ts';

/** Errors of no code: of conditions and ranges, and a fault of the hub's own. */
type OtherError = 'bad_credential' | 'range_not_satisfiable' | 'internal';
export type ErrorKind =
  Exclude<ErrorCode, 'method_not_allowed' | 'storage_unwritable' | 'storage_damaged'> | OtherError;

export interface ErrorAnswer {
  /** Of the component. */
  readonly name: string;
  readonly status: number;
  readonly description: string;
  readonly schema: v.GenericSchema;
  readonly headers?: Readonly<Record<string, string>>;
}

const TEXT = v.string();
const ID = maybe(said(TEXT, 'What was not found'));
const RETRY = maybe(said(COUNT, 'Then it may be tried again'));
const PERMISSION = v.picklist(PERMISSIONS);

/** Of a change that was to be made to what somebody else has changed meanwhile. */
const NOT_AS_SEEN = {
  changed: maybe(
    said(v.array(TEXT), 'The members that are otherwise than with that ETag; none for a weak one'),
  ),
  by: maybe(
    said(
      v.object({ kind: v.picklist(ACTOR_KINDS), id: TEXT, name: maybe(TEXT) }),
      'Who made the last change; absent where no event tells of it any more',
    ),
  ),
  at: maybe(said(TIME, 'When that was')),
};

/** For a program that tells its people in words of its own. */
const CODED = {
  code: maybe(said(v.picklist(REFUSAL_CODES), 'Why, where people can have caused it')),
  data: maybe(
    said(v.record(TEXT, v.union([TEXT, v.number()])), 'What a sentence of that code needs'),
  ),
};

export const REFUSAL = v.object({ ...CODED, code: v.picklist(REFUSAL_CODES) });

/** What is wrong with a house. */
export const HOUSE_FAULT = v.object({
  path: said(TEXT, 'Such as zones[1].terminals[0]; empty for all of it'),
  message: said(TEXT, 'For people, in English'),
  ...CODED,
});

/** What stands beside `error` and `message`. */
const CONTEXTS: Partial<Record<ErrorCode, v.ObjectEntries>> = {
  invalid: {
    field: maybe(said(TEXT, 'Such as entries[2].at, or the name of a header')),
    faults: maybe(said(v.array(HOUSE_FAULT), 'Of a house: as far as they are not too many')),
    faultCount: maybe(said(COUNT, 'All of them')),
    ...CODED,
  },
  forbidden: {
    required: maybe(
      said(
        v.union([PERMISSION, v.array(PERMISSION), v.literal('password')]),
        'The permission, any of these, or a password given lately',
      ),
    ),
    field: maybe(TEXT),
    ...CODED,
  },
  not_found: {
    path: ID,
    zoneId: ID,
    fcuId: ID,
    hpId: ID,
    dhwId: ID,
    tokenId: ID,
    userId: ID,
    sessionId: ID,
    templateId: ID,
    version: maybe(COUNT),
    noticeId: v.exactOptional(v.union([TEXT, v.number()])),
  },
  conflict: {
    field: maybe(TEXT),
    setting: maybe(said(TEXT, 'The setting that is in the way')),
    ...CODED,
  },
  precondition_failed: NOT_AS_SEEN,
  unsupported_type: { field: maybe(TEXT) },
  misdirected: { setting: maybe(said(TEXT, 'The setting that would allow it')) },
  upstream_failed: { upstreamStatus: maybe(COUNT) },
  unavailable: { setting: maybe(TEXT), retryAfterSeconds: RETRY, ...CODED },
};

const DESCRIPTIONS = {
  invalid: 'The request, its query or its body is not as it has to be',
  unauthorized: 'No credential, or none that is good',
  forbidden: 'Whoever asks may not do this',
  not_found: 'There is no such thing, or none that whoever asks may know of',
  conflict: 'It does not go with what there is',
  precondition_failed: 'It is not, or no longer, what If-Match or If-Unmodified-Since says',
  too_large: 'The body is too long',
  unsupported_type: 'The body is of another type or encoding',
  misdirected: 'The Host is none of this hub',
  too_many_requests: 'Asked too often, or guessed wrong too often',
  headers_too_large: 'There are too many headers',
  upstream_failed: 'The Prometheus behind this hub cannot be asked',
  unavailable: 'Not now, or not in this hub',
  storage_full:
    'Nothing can be written: the disk is full or takes no writes, or the store is damaged',
} as const satisfies Partial<Record<ErrorCode, string>>;

const RETRY_HEADER = { 'Retry-After': 'Seconds' };
const HEADERS: Partial<Record<ErrorCode, Readonly<Record<string, string>>>> = {
  unauthorized: { 'WWW-Authenticate': 'RFC 6750' },
  too_many_requests: RETRY_HEADER,
  unavailable: RETRY_HEADER,
};

const pascal = (words: string) =>
  words.replaceAll(/(?:^|[ _])(\w)/g, (_, letter: string) => letter.toUpperCase());

function schemaOf(code: ErrorCode): v.GenericSchema {
  const title = TITLE[code];
  if (code === 'too_many_requests')
    return v.object({ error: v.literal(title ?? ''), retryAfterSeconds: COUNT });
  // Of a condition on what is read, the status says all there is to say.
  const message = code === 'precondition_failed' ? maybe(TEXT) : TEXT;
  const words: v.ObjectEntries =
    title === undefined ? { error: TEXT } : { error: v.literal(title), message };
  return v.object({ ...words, ...CONTEXTS[code] });
}

/** What clients of the documented API compare with, and what those of the ARES document do. */
const NOBODY = v.object({
  error: v.literal('Unauthorized'),
  message: v.literal('Valid authentication required'),
});
const BAD_CREDENTIAL = v.object({
  error: said(TEXT, 'For people, in English'),
  code: said(TEXT, 'Such as AUTH_INVALID_TOKEN'),
  otpRequired: maybe(said(v.literal(true), 'It takes a second factor')),
  recoveryOnly: maybe(said(v.literal(true), 'A code of an app does not count now')),
});

const ofCode = (code: keyof typeof DESCRIPTIONS): ErrorAnswer => ({
  name: pascal(TITLE[code] ?? code),
  status: STATUS[code],
  description: DESCRIPTIONS[code],
  schema: code === 'unauthorized' ? v.union([NOBODY, BAD_CREDENTIAL]) : schemaOf(code),
  ...(HEADERS[code] && { headers: HEADERS[code] }),
});

const OTHERS: Readonly<Record<OtherError, ErrorAnswer>> = {
  bad_credential: {
    name: 'BadCredential',
    status: STATUS.unauthorized,
    description: DESCRIPTIONS.unauthorized,
    schema: BAD_CREDENTIAL,
    headers: HEADERS.unauthorized ?? {},
  },
  range_not_satisfiable: {
    name: 'RangeNotSatisfiable',
    status: 416,
    description: 'There is no such part of it',
    schema: v.object({ error: v.literal('Range Not Satisfiable'), sizeBytes: COUNT }),
  },
  internal: {
    name: 'InternalServerError',
    status: 500,
    description: 'A fault of the hub: its log has it in full, under the request id',
    schema: v.object({
      error: v.literal('Internal Server Error'),
      message: TEXT,
      requestId: TEXT,
    }),
  },
};

const codes = Object.keys(DESCRIPTIONS) as (keyof typeof DESCRIPTIONS)[];
export const ERRORS = {
  ...Object.fromEntries(codes.map((code) => [code, ofCode(code)])),
  ...OTHERS,
} as Readonly<Record<ErrorKind, ErrorAnswer>>;

/** What every route of this kind can answer, by what its entry in the table says. */
export function errorsOf(route: Route, keepsNothing: boolean): ErrorKind[] {
  const { method, path, access, anyHost, isPaced, isForm, isFile, editable } = route;
  const hasBody = route.body !== undefined || isForm === true || isFile === true;
  const isOpen = access === 'open';
  const isRead = method === 'GET';
  const kinds: (readonly [ErrorKind, boolean])[] = [
    ['invalid', true],
    ['unauthorized', !isOpen],
    ['forbidden', !isOpen || !isRead],
    ['not_found', path.includes('{')],
    ['precondition_failed', editable !== undefined && !isRead],
    ['too_large', hasBody],
    ['unsupported_type', hasBody],
    ['misdirected', anyHost !== true],
    ['too_many_requests', !isOpen || isPaced === true],
    ['headers_too_large', true],
    ['internal', true],
    ['storage_full', !isRead && !keepsNothing],
  ];
  return kinds.filter(([, isPossible]) => isPossible).map(([kind]) => kind);
}

/** What an error of that kind is answered with there: where people sign in, 401 has one form alone. */
export function errorFor(kind: ErrorKind, { path }: Pick<Route, 'path'>): ErrorAnswer {
  const isSigningIn = kind === 'unauthorized' && path.startsWith('/api/auth/');
  return ERRORS[isSigningIn ? 'bad_credential' : kind];
}
