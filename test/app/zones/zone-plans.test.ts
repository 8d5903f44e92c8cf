import assert from 'node:assert/strict';
import { beforeEach, describe, it } from 'node:test';
import type { EventView } from '../../../src/app/records/event-record.ts';
import type { PlanChange } from '../../../src/app/zones/planned-zones.ts';
import { HubError } from '../../../src/domain/errors.ts';
import { LIMITS } from '../../../src/domain/limits.ts';
import { WEEKDAYS } from '../../../src/domain/local-time.ts';
import { HOUR_MS, isoTime, MINUTE_MS } from '../../../src/domain/units.ts';
import { createTestApp, type TestApp } from '../../support/app.ts';
import { SMALL_HOUSE } from '../../support/house.ts';
import { settled } from '../../support/settled.ts';
import { doer } from '../../support/doers.ts';

/** Thursday, 11:00 in Berlin. */
const START = Date.parse('2026-01-15T10:00:00Z');
const ENTRIES = [
  { days: WEEKDAYS, at: '06:30', tempHeatSetC: 22 },
  { days: WEEKDAYS, at: '22:00', tempHeatSetC: 17, mode: 'heat' as const },
];

describe('what is asked of the zones', () => {
  let app: TestApp;
  let changes: PlanChange[];
  let events: EventView[];

  function begin(before?: TestApp): void {
    app = createTestApp({
      start: before?.clock.nowMs() ?? START,
      ...(before && { texts: before.texts }),
    });
    changes = [];
    app.zones.onChange((change) => changes.push(change));
    events = [];
    // What becomes of the devices, and what is wrong in a house where none reports, is another matter.
    app.journal.onEvent((event) => {
      const isOther = event.source === 'device' || event.source === 'dhw';
      if (!isOther && event.type !== 'fault_raised') events.push(event);
    });
  }
  beforeEach(() => begin());

  async function pass(ms: number): Promise<void> {
    for (let left = ms; left > 0; left -= LIMITS.agendaMaxMs) {
      app.clock.advance(Math.min(left, LIMITS.agendaMaxMs));
      await settled();
    }
  }
  const passTo = async (instant: string) => pass(Date.parse(instant) - app.clock.nowMs());

  function shown(zoneId = 'living'): string {
    const { mode, tempHeatSetC = '-', tempCoolSetC = '-', hold } = app.zones.get(zoneId);
    return [mode, tempHeatSetC, tempCoolSetC, hold && `held by ${hold.source}`, hold?.until]
      .filter((part) => part !== undefined)
      .join(' ');
  }
  /** The events since the last look, in short. */
  function happened(): string[] {
    return events
      .splice(0)
      .map(({ type, source, objectId = '' }) => `${type} ${objectId} ${source}`);
  }
  const commanded = () =>
    changes.splice(0).flatMap(({ zoneId, commanded: is }) => (is ? [zoneId] : []));

  it('are moved together for a while, over a restart too, as one event for all of them', async () => {
    await app.schedules.put('living', ENTRIES, doer('tok_a'));
    happened();
    commanded();
    const { until } = (await app.shifts.command(
      { shiftK: 1, durationMinutes: 12 * 60 },
      doer('tok_a'),
    )) as { until: string };
    assert.deepEqual([shown(), shown('bath')], ['auto 23 25.2', 'heat 22 -']);
    assert.deepEqual(happened(), ['setpoint_shift_changed system system']);
    assert.deepEqual(commanded(), ['living', 'bath'], 'the devices are told');
    begin(app);
    assert.deepEqual([shown(), shown('bath')], ['auto 23 25.2', 'heat 22 -']);
    // The schedule goes on beneath it, and is told of by what it sets itself.
    await passTo('2026-01-15T21:00:00Z');
    assert.equal(shown(), 'heat 18 25');
    const [change] = events;
    assert.equal((change?.data as { tempHeatSetC?: number }).tempHeatSetC, 17);
    assert.deepEqual(happened(), [
      'setpoint_change living schedule',
      'mode_change living schedule',
    ]);
    commanded();
    await passTo(until);
    assert.deepEqual([shown(), shown('bath')], ['heat 17 24', 'heat 21 -']);
    assert.deepEqual(happened(), ['setpoint_shift_changed system system']);
    assert.deepEqual(commanded(), ['living', 'bath']);
  });

  it('are moved until the next change of each, which is told of as ever', async () => {
    await app.schedules.put('living', ENTRIES, doer('tok_a'));
    const until = 'next_schedule';
    await app.shifts.command({ shiftK: 1, until }, doer('tok_a'));
    assert.deepEqual([shown(), shown('bath')], ['auto 23 25.2', 'heat 22 -']);
    happened();
    await passTo('2026-01-15T21:00:00Z');
    assert.deepEqual([shown(), shown('bath')], ['heat 17 24', 'heat 21 -']);
    assert.deepEqual(happened().sort(), [
      'mode_change living schedule',
      'setpoint_change living schedule',
      'setpoint_shift_changed system system',
    ]);
  });

  it('follow the schedule by themselves, with an event and a word to the devices', async () => {
    await app.schedules.put('living', ENTRIES, doer('tok_a'));
    assert.equal(shown(), 'auto 22 24.2');
    assert.deepEqual(happened(), ['schedule_changed living zone', 'setpoint_change living zone']);
    commanded();
    await passTo('2026-01-15T20:59:59Z');
    assert.deepEqual([shown(), happened(), commanded()], ['auto 22 24.2', [], []]);
    await passTo('2026-01-15T21:00:00Z');
    assert.equal(shown(), 'heat 17 24');
    assert.deepEqual(happened(), [
      'setpoint_change living schedule',
      'mode_change living schedule',
    ]);
    assert.deepEqual(commanded(), ['living']);
    assert.deepEqual(app.plans.find('living')?.request.heatSet, 170);
  });

  it('follow it over the change of the clocks', async () => {
    app = createTestApp({ start: Date.parse('2026-03-28T12:00:00Z') });
    await app.schedules.put('living', ENTRIES, doer('tok_a'));
    await passTo('2026-03-29T04:29:00Z');
    assert.equal(shown(), 'heat 17 24');
    await passTo('2026-03-29T04:30:00Z');
    assert.equal(shown(), 'auto 22 24.2');
  });

  it('come back from a hold by themselves', async () => {
    await app.zoneCommands.command(
      'living',
      { tempHeatSetC: 25, durationMinutes: 90 },
      doer('tok_a'),
    );
    assert.equal(shown(), 'auto 25 27.2 held by tok_a 2026-01-15T11:30:00Z');
    assert.deepEqual(happened(), ['setpoint_change living zone']);
    commanded();
    await pass(90 * MINUTE_MS);
    assert.equal(shown(), 'auto 21 24');
    assert.deepEqual(happened(), ['setpoint_change living hold']);
    assert.deepEqual(commanded(), ['living']);
    await pass(24 * HOUR_MS);
    assert.deepEqual([happened(), commanded()], [[], []]);
  });

  it('show a hold that changes nothing, and let go of it without a word to the devices', async () => {
    await app.schedules.put('living', ENTRIES, doer('tok_a'));
    await app.zoneCommands.command(
      'living',
      { tempHeatSetC: 22, until: 'next_schedule' },
      doer('mqtt'),
    );
    assert.equal(shown(), 'auto 22 24.2 held by mqtt 2026-01-15T21:00:00Z');
    await app.zoneCommands.command('living', { resumeSchedule: true }, doer('mqtt'));
    assert.equal(shown(), 'auto 22 24.2');
  });

  it('are the same after a restart in the middle of a hold', async () => {
    await app.schedules.put('living', ENTRIES, doer('tok_a'));
    await app.zoneCommands.command('living', { tempHeatSetC: 16 }, doer('tok_a'));
    await app.zoneCommands.command('living', { mode: 'off', durationMinutes: 120 }, doer('tok_a'));
    const before = shown();
    await pass(HOUR_MS);
    begin(app);
    assert.equal(shown(), before);
    await pass(HOUR_MS);
    assert.equal(shown(), 'auto 16 24.2 held by tok_a');
    assert.deepEqual(happened(), ['mode_change living hold']);
    begin(app);
    assert.equal(shown(), 'auto 16 24.2 held by tok_a');
    assert.deepEqual(happened(), []);
  });

  it('know after a restart what a length is for, and what stood before it', async () => {
    await app.zoneCommands.command('living', { tempHeatSetC: 22 }, doer('tok_a'));
    await app.zoneCommands.command('living', { tempHeatSetC: 23 }, doer('tok_a'));
    begin(app);
    await app.zoneCommands.command('living', { durationMinutes: 120 }, doer('tok_a'));
    assert.equal(shown(), 'auto 23 25.2 held by tok_a 2026-01-15T12:00:00Z');
    begin(app);
    await pass(2 * HOUR_MS);
    assert.equal(shown(), 'auto 21 24');
    await app.zoneCommands.command('living', { tempHeatSetC: 22 }, doer('tok_a'));
    await app.zoneCommands.command('living', { resumeSchedule: true }, doer('tok_a'));
    begin(app);
    const length = app.zoneCommands.command('living', { durationMinutes: 60 }, doer('tok_a'));
    await assert.rejects(length, HubError);
  });

  it('tell of a hold that ended while the hub was down, once, and tell the devices', async () => {
    await app.zoneCommands.command(
      'bath',
      { tempHeatSetC: 25, durationMinutes: 60 },
      doer('tok_a'),
    );
    app.clock.jumpWall(2 * HOUR_MS);
    begin(app);
    assert.equal(shown('bath'), 'heat 21 -');
    assert.equal(app.plans.find('bath')?.request.heatSet, 210);
    await pass(1);
    assert.deepEqual(happened(), ['setpoint_change bath hold']);
    assert.deepEqual(commanded(), ['bath']);
    begin(app);
    await pass(1);
    assert.deepEqual(happened(), []);
  });

  it('notice within a minute that the clock was set', async () => {
    await app.zoneCommands.command(
      'living',
      { tempHeatSetC: 25, until: isoTime(START + 10 * HOUR_MS) },
      doer('tok_a'),
    );
    app.clock.jumpWall(11 * HOUR_MS);
    await pass(LIMITS.agendaMaxMs);
    assert.equal(shown(), 'auto 21 24');
  });

  it('keep a hold through a time that turns out wrong', async () => {
    await app.zoneCommands.command(
      'living',
      { tempHeatSetC: 25, until: isoTime(START + 10 * HOUR_MS) },
      doer('tok_a'),
    );
    let isProvisional = true;
    Object.assign(app.clock, { isProvisional: () => isProvisional });
    app.clock.jumpWall(24 * HOUR_MS);
    await pass(2 * LIMITS.agendaMaxMs);
    assert.equal(shown(), 'auto 21 24');
    app.clock.jumpWall(-24 * HOUR_MS);
    isProvisional = false;
    await pass(2 * LIMITS.agendaMaxMs);
    assert.match(shown(), /^auto 25 27.2 held/);
  });

  it('change for the devices even while nothing can be written', async () => {
    await app.zoneCommands.command(
      'living',
      { tempHeatSetC: 25, durationMinutes: 60 },
      doer('tok_a'),
    );
    commanded();
    app.texts.isFull = true;
    await pass(HOUR_MS);
    assert.equal(shown(), 'auto 21 24');
    assert.deepEqual(commanded(), ['living']);
    await assert.rejects(
      app.zoneCommands.command('living', { tempHeatSetC: 20 }, doer('tok_a')),
      (error) => error instanceof HubError && error.code === 'storage_full',
    );
    assert.equal(shown(), 'auto 21 24');
  });

  it('go with the mode of the house, and have done so when its command is answered', async () => {
    await app.schedules.put('living', ENTRIES, doer('tok_a'));
    happened();
    await app.system.command({ mode: 'away', until: isoTime(START + 2 * HOUR_MS) }, doer('usr_a'));
    assert.deepEqual([shown(), shown('bath')], ['auto 17 28', 'heat 17 -']);
    assert.deepEqual(happened(), [
      'mode_change system system',
      'setpoint_change living system',
      'setpoint_change bath system',
    ]);
    begin(app);
    assert.equal(app.system.view().mode, 'away');
    await pass(2 * HOUR_MS);
    assert.deepEqual([shown(), shown('bath')], ['auto 22 24.2', 'heat 21 -']);
    assert.deepEqual(happened(), [
      'mode_change system system',
      'setpoint_change living system',
      'setpoint_change bath system',
    ]);
    assert.deepEqual(commanded(), ['living', 'bath']);
    assert.equal(app.system.view().mode, 'home');
  });

  it('fit a zone that can do less since its schedule and hold were told', async () => {
    await app.schedules.put(
      'living',
      [{ days: WEEKDAYS, at: '06:30', tempHeatSetC: 22, tempCoolSetC: 26, mode: 'cool' }],
      doer('tok_a'),
    );
    await app.zoneCommands.command(
      'living',
      { tempCoolSetC: 25, durationMinutes: 60 },
      doer('tok_a'),
    );
    const zones = SMALL_HOUSE.zones.map((zone) => ({ ...zone, supportsCool: false }));
    app.takeHouse({ ...SMALL_HOUSE, zones, timeZone: 'America/New_York' });
    assert.match(shown(), /^heat 22 - held by tok_a/);
    await pass(HOUR_MS);
    assert.equal(shown(), 'heat 22 -');
    // It is six in the morning there.
    assert.equal(app.schedules.get('living').next?.at, '2026-01-15T11:30:00Z');
  });

  it('go with the settings of the house', async () => {
    await app.system.command({ mode: 'away' }, doer('usr_a'));
    await app.settings.patch({ awayHeatSetC: 12.5 }, doer('usr_a'));
    assert.equal(shown(), 'auto 12.5 28');
    begin(app);
    assert.equal(shown(), 'auto 12.5 28');
    assert.equal(app.settings.get().awayHeatSetC, 12.5);
  });
});
