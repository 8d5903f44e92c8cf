/**
 * Where a request may carry its credential (RFC 6750 section 2, and the headers that programs use for API keys). The same value in several places is one
 * credential; different values would leave it to chance which of them counts, and are refused.
 */
import { QUERY_KEYS, type AuthRequest } from '../app/base/credential-ports.ts';
import { SESSION_COOKIE, sessionCookies } from '../app/people/session-cookie.ts';
import { HubError } from '../domain/errors.ts';

/** RFC 6750: the scheme in any case, at least one space, a token68. */
const BEARER = /^bearer +([A-Za-z0-9._~+/-]+=*)$/i;
/** Three parts with dots between them, the last perhaps empty. */
const JWT_SHAPE = /^[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+\.[A-Za-z0-9_-]*$/;
const KEY_HEADERS = ['x-api-key', 'x-auth-key', 'x-api-auth', 'x-aware-api-key'] as const;
/** A key in a URL ends up in histories and logs: there is none where it could reach other credentials. */
const NO_QUERY_KEYS = /^\/api\/(?:tokens|users|sessions|lockouts|auth|admin|settings\/pin)(?:\/|$)/;

export type Presented =
  | { readonly form: 'token' | 'jwt' | 'cookie'; readonly text: string }
  /** Something was given that is no credential. */
  | { readonly form: 'malformed' };

function refuse(field: string, message: string): HubError {
  return new HubError('invalid', message, { field });
}

function bearerOf(authorization: string): Presented {
  const text = BEARER.exec(authorization)?.[1];
  if (text === undefined) return { form: 'malformed' };
  return { form: text.includes('.') && JWT_SHAPE.test(text) ? 'jwt' : 'token', text };
}

function queryKeys(authRequest: AuthRequest, areAccepted: boolean): string[] {
  const { query, method, path } = authRequest;
  // Most queries have none: those are not taken apart.
  if (!/[_%]/.test(query)) return [];
  const search = new URLSearchParams(query);
  const values: string[] = [];
  for (const name of QUERY_KEYS) {
    const [value, ...more] = search.getAll(name);
    if (value === undefined) continue;
    if (more.length > 0) throw refuse(name, `${name} stands twice in the query`);
    const isSafe = (method === 'GET' || method === 'HEAD') && !NO_QUERY_KEYS.test(path);
    if (!areAccepted || !isSafe)
      throw refuse(name, `${name} is not taken here: send the key in the header x-auth-key`);
    values.push(value);
  }
  return values;
}

/**
 * The one credential that a request presents, undefined where there is none. A cookie counts only where nothing else
 * is given: what a program sends explicitly is what it means.
 * @throws HubError `invalid` for repeated, conflicting and misplaced credentials
 */
export function presentedCredential(
  authRequest: AuthRequest,
  { areQueryKeysAccepted }: { areQueryKeysAccepted: boolean },
): Presented | undefined {
  const { headers } = authRequest;
  const authorization = headers.single('authorization');
  let first = authorization === undefined ? undefined : bearerOf(authorization);
  const add = (text: string | undefined) => {
    if (text === undefined) return;
    if (first !== undefined && (first.form === 'malformed' || first.text !== text))
      throw refuse('authorization', 'the request carries different credentials in several places');
    first ??= { form: 'token', text };
  };
  for (const name of KEY_HEADERS) add(headers.single(name));
  if (authRequest.query !== '') queryKeys(authRequest, areQueryKeysAccepted).forEach(add);
  if (first === undefined) {
    const [cookie, ...more] = sessionCookies(headers.single('cookie'));
    if (more.length > 0) throw refuse('cookie', `the cookie ${SESSION_COOKIE} stands twice`);
    return cookie === undefined ? undefined : { form: 'cookie', text: cookie };
  }
  return first;
}
