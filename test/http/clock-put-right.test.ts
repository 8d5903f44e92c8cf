/** Credentials and events on a machine whose clock is wrong, and then put right. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createSteadyClock } from '../../src/app/records/steady-clock.ts';
import { eventKey, eventTable } from '../../src/app/records/event-record.ts';
import { LIMITS } from '../../src/domain/limits.ts';
import { DAY_MS, HOUR_MS, isoTime, MINUTE_MS } from '../../src/domain/units.ts';
import { OWNER_LOGIN } from '../support/accounts.ts';
import { bearer, createTestApp, OWNER, type TestApp } from '../support/app.ts';
import { createAskAccounts, createHousehold } from '../support/ask-accounts.ts';
import { createFakeClock } from '../support/fake-clock.ts';
import { createMemoryTexts } from '../support/memory-texts.ts';
import { settled } from '../support/settled.ts';

const START = Date.parse('2026-01-15T10:00:00Z');
const YEAR_MS = 365 * DAY_MS;

/** A hub on a machine whose wall says `wallMs`, on what another has left. */
async function boot(wallMs: number, kept: Iterable<readonly [string, string]> = []) {
  const texts = createMemoryTexts();
  const entries = [...kept];
  if (entries.length > 0) await texts.write(entries);
  const clock = createFakeClock(wallMs);
  const machine = { isSynchronised: false };
  const steady = createSteadyClock({ clock, isSynchronised: () => machine.isSynchronised });
  const app = createTestApp({ clock, steady, texts });
  await settled();
  return {
    app,
    clock,
    machine,
    texts,
    /** As a hub at work does: the clock is looked at each minute. */
    live(ms: number) {
      for (let left = ms; left > 0; left -= MINUTE_MS) {
        clock.advance(Math.min(left, MINUTE_MS));
        steady.nowMs();
      }
    },
    setTo(wall: number, isSynchronised = true) {
      clock.jumpWall(wall - clock.nowMs());
      machine.isSynchronised = isSynchronised;
      clock.advance(MINUTE_MS);
      steady.nowMs();
    },
  };
}

const opens = async (app: TestApp, token: string) =>
  (await app.ask({ target: '/api/zones', headers: [bearer(token)] })).status === 200;
const make = async (app: TestApp, request: object) =>
  app.tokens.create(OWNER, { name: 'x', permissions: ['zones:read'], ...request });
const expiryOf = (app: TestApp, id: string) => app.tokens.show(id).expiresAt;

describe('a token of 90 days', () => {
  const NINETY = { expiresIn: '90d' } as const;

  it('made at the first boot, in 1970, lasts 90 days, also over a restart', async () => {
    const hub = await boot(0);
    const { id, token } = await make(hub.app, NINETY);
    const lasting = await make(hub.app, {});
    hub.live(HOUR_MS);
    assert.ok(await opens(hub.app, token));
    hub.setTo(START);
    assert.ok(await opens(hub.app, token), 'the clock was put right');
    await settled();
    assert.equal(expiryOf(hub.app, id), isoTime(START + 90 * DAY_MS - HOUR_MS));
    const next = await boot(hub.clock.nowMs(), hub.texts.range(''));
    assert.equal(expiryOf(next.app, id), isoTime(START + 90 * DAY_MS - HOUR_MS));
    next.live(0);
    next.clock.advance(89 * DAY_MS);
    assert.ok(await opens(next.app, token));
    next.clock.advance(DAY_MS);
    assert.ok(!(await opens(next.app, token)));
    assert.ok(await opens(next.app, lasting.token));
  });

  it('made in 1970 lasts 90 days from the next start, where the clock is right by then', async () => {
    const hub = await boot(0);
    const { id, token } = await make(hub.app, NINETY);
    hub.live(HOUR_MS);
    await make(hub.app, {});
    const next = await boot(START, hub.texts.range(''));
    assert.ok(await opens(next.app, token));
    assert.equal(expiryOf(next.app, id), isoTime(START + 90 * DAY_MS - HOUR_MS));
    const again = await boot(START + DAY_MS, next.texts.range(''));
    assert.equal(
      expiryOf(again.app, id),
      isoTime(START + 90 * DAY_MS - HOUR_MS),
      'it is moved once',
    );
  });

  it('made while the clock is a year ahead lasts 90 days, however that ends', async () => {
    for (const isSynchronised of [true, false]) {
      const before = await boot(START);
      await make(before.app, {});
      const hub = await boot(START + YEAR_MS, before.texts.range(''));
      const { id, token } = await make(hub.app, NINETY);
      hub.live(HOUR_MS);
      hub.setTo(START + HOUR_MS, isSynchronised);
      assert.equal(expiryOf(hub.app, id), isoTime(START + 90 * DAY_MS));
      hub.live(89 * DAY_MS);
      assert.ok(await opens(hub.app, token));
      hub.live(DAY_MS);
      assert.ok(!(await opens(hub.app, token)));
    }
  });

  it('until a day of the calendar ends on that day', async () => {
    const hub = await boot(0);
    const until = isoTime(START + 30 * DAY_MS);
    const { id } = await make(hub.app, { expiresAt: until });
    hub.setTo(START);
    assert.equal(expiryOf(hub.app, id), until);
  });

  it('that a token made outlives its maker in no case', async () => {
    const hub = await boot(0);
    const permissions = ['zones:read', 'tokens:full'] as const;
    const until = isoTime(START + 30 * DAY_MS);
    const maker = await make(hub.app, { expiresAt: until, permissions: [...permissions] });
    const headers = [bearer(maker.token), ['Content-Type', 'application/json'] as const];
    const body = JSON.stringify({ name: 'child', expiresIn: '90d', permissions: ['zones:read'] });
    const made = await hub.app.ask({ method: 'POST', target: '/api/tokens', headers, body });
    assert.equal(made.status, 201, made.text);
    hub.setTo(START);
    const child = hub.app.tokens.list().find(({ name }) => name === 'child');
    assert.equal(child?.expiresAt, until);
  });

  it('made before the hub was off for long is as old as it is', async () => {
    const before = await boot(START);
    const { id, token } = await make(before.app, NINETY);
    const hub = await boot(0, before.texts.range(''));
    assert.ok(
      await opens(hub.app, token),
      'on a board without a clock, time goes on from the mark',
    );
    hub.live(MINUTE_MS);
    const { id: later } = await make(hub.app, NINETY);
    hub.setTo(START + 100 * DAY_MS);
    assert.ok(!(await opens(hub.app, token)));
    assert.equal(expiryOf(hub.app, id), isoTime(START + 90 * DAY_MS));
    assert.equal(expiryOf(hub.app, later), isoTime(START + 190 * DAY_MS));
  });
});

