/** The broker of the hub, as a client reads, tries and changes it. */
import assert from 'node:assert/strict';
import { beforeEach, describe, it } from 'node:test';
import type { TryBroker } from '../../../src/app/base/ports/broker.ts';
import type { BrokerAccess, BrokerFault } from '../../../src/domain/broker.ts';
import { LIMITS } from '../../../src/domain/limits.ts';
import { bearer, createTestApp, JSON_HEADER, OWNER, type TestApp } from '../../support/app.ts';
import { createHousehold, openSession } from '../../support/ask-accounts.ts';

const HERE = { url: 'mqtt://broker.home:1883', username: 'hub', password: 'the password' };

let app: TestApp;
let full: string;
let reading: string;
let answer: readonly BrokerFault[];
let tried: BrokerAccess[];

async function begin(brokerIs: 'by a setting' | 'none' = 'none'): Promise<void> {
  answer = [];
  tried = [];
  const tryBroker: TryBroker = async (access) => {
    tried.push(access);
    return Promise.resolve(answer);
  };
  app = createTestApp({ brokerIs, tryBroker });
  const tokenOf = async (permission: 'settings:full' | 'settings:read') =>
    (await app.tokens.create(OWNER, { name: permission, permissions: [permission] })).token;
  full = await tokenOf('settings:full');
  reading = await tokenOf('settings:read');
}
beforeEach(async () => begin());

const ask = async (method: string, path = '', body?: unknown, as = full, ifMatch?: string) =>
  app.ask({
    method,
    target: `/api/broker${path}`,
    headers: [
      bearer(as),
      JSON_HEADER,
      ...(ifMatch === undefined ? [] : [['If-Match', ifMatch] as const]),
    ],
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });

describe('the broker of the hub', () => {
  it('is read without its password, and named by who may change settings', async () => {
    const before = await ask('GET', '', undefined, reading);
    const nothing = { source: 'none', hasPassword: false, connected: false };
    assert.deepEqual([before.status, before.json], [200, nothing]);
    const put = await ask('PUT', '', HERE);
    assert.equal(put.status, 200, put.text);
    const { url, username } = HERE;
    const view = { source: 'stored', url, username, hasPassword: true, connected: false };
    assert.deepEqual(put.json, view);
    const got = await ask('GET', '', undefined, reading);
    assert.deepEqual([got.json, got.header('etag')], [view, put.header('etag')]);
    assert.notEqual(got.header('etag'), before.header('etag'));
    assert.deepEqual(app.brokerBook.access(), HERE);
  });

  it('may be changed and tried by nobody with less', async () => {
    assert.equal((await ask('PUT', '', HERE, reading)).status, 403);
    assert.equal((await ask('POST', '/check', HERE, reading)).status, 403);
    assert.deepEqual([app.brokerBook.state(), tried], ['none', []]);
  });

  it('is an event of who did it, in the audit, and its password is nowhere', async () => {
    await ask('POST', '/check', HERE);
    await ask('PUT', '', HERE);
    const { events } = await app.journal.query({ type: 'broker_changed', audit: 'shown' });
    const [event] = events;
    assert.equal(event?.by.name, 'settings:full');
    assert.deepEqual(event.data, { url: HERE.url, changed: ['url', 'username', 'password'] });
    const hidden = await app.journal.query({ type: 'broker_changed', audit: 'hidden' });
    assert.deepEqual(hidden.events, []);
    const everything = JSON.stringify([
      events,
      app.log.lines,
      [...app.texts.range('')],
      (await ask('GET')).text,
    ]);
    assert.ok(everything.includes('broker.home') && !everything.includes('the password'));
  });

  it('from a stale ETag is not changed, and who was faster is said', async () => {
    const etag = (await ask('GET')).header('etag');
    await ask('PUT', '', HERE);
    const late = await ask('PUT', '', { url: 'mqtt://late.home' }, full, etag);
    assert.equal(late.status, 412);
    assert.deepEqual(late.json['changed'], ['url', 'username', 'password']);
    assert.equal((late.json['by'] as { name: string }).name, 'settings:full');
    assert.deepEqual(app.brokerBook.access(), HERE);
  });

  it('is refused in a sentence where it cannot be, and nothing is changed', async () => {
    const long = 'x'.repeat(LIMITS.brokerUrlChars);
    const wrong: [object, number, string | undefined][] = [
      [{ url: `mqtt://${'x'.repeat(1024 * 1024)}` }, 413, undefined],
      [{ url: `mqtt://${long}` }, 400, 'url'],
      [{ url: 'http://broker.home' }, 400, 'url'],
      [{ url: 'mqtt://hub:word@broker.home' }, 400, 'url'],
      [{ url: 'mqtt://broker\u202e.home' }, 400, 'url'],
      [{ url: 'mqtt://' }, 400, 'url'],
      [{}, 400, 'url'],
      [{ ...HERE, username: 'x'.repeat(LIMITS.brokerUsernameChars + 1) }, 400, 'username'],
      [{ ...HERE, password: 'x'.repeat(LIMITS.brokerPasswordChars + 1) }, 400, 'password'],
      [{ ...HERE, password: '' }, 400, 'password'],
      [{ url: 'mqtts://broker.home', ca: 'x'.repeat(LIMITS.brokerCaChars + 1) }, 400, 'ca'],
      [{ ...HERE, port: 1883 }, 400, 'port'],
    ];
    for (const [body, status, field] of wrong) {
      const { json, status: answered, text } = await ask('PUT', '', body);
      assert.deepEqual([answered, json['field']], [status, field], text);
      assert.ok(!text.includes('word@'), text);
    }
    assert.equal(app.brokerBook.state(), 'none');
    const longest = { url: `mqtt://${long}`.slice(0, LIMITS.brokerUrlChars) };
    assert.equal((await ask('PUT', '', longest)).status, 200);
  });

  it('that a setting names is changed there alone', async () => {
    await begin('by a setting');
    const { status, json } = await ask('PUT', '', HERE);
    assert.deepEqual([status, json['setting']], [409, 'ARIS_MQTT_URL']);
    assert.match(String(json['message'] ?? json['error']), /^ARIS_MQTT_URL names the broker/);
    assert.equal((await ask('GET')).json['setting'], 'ARIS_MQTT_URL');
  });

  it('ends the set-up once it is named', async () => {
    const status = async () => {
      const { json } = await app.ask({ target: '/health' });
      return (json['checks'] as { mqtt: { status: string } }).mqtt.status;
    };
    app.bus.start({ filters: [], onMessage: () => undefined, onConnection: () => undefined });
    await Promise.resolve();
    assert.equal(await status(), 'setup');
    await ask('PUT', '', HERE);
    assert.equal(await status(), 'ok');
  });
});

