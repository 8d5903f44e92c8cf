import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { LIMITS } from '../../../src/domain/limits.ts';
import { OWNER_LOGIN } from '../../support/accounts.ts';
import { createTestApp, OWNER } from '../../support/app.ts';
import {
  createAskAccounts,
  createHousehold,
  FROM_HERE,
  logIn,
  MEMBER_LOGIN,
  OVER_TLS,
} from '../../support/ask-accounts.ts';

const ADA = {
  email: 'developer@example.com',
  password: 'your-secure-password',
  name: 'Jane Developer',
};
const TOKEN_BODY = '{"error":"Invalid or expired token","code":"AUTH_INVALID_TOKEN"}\n';
const LOGIN_BODY = '{"error":"Invalid credentials","code":"AUTH_INVALID_CREDENTIALS"}\n';

describe('the ARES document', () => {
  it('has its four calls answered as it shows them', async () => {
    const ask = createAskAccounts(createTestApp());
    const registered = await ask('POST', '/api/auth/register', { body: ADA, ...FROM_HERE });
    assert.equal(registered.status, 201);
    assert.deepEqual(Object.keys(registered.json), ['message', 'user_id']);
    assert.equal(registered.json['message'], 'Registration successful');
    assert.match(String(registered.json['user_id']), /^usr_/);

    const { email, password } = ADA;
    const login = await ask('POST', '/api/auth/login', { body: { email, password } });
    assert.equal(login.status, 200);
    assert.deepEqual(Object.keys(login.json), ['access_token', 'refresh_token', 'expires_in']);
    assert.equal(login.json['expires_in'], 900);
    assert.match(String(login.json['refresh_token']), /^rt_/);

    const { refresh_token } = login.json;
    const refreshed = await ask('POST', '/api/auth/refresh', { body: { refresh_token } });
    assert.equal(refreshed.status, 200);
    assert.equal(refreshed.json['expires_in'], 900);
    const bearer = String(refreshed.json['access_token']);
    assert.equal((await ask('GET', '/api/auth/session', { bearer })).status, 200);

    const out = await ask('POST', '/api/auth/logout', { body: { refresh_token } });
    assert.equal(out.text, '{"message":"Logged out successfully"}\n');
    assert.equal((await ask('GET', '/api/auth/session', { bearer })).status, 401);
    const late = await ask('POST', '/api/auth/refresh', { body: { refresh_token } });
    assert.equal(late.status, 401);
    assert.equal(late.text, TOKEN_BODY);
    assert.equal(late.header('www-authenticate'), 'Bearer realm="aris"');
  });

  it('has its client served for a week, which sends its first refresh token for ever', async () => {
    const { ask, clock } = await createHousehold();
    const { refresh_token } = await logIn(ask, OWNER_LOGIN);
    const endsAtMs = clock.nowMs() + LIMITS.refreshMs;
    while (clock.nowMs() < endsAtMs) {
      const { status, json } = await ask('POST', '/api/auth/refresh', { body: { refresh_token } });
      assert.equal(status, 200);
      const bearer = String(json['access_token']);
      assert.equal((await ask('GET', '/api/auth/session', { bearer })).status, 200);
      clock.advance(870_000);
    }
    const late = await ask('POST', '/api/auth/refresh', { body: { refresh_token } });
    assert.equal(late.status, 401);
  });
});

describe('POST /api/auth/register', () => {
  it('is 403 without the setup code from elsewhere, and once there is an owner', async () => {
    const app = createTestApp();
    const ask = createAskAccounts(app);
    const without = await ask('POST', '/api/auth/register', { body: ADA });
    assert.equal(without.status, 403);
    assert.equal(without.json['field'], 'setup_code');
    const body = { ...ADA, setup_code: await app.access.setupCode.code() };
    assert.equal((await ask('POST', '/api/auth/register', { body })).status, 201);
    const closed = await ask('POST', '/api/auth/register', { body, ...FROM_HERE });
    assert.equal(closed.status, 403);
    assert.match(String(closed.json['message']), /closed/);
  });

  it('is 400 for what is no registration', async () => {
    const ask = createAskAccounts(createTestApp());
    for (const body of [{}, { ...ADA, role: 'owner' }, { ...ADA, email: 1 }, { ...ADA, name: '' }])
      assert.equal((await ask('POST', '/api/auth/register', { body, ...FROM_HERE })).status, 400);
  });
});

