/** What the audit keeps, who did what from where, and who may see that. */
import assert from 'node:assert/strict';
import { once } from 'node:events';
import type { Readable } from 'node:stream';
import { describe, it } from 'node:test';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { COMMAND_LINE } from '../../src/app/base/principal.ts';
import { eventKey, eventTable, type EventView } from '../../src/app/records/event-record.ts';
import type { Permission } from '../../src/domain/access.ts';
import { LIMITS } from '../../src/domain/limits.ts';
import type { Reply } from '../../src/http/exchange.ts';
import { commonHeaders } from '../../src/http/reply.ts';
import { openApi } from '../../src/http/openapi.ts';
import { bearer, createTestApp, JSON_HEADER, OWNER } from '../support/app.ts';
import { createHousehold, MEMBER_LOGIN, openSession, type Ask } from '../support/ask-accounts.ts';
import { settled } from '../support/settled.ts';
import { until } from '../support/until.ts';

const PIN = '274916';
const NO_LONGER = { code: 'forbidden', message: 'whoever asked may no longer do so' };
const FIREFOX = 'Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0';
const AT_THE_PROXY = { 'x-forwarded-for': '192.168.1.77', 'user-agent': FIREFOX };

async function cookieOf(ask: Ask, body: object, more: object = {}): Promise<string> {
  const { cookie } = await ask('POST', '/api/auth/session', { body, ...more });
  assert.ok(cookie);
  return cookie;
}

async function household() {
  const { app, ask, owner, member } = await createHousehold();
  const cookie = await openSession(app, owner.id);
  const eventsOf = async (query: string, as = cookie) => {
    const { status, json } = await ask('GET', `/api/events?${query}`, { cookie: as });
    assert.equal(status, 200);
    return json['events'] as EventView[];
  };
  const newestOf = async (type: string) => (await eventsOf(`type=${type}&limit=1`))[0];
  return { app, ask, owner, member, cookie, eventsOf, newestOf };
}

describe('what is for the audit', () => {
  it('is not driven out by what a panel commands, however often', async () => {
    const { app, ask, cookie, eventsOf } = await household();
    assert.equal(
      (await ask('PUT', '/api/settings/pin', { cookie, body: { pin: PIN } })).status,
      200,
    );
    const panel = await cookieOf(ask, { pin: PIN });
    const command = async (tempHeatSetC: number) =>
      ask('POST', '/api/zones/bath/command', { cookie: panel, body: { tempHeatSetC } });
    assert.equal((await command(22)).status, 200);
    const [one] = await eventsOf('type=setpoint_change');
    assert.ok(one);
    const table = eventTable('events');
    const record = app.store.get(table, eventKey(one.id));
    // As many again as there may be, in the place of the 100,000 that a panel can send in an hour.
    await app.store.commit(
      Array.from({ length: LIMITS.events }, (_, index) => {
        return { put: table, key: eventKey(one.id + 1 + index), value: record };
      }),
    );
    const later = createTestApp({ texts: app.texts });
    await later.lazyBatch.flush();
    assert.equal(later.store.count(table), LIMITS.events);
    const types = ['user_created', 'pin_changed', 'session_started'];
    const { events } = await later.journal.query({ audit: 'only', type: types });
    assert.deepEqual(
      events.map(({ type }) => type),
      ['session_started', 'pin_changed', 'session_started', 'user_created', 'user_created'],
    );
  });
});

