/** A machine whose clock is set while something lasts: what is a duration is one, what is an hour of the day is one. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createSteadyClock } from '../../../src/app/records/steady-clock.ts';
import { LIMITS } from '../../../src/domain/limits.ts';
import { WEEKDAYS } from '../../../src/domain/local-time.ts';
import { DAY_MS, HOUR_MS, isoTime, MINUTE_MS } from '../../../src/domain/units.ts';
import { createTestApp, type TestApp } from '../../support/app.ts';
import { doer } from '../../support/doers.ts';
import { createFakeClock } from '../../support/fake-clock.ts';
import { createMemoryTexts } from '../../support/memory-texts.ts';
import { settled } from '../../support/settled.ts';

/** Thursday, 11:00 in Berlin. */
const START = Date.parse('2026-01-15T10:00:00Z');
const YEAR_MS = 365 * DAY_MS;

/** A hub on a machine whose wall says `wallMs`. */
function boot(wallMs: number, texts = createMemoryTexts(), isSynchronised = false) {
  const clock = createFakeClock(wallMs);
  const machine = { isSynchronised };
  const steady = createSteadyClock({ clock, isSynchronised: () => machine.isSynchronised });
  const app = createTestApp({ clock, steady, texts });
  return {
    app,
    clock,
    machine,
    texts,
    pass: async (ms: number) => {
      for (let left = ms; left > 0; left -= LIMITS.agendaMaxMs) {
        clock.advance(Math.min(left, LIMITS.agendaMaxMs));
        await settled();
      }
    },
  };
}

const hold = ({ zones }: TestApp) => zones.get('living').hold;
const setTo = ({ zones }: TestApp) => zones.get('living').tempHeatSetC;
const command = async ({ zoneCommands }: TestApp, ask: object) =>
  zoneCommands.command('living', ask, doer('tok_a'));
const boostMs = ({ dhwRequests }: TestApp) => dhwRequests.asked().boostUntilMs;

const STEPS: readonly [what: string, stepMs: number][] = [
  ['a second ahead', 1_000],
  ['half an hour ahead', HOUR_MS / 2],
  ['half an hour back', -HOUR_MS / 2],
  ['two hours ahead', 2 * HOUR_MS],
  ['two hours back', -2 * HOUR_MS],
  ['a year ahead', YEAR_MS],
  ['a year back', -YEAR_MS],
];

