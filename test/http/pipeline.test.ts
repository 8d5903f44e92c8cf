import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { LIMITS } from '../../src/domain/limits.ts';
import { HOUR_MS } from '../../src/domain/units.ts';
import { Head } from '../../src/http/head.ts';
import { jsonReply } from '../../src/http/reply.ts';
import type { Route } from '../../src/http/router.ts';
import type { TokenRequest } from '../../src/app/tokens/token-request.ts';
import {
  ADMIN_SECRET,
  bearer,
  createTestApp,
  JSON_HEADER,
  OWNER,
  type Ask,
} from '../support/app.ts';
import { createFakeClock } from '../support/fake-clock.ts';
import { createHousehold, openSession } from '../support/ask-accounts.ts';

const ARIS_401 = '{"error":"Unauthorized","message":"Valid authentication required"}\n';
const ARES_401 = '{"error":"Invalid or expired token","code":"AUTH_INVALID_TOKEN"}\n';

async function appWithToken(
  permissions?: readonly ['zones:read'],
  extraRoutes: readonly Route[] = [],
) {
  const app = createTestApp({ extraRoutes });
  const { token, id } = await app.tokens.create(OWNER, {
    name: 'test',
    expiresIn: '1h',
    ...(permissions && { permissions: [...permissions] }),
  });
  return { ...app, token, id };
}

type WithToken = Awaited<ReturnType<typeof appWithToken>>;

describe('a request without a good credential', () => {
  const cases: readonly (readonly [string, string | undefined, string, string])[] = [
    ['none', undefined, ARIS_401, 'Bearer realm="aris"'],
    ['a colon after the scheme', 'Bearer: {token}', ARIS_401, 'invalid_token'],
    ['a typing error', 'Bearer {typo}', ARIS_401, 'invalid_token'],
    [
      'an unknown token',
      'Bearer aris_tok_0000000000000000000000000000000000000000000000',
      ARIS_401,
      'invalid_token',
    ],
    ['another scheme', 'Basic dXNlcjpwYXNz', ARIS_401, 'invalid_token'],
    ['the token alone', '{token}', ARIS_401, 'invalid_token'],
    ['a tab for the space', 'Bearer\t{token}', ARIS_401, 'invalid_token'],
    ['something behind the token', 'Bearer {token} x', ARIS_401, 'invalid_token'],
    ['an empty value', '', ARIS_401, 'invalid_token'],
    ['what looks like a JWT', 'Bearer aGVhZGVy.cGF5bG9hZA.c2ln', ARES_401, 'invalid_token'],
    ['an unsigned JWT', 'Bearer aGVhZGVy.cGF5bG9hZA.', ARES_401, 'invalid_token'],
  ];
  for (const [what, value, body, challenge] of cases) {
    it(`(${what}) is 401 with the documented body`, async () => {
      const { ask, token } = await appWithToken();
      const typo = `${token.slice(0, -1)}${token.endsWith('0') ? '1' : '0'}`;
      const authorization = value?.replace('{token}', token).replace('{typo}', typo);
      const answer = await ask({
        target: '/api/zones',
        headers: authorization === undefined ? [] : [['Authorization', authorization]],
      });
      assert.equal(answer.status, 401);
      assert.equal(answer.text, body);
      assert.match(answer.header('www-authenticate') ?? '', new RegExp(challenge));
      assert.equal(
        answer.header('www-authenticate')?.includes('error') ?? false,
        value !== undefined,
      );
    });
  }

  it('learns nothing of what there is', async () => {
    const { ask } = createTestApp();
    for (const target of [
      '/api/zones',
      '/api/nothing',
      '/v1/chat',
      '/api/chat',
      '/prometheus/x',
      '/api',
    ]) {
      assert.equal((await ask({ target })).status, 401, target);
      assert.equal((await ask({ method: 'DELETE', target })).status, 401, target);
    }
    assert.equal((await ask({ target: '/v1/zones' })).text, ARES_401);
    const elsewhere = await ask({ target: '/elsewhere' });
    // Nobody is asked for anything there.
    assert.deepEqual([elsewhere.status, elsewhere.header('www-authenticate')], [404, undefined]);
    assert.equal(elsewhere.json['path'], '/elsewhere');
  });
});