describe('an event', () => {
  it('says which person did it, from where and with what, past a trusted proxy', async () => {
    const { ask, owner, cookie, newestOf } = await household();
    const asked = { cookie, body: { tempHeatSetC: 22 }, from: '10.0.0.1', headers: AT_THE_PROXY };
    assert.equal((await ask('POST', '/api/zones/bath/command', asked)).status, 200);
    const event = await newestOf('setpoint_change');
    assert.deepEqual(event?.by, { kind: 'person', id: owner.id, name: 'Ada Owner' });
    const { sessionId = '', ...from } = event.from ?? {};
    assert.deepEqual(from, { address: '192.168.1.77', program: 'Firefox on Linux' });
    assert.match(sessionId, /^ses_/);
    assert.ok(!Object.hasOwn(event.data ?? {}, 'by'));
  });

  it('says which token did it, by the name it had at the time', async () => {
    const { app, newestOf } = await household();
    const { id, token } = await app.tokens.create(OWNER, { name: 'Kitchen script' });
    const command = async () =>
      app.ask({
        method: 'POST',
        target: '/api/zones/bath/command',
        body: '{"tempHeatSetC":22}',
        headers: [bearer(token), JSON_HEADER, ['User-Agent', 'curl/8.5.0']],
      });
    assert.equal((await command()).status, 200);
    await app.tokens.change(OWNER, id, { name: 'Another' });
    const event = await newestOf('setpoint_change');
    assert.deepEqual(event?.by, { kind: 'token', id, name: 'Kitchen script' });
    assert.deepEqual(event.from, { address: '192.168.1.20', program: 'curl' });
  });

  it('says that a panel did it, and which', async () => {
    const { ask, cookie, newestOf } = await household();
    await ask('PUT', '/api/settings/pin', { cookie, body: { pin: PIN } });
    const panel = await cookieOf(ask, { pin: PIN }, { from: '192.168.1.40' });
    const started = await newestOf('session_started');
    assert.deepEqual(started?.by, { kind: 'panel', id: 'panel' });
    assert.deepEqual(started.from, { address: '192.168.1.40', sessionId: started.objectId });
    await ask('POST', '/api/dhw/command', { cookie: panel, body: { recirc: true } });
    const { by, from } = (await newestOf('command_sent')) ?? {};
    assert.deepEqual([by, from?.sessionId], [{ kind: 'panel', id: 'panel' }, started.objectId]);
  });

  it('that came over MQTT says so', async () => {
    const { app, newestOf } = await household();
    const payload = Buffer.from('22');
    app.messageRouter.accept({ topic: 'aris/zone/bath/temp_heat/set', payload, retained: false });
    const event = await until(async () => newestOf('setpoint_change'), 'the event');
    assert.deepEqual([event.by, event.from], [{ kind: 'mqtt', id: 'mqtt' }, { address: 'mqtt' }]);
  });

  it('that nobody asked for is a device’s, or the hub’s own', async () => {
    const { app, newestOf } = await household();
    app.report('fcu', 'f1', { mode: 'idle', fanPercent: 0, roomTempC: 20.5 });
    const online = await newestOf('device_online');
    assert.deepEqual([online?.by, online?.from], [{ kind: 'device', id: 'fcu/f1' }, undefined]);
    app.journal.later({
      type: 'house_reloaded',
      severity: 'info',
      data: { path: 'house.json', zones: 2 },
    });
    assert.deepEqual((await newestOf('house_reloaded'))?.by, { kind: 'hub', id: 'hub' });
  });

  it('of a refusal and a lock-out has the stranger’s address', async () => {
    const { app, ask, newestOf } = await household();
    const [address, account] = ['192.168.1.66', MEMBER_LOGIN.email];
    for (let count = 0; count < LIMITS.freeGuesses; count++)
      app.access.guesses.attempt({ account, address, isReal: true }).failed();
    await ask('GET', '/api/zones', { bearer: 'wrong', from: address });
    await app.lazyBatch.flush();
    const stranger = { kind: 'stranger', id: 'stranger' };
    for (const type of ['locked_out', 'access_refused']) {
      const { by, from } = (await newestOf(type)) ?? {};
      assert.deepEqual([by, from], [stranger, { address: '192.168.1.66' }], type);
    }
  });

  const deeds: [type: string, method: string, path: string, body: object | undefined][] = [
    ['settings_changed', 'PATCH', '/api/settings', { name: 'Cabin' }],
    [
      'user_created',
      'POST',
      '/api/users',
      { ...MEMBER_LOGIN, email: 'x@example.com', name: 'X', role: 'member' },
    ],
    ['token_created', 'POST', '/api/tokens', { name: 'x' }],
    ['pin_changed', 'PUT', '/api/settings/pin', { pin: PIN }],
    ['schedule_changed', 'PUT', '/api/zones/bath/schedule', { entries: [] }],
    ['mode_change', 'POST', '/api/system/command', { mode: 'away' }],
    ['surplus_changed', 'POST', '/api/system/command', { surplusLevel: 3 }],
    ['power_limit_changed', 'POST', '/api/system/command', { powerLimitKw: 4.2 }],
    ['setpoint_shift_changed', 'POST', '/api/system/command', { shiftK: 1, durationMinutes: 60 }],
    [
      'schedule_template_changed',
      'POST',
      '/api/schedule-templates',
      { name: 'Office', entries: [] },
    ],
    ['filter_reset', 'POST', '/api/fcus/f1/filter-reset', {}],
    ['session_ended', 'DELETE', '/api/auth/session', undefined],
  ];
  for (const [type, method, path, body] of deeds)
    it(`${type} has the person and the place`, async () => {
      const { app, ask, owner, cookie } = await household();
      const asked = { cookie, body, from: '10.0.0.1', headers: AT_THE_PROXY };
      const { status } = await ask(method, path, asked);
      assert.ok(status < 300, String(status));
      const { events } = await app.journal.query({ audit: 'shown', type, limit: 1 });
      const [{ by, from } = {}] = events;
      assert.equal(by?.id, owner.id);
      assert.deepEqual([from?.address, from?.program], ['192.168.1.77', 'Firefox on Linux']);
    });
});

