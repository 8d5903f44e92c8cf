/** Rules of who may do what, each asked of the whole hub: a rule that is taken out fails here. */
import assert from 'node:assert/strict';
import { beforeEach, describe, it } from 'node:test';
import { LIMITS } from '../../src/domain/limits.ts';
import { MINUTE_MS } from '../../src/domain/units.ts';
import { OWNER_LOGIN } from '../support/accounts.ts';
import { bearer, OWNER } from '../support/app.ts';
import { createHousehold, logIn } from '../support/ask-accounts.ts';

type Household = Awaited<ReturnType<typeof createHousehold>>;
let house: Household;
let cookie: string | undefined;
const get = async (target: string, ...headers: (readonly [string, string])[]) =>
  house.app.ask({ target, headers });

beforeEach(async () => {
  house = await createHousehold();
  ({ cookie } = await house.ask('POST', '/api/auth/session', { body: OWNER_LOGIN }));
});

describe('what asks for a password', () => {
  for (const [method, path, body] of [
    ['POST', '/api/tokens', { name: 'lasting' }],
    [
      'POST',
      '/api/users',
      { email: 'eve@example.com', password: 'let me in now', name: 'Eve', role: 'member' },
    ],
    ['PUT', '/api/settings/pin', { pin: '274916' }],
    ['PATCH', '/api/settings', { name: 'Home' }],
  ] as const)
    it(`is open for ten minutes after it was given, at ${method} ${path}`, async () => {
      const asked = { cookie, body };
      house.clock.advance(LIMITS.passwordFreshMs);
      assert.ok((await house.ask(method, path, asked)).status < 300);
      house.clock.advance(1);
      const late = await house.ask(method, path, asked);
      assert.deepEqual([late.status, late.json['required']], [403, 'password']);
      // What does not ask for one stays open.
      for (const open of ['/api/zones', '/api/sessions'])
        assert.equal((await house.ask('GET', open, { cookie })).status, 200, open);
    });
});

describe('an address that signs in again and again', () => {
  it('has to wait once it has asked as often as it may in a minute, and no other has', async () => {
    const status = async (from: string) =>
      (await house.ask('POST', '/api/auth/login', { body: {}, from })).status;
    for (let asked = 0; asked < LIMITS.authRequestsPerMinute; asked++)
      assert.equal(await status('192.168.1.66'), 400);
    const paced = await house.ask('POST', '/api/auth/login', { body: {}, from: '192.168.1.66' });
    assert.equal(paced.status, 429);
    assert.ok(Number(paced.header('retry-after')) > 0);
    assert.equal(paced.header('x-ratelimit-limit'), String(LIMITS.authRequestsPerMinute));
    assert.equal(await status('192.168.1.67'), 400);
    house.clock.advance(MINUTE_MS);
    assert.equal(await status('192.168.1.66'), 400);
  });
});

describe('what is open and takes no secret', () => {
  it('is read as often as one likes, and by whichever page', async () => {
    const headers = { origin: 'http://evil.example' };
    for (let asked = 0; asked <= LIMITS.authRequestsPerMinute; asked++)
      assert.equal((await house.ask('GET', '/api/auth/status', { headers })).status, 200);
  });
});

describe('a cookie', () => {
  const command = async (headers: Readonly<Record<string, string>>) =>
    house.ask('POST', '/api/zones/living/command', {
      cookie,
      headers,
      body: { tempHeatSetC: 20 },
    });

  it('commands for the hub’s own page alone', async () => {
    assert.equal((await command({})).status, 200);
    assert.equal((await command({ origin: 'http://evil.example' })).status, 403);
    assert.equal((await command({ origin: 'null' })).status, 403);
    assert.equal((await command({ origin: 'http://aris.local:81' })).status, 403);
  });

  it('commands for no page that does not say which it is', async () => {
    const headers = [
      ['Cookie', `aris_session=${cookie}`],
      ['Content-Type', 'application/json'],
    ] as const;
    const asked = { method: 'POST', target: '/api/zones/living/command', body: '{"mode":"off"}' };
    assert.equal((await house.app.ask({ ...asked, headers })).status, 403);
    const referer = ['Referer', 'http://aris.local/zones/living?x'] as const;
    assert.equal((await house.app.ask({ ...asked, headers: [...headers, referer] })).status, 200);
  });

  it('reads for whichever page: its answer is for the hub’s own', async () => {
    const headers = { origin: 'http://evil.example' };
    const answer = await house.ask('GET', '/api/zones', { cookie, headers });
    assert.equal(answer.status, 200);
    assert.equal(answer.header('access-control-allow-origin'), undefined);
    assert.equal((await house.ask('HEAD', '/api/zones', { cookie, headers })).status, 200);
  });

  it('makes nothing that outlives the session that ends meanwhile', async () => {
    const [ended, made] = await Promise.all([
      house.ask('DELETE', '/api/auth/session', { cookie }),
      house.ask('POST', '/api/tokens', { cookie, body: { name: 'left behind' } }),
    ]);
    assert.deepEqual([ended.status, made.status], [200, 403]);
    assert.deepEqual(house.app.tokens.list(), []);
  });

  it('is unknown to /v1, where programs ask with tokens, and so is an access token', async () => {
    for (const path of ['/v1/zones', '/api/v1/zones']) {
      const asCookie = await house.ask('GET', path, { cookie });
      assert.equal(asCookie.status, 401);
      // Nothing was given, so nothing is called wrong.
      assert.ok(!(asCookie.header('www-authenticate') ?? '').includes('error='));
      const { access_token } = await logIn(house.ask, OWNER_LOGIN);
      const asJwt = await house.ask('GET', path, { bearer: access_token });
      assert.equal(asJwt.status, 401);
      assert.match(asJwt.header('www-authenticate') ?? '', /error="invalid_token"/);
    }
  });
});

