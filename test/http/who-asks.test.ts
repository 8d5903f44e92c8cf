/** Who is turned away, in which words, and what becomes known of it: the guard as the whole hub has it. */
import assert from 'node:assert/strict';
import { beforeEach, describe, it } from 'node:test';
import { LIMITS } from '../../src/domain/limits.ts';
import { Head } from '../../src/http/head.ts';
import { OWNER_LOGIN } from '../support/accounts.ts';
import { ADMIN_SECRET, bearer, JSON_HEADER, OWNER } from '../support/app.ts';
import { createHousehold, logIn } from '../support/ask-accounts.ts';

type Header = readonly [string, string];
let house: Awaited<ReturnType<typeof createHousehold>>;
let token: string;
let id: string;
const asked = async (target: string, ...headers: readonly Header[]) =>
  house.app.ask({ target, headers });
const admin: Header = ['X-Admin-Secret', ADMIN_SECRET];

beforeEach(async () => {
  house = await createHousehold();
  ({ token, id } = await house.app.tokens.create(OWNER, { name: 'test', expiresIn: '1h' }));
});

describe('a credential that proves nobody', () => {
  async function challenge(...headers: readonly Header[]) {
    const { status, ...answer } = await asked('/api/zones', ...headers);
    assert.equal(status, 401);
    return answer.header('www-authenticate');
  }
  const wrong = (why: string) =>
    `Bearer realm="aris", error="invalid_token", error_description="${why}"`;

  it('is no challenge to anybody where there is none', async () =>
    assert.equal(await challenge(), 'Bearer realm="aris"'));

  it('is named as not valid, be it unknown or of no form', async () => {
    const unknown = `aris_tok_${'0'.repeat(46)}`;
    for (const given of [unknown, 'x', '¿'])
      assert.equal(await challenge(bearer(given)), wrong('The token is not valid'));
  });

  it('is named as disabled, and as expired, to who has the token', async () => {
    await house.app.tokens.change(OWNER, id, { enabled: false });
    assert.equal(await challenge(bearer(token)), wrong('The token is disabled'));
    await house.app.tokens.change(OWNER, id, { enabled: true });
    house.clock.advance(3_600_000);
    assert.equal(await challenge(bearer(token)), wrong('The token has expired'));
  });

  it('is named as revoked to who has the token, and its use is kept', async () => {
    await house.app.tokens.revoke(OWNER, id);
    assert.equal(await challenge(bearer(token)), wrong('The token was revoked'));
    const { usage } = house.app.tokens.usage(id);
    assert.deepEqual(
      usage.map(({ status, path }) => [status, path]),
      [[401, '/api/zones']],
    );
  });

  it('is named for what is over of a session', async () => {
    const { access_token } = await logIn(house.ask, OWNER_LOGIN);
    const [head, payload] = access_token.split('.');
    const forged = `${head}.${payload}.`;
    assert.equal(await challenge(bearer(forged)), wrong('The access token is not valid'));
    house.clock.advance(LIMITS.accessTokenMs);
    assert.equal(await challenge(bearer(access_token)), wrong('The access token has expired'));
    const cookie = ['Cookie', 'aris_session=ses_x'] as const;
    assert.equal(await challenge(cookie), wrong('The session has ended'));
  });
});

describe('the audit', () => {
  it('is told of each credential that proved nobody, and of none where none was given', async () => {
    await house.app.tokens.change(OWNER, id, { enabled: false });
    await asked('/api/zones');
    await asked('/api/admin/tokens');
    const wrong: readonly (readonly [from: string, target: string, Header])[] = [
      ['192.168.1.1', '/api/zones', bearer('x')],
      ['192.168.1.2', '/api/zones', bearer(token)],
      ['192.168.1.3', '/api/admin/tokens', ['X-Admin-Secret', 'x']],
    ];
    for (const [from, target, header] of wrong)
      await house.app.ask({ target, from, headers: [header] });
    const { events } = await house.app.journal.query({ type: 'access_refused', audit: 'only' });
    const reasons = { credential_invalid: 1 };
    assert.deepEqual(
      events.map(({ objectId, data }) => [objectId, data?.['reasons']]),
      wrong.toReversed().map(([from]) => [from, reasons]),
    );
  });
});