describe('where somebody was', () => {
  it('is for who may read the audit, and not for a member', async () => {
    const {
      app,
      ask,
      owner,
      member: { id },
      cookie,
      eventsOf,
    } = await household();
    const member = await openSession(app, id);
    await ask('POST', '/api/zones/bath/command', { cookie, body: { tempHeatSetC: 22 } });
    const [event] = await eventsOf('type=setpoint_change', member);
    assert.equal(event?.by.id, owner.id);
    assert.equal(event.from, undefined);
    const lines = await ask('GET', '/api/events?format=json', { cookie: member });
    assert.ok(!lines.text.includes('192.168.1.20'));
  });

  it('is told in the live stream to who may read the audit alone', async () => {
    const { app, ask, member, cookie } = await household();
    const hears = async (as: string) => {
      const heard: string[] = [];
      const headers = [['Cookie', `aris_session=${as}`]] as const;
      const { live } = await app.replyTo({ target: '/api/stream', headers });
      const write = (bytes: Uint8Array) => void heard.push(Buffer.from(bytes).toString());
      const end = live?.({ write, end: () => undefined });
      return {
        event: () => /event: event\ndata: (.*"setpoint_change".*)/.exec(heard.join('')),
        end,
      };
    };
    const [owners, members] = [await hears(cookie), await hears(await openSession(app, member.id))];
    await ask('POST', '/api/zones/bath/command', { cookie, body: { tempHeatSetC: 22 } });
    await settled();
    const [full, less] = [owners, members].map(
      ({ event }) => JSON.parse(event()?.[1] ?? '{}') as Partial<EventView>,
    );
    assert.deepEqual([full?.by, full?.from?.address], [less?.by, '192.168.1.20']);
    assert.equal(less?.from, undefined);
    assert.equal(less?.by?.name, 'Ada Owner');
    owners.end?.();
    members.end?.();
  });

  it('is described, as all of an event is', async () => {
    const { app } = await household();
    const { components } = openApi(app.routes, '1') as {
      components: { schemas: Record<string, object> };
    };
    const { SetpointChangeEvent, Actor, Origin } = components.schemas;
    const text = JSON.stringify([SetpointChangeEvent, Actor, Origin]);
    for (const word of ['"by"', '"from"', '"stranger"', '"program"', '"data"'])
      assert.ok(text.includes(word), `${word} in ${text}`);
  });
});

