/** The owner of a house that is looked at in a browser, signed in by the API. */
import type { TestHub } from '../../support/hub.ts';

export const OWNER = {
  name: 'Ada',
  email: 'ada@example.com',
  password: 'correct horse battery',
} as const;

interface Cookie {
  readonly name: string;
  readonly value: string;
}

const post = async ({ url }: TestHub, path: string, body: object): Promise<Response> =>
  fetch(url + path, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(body),
  });

async function signIn(hub: TestHub): Promise<Cookie> {
  const { email, password } = OWNER;
  const answer = await post(hub, '/api/auth/session', { email, password });
  const [, name, value] = /^([^=]+)=([^;]+)/.exec(answer.headers.get('Set-Cookie') ?? '') ?? [];
  if (name === undefined || value === undefined)
    throw new Error(`no session: ${answer.status} ${await answer.text()}`);
  return { name, value };
}

async function isSignedIn({ url }: TestHub, { name, value }: Cookie): Promise<boolean> {
  const headers = { Cookie: `${name}=${value}` };
  return (await fetch(`${url}/api/auth/session`, { headers })).ok;
}

/** The cookie of one session, opened anew where it has ended: the hub takes a third of a second for a password. */
export function createOwnerSession(): (hub: TestHub) => Promise<Cookie> {
  let cookie: Cookie | undefined;
  return async (hub) => {
    if (cookie !== undefined && (await isSignedIn(hub, cookie))) return cookie;
    // There may be one. From the hub's own machine it needs no code.
    await post(hub, '/api/auth/register', OWNER);
    cookie = await signIn(hub);
    return cookie;
  };
}
