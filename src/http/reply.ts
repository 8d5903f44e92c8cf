/** Building replies; the one map from error codes to statuses. */
import { HubError, type ErrorCode, type JsonValue } from '../domain/errors.ts';
import type { Reply } from './exchange.ts';
import { textBody } from './short-text.ts';

export const STATUS: Readonly<Record<ErrorCode, number>> = {
  invalid: 400,
  unauthorized: 401,
  forbidden: 403,
  not_found: 404,
  method_not_allowed: 405,
  conflict: 409,
  precondition_failed: 412,
  too_large: 413,
  unsupported_type: 415,
  misdirected: 421,
  too_many_requests: 429,
  headers_too_large: 431,
  upstream_failed: 502,
  unavailable: 503,
  storage_full: 507,
  storage_unwritable: 507,
  storage_damaged: 507,
};

/** `error`, where the message is more than that says by itself. */
export const TITLE: Readonly<Partial<Record<ErrorCode, string>>> = {
  invalid: 'Bad Request',
  forbidden: 'Forbidden',
  method_not_allowed: 'Method Not Allowed',
  precondition_failed: 'Precondition Failed',
  too_large: 'Content Too Large',
  unsupported_type: 'Unsupported Media Type',
  misdirected: 'Misdirected Request',
  too_many_requests: 'Too Many Requests',
  headers_too_large: 'Request Header Fields Too Large',
  upstream_failed: 'Bad Gateway',
  unavailable: 'Service Unavailable',
  storage_full: 'Insufficient Storage',
  storage_unwritable: 'Insufficient Storage',
  storage_damaged: 'Insufficient Storage',
};

export const REALM = 'Bearer realm="aris"';
export const JSON_TYPE = 'application/json';

type CacheControl = 'no-store' | 'no-cache' | 'public, max-age=31536000, immutable';

/**
 * Headers of every answer: it may not be read as another type than it says, and not be kept by a cache; only what is
 * open to all may: where it is asked for again each time, or where its name changes with its content.
 */
export function commonHeaders(cacheControl: CacheControl): readonly string[] {
  return [
    'Cache-Control',
    cacheControl,
    'X-Content-Type-Options',
    'nosniff',
    // No page may show an answer inside itself, nor pass on an address that may have a key in it.
    'X-Frame-Options',
    'DENY',
    'Referrer-Policy',
    'no-referrer',
  ];
}

const NO_STORE = commonHeaders('no-store');

export function textReply(
  status: number,
  contentType: string,
  body: string | Uint8Array,
  headers: readonly string[] = [],
  common: readonly string[] = NO_STORE,
): Reply {
  const sent = typeof body === 'string' ? textBody(body) : { body, length: body.length };
  return {
    status,
    headers: [
      'Content-Type',
      contentType,
      'Content-Length',
      String(sent.length),
      ...common,
      ...headers,
    ],
    body: sent.body,
  };
}

/** @param value an object; members that are undefined are left out */
export function jsonReply(
  status: number,
  value: object,
  headers: readonly string[] = [],
  common: readonly string[] = NO_STORE,
): Reply {
  return textReply(
    status,
    JSON_TYPE,
    `${JSON.stringify(value)}
`,
    headers,
    common,
  );
}

/** A reply that others share is left as it is. */
export function withHeaders(reply: Reply, headers: readonly string[]): Reply {
  return { ...reply, headers: [...reply.headers, ...headers] };
}

/** What a client's program reads in the headers. */
function headersOf({ allow, retryAfterSeconds }: HubError['context']): string[] {
  return [
    ...(typeof allow === 'string' ? ['Allow', allow] : []),
    ...(typeof retryAfterSeconds === 'number' ? ['Retry-After', String(retryAfterSeconds)] : []),
  ];
}

export function errorReply(error: HubError, headers: readonly string[] = []): Reply {
  const { code, message, context } = error;
  const title = TITLE[code];
  // Of too many requests, when to come again is all there is to say: the documented body has no words.
  const isWordless = code === 'too_many_requests';
  const body: Record<string, JsonValue> =
    title === undefined ? { error: message } : { error: title, ...(!isWordless && { message }) };
  // RFC 9110 section 15.5.2: no 401 without a challenge.
  const challenge = code === 'unauthorized' ? ['WWW-Authenticate', REALM] : [];
  return jsonReply(STATUS[code], { ...body, ...context, allow: undefined }, [
    ...headers,
    ...headersOf(context),
    ...challenge,
  ]);
}

/** A fault of ours: the request id leads to the log, which has it in full. */
export function internalErrorReply(requestId: string): Reply {
  return jsonReply(500, {
    error: 'Internal Server Error',
    message: 'The hub failed to answer this request. Its log says why, under the request id.',
    requestId,
  });
}