describe('an export as lines', () => {
  /** A hub with that many events of the house, and one of the audit. */
  async function exporting(count: number, ...permissions: Permission[]) {
    const { app, member } = await createHousehold();
    const { token, id } = await app.tokens.create(OWNER, { name: 'x', permissions });
    const value = {
      timestampMs: app.clock.nowMs(),
      type: 'setpoint_change',
      severity: 'info',
      source: 'zone',
      objectId: 'bath',
      message: 'Bathroom: heating to 22 °C',
      by: { kind: 'token', id: 'tok_a', name: 'a' },
      from: { address: '192.168.1.20' },
    };
    const put = eventTable('events');
    await app.store.commit(
      Array.from({ length: count }, (_, index) => ({ put, key: eventKey(100 + index), value })),
    );
    const hub = createTestApp({ texts: app.texts });
    const get = async (target: string, method = 'GET') =>
      hub.replyTo({ method, target, headers: [bearer(token)] });
    return { hub, id, member, get };
  }
  const bodyOf = ({ body }: Reply) => body as Readable;
  async function linesOf(reply: Reply): Promise<EventView[]> {
    const text = Buffer.concat(await bodyOf(reply).toArray()).toString();
    assert.ok(text === '' || text.endsWith('\n'));
    return text
      .split('\n')
      .slice(0, -1)
      .map((line) => JSON.parse(line) as EventView);
  }

  it('has all that fits and may be seen, newest first, a line each', async () => {
    const { get } = await exporting(250, 'events:read');
    const reply = await get('/api/events?format=jsonl&type=setpoint_change,user_created');
    const { headers } = reply;
    assert.deepEqual(headers, [
      ...['Content-Type', 'application/x-ndjson', ...commonHeaders('no-store')],
      ...['Content-Disposition', 'attachment'],
    ]);
    const lines = await linesOf(reply);
    assert.deepEqual(
      lines.map(({ id }) => id),
      Array.from({ length: 250 }, (_, index) => 349 - index),
    );
    assert.ok(lines.every(({ by, from }) => by.name === 'a' && from === undefined));
    assert.equal(
      (await linesOf(await get('/api/events?format=jsonl&limit=3&offset=2')))[0]?.id,
      347,
    );
    assert.equal((await get('/api/audit?format=jsonl')).status, 403);
  });

  it('has the audit, and where people were, for who may read that', async () => {
    const { get } = await exporting(5, 'events:read', 'audit:read');
    const all = await linesOf(await get('/api/events?format=jsonl'));
    const { from } = all.find(({ type }) => type === 'setpoint_change') ?? {};
    assert.deepEqual(from, { address: '192.168.1.20' });
    const audit = await linesOf(await get('/api/audit?format=jsonl'));
    assert.deepEqual(
      [audit.map(({ type }) => type), all.length],
      [['token_created', 'user_created', 'user_created'], 5 + 3],
    );
  });

  it('takes a few MiB of memory however long it is', async () => {
    const count = 50_000;
    const { get } = await exporting(count, 'events:read');
    const body = bodyOf(await get('/api/events?format=jsonl'));
    setFlagsFromString('--expose-gc');
    const collect = runInNewContext('gc') as () => void;
    collect();
    const beforeBytes = process.memoryUsage().heapUsed;
    let [lines, chunks, mostBytes] = [0, 0, 0];
    for await (const chunk of body as AsyncIterable<Buffer>) {
      lines += chunk.toString().split('\n').length - 1;
      assert.ok(chunk.length < LIMITS.bodyChunkBytes, String(chunk.length));
      if (chunks++ % 50 !== 0) continue;
      collect();
      mostBytes = Math.max(mostBytes, process.memoryUsage().heapUsed - beforeBytes);
    }
    assert.equal(lines, count);
    assert.ok(mostBytes < 4 * 1024 * 1024, String(mostBytes));
  });

  it('reads no further than it is read', async () => {
    const { hub, get } = await exporting(5_000, 'events:read');
    let reads = 0;
    const range = hub.texts.range.bind(hub.texts);
    hub.texts.range = function* (...asked) {
      for (const one of range(...asked)) {
        reads++;
        yield one;
      }
    };
    const body = bodyOf(await get('/api/events?format=jsonl'));
    await once(body, 'readable');
    body.read(1);
    await settled();
    assert.ok(reads < 1_000, String(reads));
    body.destroy();
  });

  it('ends when its token does', async () => {
    const { hub, id, get } = await exporting(2_000, 'events:read');
    const body = bodyOf(await get('/api/events?format=jsonl'));
    assert.ok(!body.readableObjectMode, 'it is handed over by bytes, not by slices');
    await once(body, 'readable');
    await hub.tokens.revoke(OWNER, id);
    await assert.rejects(body.toArray(), NO_LONGER);
  });

  it('ends when who asks may no longer see the audit that is in it', async () => {
    const { hub, member } = await exporting(2_000);
    const { accounts } = hub.access;
    await accounts.change(COMMAND_LINE, member.id, { role: 'owner' });
    const cookie = ['Cookie', `aris_session=${await openSession(hub, member.id)}`] as const;
    const exported = async () => {
      const target = '/api/events?format=jsonl';
      const body = bodyOf(await hub.replyTo({ target, headers: [cookie] }));
      await once(body, 'readable');
      return body;
    };
    const asOwner = await exported();
    await accounts.change(COMMAND_LINE, member.id, { role: 'member' });
    await assert.rejects(asOwner.toArray(), NO_LONGER);
    assert.ok((await (await exported()).toArray()).length > 0);
  });

  it('of one event has that one', async () => {
    const { get } = await exporting(5, 'events:read');
    const all = await linesOf(await get('/api/events?format=jsonl&limit=1'));
    assert.deepEqual(
      all.map(({ id }) => id),
      [104],
    );
  });

  it('is one of LIMITS.eventExports at a time', async () => {
    const { get } = await exporting(10, 'events:read');
    const all = await Promise.all(
      Array.from({ length: LIMITS.eventExports }, async () => get('/api/events?format=jsonl')),
    );
    assert.ok(all.every(({ status }) => status === 200));
    const refused = await get('/api/events?format=jsonl');
    assert.equal(refused.status, 503);
    assert.equal(refused.headers[refused.headers.indexOf('Retry-After') + 1], '5');
    const head = await get('/api/events?format=jsonl', 'HEAD');
    assert.deepEqual([head.status, head.headers, head.body], [200, all[0]?.headers, undefined]);
    const [first, second] = all.map(bodyOf);
    await first?.toArray();
    second?.destroy();
    await settled();
    const again = [await get('/api/events?format=jsonl'), await get('/api/events?format=jsonl')];
    assert.deepEqual(
      again.map(({ status }) => status),
      [200, 200],
    );
    [...all, ...again].forEach((reply) => bodyOf(reply).destroy());
  });
});
