import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Appliance } from '../../../../src/domain/control/appliance/appliance.ts';
import { decide } from '../../../../src/domain/control/decide.ts';
import { FAN_DEFAULTS, fanPercent } from '../../../../src/domain/control/zones/fan.ts';
import type { ControlMemory } from '../../../../src/domain/control/cycle/memory.ts';
import { quietFan, quietUntilMs } from '../../../../src/domain/control/grid/quiet.ts';
import { CONTROL_DEFAULTS } from '../../../../src/domain/control/cycle/settings.ts';
import type { ControlSnapshot } from '../../../../src/domain/control/cycle/snapshot.ts';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../../../src/domain/units.ts';
import { NOW_MS, rested, snapshot, zone } from '../house.ts';

const NIGHT = { fromHour: 22, untilHour: 6, fanPercent: 40 };
const NOON = { fromHour: 12, untilHour: 14.5, fanPercent: 40 };

describe('quiet hours', () => {
  // [what, hours, the house's hour, how much longer, h]
  const cases = [
    ['begin at their time', NIGHT, 22, 8],
    ['reach over midnight', NIGHT, 1.5, 4.5],
    ['end at their time', NIGHT, 6, undefined],
    ['are not the day', NIGHT, 21.99, undefined],
    ['may lie within a day', NOON, 13, 1.5],
    ['are over before it', NOON, 14.5, undefined],
    ['are not before it', NOON, 11.9, undefined],
    ['from an hour to the same last all day', { ...NIGHT, untilHour: 22 }, 22, 24],
    ['are nobody’s guess where the time is not known', NIGHT, undefined, undefined],
  ] as const;
  for (const [what, hours, hour, leftHours] of cases)
    it(what, () => {
      const expected = leftHours === undefined ? undefined : NOW_MS + leftHours * HOUR_MS;
      assert.equal(quietUntilMs(hours, hour, NOW_MS), expected);
    });

  it('end at the same instant whenever that is asked', () => {
    const ends = new Set<number | undefined>();
    for (let ms = 0; ms < HOUR_MS; ms += 997)
      ends.add(quietUntilMs(NIGHT, 23 + ms / HOUR_MS, NOW_MS + ms));
    assert.equal(ends.size, 1);
  });

  it('keep a fan as soft as is set, also one that was louder', () => {
    const quietAt = (isQuiet: boolean, fan = FAN_DEFAULTS, fanPercent = 40) =>
      quietFan({ fan, quiet: { ...NIGHT, fanPercent } }, isQuiet);
    const soft = quietAt(true, FAN_DEFAULTS, 43);
    assert.equal(fanPercent(soft, 5), 43);
    assert.equal(fanPercent(soft, 5, 45), 43);
    assert.equal(quietAt(true, { ...FAN_DEFAULTS, maxPercent: 30 }).maxPercent, 30);
    assert.equal(quietAt(false), FAN_DEFAULTS);
    assert.equal(quietFan({ fan: FAN_DEFAULTS }, true), FAN_DEFAULTS);
  });
});

const QUIET = { settings: { ...CONTROL_DEFAULTS, quiet: NIGHT }, localHour: 23 };
const END_MS = NOW_MS + 7 * HOUR_MS;
const COLD = zone('cold', { tempC: 19 });
const LUKEWARM = { targetTempC: 50, tempTopC: 46, tempMidC: 44, tempBottomC: 30 };
const decided = (of: Partial<ControlSnapshot>, memory: Partial<ControlMemory> = {}) =>
  decide(snapshot({ ...QUIET, ...of }), rested(memory), NOW_MS).decision;

describe('a cycle in quiet hours', () => {
  it('has hot water wait, and says why and until when', () => {
    const { dhw, quietUntilMs: until } = decided({ dhw: LUKEWARM });
    assert.deepEqual(
      [dhw?.effective, dhw?.reason.code, dhw?.reason.untilMs, until],
      ['rest', 'quiet_hours', END_MS, END_MS],
    );
    const day = decided({ dhw: LUKEWARM, localHour: 12 });
    assert.deepEqual([day.dhw?.effective, day.quietUntilMs], ['heat', undefined]);
  });

  it('lower the target of a tank that goes by its own programme, until it is about to run out', () => {
    const appliance = {
      level: 'nudge',
      chosen: 'nudge',
      orders: new Set(['targetTempC'] as const),
    } as const;
    const told = (of: object, more: Partial<ControlSnapshot> = {}) =>
      decided({ dhw: { ...LUKEWARM, appliance, ...of }, ...more }).dhw?.command.targetTempC;
    const dayC = told({}, { localHour: 12 });
    assert.deepEqual([told({}), dayC, told({ tempTopC: 42 })], [43, 50, 50]);
    const powerLimit = { limitKw: 1, untilMs: END_MS };
    assert.equal(told({}, { localHour: 12, powerLimit }), 30);
  });

  it('heats what is about to run out, and what a person asks for', () => {
    const heated = (of: object) => decided({ dhw: { ...LUKEWARM, ...of } }).dhw?.effective;
    assert.equal(heated({ tempTopC: 42 }), 'heat');
    assert.equal(heated({ boostUntilMs: NOW_MS + MINUTE_MS }), 'heat');
  });

  it('blows softly, but not at what is near freezing', () => {
    const blown = (of: object) => decided({ zones: [{ ...COLD, ...of }] }).zones[0]?.fcu.fanPercent;
    assert.equal(blown({}), 40);
    assert.equal(blown({ tempC: 5 }), 100);
  });

  it('begins no disinfection that can wait', () => {
    const hygiene = (daysAgo: number) => ({
      hygiene: { firstSeenMs: 0, lastSuccessMs: NOW_MS - daysAgo * DAY_MS },
    });
    const runs = (daysAgo: number, of: Partial<ControlSnapshot> = {}) =>
      decided(of, hygiene(daysAgo)).dhw?.hygiene.isRunning;
    assert.deepEqual([runs(7.5), runs(7.5, { localHour: 12 })], [false, true]);
    assert.equal(runs(8.5), true, 'one that is overdue goes before');
    const { memory } = decide(snapshot(QUIET), rested(hygiene(7.5)), NOW_MS);
    assert.equal(memory.hygiene?.startedMs, undefined, 'its time does not run out meanwhile');
  });

  it('has one that is under way stand still, and go on', () => {
    const running: Partial<ControlMemory> = {
      hygiene: {
        firstSeenMs: 0,
        lastSuccessMs: NOW_MS - 7 * DAY_MS,
        startedMs: NOW_MS - HOUR_MS,
        isRunning: true,
      },
    };
    const held = decide(snapshot(QUIET), rested(running), NOW_MS);
    assert.equal(held.decision.dhw?.hygiene.isRunning, false);
    const later = decide(snapshot({ localHour: 6 }), held.memory, NOW_MS + HOUR_MS);
    assert.equal(later.decision.dhw?.hygiene.isRunning, true);
  });

  it('tells a machine that can be quiet when to be, and nothing where there are none', () => {
    const appliance: Appliance = {
      level: 'steer',
      chosen: 'steer',
      orders: new Set(['mode', 'quiet']),
    };
    const told = (of: Partial<ControlSnapshot>) =>
      decided({ hcu: { hasCompressor: true, appliance }, ...of }).hcu?.command;
    assert.deepEqual(
      [told({}), told({ localHour: 12 }), told({ settings: CONTROL_DEFAULTS })],
      [{ mode: 'idle', quiet: true }, { mode: 'idle', quiet: false }, { mode: 'idle' }],
    );
    assert.deepEqual(decided({}).hcu?.command, { mode: 'idle' });
  });
});