describe('a panel', () => {
  it('commands zones and hot water, and does nothing else', async () => {
    const pin = '274916';
    await house.ask('PUT', '/api/settings/pin', { cookie, body: { pin } });
    const panel = await house.ask('POST', '/api/auth/session', { body: { pin } });
    const status = async (method: string, path: string, body?: object) =>
      (await house.ask(method, path, { cookie: panel.cookie, body })).status;
    assert.equal(await status('POST', '/api/zones/living/command', { tempHeatSetC: 20 }), 200);
    // The house has no hot water: that is no matter of rights.
    assert.notEqual(await status('POST', '/api/dhw/command', { mode: 'off' }), 403);
    assert.equal(await status('PATCH', '/api/settings', { name: 'Home' }), 403);
    assert.equal(await status('GET', '/api/tokens'), 403);
  });

  it('has rights that no token has without them', async () => {
    const { token } = await house.app.tokens.create(OWNER, {
      name: 'reader',
      permissions: ['zones:read'],
    });
    const command = { body: { tempHeatSetC: 20 }, bearer: token };
    assert.equal((await house.ask('POST', '/api/zones/living/command', command)).status, 403);
  });
});

describe('a token', () => {
  let token: string;
  beforeEach(async () => {
    ({ token } = await house.app.tokens.create(OWNER, { name: 'test', requestsPerMinute: 3 }));
  });

  it('in a query is no part of the query that is checked', async () => {
    assert.equal((await get(`/api/events?limit=1&_auth_key=${token}`)).status, 200);
    const unknown = await get(`/api/events?limit=1&key=x&_auth_key=${token}`);
    assert.equal(unknown.status, 400);
    assert.equal((await get(`/api/settings?_auth_key=${token}`)).status, 200);
  });

  for (const path of ['/api/tokens', '/api/users', '/api/sessions', '/api/settings/pin'])
    it(`in a query is refused at ${path}, with the advice to use a header`, async () => {
      const { status, text } = await get(`${path}?_auth_key=${token}`);
      assert.equal(status, 400);
      assert.match(text, /x-auth-key/);
    });

  it('beside what is no credential is refused, and what is none alone is a wrong one', async () => {
    const none = ['Authorization', 'Bearer ¿'] as const;
    assert.equal((await get('/api/zones', none)).status, 401);
    assert.equal((await get('/api/zones', none, ['X-Api-Key', token])).status, 400);
    assert.equal((await get('/api/zones', none, ['X-Api-Key', 'Bearer ¿'])).status, 400);
    assert.equal((await get('/api/zones', bearer(token), ['X-Api-Key', token])).status, 200);
    assert.equal((await get('/api/zones', bearer(token), ['X-Api-Key', `${token}x`])).status, 400);
  });

  it('says when it may ask again, never before it may, in whole seconds', async () => {
    house.clock.advance(300);
    const asked = await get('/api/zones', bearer(token));
    assert.equal(asked.header('x-ratelimit-limit'), '3');
    assert.equal(asked.header('x-ratelimit-remaining'), '2');
    const resetMs = Date.parse(asked.header('x-ratelimit-reset') ?? '');
    assert.equal(resetMs % 1_000, 0);
    for (let more = 0; more < 2; more++) await get('/api/zones', bearer(token));
    assert.equal((await get('/api/zones', bearer(token))).status, 429);
    house.clock.advance(resetMs - house.clock.nowMs());
    assert.equal((await get('/api/zones', bearer(token))).status, 200);
  });
});

describe('a Host', () => {
  for (const [host, status] of [
    ['12345', 421],
    ['1.2.3', 421],
    ['aris.12', 421],
    ['evil.example', 421],
    ['aris', 401],
    ['192.168.1.5', 401],
  ] as const)
    it(`${host} is answered with ${status}`, async () => {
      assert.equal((await get('/api/zones', ['Host', host])).status, status);
    });

  it('of another is answered for health alone: images have passwords in them', async () => {
    const foreign = ['Host', 'evil.example'] as const;
    for (const path of ['/health', '/ready']) assert.equal((await get(path, foreign)).status, 200);
    for (const path of ['/firmware/', '/firmware/x.bin', '/', '/api/auth/status'])
      assert.equal((await get(path, foreign)).status, 421, path);
    assert.equal((await get('/firmware/x.bin')).status, 404);
  });
});

describe('If-None-Match', () => {
  it('* is any tag at all', async () => {
    const { token } = await house.app.tokens.create(OWNER, { name: 'test' });
    const first = await get('/api/state', bearer(token));
    assert.equal(first.status, 200);
    assert.ok(first.header('etag'));
    assert.equal((await get('/api/state', bearer(token), ['If-None-Match', '*'])).status, 304);
    assert.equal((await get('/api/state', bearer(token), ['If-None-Match', '"x"'])).status, 200);
  });
});