describe('POST /api/auth/login', () => {
  it('answers alike for a wrong password and for nobody', async () => {
    const { ask } = await createHousehold();
    const answers = await Promise.all(
      [
        { ...OWNER_LOGIN, password: 'wrong password' },
        { ...OWNER_LOGIN, email: 'nobody@example.com' },
      ].map((body) => ask('POST', '/api/auth/login', { body })),
    );
    for (const answer of answers) {
      assert.equal(answer.status, 401);
      assert.equal(answer.text, LOGIN_BODY);
      assert.equal(answer.header('www-authenticate'), 'Bearer realm="aris"');
    }
  });

  it('is 429 while it is locked, and says for how long', async () => {
    const { ask } = await createHousehold();
    const body = { ...OWNER_LOGIN, password: 'wrong password' };
    for (let tries = 0; tries < LIMITS.freeGuesses; tries++)
      await ask('POST', '/api/auth/login', { body });
    const { status, json } = await ask('POST', '/api/auth/login', { body: OWNER_LOGIN });
    assert.equal(status, 429);
    assert.equal(json['retryAfterSeconds'], 30);
  });

  it('takes a password of any length that one may have, and none beyond', async () => {
    const { ask } = await createHousehold();
    const status = async (password: string) =>
      (await ask('POST', '/api/auth/login', { body: { ...OWNER_LOGIN, password } })).status;
    assert.equal(await status('x'.repeat(LIMITS.passwordMaxBytes)), 401);
    assert.equal(await status('x'.repeat(LIMITS.passwordMaxBytes + 1)), 400);
  });
});

describe('POST /api/auth/refresh', () => {
  for (const body of [{}, { refresh_token: 1 }, { refresh_token: null }, '[]', '{'] as const) {
    it(`is 400 for ${JSON.stringify(body)}`, async () => {
      const { ask } = await createHousehold();
      const { status, json } = await ask('POST', '/api/auth/refresh', { body });
      assert.equal(status, 400);
      assert.ok('error' in json);
    });
  }
  it('is 401 for an access token', async () => {
    const { ask } = await createHousehold();
    const { access_token } = await logIn(ask, OWNER_LOGIN);
    const body = { refresh_token: access_token };
    assert.equal((await ask('POST', '/api/auth/refresh', { body })).text, TOKEN_BODY);
  });
});

describe('POST /api/auth/logout', () => {
  for (const body of [{}, { refresh_token: 'unknown' }, { refresh_token: null }])
    it(`is 200 for ${JSON.stringify(body)}`, async () => {
      const { ask } = await createHousehold();
      assert.equal((await ask('POST', '/api/auth/logout', { body })).status, 200);
    });
});