describe('the body of a refusal', () => {
  const ARIS = { error: 'Unauthorized', message: 'Valid authentication required' };
  const ARES = { error: 'Invalid or expired token', code: 'AUTH_INVALID_TOKEN' };
  const body = async (target: string, ...headers: readonly Header[]) =>
    (await asked(target, ...headers)).json;

  it("is the ARES document's below /v1 and /api/auth, and to what looks like a JWT", async () => {
    for (const target of ['/v1/zones', '/api/v1/zones', '/api/auth/session'])
      assert.deepEqual(await body(target), ARES, target);
    assert.deepEqual(await body('/api/zones', bearer('a.b.c')), ARES);
    for (const value of ['Bearer a.b', 'Bearer a.b.c.d', 'Bearer a.b.c~', 'x Bearer a.b.c'])
      assert.deepEqual(await body('/api/zones', ['Authorization', value]), ARIS, value);
    assert.deepEqual(await body('/api/zones'), ARIS);
  });

  it('names the permission that lacks', async () => {
    const none = await house.app.tokens.create(OWNER, {
      name: 'reader',
      permissions: ['zones:read'],
    });
    const { json, ...answer } = await asked('/api/tokens', bearer(none.token));
    assert.deepEqual(json, {
      error: 'Forbidden',
      message: 'This credential does not have the permission tokens:read',
      required: 'tokens:read',
    });
    assert.equal(
      answer.header('www-authenticate'),
      'Bearer realm="aris", error="insufficient_scope", scope="tokens:read"',
    );
  });

  it('names each permission of which any would do', async () => {
    const maker = await house.app.tokens.create(OWNER, { name: 'x', permissions: ['audit:read'] });
    const { json, ...answer } = await asked('/api/state', bearer(maker.token));
    assert.equal(answer.status, 403);
    const required = json['required'] as string[];
    assert.ok(Array.isArray(required) && required.length > 1);
    assert.equal(json['message'], `This credential does not have any of ${required.join(', ')}`);
    assert.ok(answer.header('www-authenticate')?.endsWith(`scope="${required.join(' ')}"`));
  });

  it('asks for the password in the words of RFC 9470', async () => {
    const { cookie } = await house.ask('POST', '/api/auth/session', { body: OWNER_LOGIN });
    house.clock.advance(LIMITS.passwordFreshMs + 1);
    const late = await house.ask('POST', '/api/tokens', { cookie, body: { name: 'late' } });
    assert.deepEqual(late.json, {
      error: 'Forbidden',
      message: 'This needs a password given within the last 10 minutes: sign in again',
      required: 'password',
    });
    assert.equal(
      late.header('www-authenticate'),
      'Bearer realm="aris", error="insufficient_user_authentication", max_age="600"',
    );
  });
});

describe('the admin secret', () => {
  const challenge = async (target: string, ...headers: readonly Header[]) => {
    const { status, ...answer } = await asked(target, ...headers);
    return [status, answer.header('www-authenticate')];
  };

  it('is asked for in a scheme of its own, and nothing else opens what it does', async () => {
    for (const headers of [[], [bearer(token)], [['X-Api-Key', token] as const]])
      assert.deepEqual(await challenge('/api/admin/tokens', ...headers), [
        401,
        'AdminSecret realm="aris"',
      ]);
  });

  it('is not right but as a whole', async () => {
    for (const text of ['', 'x', ADMIN_SECRET.slice(1), `${ADMIN_SECRET}.`, token])
      assert.deepEqual(await challenge('/api/admin/tokens', ['X-Admin-Secret', text]), [
        401,
        'AdminSecret realm="aris", error="invalid_token", error_description="The admin secret is not valid"',
      ]);
  });

  it('opens what owners may do, under the name of where it was used', async () => {
    const made = await house.app.ask({
      method: 'POST',
      target: '/api/admin/tokens',
      body: '{"name":"provisioned"}',
      headers: [admin, JSON_HEADER],
    });
    assert.equal(made.status, 201);
    const { events } = await house.app.journal.query({ type: 'token_created', audit: 'only' });
    assert.deepEqual(events[0]?.by, { kind: 'admin', id: 'admin@192.168.1.20' });
    for (const target of ['/api/admin/users', '/api/admin/settings', '/api/admin/tenants'])
      assert.equal((await asked(target, admin)).status, 200, target);
  });
});

describe('what was proved on a connection', () => {
  it('is asked again when both tokens and sessions have changed', async () => {
    const { cookie } = await house.ask('POST', '/api/auth/session', { body: OWNER_LOGIN });
    const head = new Head(['Host', 'aris.local', ...bearer(token)]);
    const status = async () => (await house.app.ask({ target: '/api/zones' }, head)).status;
    assert.equal(await status(), 200);
    await house.app.tokens.revoke(OWNER, id);
    assert.equal((await house.ask('DELETE', '/api/auth/session', { cookie })).status, 200);
    assert.equal(await status(), 401);
  });
});

describe('what somebody did', () => {
  const lastMade = async () => {
    const { events } = await house.app.journal.query({ type: 'token_created', audit: 'only' });
    const { by, from } = events[0] ?? {};
    return { by, from };
  };
  const make = { method: 'POST', target: '/api/tokens', body: '{"name":"x"}' };

  it('is recorded with their name, where they asked from, with what, and in which session', async () => {
    const { cookie } = await house.ask('POST', '/api/auth/session', { body: OWNER_LOGIN });
    const asked = { cookie, body: { name: 'x' }, headers: { 'user-agent': 'curl/8.5.0' } };
    assert.equal((await house.ask('POST', '/api/tokens', asked)).status, 201);
    const [{ id: sessionId } = { id: '' }] = house.app.access.sessions.list(OWNER);
    assert.deepEqual(await lastMade(), {
      by: { kind: 'person', id: house.owner.id, name: house.owner.name },
      from: { address: '192.168.1.20', program: 'curl', sessionId },
    });
  });

  it('is recorded without what there was not', async () => {
    const maker = await house.app.tokens.create(OWNER, {
      name: 'maker',
      permissions: ['tokens:full', 'zones:full', 'zones:read'],
    });
    const body = '{"name":"x","permissions":["zones:read"]}';
    const headers = [bearer(maker.token), JSON_HEADER];
    assert.equal((await house.app.ask({ ...make, body, headers })).status, 201);
    assert.deepEqual(await lastMade(), {
      by: { kind: 'token', id: maker.id, name: 'maker' },
      from: { address: '192.168.1.20' },
    });
  });
});
