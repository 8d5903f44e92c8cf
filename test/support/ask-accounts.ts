/** Asking the hub as people do: a household of an owner and a member, and requests with their credentials. */
import { sessionCookies } from '../../src/app/people/session-cookie.ts';
import { USERS } from '../../src/app/users/users.ts';
import { COMMAND_LINE } from '../../src/app/base/principal.ts';
import { OWNER_LOGIN } from './accounts.ts';
import { createTestApp, type TestApp } from './app.ts';
import { createMemoryTexts } from './memory-texts.ts';

export const MEMBER_LOGIN = { email: 'member@example.com', password: 'battery staple' } as const;

/** Who asks from where: the machine itself, and a browser behind the proxy that speaks TLS. */
export const FROM_HERE = { from: '127.0.0.1', headers: { host: 'localhost:8080' } } as const;
export const OVER_TLS = {
  from: '10.0.0.1',
  headers: { 'x-forwarded-for': '192.168.1.20', 'x-forwarded-proto': 'https' },
} as const;

export interface AskAccounts {
  readonly body?: unknown;
  /** Access token. */
  readonly bearer?: string | undefined;
  /** Value of the session's cookie. */
  readonly cookie?: string | undefined;
  readonly headers?: Readonly<Record<string, string>>;
  /** The address at the other end; one at home where absent. */
  readonly from?: string;
}

/** A browser says of its own accord which page it asks for. */
const ownPage = ({ host = 'aris.local' }: Readonly<Record<string, string>>) => `http://${host}`;

export function createAskAccounts(app: TestApp) {
  return async function ask(method: string, path: string, asked: AskAccounts = {}) {
    const { body, bearer, cookie, headers = {}, from } = asked;
    const sent = {
      ...(body !== undefined && { 'content-type': 'application/json' }),
      ...(bearer !== undefined && { authorization: `Bearer ${bearer}` }),
      ...(cookie !== undefined && {
        cookie: `theme=dark; aris_session=${cookie}`,
        origin: ownPage(headers),
      }),
      ...headers,
    };
    const answer = await app.ask({
      method,
      target: path,
      headers: Object.entries(sent),
      ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
      ...(from !== undefined && { from }),
    });
    const setCookie = answer.header('set-cookie');
    // The value of the cookie that was set.
    const [value] = sessionCookies(setCookie);
    return { ...answer, json: answer.json, setCookie, cookie: value };
  };
}

export type Ask = ReturnType<typeof createAskAccounts>;

/** An owner, registered on the machine itself, and a member. */
async function begin() {
  const { access, texts, clock } = createTestApp();
  const here = { address: '127.0.0.1', isLocal: true, isSecure: false };
  const owner = await access.accounts.register({ ...OWNER_LOGIN, name: 'Ada Owner' }, here);
  // Whoever came first is listed first.
  clock.advance(1);
  const member = await access.accounts.create(COMMAND_LINE, {
    ...MEMBER_LOGIN,
    name: 'Max Member',
    role: 'member',
  });
  return { kept: [...texts.range('')], owner, member };
}
/** Made once for all tests of a file. */
let begun: ReturnType<typeof begin> | undefined;

/** A hub of such a household, as it is after a restart. */
export async function createHousehold(dataFolder?: string) {
  const { kept, owner, member } = await (begun ??= begin());
  const texts = createMemoryTexts();
  await texts.write(kept);
  const app = createTestApp({ texts, ...(dataFolder !== undefined && { dataFolder }) });
  return { app, ask: createAskAccounts(app), clock: app.clock, owner, member };
}

/** What `POST /api/auth/login` answers. */
export async function logIn(ask: Ask, login: { email: string; password: string }) {
  const { json } = await ask('POST', '/api/auth/login', { body: login });
  return json as { access_token: string; refresh_token: string; expires_in: number };
}

/** A session of whoever has given a good password, without the hashing of one. @returns the value of its cookie */
export async function openSession(
  { store, access }: TestApp,
  userId: string,
  { from = '192.168.1.20', userAgent }: { from?: string; userAgent?: string } = {},
): Promise<string> {
  const user = store.get(USERS, userId);
  if (user === undefined) throw new Error(`there is no ${userId}`);
  const client = { address: from, isLocal: false, isSecure: false };
  const proven = { user, holds: () => true };
  return (await access.sessions.openCookie(proven, { client, userAgent })).cookie;
}