describe('POST /api/auth/session', () => {
  it('sets a cookie that no script reads and no other site sends, and says who it is', async () => {
    const { ask, owner } = await createHousehold();
    const { status, setCookie, cookie, json } = await ask('POST', '/api/auth/session', {
      body: OWNER_LOGIN,
    });
    assert.equal(status, 200);
    assert.match(
      setCookie ?? '',
      /^aris_session=ses_\w+; HttpOnly; SameSite=Strict; Path=\/; Max-Age=7776000$/,
    );
    assert.deepEqual(json['user'], owner);
    assert.equal(json['role'], 'owner');
    assert.equal(json['passwordUntil'], '2026-01-15T10:10:00Z');
    const me = await ask('GET', '/api/auth/session', { cookie });
    assert.deepEqual(me.json, json);
    assert.ok(!/scrypt|hash/i.test(me.text));
  });

  it('sets it for TLS alone where there is TLS', async () => {
    const { ask } = await createHousehold();
    const { setCookie } = await ask('POST', '/api/auth/session', {
      body: OWNER_LOGIN,
      ...OVER_TLS,
    });
    assert.match(setCookie ?? '', /; Secure$/);
  });

  it('ends the session whose cookie came along', async () => {
    const { ask } = await createHousehold();
    const { cookie } = await ask('POST', '/api/auth/session', { body: OWNER_LOGIN });
    const again = await ask('POST', '/api/auth/session', { body: OWNER_LOGIN, cookie });
    assert.equal((await ask('GET', '/api/auth/session', { cookie })).status, 401);
    const { cookie: next } = again;
    assert.equal((await ask('GET', '/api/auth/session', { cookie: next })).status, 200);
  });

  it('leaves it where signing in failed', async () => {
    const { ask } = await createHousehold();
    const { cookie } = await ask('POST', '/api/auth/session', { body: OWNER_LOGIN });
    const body = { ...OWNER_LOGIN, password: 'wrong password' };
    const failed = await ask('POST', '/api/auth/session', { body, cookie });
    assert.equal(failed.text, LOGIN_BODY);
    assert.equal(failed.setCookie, undefined);
    assert.equal((await ask('GET', '/api/auth/session', { cookie })).status, 200);
  });

  it('takes the PIN, for the panel', async () => {
    const { ask } = await createHousehold();
    const pin = '274916';
    assert.equal((await ask('POST', '/api/auth/session', { body: { pin } })).status, 403);
    const { cookie } = await ask('POST', '/api/auth/session', { body: OWNER_LOGIN });
    assert.deepEqual((await ask('PUT', '/api/settings/pin', { cookie, body: { pin } })).json, {
      enabled: true,
      disabledByFailures: false,
    });
    const panel = await ask('POST', '/api/auth/session', { body: { pin } });
    assert.match(panel.setCookie ?? '', /Max-Age=2592000$/);
    const { id, role, user, passwordUntil } = panel.json;
    assert.deepEqual([id, role, user, passwordUntil], ['panel', 'panel', undefined, undefined]);
    const wrong = await ask('POST', '/api/auth/session', { body: { pin: '111222' } });
    assert.equal(wrong.text, LOGIN_BODY);
    for (const path of ['/api/users', '/api/settings/pin'])
      assert.equal((await ask('GET', path, { cookie: panel.cookie })).status, 403);
    const passwords = { currentPassword: OWNER_LOGIN.password, newPassword: 'a new passphrase' };
    const asPanel = { cookie: panel.cookie, body: passwords };
    assert.equal((await ask('POST', '/api/auth/password', asPanel)).status, 403);
    await ask('DELETE', '/api/settings/pin', { cookie });
    assert.equal((await ask('GET', '/api/auth/session', { cookie: panel.cookie })).status, 401);
  });

  for (const [body, field] of [
    [{}, 'email'],
    [{ email: OWNER_LOGIN.email }, 'password'],
    [{ email: OWNER_LOGIN.email, pin: '274916' }, 'pin'],
    [{ password: OWNER_LOGIN.password, pin: '274916' }, 'pin'],
    [{ otp: '123456', pin: '274916' }, 'pin'],
    [{ pin: 274916 }, 'pin'],
    [{ pin: '1'.repeat(LIMITS.pinMaxDigits + 1) }, 'pin'],
  ] as const)
    it(`is 400 for ${JSON.stringify(body)}`, async () => {
      const { ask } = await createHousehold();
      const { status, json } = await ask('POST', '/api/auth/session', { body });
      assert.deepEqual([status, json['field']], [400, field]);
    });
});

