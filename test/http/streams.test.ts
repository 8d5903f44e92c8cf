import assert from 'node:assert/strict';
import { beforeEach, describe, it } from 'node:test';
import type { Principal } from '../../src/app/base/principal.ts';
import type { Permission } from '../../src/domain/access.ts';
import { FAULT_SENTENCES } from '../../src/domain/sentences/faults.ts';
import { LIMITS } from '../../src/domain/limits.ts';
import { SECOND_MS } from '../../src/domain/units.ts';
import type { Request } from '../../src/http/exchange.ts';
import { LAN } from '../support/accounts.ts';
import { bearer, createTestApp, OWNER, type TestApp } from '../support/app.ts';
import { openStream } from '../support/event-stream.ts';
import { SMALL_HOUSE } from '../support/house.ts';
import { settled } from '../support/settled.ts';
import { doer } from '../support/doers.ts';

describe('the stream', () => {
  let app: TestApp;
  beforeEach(() => {
    app = createTestApp();
    // That it is there is an event of its own.
    app.report('sensor', 's1', { tempC: 18 });
  });

  async function make(permissions: Permission[], more: { zones?: string[] } = {}) {
    return app.tokens.create(OWNER, { name: 'x', permissions, ...more });
  }
  async function open(token: string, lastId?: string) {
    const resume = lastId === undefined ? [] : [['Last-Event-ID', lastId] as const];
    return openStream(app, [bearer(token), ...resume]);
  }
  async function reader(permissions: Permission[] = ['zones:read', 'events:read'], more = {}) {
    return open((await make(permissions, more)).token);
  }
  const window = () => app.clock.advance(LIMITS.streamWindowMs);
  /** A change that is told: each is another temperature. */
  function warm(tempC: number): void {
    app.report('sensor', 's1', { tempC });
    window();
  }

  it('begins with what /api/state has, and says when to come back', async () => {
    const { token } = await make(['zones:read']);
    const stream = await open(token);
    assert.match(stream.text(), /^retry: 2000\n\nid: [0-9a-f]{12}-\d+\nevent: snapshot\ndata: \{/);
    const state = await app.ask({ target: '/api/state', headers: [bearer(token)] });
    assert.deepEqual(stream.events()[0]?.data, state.json);
  });

  it('is told as no proxy or cache may hold it back', async () => {
    const { token } = await make(['zones:read']);
    const { headers, status } = await app.replyTo({
      target: '/api/stream',
      headers: [bearer(token)],
    });
    const text = headers.join(' ');
    assert.equal(status, 200);
    for (const part of ['Content-Type text/event-stream', 'no-store', 'X-Accel-Buffering no'])
      assert.ok(text.includes(part), part);
    assert.equal(app.streams.count(), 0, 'a reply that nobody reads is no stream');
  });

  it('tells a zone that changed, whole, once for all changes of a moment', async () => {
    const stream = await reader();
    for (const tempC of [20, 21, 22]) app.report('sensor', 's1', { tempC });
    assert.deepEqual(stream.names(), ['snapshot']);
    window();
    assert.deepEqual(stream.names(), ['snapshot', 'zone']);
    assert.deepEqual(stream.events()[1]?.data, app.zones.get('living'));
    app.report('sensor', 's1', { tempC: 22.01 });
    window();
    assert.equal(stream.events().length, 2, 'what is shown as before has not changed');
  });

  it('tells the effect of a command at once, with its event', async () => {
    const stream = await reader();
    await app.zoneCommands.command('bath', { tempHeatSetC: 23 }, doer('test'));
    await settled();
    assert.deepEqual(stream.names(), ['snapshot', 'event', 'zone']);
    const [, event, zone] = stream.events();
    assert.equal((event?.data as { type: string }).type, 'setpoint_change');
    assert.equal((zone?.data as { tempHeatSetC: number }).tempHeatSetC, 23);
  });

  it('tells a mode of the house, and all zones that it changes', async () => {
    const stream = await reader();
    await app.system.command({ mode: 'away' }, doer('test'));
    await settled();
    const objects = stream.events().filter(({ event }) => event !== 'event');
    assert.deepEqual(
      objects.map(({ event }) => event),
      ['snapshot', 'system', 'zone', 'zone'],
    );
    assert.equal((objects[1]?.data as { mode: string }).mode, 'away');
  });

  it('tells each kind of equipment under its own name', async () => {
    const stream = await reader(['equipment:read']);
    app.report('fcu', 'f1', { roomTempC: 21.4 });
    app.report('hcu', 'hcu_main', { state: 'running' });
    app.report('heatpump', 'hp_1', { state: 'running' });
    app.report('dhw', 'dhw_main', { tempTopC: 50 });
    app.report('tes', 'tes_main', { tempTopC: 40 });
    window();
    const [, ...changes] = stream.events();
    assert.deepEqual(stream.names().slice(1), ['fcu', 'hcu', 'heatpump', 'dhw', 'tes']);
    assert.deepEqual(changes[0]?.data, app.equipment.get('fcu', 'f1'));
  });

  it('tells the faults, all of them, whenever one comes, goes or says something else', async () => {
    const stream = await reader(['equipment:read']);
    const zones = await reader(['zones:read', 'events:read']);
    const zoned = await reader(['zones:read', 'equipment:read'], { zones: ['living'] });
    const frost = { source: 'zone', objectId: 'living', code: 'frost', isCertain: true } as const;
    const lists = () =>
      stream
        .events()
        .filter(({ event }) => event === 'faults')
        .map(({ data }) => data as readonly { code: string; message: string }[]);
    const report = (message: string) =>
      app.report('fcu', 'f1', { activeFaults: [{ code: 'E1', message }] });
    app.faults.find([frost]);
    window();
    assert.deepEqual(stream.names(), ['snapshot', 'faults']);
    assert.deepEqual(lists()[0], app.faults.list());
    for (let again = 0; again < 3; again++) app.faults.find([frost]);
    window();
    assert.equal(lists().length, 1, 'what stands is told once');
    report('1 time');
    window();
    report('2 times');
    app.faults.find([]);
    window();
    const said = lists().map((list) => list.map(({ code, message }) => `${code} ${message}`));
    assert.deepEqual(said, [
      [`frost ${FAULT_SENTENCES.frost}`],
      ['E1 1 time', `frost ${FAULT_SENTENCES.frost}`],
      ['E1 2 times'],
    ]);
    const { token } = await make(['equipment:read']);
    const state = await app.ask({ target: '/api/state', headers: [bearer(token)] });
    assert.deepEqual(state.json['faults'], lists().at(-1));
    for (const other of [zones, zoned]) assert.ok(!other.names().includes('faults'));
  });

  it('tells a reader who comes back of faults that it missed', async () => {
    const { token } = await make(['equipment:read']);
    const first = await open(token);
    const lastId = first.lastId();
    first.leave();
    app.report('fcu', 'f1', { activeFaults: ['E1'] });
    const again = await open(token, lastId);
    assert.deepEqual(again.names(), ['fcu', 'faults']);
  });

  it('tells what is gone', async () => {
    const stream = await reader();
    app.takeHouse({ ...SMALL_HOUSE, zones: SMALL_HOUSE.zones.slice(0, 1) });
    await settled();
    assert.deepEqual(stream.events()[1]?.data, { kind: 'zone', id: 'bath' });
    assert.deepEqual(stream.names(), ['snapshot', 'removed']);
  });

  it('tells events of the audit to who may read that alone', async () => {
    const plain = await reader(['events:read']);
    const auditor = await reader(['events:read', 'audit:read']);
    const zones = await reader(['zones:read']);
    await make(['zones:read']);
    app.journal.later({ type: 'device_offline', severity: 'info', data: { kind: 'fcu' } });
    await settled();
    const types = (stream: typeof plain) =>
      stream
        .events()
        .filter(({ event }) => event === 'event')
        .map(({ data }) => (data as { type: string }).type);
    assert.deepEqual(types(plain), ['device_offline']);
    // It saw the other readers' tokens come, too.
    assert.deepEqual(types(auditor), ['token_created', 'token_created', 'device_offline']);
    assert.deepEqual(types(zones), []);
  });

  it('tells a token that is restricted to zones of these alone', async () => {
    const stream = await reader(['zones:read', 'events:read', 'audit:read'], { zones: ['bath'] });
    warm(25);
    await app.zoneCommands.command('living', { tempHeatSetC: 23 }, doer('test'));
    await app.zoneCommands.command('bath', { tempHeatSetC: 23 }, doer('test'));
    await settled();
    assert.deepEqual(stream.names(), ['snapshot', 'zone']);
    assert.ok(!stream.text().includes('living'));
  });

  it('beats while nothing happens', async () => {
    const stream = await reader();
    const before = stream.text().length;
    app.clock.advance(LIMITS.streamHeartbeatMs * 2);
    const beat = (ts: string) => `event: heartbeat\ndata: {"ts":"${ts}"}\n\n`;
    assert.equal(
      stream.text().slice(before),
      beat('2026-01-15T10:00:15Z') + beat('2026-01-15T10:00:30Z'),
    );
  });

  describe('that is resumed', () => {
    it('goes on after the last change, whatever beats came after it', async () => {
      const { token } = await make(['zones:read', 'events:read']);
      const first = await open(token);
      warm(20);
      const lastId = first.lastId();
      app.clock.advance(LIMITS.streamHeartbeatMs);
      assert.equal(first.names().at(-1), 'heartbeat');
      assert.equal(first.lastId(), lastId);
      first.leave();
      warm(21);
      const second = await open(token, lastId);
      assert.deepEqual(second.names(), ['zone']);
    });

    it('tells exactly what was missed, under the same ids', async () => {
      const { token } = await make(['zones:read', 'events:read']);
      const lasting = await open(token);
      const first = await open(token);
      warm(20);
      const lastId = first.lastId();
      first.leave();
      warm(21);
      await app.zoneCommands.command('bath', { tempHeatSetC: 23 }, doer('test'));
      await settled();
      const second = await open(token, lastId);
      assert.deepEqual(second.names(), ['zone', 'event', 'zone']);
      assert.deepEqual(second.events(), lasting.events().slice(2));
      warm(22);
      assert.deepEqual(second.events(), lasting.events().slice(2));
    });

    it('tells nothing where nothing was missed', async () => {
      const { token } = await make(['zones:read']);
      const first = await open(token);
      warm(20);
      const second = await open(token, first.lastId());
      assert.equal(second.text(), 'retry: 2000\n\n');
    });

    it('tells what changed while nobody was there, each object once, as it is', async () => {
      const { token } = await make(['zones:read']);
      const first = await open(token);
      const lastId = first.lastId();
      first.leave();
      for (const tempC of [20, 21, 22]) warm(tempC);
      const second = await open(token, lastId);
      assert.deepEqual(
        second.events().map(({ data }) => data),
        [app.zones.get('living')],
      );
    });

    it('replays as much as is kept, and begins anew past that', async () => {
      const { token } = await make(['zones:read']);
      const lasting = await open(token);
      const lastId = lasting.lastId();
      for (let i = 0; i < LIMITS.streamRing; i++) warm(20 + (i % 2));
      const all = await open(token, lastId);
      assert.equal(all.events().length, LIMITS.streamRing);
      // Beats have no number, and none is kept.
      const changes = lasting.events().filter(({ event }) => event !== 'heartbeat');
      assert.deepEqual(all.events(), changes.slice(1));
      warm(30);
      assert.deepEqual((await open(token, lastId)).names(), ['snapshot']);
    });

    const unknown: [what: string, (id: string) => string][] = [
      ['another start', (id) => id.replace(/^[0-9a-f]+/, '0123456789ab')],
      ['the future', (id) => id.replace(/\d+$/, '999999')],
      ['nowhere', () => 'what?'],
      ['a number too large', (id) => id.replace(/\d+$/, '9'.repeat(30))],
      ['nothing', () => ''],
      ['more than one', (id) => `${id} ${id}`],
      ['something before it', (id) => `x${id}`],
      ['something behind it', (id) => `${id}x`],
    ];
    for (const [what, change] of unknown) {
      it(`begins anew for an id of ${what}`, async () => {
        const { token } = await make(['zones:read']);
        const id = (await open(token)).lastId();
        assert.deepEqual((await open(token, change(id))).names(), ['snapshot']);
      });
    }

    it('begins anew for who saw less before', async () => {
      const bath = await reader(['zones:read'], { zones: ['bath'] });
      const { token } = await make(['zones:read']);
      const all = await open(token, bath.lastId());
      assert.deepEqual(all.names(), ['snapshot']);
    });
  });

  describe('ends within a second', () => {
    const expire = async (act: (id: string) => Promise<unknown>) => {
      const { id, token } = await make(['zones:read']);
      const other = await reader();
      const stream = await open(token);
      await act(id);
      app.clock.advance(SECOND_MS - 1);
      assert.deepEqual([stream.isEnded(), other.isEnded()], [true, false]);
      assert.equal(app.streams.count(), 1);
      const length = stream.text().length;
      warm(25);
      assert.equal(stream.text().length, length);
    };
    it('when its token is revoked', async () => expire(async (id) => app.tokens.revoke(OWNER, id)));
    it('when its token is disabled', async () =>
      expire(async (id) => app.tokens.change(OWNER, id, { enabled: false })));
    it('when its token is rotated', async () => expire(async (id) => app.tokens.rotate(OWNER, id)));

    it('when its token expires', async () => {
      const { token } = await app.tokens.create(OWNER, { name: 'x', expiresIn: '2m' });
      const stream = await open(token);
      app.clock.advance(120 * SECOND_MS - 1);
      assert.equal(stream.isEnded(), false);
      app.clock.advance(SECOND_MS);
      assert.equal(stream.isEnded(), true);
    });
  });

  describe('of somebody whose rights change', () => {
    const changed: [what: string, rights: Permission[], ends: boolean][] = [
      ['to less', ['system:read'], true],
      ['to more', ['zones:read', 'system:read', 'equipment:read'], true],
      ['in what is not shown', ['zones:read', 'system:read', 'backup:read'], false],
    ];
    for (const [what, rights, ends] of changed) {
      it(`${ends ? 'ends' : 'goes on'} where they change ${what}`, () => {
        const person = (...permissions: Permission[]): Principal => ({
          ...OWNER,
          permissions: new Set(permissions),
        });
        const before = person('zones:read', 'system:read');
        let now = before;
        let isEnded = false;
        const request = {
          client: LAN,
          header: () => undefined,
          askerNow: () => now,
        } as unknown as Request;
        app.streams.bodyFor(
          request,
          before,
        )({ write: () => undefined, end: () => (isEnded = true) });
        app.clock.advance(SECOND_MS);
        assert.equal(isEnded, false);
        now = person(...rights);
        app.clock.advance(SECOND_MS - 1);
        assert.equal(isEnded, ends);
      });
    }
  });

  it('ends where a token may do less, since the person may whom it stands under', () => {
    // The principal of a token is the same one, before and after.
    const asker = {
      ...OWNER,
      kind: 'token' as const,
      permissions: new Set(['audit:read' as const]),
    };
    let isEnded = false;
    const request = {
      client: LAN,
      header: () => undefined,
      askerNow: () => asker,
    } as unknown as Request;
    app.streams.bodyFor(request, asker)({ write: () => undefined, end: () => (isEnded = true) });
    app.clock.advance(SECOND_MS);
    assert.equal(isEnded, false);
    asker.permissions = new Set();
    app.clock.advance(SECOND_MS - 1);
    assert.equal(isEnded, true);
  });

  it('goes on while tokens of others come, go and change names', async () => {
    const { id, token } = await make(['zones:read']);
    const stream = await open(token);
    await app.tokens.change(OWNER, id, { name: 'y' });
    const other = await make(['zones:read']);
    await app.tokens.revoke(OWNER, other.id);
    app.clock.advance(2 * SECOND_MS);
    assert.equal(stream.isEnded(), false);
  });

  it('is one use of its token, however long it lasts', async () => {
    const { id, token } = await make(['zones:read']);
    await open(token);
    app.clock.advance(60 * SECOND_MS);
    await app.tokens.change(OWNER, id, { name: 'y' });
    app.clock.advance(60 * SECOND_MS);
    assert.equal(app.tokens.show(id).requestCount, 1);
  });

  describe('is refused', () => {
    const person = (id: string): Principal => ({ ...OWNER, id });
    const from = (address: string) =>
      ({
        client: { ...LAN, address },
        header: () => undefined,
        askerNow: () => undefined,
      }) as unknown as Request;

    function take(address: string, asker: Principal): () => void {
      const request = from(address);
      app.streams.refuseTooMany(request, asker);
      return app.streams.bodyFor(request, asker)({ write: () => undefined, end: () => undefined });
    }
    /** So many streams, no two of one person. */
    const takeMany = (count: number, addressOf: (index: number) => string, kind = OWNER.kind) =>
      Array.from({ length: count }, (_, index) =>
        take(addressOf(index), { ...person(`usr_${addressOf(0)}_${index}`), kind }),
      );
    const refused = (code: string) => (error: unknown) => (error as { code: string }).code === code;

    it(`to the ${LIMITS.streamsPerPrincipal + 1}th of one token, with 429, until one leaves`, async () => {
      const { token } = await make(['zones:read']);
      const streams = await Promise.all(
        Array.from({ length: LIMITS.streamsPerPrincipal }, async () => open(token)),
      );
      const ask = { target: '/api/stream', headers: [bearer(token)] };
      const answer = await app.ask(ask);
      assert.deepEqual([answer.status, answer.header('retry-after')], [429, '30']);
      streams[7]?.leave();
      await open(token);
      streams.forEach((stream, index) => index !== 7 && stream.leave());
      assert.equal(app.streams.count(), 1);
    });

    it(`to the ${LIMITS.streamsPerPrincipal + 1}th of one panel, while others open theirs`, () => {
      const panel = (sessionId: string) => ({ ...person('panel'), isPanel: true, sessionId });
      for (let i = 0; i < LIMITS.streamsPerPrincipal; i++) take(`10.0.1.${i}`, panel('ses_1'));
      assert.throws(() => take('10.0.2.1', panel('ses_1')), refused('too_many_requests'));
      take('10.0.2.1', panel('ses_2'));
    });

    it(`to the ${LIMITS.streamsPerPrincipal + 1}th of one person, in whatever sessions`, () => {
      const session = (index: number) => ({ ...person('usr_a'), sessionId: `ses_${index}` });
      for (let i = 0; i < LIMITS.streamsPerPrincipal; i++) take(`10.0.1.${i}`, session(i));
      assert.throws(() => take('10.0.2.1', session(99)), refused('too_many_requests'));
      take('10.0.2.1', person('usr_b'));
    });

    it(`to the ${LIMITS.streamsPerAddress + 1}th of one address, while others open theirs`, () => {
      takeMany(LIMITS.streamsPerAddress, () => '10.0.0.1');
      assert.throws(() => take('10.0.0.1', person('b')), refused('too_many_requests'));
      take('10.0.0.2', person('b'));
    });

    it(`to the ${LIMITS.streamsPerNetwork + 1}th of one /64`, () => {
      takeMany(LIMITS.streamsPerNetwork, (index) => `2001:db8::${(index + 1).toString(16)}`);
      assert.throws(() => take('2001:db8::ffff', person('b')), refused('too_many_requests'));
      take('2001:db8:0:1::1', person('b'));
    });

    it(`to tokens and panels past ${LIMITS.streams - LIMITS.streamsKept}, and to people past ${LIMITS.streams}`, () => {
      const addressOf = (index: number) => `10.1.${index % 250}.1`;
      takeMany(LIMITS.streams - LIMITS.streamsKept, addressOf, 'token');
      assert.throws(
        () => take('10.9.0.1', { ...person('t'), kind: 'token' }),
        refused('unavailable'),
      );
      const panel = { ...person('panel'), isPanel: true, sessionId: 'ses_1' };
      assert.throws(() => take('10.9.0.1', panel), refused('unavailable'));
      takeMany(LIMITS.streamsKept, (index) => `10.2.${index}.1`);
      assert.throws(() => take('10.9.0.1', person('b')), refused('unavailable'));
    });
  });

  it('leaves nothing behind when the last reader goes', async () => {
    const stream = await reader();
    stream.leave();
    const length = stream.text().length;
    warm(25);
    app.clock.advance(LIMITS.streamHeartbeatMs);
    assert.deepEqual([app.streams.count(), stream.text().length], [0, length]);
  });
});