describe('a request with a good token', () => {
  it('is let in, whatever the case of the scheme and however many spaces', async () => {
    const { ask, token } = await appWithToken();
    for (const scheme of ['Bearer', 'bearer', 'BEARER', 'Bearer  ']) {
      assert.equal(
        (await ask({ target: '/api/zones', headers: [['authorization', `${scheme} ${token}`]] }))
          .status,
        200,
      );
    }
  });

  it('is 403 without the permission, naming it', async () => {
    const { ask, token } = await appWithToken(['zones:read']);
    const answer = await ask({
      method: 'POST',
      target: '/api/zones/living/command',
      headers: [bearer(token), JSON_HEADER],
      body: '{"mode":"off"}',
    });
    assert.equal(answer.status, 403);
    assert.equal(answer.json['required'], 'zones:full');
    assert.match(answer.header('www-authenticate') ?? '', /insufficient_scope.*scope="zones:full"/);
  });

  it('is refused on the very next request after a revocation, on the same connection', async () => {
    const { ask, token, tokens, id } = await appWithToken();
    const head = new Head(['Host', 'aris.local', ...bearer(token)]);
    assert.equal((await ask({ target: '/api/zones' }, head)).status, 200);
    assert.equal((await ask({ target: '/api/zones' }, head)).status, 200);
    await tokens.revoke(OWNER, id);
    const answer = await ask({ target: '/api/zones' }, head);
    assert.equal(answer.status, 401);
    assert.match(answer.header('www-authenticate') ?? '', /revoked/);
  });

  const CHANGES = {
    'is revoked': {
      act: async ({ tokens, id }: WithToken) => tokens.revoke(OWNER, id),
      status: 403,
    },
    'is disabled': {
      act: async ({ tokens, id }: WithToken) => tokens.change(OWNER, id, { enabled: false }),
      status: 403,
    },
    'has expired': {
      act: async ({ clock }: WithToken) => {
        clock.advance(HOUR_MS);
        return Promise.resolve();
      },
      status: 403,
    },
    'is renamed': {
      act: async ({ tokens, id }: WithToken) => tokens.change(OWNER, id, { name: 'y' }),
      status: 200,
    },
  };
  for (const [what, { act, status }] of Object.entries(CHANGES)) {
    it(`that ${what} while its body is on the way is answered ${status}`, async () => {
      const app = await appWithToken();
      const answer = await app.ask({
        method: 'POST',
        target: '/api/zones/living/command',
        body: '{"mode":"off"}',
        headers: [bearer(app.token), JSON_HEADER],
        meanwhile: async () => act(app),
      });
      assert.equal(answer.status, status);
      const isOff = app.zones.list()[0]?.mode === 'off';
      assert.equal(isOff, status === 200);
    });
  }

  it('that has lost the right to it while its body is on the way is refused', async () => {
    const { app, member } = await createHousehold();
    const { accounts } = app.access;
    await accounts.change(OWNER, member.id, { role: 'owner' });
    const cookie = await openSession(app, member.id);
    const rename = async (name: string, meanwhile?: () => Promise<unknown>) =>
      app.ask({
        method: 'PATCH',
        target: '/api/settings',
        body: JSON.stringify({ name }),
        headers: [
          JSON_HEADER,
          ['Cookie', `aris_session=${cookie}`],
          ['Origin', 'http://aris.local'],
        ],
        ...(meanwhile && { meanwhile }),
      });
    assert.equal((await rename('First')).status, 200);
    const late = await rename('Late', async () =>
      accounts.change(OWNER, member.id, { role: 'member' }),
    );
    assert.equal(late.status, 403);
    const settings = await app.ask({
      target: '/api/settings',
      headers: [['Cookie', `aris_session=${cookie}`]],
    });
    assert.equal(settings.json['name'], 'First');
  });

  it('is refused once it has expired, on the same connection', async () => {
    const { ask, tokens, clock } = createTestApp();
    const { token } = await tokens.create(OWNER, { name: 'short', expiresIn: '1h' });
    const head = new Head(['Host', 'aris.local', ...bearer(token)]);
    clock.advance(60 * 60_000 - 1);
    assert.equal((await ask({ target: '/api/zones' }, head)).status, 200);
    clock.advance(1);
    const answer = await ask({ target: '/api/zones' }, head);
    assert.equal(answer.status, 401);
    assert.match(answer.header('www-authenticate') ?? '', /expired/);
  });

  it('counts each use, refused for its rights too', async () => {
    const { ask, token, tokens, id, clock } = await appWithToken(['zones:read']);
    const head = new Head(['Host', 'aris.local', ...bearer(token), 'User-Agent', 'poller']);
    for (let i = 0; i < 3; i++) await ask({ target: '/api/zones' }, head);
    clock.advance(5_000);
    await ask({ target: '/api/tokens' }, head);
    const { requestCount, lastUsed } = tokens.show(id);
    assert.deepEqual(
      { requestCount, lastUsed },
      { requestCount: 4, lastUsed: '2026-01-15T10:00:05Z' },
    );
    assert.deepEqual(
      tokens.usage(id).usage.map(({ path, status, userAgent }) => [path, status, userAgent]),
      [['/api/tokens', 403, 'poller'], ...[1, 2, 3].map(() => ['/api/zones', 200, 'poller'])],
    );
  });
});