describe('with the clock set', () => {
  for (const [what, stepMs] of STEPS) {
    it(`${what}, a hold of an hour lasts an hour`, async () => {
      const { app, clock, pass } = boot(START);
      await command(app, { tempHeatSetC: 25, durationMinutes: 60 });
      await pass(20 * MINUTE_MS);
      clock.jumpWall(stepMs);
      await pass(39 * MINUTE_MS);
      assert.equal(setTo(app), 25);
      await pass(2 * MINUTE_MS);
      assert.equal(setTo(app), 21);
    });

    it(`${what}, a power limit without an end lasts two hours`, async () => {
      const { app, clock, pass } = boot(START);
      await app.powerLimits.command({ powerLimitKw: 4.2 }, doer('tok_a'));
      await pass(20 * MINUTE_MS);
      clock.jumpWall(stepMs);
      await pass(99 * MINUTE_MS);
      assert.equal(app.powerLimits.get()?.limitKw, 4.2);
      await pass(2 * MINUTE_MS);
      assert.equal(app.powerLimits.get(), undefined);
    });

    it(`${what}, so does a boost of the hot water`, async () => {
      const { app, clock, pass } = boot(START);
      await app.dhwRequests.command({ boostMinutes: 60, sanitize: true }, doer('tok_a'));
      await pass(20 * MINUTE_MS);
      clock.jumpWall(stepMs);
      await pass(39 * MINUTE_MS);
      assert.ok('boostUntil' in app.dhwRequests.view());
      await pass(2 * MINUTE_MS);
      assert.ok(!('boostUntil' in app.dhwRequests.view()));
    });
  }

  it('as often as one likes, it still does', async () => {
    const { app, clock, pass } = boot(START);
    await command(app, { tempHeatSetC: 25, durationMinutes: 60 });
    for (let times = 0; times < 58; times++) {
      await pass(MINUTE_MS);
      clock.jumpWall((times % 3 === 0 ? -1 : 1) * times * MINUTE_MS);
    }
    await pass(MINUTE_MS);
    assert.equal(setTo(app), 25);
    await pass(2 * MINUTE_MS);
    assert.equal(setTo(app), 21);
  });

  it('two hours ahead, a hold until an hour of the day ends at that hour', async () => {
    const { app, clock, pass } = boot(START);
    await command(app, { tempHeatSetC: 25, until: isoTime(START + 3 * HOUR_MS) });
    clock.jumpWall(2 * HOUR_MS);
    await pass(58 * MINUTE_MS);
    assert.equal(setTo(app), 25);
    assert.equal(hold(app)?.until, isoTime(START + 3 * HOUR_MS));
    await pass(3 * MINUTE_MS);
    assert.equal(setTo(app), 21);
  });

  it('what was told later counts, though the clock was ahead when the other was told', async () => {
    const { app, clock, machine, pass } = boot(START + YEAR_MS);
    await command(app, { tempHeatSetC: 25, durationMinutes: 600 });
    clock.jumpWall(-YEAR_MS);
    machine.isSynchronised = true;
    await pass(2 * MINUTE_MS);
    await app.system.command({ mode: 'away' }, doer('usr_a'));
    assert.equal(setTo(app), 17);
    clock.jumpWall(-HOUR_MS);
    await pass(2 * MINUTE_MS);
    await command(app, { tempHeatSetC: 24, durationMinutes: 600 });
    assert.equal(setTo(app), 24);
  });

  it('a length that is told a moment later is still for what was set before', async () => {
    const { app, clock } = boot(START);
    await command(app, { tempHeatSetC: 25 });
    clock.jumpWall(2 * HOUR_MS);
    await command(app, { durationMinutes: 60 });
    assert.equal(hold(app)?.until, isoTime(START + 3 * HOUR_MS));
  });

  describe('put right after a boost was asked for a year ahead', () => {
    async function boosted() {
      const hub = boot(START + YEAR_MS);
      await command(hub.app, { tempHeatSetC: 25, durationMinutes: 60 });
      await hub.app.dhwRequests.command({ boostMinutes: 60 }, doer('tok_a'));
      return hub;
    }

    it('it is over after its hour, is shown so, and is so over a restart', async () => {
      const { app, clock, machine, pass, texts } = await boosted();
      await pass(10 * MINUTE_MS);
      clock.jumpWall(-YEAR_MS);
      machine.isSynchronised = true;
      await pass(2 * MINUTE_MS);
      assert.equal(hold(app)?.until, isoTime(START + HOUR_MS));
      assert.equal(app.dhwRequests.view()['boostUntil'], isoTime(START + HOUR_MS));
      const next = boot(clock.nowMs(), texts);
      assert.equal(hold(next.app)?.until, isoTime(START + HOUR_MS));
      assert.equal(boostMs(next.app), START + HOUR_MS);
      await next.pass(49 * MINUTE_MS);
      assert.equal(setTo(next.app), 21);
    });

    it('while the hub is off, it lasts no longer than it was to last', async () => {
      const { texts } = await boosted();
      const next = boot(START, texts, true);
      await next.pass(2 * MINUTE_MS);
      const latestMs = next.clock.nowMs() + HOUR_MS;
      assert.ok(Date.parse(hold(next.app)?.until ?? '') <= latestMs);
      await next.pass(HOUR_MS);
      assert.equal(setTo(next.app), 21);
      assert.ok((boostMs(next.app) ?? 0) <= START + LIMITS.dhwBoostMinutes * MINUTE_MS);
    });
  });

  it('back while a slow disk writes a hold, it lasts an hour all the same', async () => {
    const { app, clock, pass, texts } = boot(START);
    const write = texts.write.bind(texts);
    let go: () => void = () => undefined;
    const slow = new Promise<void>((resolve) => (go = resolve));
    texts.write = async (writes) => slow.then(async () => write(writes));
    const asked = command(app, { tempHeatSetC: 25, durationMinutes: 60 });
    await settled();
    clock.jumpWall(-2 * HOUR_MS);
    await pass(MINUTE_MS);
    go();
    await asked;
    await settled();
    assert.equal(hold(app)?.until, isoTime(START - HOUR_MS));
    assert.equal(hold(boot(clock.nowMs(), texts, true).app)?.until, isoTime(START - HOUR_MS));
    await pass(60 * MINUTE_MS);
    assert.equal(setTo(app), 21);
  });

  it('on a full disk, it lasts an hour all the same, and is written once there is room', async () => {
    const { app, clock, pass, texts } = boot(START);
    await command(app, { tempHeatSetC: 25, durationMinutes: 180 });
    texts.isFull = true;
    clock.jumpWall(2 * HOUR_MS);
    await pass(2 * MINUTE_MS);
    assert.equal(hold(app)?.until, isoTime(START + 5 * HOUR_MS));
    texts.isFull = false;
    await app.settings.patch({ awayHeatSetC: 12.5 }, doer('usr_a'));
    const next = boot(clock.nowMs(), texts);
    assert.equal(hold(next.app)?.until, isoTime(START + 5 * HOUR_MS));
  });
});