describe('trying a broker', () => {
  it('answers in sentences, and changes nothing', async () => {
    answer = [{ code: 'no_answer' }];
    const { status, json } = await ask('POST', '/check', { url: 'mqtt://away.home' });
    assert.equal(status, 200);
    assert.deepEqual(json, {
      faults: [
        {
          code: 'no_answer',
          message:
            'no answer from away.home, port 1883: look whether the machine is on, on this network, and lets others in at that port',
        },
      ],
      metadata: { count: 1 },
    });
    assert.equal(app.brokerBook.state(), 'none');
  });

  it('without a URL tries that which is set', async () => {
    assert.equal((await ask('POST', '/check', {})).status, 409);
    assert.deepEqual((await ask('POST', '/check', { username: 'hub' })).json['field'], 'url');
    await ask('PUT', '', HERE);
    assert.equal((await ask('POST', '/check', {})).status, 200);
    assert.deepEqual(tried, [HERE]);
  });

  it('is paced, and says when it may be done again', async () => {
    for (let times = 0; times < LIMITS.brokerChecksPerMinute; times++)
      assert.equal((await ask('POST', '/check', HERE)).status, 200);
    const late = await ask('POST', '/check', HERE);
    const { retryAfterSeconds } = late.json;
    assert.deepEqual([late.status, retryAfterSeconds, late.header('retry-after')], [429, 6, '6']);
  });

  it('and setting one ask a session for its password, and are no member’s', async () => {
    const home = await createHousehold();
    const { ask: asking, clock } = home;
    const cookie = await openSession(home.app, home.owner.id);
    clock.advance(LIMITS.passwordFreshMs + 1);
    for (const [method, path] of [
      ['PUT', '/api/broker'],
      ['POST', '/api/broker/check'],
    ] as const) {
      const { status, json } = await asking(method, path, { cookie, body: HERE });
      assert.deepEqual([status, json['required']], [403, 'password']);
    }
    const member = await openSession(home.app, home.member.id);
    const { status } = await asking('POST', '/api/broker/check', { cookie: member, body: HERE });
    assert.equal(status, 403);
  });
});