describe('a page of another site', () => {
  for (const origin of [
    'http://evil.example',
    'null',
    'http://aris.local.evil.example',
    'http://aris.local:81',
    '',
    'http://aris.local@evil.example',
    'file://aris.local',
  ])
    it(`at ${JSON.stringify(origin)} can sign nobody in or out, and register nobody`, async () => {
      const { ask } = await createHousehold();
      const { refresh_token } = await logIn(ask, OWNER_LOGIN);
      const asked = { headers: { origin }, body: { ...OWNER_LOGIN, refresh_token } };
      for (const name of ['register', 'login', 'session', 'refresh', 'logout'])
        assert.equal((await ask('POST', `/api/auth/${name}`, asked)).status, 403, name);
      assert.equal(
        (await ask('POST', '/api/auth/refresh', { body: { refresh_token } })).status,
        200,
      );
    });

  it('is not the hub’s own', async () => {
    const { ask } = await createHousehold();
    for (const [host, origin] of [
      ['aris.local', 'http://aris.local'],
      ['ARIS.local:8080', 'http://aris.local:8080'],
      ['aris.local', 'https://ARIS.local'],
    ] as const) {
      const { status } = await ask('POST', '/api/auth/login', {
        headers: { host, origin },
        body: OWNER_LOGIN,
      });
      assert.equal(status, 200, origin);
    }
  });
});

describe('signing out', () => {
  it('ends the session and clears its cookie', async () => {
    const { ask } = await createHousehold();
    const { cookie } = await ask('POST', '/api/auth/session', { body: OWNER_LOGIN });
    const { status, setCookie } = await ask('DELETE', '/api/auth/session', { cookie });
    assert.equal(status, 200);
    assert.match(setCookie ?? '', /^aris_session=; HttpOnly; .*Max-Age=0$/);
    assert.equal((await ask('GET', '/api/auth/session', { cookie })).status, 401);
  });
});

describe('signing out with a token', () => {
  it('is refused: it is no session, and would be revoked', async () => {
    const { app, ask } = await createHousehold();
    const { token } = await app.tokens.create(OWNER, { name: 'all' });
    const { status, json } = await ask('DELETE', '/api/auth/session', { bearer: token });
    assert.equal(status, 403);
    assert.match(String(json['message']), /revoke a token instead/);
    assert.equal((await ask('GET', '/api/auth/session', { bearer: token })).status, 200);
  });
});

describe('GET /api/auth/status', () => {
  it('says whether there is an owner and a PIN, how the hub is installed, and who needs the setup code', async () => {
    const app = createTestApp();
    const ask = createAskAccounts(app);
    const status = async () => (await ask('GET', '/api/auth/status')).json;
    assert.deepEqual(await status(), {
      ownerExists: false,
      pinEnabled: false,
      installation: 'service',
      setupCodeRequired: true,
    });
    await ask('POST', '/api/auth/register', { body: ADA, ...FROM_HERE });
    assert.deepEqual(await status(), {
      ownerExists: true,
      pinEnabled: false,
      installation: 'service',
    });
  });
});

describe('POST /api/auth/password', () => {
  it('changes it, and ends the other sessions', async () => {
    const { ask } = await createHousehold();
    const { cookie } = await ask('POST', '/api/auth/session', { body: MEMBER_LOGIN });
    const { access_token } = await logIn(ask, MEMBER_LOGIN);
    const body = { currentPassword: MEMBER_LOGIN.password, newPassword: 'a new passphrase' };
    const wrong = { ...body, currentPassword: 'wrong password' };
    assert.equal((await ask('POST', '/api/auth/password', { cookie, body: wrong })).status, 403);
    assert.equal((await ask('POST', '/api/auth/password', { cookie, body })).status, 200);
    assert.equal((await ask('GET', '/api/auth/session', { cookie })).status, 200);
    assert.equal((await ask('GET', '/api/auth/session', { bearer: access_token })).status, 401);
  });
});