describe('where a token was used from last', () => {
  it('is where it was let in, and is known after a restart', async () => {
    const { ask, token, tokens, id, lazyBatch, texts } = await appWithToken();
    const from = async (address: string, text = token) =>
      ask({ target: '/api/zones', headers: [bearer(text)], from: address });
    assert.equal((await from('192.168.1.7')).status, 200);
    assert.equal((await from('2001:db8::7')).status, 200);
    assert.equal(tokens.show(id).lastUsedAddress, '2001:db8::7');
    await tokens.change(OWNER, id, { enabled: false });
    assert.equal((await from('192.168.1.66')).status, 401);
    assert.equal(tokens.list({ revoked: false })[0]?.lastUsedAddress, '2001:db8::7');
    await lazyBatch.flush();
    const restarted = createTestApp({ texts });
    assert.equal(restarted.tokens.show(id).lastUsedAddress, '2001:db8::7');
  });
});

describe('a malformed request', () => {
  const command: Ask = { method: 'POST', target: '/api/zones/living/command' };
  const json = (body: string | Uint8Array): Ask => ({ ...command, headers: [JSON_HEADER], body });
  // [what, request, status, what the answer names]
  const cases: readonly (readonly [string, Ask, number, string])[] = [
    ['an unknown zone', { target: '/api/zones/nowhere' }, 404, '"zoneId":"nowhere"'],
    [
      'a command to an unknown zone',
      { ...json('{"mode":"off"}'), target: '/api/zones/nowhere/command' },
      404,
      'Zone not found',
    ],
    ['an unknown path', { target: '/api/nothing' }, 404, '/api/nothing'],
    ['a wrong method', { method: 'DELETE', target: '/api/zones' }, 405, 'DELETE'],
    ['no content type', { ...command, body: '{"mode":"off"}' }, 415, 'content-type'],
    [
      'another content type',
      { ...json('mode=off'), headers: [['Content-Type', 'application/x-www-form-urlencoded']] },
      415,
      'content-type',
    ],
    [
      'another charset',
      { ...json('{}'), headers: [['Content-Type', 'application/json; charset=latin1']] },
      415,
      'content-type',
    ],
    [
      'a compressed body',
      { ...json('{}'), headers: [JSON_HEADER, ['Content-Encoding', 'gzip']] },
      415,
      'content-encoding',
    ],
    [
      'a declared body over the limit',
      {
        ...json('{}'),
        headers: [JSON_HEADER, ['Content-Length', String(LIMITS.requestBodyBytes + 1)]],
      },
      413,
      'larger',
    ],
    [
      'a body over the limit',
      json(`{"mode":"${'x'.repeat(LIMITS.requestBodyBytes)}"}`),
      413,
      'larger',
    ],
    ['an empty body', json(''), 400, 'JSON'],
    ['malformed JSON', json('{"mode":"off"'), 400, 'JSON'],
    ['a trailing comma', json('{"mode":"off",}'), 400, 'JSON'],
    ['a comment', json('{"mode":"off"/**/}'), 400, 'JSON'],
    ['NaN', json('{"tempHeatSetC":NaN}'), 400, 'JSON'],
    ['a number too large to be one', json('{"tempHeatSetC":1e999}'), 400, 'tempHeatSetC'],
    ['a repeated member', json('{"mode":"off","mode":"heat"}'), 400, 'mode stands twice'],
    ['a byte-order mark', json('\uFEFF{"mode":"off"}'), 400, 'byte-order mark'],
    ['bytes that are no UTF-8', json(Buffer.from([0x7b, 0xff, 0x7d])), 400, 'UTF-8'],
    ['a list for an object', json('[]'), 400, 'must be a JSON object'],
    ['null for an object', json('null'), 400, 'must be a JSON object'],
    ['text for a number', json('{"tempHeatSetC":"21"}'), 400, '"field":"tempHeatSetC"'],
    ['null for a number', json('{"tempHeatSetC":null}'), 400, '"field":"tempHeatSetC"'],
    ['an unknown mode', json('{"mode":"warm"}'), 400, 'heat, cool, auto, off'],
    ['an unknown member', json('{"tempC":21}'), 400, '"field":"tempC"'],
    ['__proto__ as a member', json('{"__proto__":{"mode":"off"}}'), 400, '__proto__'],
    ['an empty command', json('{}'), 400, 'at least one'],
    ['a setpoint out of range', json('{"tempCoolSetC":31}'), 400, 'from 10 to 30'],
    [
      'a repeated Host',
      {
        target: '/api/zones',
        headers: [
          ['Host', 'aris.local'],
          ['Host', 'aris.local'],
        ],
      },
      400,
      'host',
    ],
    [
      'a foreign Host',
      { target: '/api/zones', headers: [['Host', 'evil.example']] },
      421,
      'ARIS_HOSTS',
    ],
    ['an encoded dot', { target: '/api/%2e%2e/api/zones' }, 400, 'path'],
    ['a double slash', { target: '//api/zones' }, 400, 'path'],
  ];
  for (const [what, request, status, named] of cases) {
    it(`(${what}) is ${status} and changes nothing`, async () => {
      const { ask, token, zones } = await appWithToken();
      const before = JSON.stringify(zones.list());
      const answer = await ask({
        ...request,
        headers: [...(request.headers ?? []), bearer(token)],
      });
      assert.equal(answer.status, status, answer.text);
      assert.ok(answer.text.includes(named), answer.text);
      assert.ok(answer.text.endsWith('}\n'));
      assert.equal(answer.header('cache-control'), 'no-store');
      assert.equal(JSON.stringify(zones.list()), before);
    });
  }

  const types: readonly (readonly [type: string, isTaken: boolean])[] = [
    ...['application/json;', 'APPLICATION/JSON ; ;', 'application/json\t;charset=UTF8'].map(
      (type) => [type, true] as const,
    ),
    ...['utf-8', '"utf-8"', 'utf8', '"utf8"', 'UTF-8'].map(
      (name) => [`application/json; charset=${name}`, true] as const,
    ),
    ['application/json;charset="utf8";', true],
    ['application/json;version=1', true],
    ...['application/json x', 'application/json; charset'].map((type) => [type, false] as const),
    ...['application/jsonx', 'application/ json', 'text/json', ';', 'charset=utf-8'].map(
      (type) => [type, false] as const,
    ),
  ];
  for (const [type, isTaken] of types)
    it(`(a body sent as ${JSON.stringify(type)}) is ${isTaken ? 'taken' : '415'}`, async () => {
      const { ask, token } = await appWithToken();
      const headers = [bearer(token), ['Content-Type', type]] as const;
      const answer = await ask({ ...command, headers, body: '{"mode":"off"}' });
      assert.equal(answer.status, isTaken ? 200 : 415, answer.text);
    });

  it('(a body sent as it is, and said to be) is taken', async () => {
    const { ask, token } = await appWithToken();
    const headers = [bearer(token), JSON_HEADER, ['Content-Encoding', 'Identity']] as const;
    assert.equal((await ask({ ...command, headers, body: '{"mode":"off"}' })).status, 200);
  });

  for (const body of [Buffer.from([0x7b, 0xff, 0x7d]), '\uFEFF{}', '7', '[]'])
    it(`(${JSON.stringify(body)} for a body) has its fault named as that of the body`, async () => {
      const { ask, token } = await appWithToken();
      const answer = await ask({ ...command, headers: [bearer(token), JSON_HEADER], body });
      assert.deepEqual([answer.status, answer.json['field']], [400, 'body']);
    });

  it('(two Authorization headers) is 400, even where they agree', async () => {
    const { ask, token } = await appWithToken();
    const answer = await ask({ target: '/api/zones', headers: [bearer(token), bearer(token)] });
    assert.equal(answer.status, 400);
    assert.ok(answer.text.includes('authorization'));
  });

  it('(one header line too many) is 431, and not one fewer', async () => {
    const { ask, token } = await appWithToken();
    const lines = (count: number) =>
      Array.from({ length: count }, (_, index) => [`X-${index}`, 'y'] as const);
    const fits = await ask({
      target: '/api/zones',
      headers: [bearer(token), ...lines(LIMITS.requestHeaderLines - 2)],
    });
    const over = await ask({
      target: '/api/zones',
      headers: [bearer(token), ...lines(LIMITS.requestHeaderLines - 1)],
    });
    assert.deepEqual([fits.status, over.status], [200, 431]);
  });

  it('(a wrong method) names those that are possible', async () => {
    const { ask, token } = await appWithToken();
    const answer = await ask({ method: 'PUT', target: '/api/tokens', headers: [bearer(token)] });
    assert.equal(answer.header('allow'), 'GET, HEAD, POST');
  });
});