describe('while the clock may be wrong', () => {
  it('no token expires by it, and what had expired stays so', async () => {
    const before = await boot(START);
    const short = await make(before.app, { expiresIn: '1h' });
    const long = await make(before.app, { expiresIn: '30d' });
    before.live(2 * HOUR_MS);
    await make(before.app, {});
    const hub = await boot(START + YEAR_MS, before.texts.range(''));
    hub.live(20 * HOUR_MS);
    assert.ok(await opens(hub.app, long.token));
    assert.ok(!(await opens(hub.app, short.token)));
    await hub.app.lazyBatch.flush();
    hub.setTo(START + DAY_MS);
    assert.ok(await opens(hub.app, long.token));
    assert.ok(!(await opens(hub.app, short.token)));
  });

  it('it counts once it has gone on for a day without a step', async () => {
    const before = await boot(START);
    const { token } = await make(before.app, { expiresIn: '30d' });
    const hub = await boot(START + YEAR_MS, before.texts.range(''));
    hub.live(DAY_MS - MINUTE_MS);
    assert.ok(await opens(hub.app, token));
    hub.live(2 * MINUTE_MS);
    assert.ok(!(await opens(hub.app, token)));
  });

  it('no session ends by it, and one that is opened meanwhile lasts as long as any', async () => {
    const { app: first } = await createHousehold();
    const opened = await createAskAccounts(first)('POST', '/api/auth/session', {
      body: OWNER_LOGIN,
    });
    const startMs = first.clock.nowMs();
    const hub = await boot(startMs + 100 * DAY_MS, first.texts.range(''));
    const ask = createAskAccounts(hub.app);
    const isIn = async (cookie: string | undefined) =>
      (await ask('GET', '/api/zones', { cookie })).status === 200;
    assert.ok(await isIn(opened.cookie));
    const meanwhile = await ask('POST', '/api/auth/session', { body: OWNER_LOGIN });
    hub.live(HOUR_MS);
    await hub.app.lazyBatch.flush();
    hub.setTo(startMs + HOUR_MS);
    for (const { cookie } of [opened, meanwhile]) assert.ok(await isIn(cookie));
    hub.clock.advance(LIMITS.cookieIdleMs - MINUTE_MS);
    assert.ok(await isIn(meanwhile.cookie));
  });

  it('a session of the first boot goes on once the clock is put right, also over a restart', async () => {
    const { app: first } = await createHousehold();
    const hub = await boot(
      0,
      [...first.texts.range('')].filter(([key]) => !key.startsWith('clock/')),
    );
    const ask = createAskAccounts(hub.app);
    const { cookie } = await ask('POST', '/api/auth/session', { body: OWNER_LOGIN });
    hub.setTo(START);
    assert.equal((await ask('GET', '/api/zones', { cookie })).status, 200);
    await settled();
    const next = await boot(hub.clock.nowMs(), hub.texts.range(''));
    const again = await createAskAccounts(next.app)('GET', '/api/zones', { cookie });
    assert.equal(again.status, 200);
  });

  it('no event goes by it, though caps hold', async () => {
    const before = await boot(START);
    const events = eventTable('events');
    const count = LIMITS.events + 5;
    const value = {
      timestampMs: START,
      type: 'device_online',
      severity: 'info',
      source: 'device',
      message: 'x',
    };
    await before.app.store.commit(
      Array.from({ length: count }, (_, index) => ({
        put: events,
        key: eventKey(index + 1),
        value,
      })),
    );
    const hub = await boot(START + 2 * YEAR_MS, before.texts.range(''));
    await hub.app.lazyBatch.flush();
    assert.equal(hub.app.store.count(events), LIMITS.events);
    assert.ok(hub.app.store.get(events, eventKey(count)));
    hub.live(DAY_MS + MINUTE_MS);
    await hub.app.lazyBatch.flush();
    assert.equal(hub.app.store.get(events, eventKey(count)), undefined);
  });
});