describe('while the clock may be wrong', () => {
  it('an absence is kept, over its end and back', async () => {
    const app = createTestApp({ start: START });
    const aWhile = async () => {
      app.clock.advance(2 * LIMITS.agendaMaxMs);
      await settled();
    };
    await app.system.command({ mode: 'away', until: isoTime(START + 10 * HOUR_MS) }, doer('usr_a'));
    let isProvisional = true;
    Object.assign(app.clock, { isProvisional: () => isProvisional });
    app.clock.jumpWall(DAY_MS);
    await aWhile();
    assert.equal(app.system.view().mode, 'home');
    app.clock.jumpWall(-DAY_MS);
    isProvisional = false;
    await aWhile();
    assert.equal(app.system.view().mode, 'away');
  });
});

describe('a clock that was two hours ahead at the start and is put right', () => {
  const ENTRIES = [
    { days: WEEKDAYS, at: '06:30', tempHeatSetC: 22 },
    { days: WEEKDAYS, at: '11:30', tempHeatSetC: 17 },
  ];

  it('is believed at once by schedules, while the stamps of records wait', async () => {
    const { app, clock, machine, pass } = boot(START + 2 * HOUR_MS);
    await app.schedules.put('living', ENTRIES, doer('tok_a'));
    assert.equal(setTo(app), 17);
    await pass(5 * MINUTE_MS);
    clock.jumpWall(-2 * HOUR_MS);
    machine.isSynchronised = true;
    await pass(MINUTE_MS);
    assert.equal(setTo(app), 22, 'it is six minutes past eleven');
    assert.equal(app.schedules.get('living').next?.at, '2026-01-15T10:30:00Z');
    await pass(23 * MINUTE_MS);
    assert.equal(setTo(app), 22);
    await pass(2 * MINUTE_MS);
    assert.equal(setTo(app), 17);
    const { events } = await app.journal.query({ audit: 'hidden', type: 'setpoint_change' });
    const stamps = events.map(({ timestamp }) => timestamp);
    assert.deepEqual(stamps, [...stamps].sort().reverse());
    assert.ok(Date.parse(stamps.at(0) ?? '') > START + 2 * HOUR_MS);
  });
});