describe('a fault of ours', () => {
  it('is one fixed sentence with a request id, and in the log in full', async () => {
    const failing: Route = {
      method: 'GET',
      path: '/fails',
      access: 'open',
      summary: 'fails',
      handle() {
        throw new Error('the inner reason');
      },
    };
    const { ask, log, metrics } = createTestApp({ extraRoutes: [failing] });
    const answer = await ask({ target: '/fails' });
    assert.equal(answer.status, 500);
    assert.ok(!answer.text.includes('inner reason'));
    const line = log.lines.find(({ message }) => message === 'request failed');
    assert.equal(line?.fields['requestId'], answer.json['requestId']);
    const { method, route, stack } = line?.fields ?? {};
    assert.deepEqual([method, route], ['GET', '/fails']);
    assert.match(JSON.stringify(stack), /the inner reason\\n +at /);
    const page = Buffer.from(metrics.page('text')).toString();
    assert.match(page, /^aris_http_requests_total\{route="\/fails",code="500"\} 1$/m);
  });

  it('or none of anybody’s is counted by its route, with the time that it took', async () => {
    const clock = createFakeClock();
    clock.advance(HOUR_MS);
    const slow: Route = {
      method: 'GET',
      path: '/slow',
      access: 'open',
      summary: 'slow',
      handle() {
        clock.advance(1_500);
        return jsonReply(200, {});
      },
    };
    const { ask, metrics, tokens } = createTestApp({ extraRoutes: [slow], clock });
    const { token } = await tokens.create(OWNER, { name: 'test' });
    await ask({ target: '/slow' });
    await ask({ target: '/api/zones/living', headers: [bearer(token)] });
    await ask({ target: '/elsewhere' });
    await ask({ target: '/api/zones' });
    const page = Buffer.from(metrics.page('text')).toString();
    assert.match(page, /^aris_http_request_duration_seconds_sum 1\.5$/m);
    assert.match(page, /^aris_http_requests_total\{route="unknown",code="404"\} 1$/m);
    assert.match(page, /^aris_http_requests_total\{route="unauthorized",code="401"\} 1$/m);
    const guarded = '/api/zones/{zoneId}';
    assert.ok(page.includes(`\naris_http_requests_total{route="${guarded}",code="200"} 1\n`));
  });

  it('that is a full disk is 507, and writing works again by itself', async () => {
    const { ask, token, texts, store } = await appWithToken();
    const send = () =>
      ask({
        method: 'POST',
        target: '/api/zones/living/command',
        headers: [bearer(token), JSON_HEADER],
        body: '{"mode":"off"}',
      });
    texts.isFull = true;
    assert.equal((await send()).status, 507);
    assert.equal(store.trouble(), 'full');
    assert.equal((await ask({ target: '/api/zones', headers: [bearer(token)] })).status, 200);
    texts.isFull = false;
    assert.equal((await send()).status, 200);
    assert.equal(store.trouble(), undefined);
  });
});

