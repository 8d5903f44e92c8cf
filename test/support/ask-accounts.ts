/** Asking the routes of people and sessions, with a guard and pipeline in a nutshell. */
import type { Client, Verdict } from '../../src/app/credential-ports.ts';
import { sessionCookies } from '../../src/app/people/session-cookie.ts';
import { HubError } from '../../src/domain/errors.ts';
import { readFormBody, readJsonBody } from '../../src/http/body.ts';
import { refuseForeignOrigin } from '../../src/http/origin.ts';
import type { Request } from '../../src/http/exchange.ts';
import { Head } from '../../src/http/head.ts';
import { errorReply, jsonReply } from '../../src/http/reply.ts';
import type { Route } from '../../src/http/router.ts';
import { authRoutes } from '../../src/http/routes/auth.ts';
import { pinRoutes } from '../../src/http/routes/pin.ts';
import { sessionRoutes } from '../../src/http/routes/sessions.ts';
import { userRoutes } from '../../src/http/routes/users.ts';
import { LAN, type TestAccounts } from './accounts.ts';

export interface AskAccounts {
  readonly body?: unknown;
  /** Access token. */
  readonly bearer?: string | undefined;
  /** Value of the session's cookie. */
  readonly cookie?: string | undefined;
  readonly headers?: Readonly<Record<string, string>>;
  readonly client?: Client;
}

function matched(routes: readonly Route[], method: string, path: string) {
  for (const route of routes) {
    const pattern = new RegExp(`^${route.path.replaceAll(/\{(\w+)\}/g, '(?<$1>[^/]+)')}$`);
    const match = pattern.exec(path);
    if (match !== null && route.method === method) return { route, params: match.groups ?? {} };
  }
  throw new Error(`no route for ${method} ${path}`);
}

export function createAskAccounts(test: TestAccounts) {
  const { sessions, clock } = test;
  const routes = [
    ...authRoutes(test),
    ...sessionRoutes(sessions),
    ...userRoutes(test.accounts),
    ...pinRoutes(test.pin),
  ];

  function verdictOf({ bearer, cookie }: AskAccounts): Verdict {
    if (bearer !== undefined) return sessions.byAccessToken(bearer);
    return cookie === undefined ? { refused: 'missing' } : sessions.byCookie(cookie);
  }

  async function replyTo(method: string, path: string, asked: AskAccounts) {
    const { route, params } = matched(routes, method, path);
    const { client = LAN, body = {}, cookie, headers = {} } = asked;
    const all = {
      ...{ host: 'aris.local', 'content-type': 'application/json', ...headers },
      ...(cookie !== undefined && { cookie: `theme=dark; aris_session=${cookie}` }),
    };
    const head = new Head(Object.entries(all).flat());
    if (route.isPaced === true) refuseForeignOrigin(head, false);
    const verdict = route.access === 'open' ? undefined : verdictOf(asked);
    const principal = verdict && 'principal' in verdict ? verdict.principal : undefined;
    if (verdict !== undefined && 'refused' in verdict) return jsonReply(401, verdict);
    const { access } = route;
    const isAsked = access !== 'any' && access !== 'open';
    if (isAsked && ![access].flat().some((right) => principal?.permissions.has(right)))
      return jsonReply(403, { required: access });
    const use = { atMs: clock.nowMs(), method, path, status: 200, address: client.address };
    principal?.noteUse({ ...use, userAgent: undefined }, true);
    const bytes = Buffer.from(typeof body === 'string' ? body : JSON.stringify(body));
    const request: Request = {
      ...{ method, path, query: '', params, client, principal },
      header: (name) => head.get(name),
      askerNow: () => principal,
      readForm: () => readFormBody(head, { readBody: () => Promise.resolve(bytes) }),
      readJson: (schema) => readJsonBody(head, { readBody: () => Promise.resolve(bytes) }, schema),
    };
    return route.handle(request);
  }

  return async function ask(method: string, path: string, asked: AskAccounts = {}) {
    const reply = await (async () => replyTo(method, path, asked))().catch((error: unknown) => {
      if (error instanceof HubError) return errorReply(error);
      throw error;
    });
    const header = (name: string) => {
      const at = reply.headers.findIndex(
        (value, index) => index % 2 === 0 && value.toLowerCase() === name,
      );
      return at === -1 ? undefined : reply.headers[at + 1];
    };
    const text = Buffer.from(reply.body as Uint8Array).toString();
    const setCookie = header('set-cookie');
    return {
      status: reply.status,
      text,
      json: JSON.parse(text) as Record<string, unknown>,
      header,
      setCookie,
      /** The value of the cookie that was set. */
      cookie: sessionCookies(setCookie)[0],
    };
  };
}

export type Ask = ReturnType<typeof createAskAccounts>;

/** What `POST /api/auth/login` answers. */
export async function logIn(ask: Ask, login: { email: string; password: string }) {
  const { json } = await ask('POST', '/api/auth/login', { body: login });
  return json as { access_token: string; refresh_token: string; expires_in: number };
}
