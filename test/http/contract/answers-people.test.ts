/** What people, sessions and tokens are answered, against the contract that the hub publishes: each operation. */
import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { PEOPLE } from '../../../src/http/contract/answers-people.ts';
import { LIMITS } from '../../../src/domain/limits.ts';
import { OWNER_LOGIN } from '../../support/accounts.ts';
import { ADMIN_SECRET, createTestApp, type TestApp } from '../../support/app.ts';
import {
  createHousehold,
  FROM_HERE,
  MEMBER_LOGIN,
  openSession,
} from '../../support/ask-accounts.ts';
import { createAuthenticator } from '../../support/authenticator.ts';
import { createComparing, createContractCheck, readContract } from '../../support/contract.ts';

const FACTOR = '/api/auth/second-factor';
const STEP_MS = 30_000;
const FIREFOX = 'Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0';
const ADMIN = { 'x-admin-secret': ADMIN_SECRET };

describe('the answers to people', () => {
  let app: TestApp;
  let owner: string;
  let member: string;
  let comparing: ReturnType<typeof createComparing>;

  before(async () => {
    comparing = createComparing(createContractCheck(await readContract()));
    const home = await createHousehold();
    app = home.app;
    member = home.member.id;
    owner = await openSession(app, home.owner.id, { userAgent: FIREFOX });
  });

  const ask = async (method: string, path: string, body?: object, cookie = owner) =>
    comparing.send(app, method, path, {
      headers: { cookie: `aris_session=${cookie}`, origin: 'http://aris.local' },
      ...(body && { body }),
    });
  const asked = async (method: string, path: string, body: object) =>
    comparing.send(app, method, path, { body, headers: { 'user-agent': FIREFOX } });
  async function signIn(login: object): Promise<string> {
    const { cookie = '' } = await asked('POST', '/api/auth/session', login);
    return cookie;
  }
  const idOf = (json: Record<string, unknown>, name: string) =>
    (json[name] as Record<string, string>)['id'] ?? '';

  it('who come first are as described', async () => {
    const body = { ...OWNER_LOGIN, name: 'Ada' };
    const empty = createTestApp();
    await comparing.send(empty, 'GET', '/api/auth/status');
    const { from, headers } = FROM_HERE;
    await comparing.send(empty, 'POST', '/api/auth/register', { body, from, headers });
    comparing.assertAsDescribed();
  });

  it('who sign in and out are', async () => {
    const pair = await asked('POST', '/api/auth/login', MEMBER_LOGIN);
    const refresh = { refresh_token: pair.json['refresh_token'] };
    const next = await asked('POST', '/api/auth/refresh', refresh);
    const headers = { authorization: `Bearer ${String(next.json['access_token'])}` };
    for (const path of ['/api/auth/session', '/api/sessions'])
      await comparing.send(app, 'GET', path, { headers });
    await asked('POST', '/api/auth/logout', { refresh_token: next.json['refresh_token'] });
    await ask('GET', '/api/auth/status');
    const mine = await openSession(app, member);
    await ask('GET', '/api/auth/session', undefined, mine);
    const passwords = { currentPassword: MEMBER_LOGIN.password, newPassword: 'staple battery 9' };
    await ask('POST', '/api/auth/password', passwords, mine);
    await ask('DELETE', '/api/auth/session', undefined, mine);
    comparing.assertAsDescribed();
  });

  it('who have a second factor are', async () => {
    const begun = await ask('POST', FACTOR);
    const phone = createAuthenticator(String(begun.json['secret']));
    await ask('GET', FACTOR);
    await ask('POST', `${FACTOR}/confirm`, { code: phone.codeAt(app.clock.nowMs()) });
    app.clock.advance(STEP_MS);
    await ask('POST', `${FACTOR}/recovery-codes`);
    for (const required of [true, false]) {
      await ask('PUT', '/api/settings/second-factor', { required });
      await ask('GET', FACTOR);
    }
    await ask('GET', '/api/settings/second-factor');
    await ask('GET', '/api/users');
    await ask('GET', `/api/users/${member}`);
    await ask('DELETE', FACTOR);
    await ask('DELETE', `/api/users/${member}/second-factor`);
    comparing.assertAsDescribed();
  });

  it('who have a PIN, and who are locked out, are', async () => {
    await ask('GET', '/api/settings/pin');
    await ask('PUT', '/api/settings/pin', { pin: '274916' });
    const panel = await signIn({ pin: '274916' });
    await ask('GET', '/api/auth/session', undefined, panel);
    await ask('GET', '/api/sessions');
    await ask('DELETE', '/api/settings/pin');
    const guess = { headers: { 'x-admin-secret': 'a guess' } };
    for (let tries = 0; tries <= LIMITS.freeGuesses; tries++)
      await comparing.send(app, 'GET', '/api/admin/users', guess);
    const { json } = await ask('GET', '/api/lockouts');
    assert.equal((json['lockouts'] as unknown[]).length, 1);
    await ask('DELETE', '/api/lockouts/192.168.1.20');
    assert.deepEqual((await ask('GET', '/api/lockouts')).json['lockouts'], []);
    comparing.assertAsDescribed();
  });

  it('about tokens are', async () => {
    const wanted = {
      name: 'wall',
      permissions: ['zones:full'],
      zones: ['bath'],
      addresses: ['192.168.1.0/24'],
      expiresIn: '30d',
    };
    const made = await ask('POST', '/api/tokens', wanted);
    const path = `/api/tokens/${idOf(made.json, 'token')}`;
    const { token } = made.json['token'] as { token: string };
    const bearer = { authorization: `Bearer ${token}`, 'user-agent': FIREFOX };
    await comparing.send(app, 'GET', '/api/zones', { headers: bearer });
    for (const one of [path, `${path}/usage`, '/api/tokens']) await ask('GET', one);
    await ask('PATCH', path, { name: 'panel' });
    await ask('POST', `${path}/rotate`);
    await ask('GET', '/api/notices');
    const { json } = await ask('POST', '/api/tokens', { name: 'all' });
    const all = { authorization: `Bearer ${(json['token'] as { token: string }).token}` };
    await comparing.send(app, 'GET', '/api/tokens/self', { headers: all });
    await ask('DELETE', path);
    comparing.assertAsDescribed();
  });

  it('about people, their sessions and notices are', async () => {
    const wanted = {
      email: 'new@example.com',
      password: 'a new password',
      name: 'New',
      role: 'member',
    };
    const made = await ask('POST', '/api/users', wanted);
    const path = `/api/users/${idOf(made.json, 'user')}`;
    await ask('PATCH', path, { name: 'Newer', role: 'owner' });
    const theirs = await openSession(app, idOf(made.json, 'user'));
    const { json } = await ask('GET', '/api/auth/session', undefined, theirs);
    await ask('DELETE', `/api/sessions/${String(json['sessionId'])}`);
    await ask('DELETE', '/api/sessions');
    await ask('DELETE', path);
    const { notices } = (await ask('GET', '/api/notices')).json as { notices: { id: number }[] };
    await ask('DELETE', `/api/notices/${notices[0]?.id}`);
    await ask('DELETE', '/api/notices');
    comparing.assertAsDescribed();
  });

  it('to who has the admin secret are', async () => {
    for (const key of Object.keys(PEOPLE)) {
      const path = /^GET \/api\/(?!auth|admin|notices|tokens\/self)([^{]*)$/.exec(key)?.[1];
      if (path !== undefined)
        await comparing.send(app, 'GET', `/api/admin/${path}`, { headers: ADMIN });
    }
    await comparing.send(app, 'GET', '/api/admin/tenants', { headers: ADMIN });
    comparing.assertAsDescribed();
  });

  it('were of all operations', () => assert.deepEqual(comparing.missing(Object.keys(PEOPLE)), []));
});