describe('a credential proved once', () => {
  const target = '/api/zones';

  it('in a query proves nothing to the next request on the connection', async () => {
    const { ask, token } = await appWithToken();
    const head = new Head(['Host', 'aris.local']);
    assert.equal((await ask({ target: `${target}?_auth_key=${token}` }, head)).status, 200);
    assert.equal((await ask({ target }, head)).status, 401);
  });

  it('opens no other surface', async () => {
    const { ask, token } = await appWithToken();
    const head = new Head(['Host', 'aris.local', ...bearer(token)]);
    assert.equal((await ask({ target }, head)).status, 200);
    assert.equal((await ask({ target: '/api/admin/tenants' }, head)).status, 401);
    const admin = new Head(['Host', 'aris.local', 'X-Admin-Secret', ADMIN_SECRET]);
    assert.equal((await ask({ target: '/api/admin/tenants' }, admin)).status, 200);
    assert.equal((await ask({ target: '/api/admin/tenants' }, admin)).status, 200);
    assert.equal((await ask({ target }, admin)).status, 401);
  });

  it('is no longer proved once it is disabled, rotated or revoked', async () => {
    for (const end of ['disable', 'rotate', 'revoke'] as const) {
      const { ask, token, id, tokens } = await appWithToken();
      const head = new Head(['Host', 'aris.local', ...bearer(token)]);
      assert.equal((await ask({ target }, head)).status, 200);
      if (end === 'disable') await tokens.change(OWNER, id, { enabled: false });
      else await tokens[end](OWNER, id);
      assert.equal((await ask({ target }, head)).status, 401, end);
    }
  });
});

describe('a token that is restricted', () => {
  async function restricted(request: Partial<TokenRequest>) {
    const app = createTestApp();
    const { token, id } = await app.tokens.create(OWNER, { name: 'test', ...request });
    const ask = async (target: string, more: Partial<Ask> = {}) =>
      app.ask({ target, ...more, headers: [bearer(token), ...(more.headers ?? [])] });
    return { ...app, ask, id };
  }

  it('to zones sees these and nothing else', async () => {
    const { ask } = await restricted({ zones: ['living'] });
    const list = (await ask('/api/zones')).json as { zones: { zoneId: string }[] };
    assert.deepEqual(
      list.zones.map(({ zoneId }) => zoneId),
      ['living'],
    );
    assert.equal((await ask('/api/zones/living')).status, 200);
    const elsewhere = await ask('/api/zones/bath');
    assert.equal(elsewhere.text, '{"error":"Zone not found","zoneId":"bath"}\n');
    assert.equal((await ask('/api/zones/nowhere')).status, 404);
    for (const target of ['/api/events', '/api/tokens', '/api/tokens/self'])
      assert.equal((await ask(target)).status, 403, target);
    const command = { method: 'POST', headers: [JSON_HEADER], body: '{"mode":"off"}' };
    assert.equal((await ask('/api/zones/bath/command', command)).status, 404);
    assert.equal((await ask('/api/zones/living/command', command)).status, 200);
  });

  it('to addresses is forbidden elsewhere, and keeps the attempt', async () => {
    const { ask, tokens, id } = await restricted({ addresses: ['192.168.1.0/24', 'fd00::/8'] });
    for (const from of ['192.168.1.77', '::ffff:192.168.1.77', 'fd00::1'])
      assert.equal((await ask('/api/zones', { from })).status, 200, from);
    const headers = [['User-Agent', 'elsewhere']] as const;
    for (const from of ['192.168.2.77', '127.0.0.1', 'fe80::1%eth0', ''])
      assert.equal((await ask('/api/zones', { from, headers })).status, 403, from);
    const { usage } = tokens.usage(id);
    assert.equal(usage[0]?.userAgent, 'elsewhere');
    assert.deepEqual(
      usage.map(({ status }) => status),
      [403, 403, 403, 403, 200, 200, 200],
    );
    assert.equal(tokens.show(id).requestCount, 3);
  });

  it('to addresses believes a trusted proxy, and nobody else, in who asks', async () => {
    const { ask } = await restricted({ addresses: ['192.168.1.0/24'] });
    const headers = [['X-Forwarded-For', '192.168.1.5']] as const;
    assert.equal((await ask('/api/zones', { from: '10.0.0.1', headers })).status, 200);
    assert.equal((await ask('/api/zones', { from: '10.0.0.2', headers })).status, 403);
  });

  it('in its pace is told so, and waits', async () => {
    const { ask, clock } = await restricted({ requestsPerMinute: 2 });
    const answers = [await ask('/api/zones'), await ask('/api/zones'), await ask('/api/zones')];
    assert.deepEqual(
      answers.map(({ status }) => status),
      [200, 200, 429],
    );
    assert.equal(answers[0]?.header('x-ratelimit-limit'), '2');
    assert.equal(answers[0].header('x-ratelimit-remaining'), '1');
    const [, , refused] = answers;
    assert.equal(refused?.text, '{"error":"Too Many Requests","retryAfterSeconds":30}\n');
    assert.equal(refused.header('retry-after'), '30');
    clock.advance(30_000);
    assert.equal((await ask('/api/zones')).status, 200);
  });
});

describe('credentials that contradict each other', () => {
  it('are 400 with the challenge of RFC 6750', async () => {
    const { ask, token } = await appWithToken();
    for (const headers of [
      [bearer(token), ['x-api-key', 'other'] as const],
      [bearer(token), bearer(token)],
      [['Cookie', 'aris_session=a; aris_session=b'] as const],
    ]) {
      const answer = await ask({ target: '/api/zones', headers });
      assert.equal(answer.status, 400);
      assert.match(answer.header('www-authenticate') ?? '', /error="invalid_request"/);
    }
  });
});

describe('a path', () => {
  it('that is a part of others, or has nothing behind its last slash, is none', async () => {
    const { ask, token } = await appWithToken();
    const headers = [bearer(token)];
    for (const target of ['/api/auth', '/api/zones/', '/api/zones/living/command/x', '/api/'])
      assert.equal((await ask({ target, headers })).status, 404, target);
  });

  it('that is open for one method tells strangers nothing of the others', async () => {
    const { ask, token } = await appWithToken();
    const target = '/api/auth/session';
    assert.equal((await ask({ method: 'PUT', target })).status, 401);
    const known = await ask({ method: 'PUT', target, headers: [bearer(token)] });
    assert.deepEqual([known.status, known.header('allow')], [405, 'POST, GET, HEAD, DELETE']);
    // Where all are open there is nothing to be proved.
    assert.equal((await ask({ method: 'PUT', target: '/api/auth/login' })).status, 405);
  });

  it('of people is no path of programs', async () => {
    const { ask, token } = await appWithToken();
    const headers = [bearer(token)];
    for (const alias of ['/v1', '/api/v1'])
      for (const path of ['/auth/session', '/users', '/admin/tenants'])
        assert.equal((await ask({ target: alias + path, headers })).status, 404, path);
  });

  it('that takes all that is left of it has it whole', async () => {
    const rest: Route = {
      method: 'GET',
      path: '/rest/{left*}',
      access: 'open',
      summary: 'rest',
      handle: ({ params }) => jsonReply(200, params),
    };
    const { ask } = createTestApp({ extraRoutes: [rest] });
    for (const left of ['', 'a', 'a/b.bin', 'a/b/c/'])
      assert.deepEqual((await ask({ target: `/rest/${left}` })).json, { left });
    assert.throws(
      () =>
        createTestApp({ extraRoutes: [rest, { ...rest, path: '/a' }, { ...rest, path: '/a' }] }),
      /two routes for GET \/a/,
    );
  });
});

describe('every route', () => {
  const { routes } = createTestApp();

  it('is open only where that was decided', () => {
    const open = routes
      .filter(({ access }) => access === 'open')
      .map(({ method, path }) => `${method} ${path}`);
    assert.deepEqual(open.sort(), [
      'GET /',
      'GET /.well-known/security.txt',
      'GET /api/auth/status',
      'GET /assets/{file}',
      'GET /energy',
      'GET /events',
      'GET /firmware/{file*}',
      'GET /health',
      'GET /plant',
      'GET /ready',
      'GET /settings',
      'GET /settings/{section}',
      'GET /worker.js',
      'GET /zones/{zoneId}',
      'POST /api/auth/login',
      'POST /api/auth/logout',
      'POST /api/auth/refresh',
      'POST /api/auth/register',
      'POST /api/auth/session',
    ]);
  });

  it('that is open and takes a secret is paced, and signing out never is', () => {
    for (const { access, method, path, isPaced } of routes)
      if (access === 'open' && method === 'POST')
        assert.equal(isPaced, path === '/api/auth/logout' ? undefined : true, path);
  });
});

describe('the audit', () => {
  it('is told of requests for other hosts, from other pages, and for more than one may', async () => {
    const { ask, journal, token } = await appWithToken(['zones:read']);
    await ask({ target: '/api/zones', headers: [['Host', 'evil.example']], from: '192.168.1.1' });
    await ask({
      method: 'POST',
      target: '/api/auth/login',
      from: '192.168.1.2',
      body: '{}',
      headers: [JSON_HEADER, ['Origin', 'http://evil.example']],
    });
    await ask({ target: '/api/users', headers: [bearer(token)], from: '192.168.1.3' });
    const { events } = await journal.query({ type: 'access_refused', audit: 'only' });
    assert.deepEqual(
      events.map(({ objectId, data }) => [objectId, data?.['reasons']]),
      [
        ['192.168.1.3', { forbidden: 1 }],
        ['192.168.1.2', { forbidden: 1 }],
        ['192.168.1.1', { misdirected: 1 }],
      ],
    );
  });

  it('is told of who has rights and reaches for more, and of none who errs', async () => {
    const { ask, journal, token, tokens, id } = await appWithToken();
    const zoned = await tokens.create(OWNER, { name: 'zoned', zones: ['living'] });
    const wrong = { method: 'POST', headers: [bearer(token), JSON_HEADER], body: '{}' };
    await ask({ target: '/api/zones/attic', headers: [bearer(token)] });
    await ask({ ...wrong, target: '/api/zones/living/command' });
    // It is closed, which is no secret.
    const register = { email: 'a@b.c', password: 'a long passphrase', name: 'A' };
    const { status } = await ask({
      method: 'POST',
      target: '/api/auth/register',
      headers: [JSON_HEADER],
      body: JSON.stringify(register),
    });
    assert.equal(status, 403);
    const refusals = async () =>
      (await journal.query({ type: 'access_refused', audit: 'only' })).events;
    assert.deepEqual(await refusals(), []);
    await ask({ target: '/api/events', headers: [bearer(zoned.token)], from: '192.168.1.4' });
    await tokens.change(OWNER, id, { enabled: false });
    await ask({ target: '/api/zones', headers: [bearer(token)], from: '192.168.1.5' });
    assert.deepEqual(
      (await refusals()).map(({ data }) => [data?.['reasons'], data?.['principalIds']]),
      [
        [{ credential_invalid: 1 }, [id]],
        [{ forbidden: 1 }, [zoned.id]],
      ],
    );
  });
});
