import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { reason } from '../../../../src/domain/control/base/reasons.ts';
import {
  shifted,
  thermostat,
  THERMOSTAT_DEFAULTS,
  type ZoneMemory,
} from '../../../../src/domain/control/zones/thermostat.ts';
import { HOUR_MS, MINUTE_MS } from '../../../../src/domain/units.ts';
import { NOW_MS, zone } from '../house.ts';

const BLOCKED = { block: reason('utility_block') };
const MILD = { isFrosty: false, isTooHumid: false };
const ago = (minutes: number) => NOW_MS - minutes * MINUTE_MS;
const HEATING: ZoneMemory = { call: 'heat', sinceMs: ago(30), last: 'heat' };
const COOLING: ZoneMemory = { call: 'cool', sinceMs: ago(30), last: 'cool' };
const HEATED: ZoneMemory = { call: 'none', sinceMs: ago(30), last: 'heat' };
const NEVER: ZoneMemory = { call: 'none' };

describe('the thermostat of a zone', () => {
  // [what, zone, memory, conditions, call, reason]
  const cases = [
    ['waits until the room is 0.05 K too cold', { tempC: 20.96 }, NEVER, {}, 'none', 'satisfied'],
    ['calls for heat then', { tempC: 20.95 }, NEVER, {}, 'heat', 'heating'],
    ['goes on up to 0.2 K past the setpoint', { tempC: 21.19 }, HEATING, {}, 'heat', 'heating'],
    ['ends there', { tempC: 21.2 }, HEATING, {}, 'none', 'satisfied'],
    ['calls for cold above the other setpoint', { tempC: 24.2 }, NEVER, {}, 'cool', 'cooling'],
    ['ends that below it', { tempC: 23.8 }, COOLING, {}, 'none', 'satisfied'],
    [
      'goes along up to 0.1 K past the setpoint while the source heats',
      { tempC: 21.1 },
      NEVER,
      { runs: 'heat' },
      'heat',
      'heating',
    ],
    ['but no further', { tempC: 21.11 }, NEVER, { runs: 'heat' }, 'none', 'satisfied'],
    ['nor the other way', { tempC: 23.9 }, NEVER, { runs: 'heat' }, 'none', 'satisfied'],
    [
      'lingers up to 0.4 K past the setpoint where the source should not stop yet',
      { tempC: 21.39 },
      HEATING,
      { lingers: 'heat' },
      'heat',
      'heating',
    ],
    ['and ends there', { tempC: 21.4 }, HEATING, { lingers: 'heat' }, 'none', 'satisfied'],
    ['begins no call for that', { tempC: 21.05 }, NEVER, { lingers: 'heat' }, 'none', 'satisfied'],
    [
      'heats in no mode but heat and auto',
      { tempC: 18, mode: 'cool' },
      NEVER,
      {},
      'none',
      'satisfied',
    ],
    [
      'cools in no mode but cool and auto',
      { tempC: 28, mode: 'heat' },
      NEVER,
      {},
      'none',
      'satisfied',
    ],
    [
      'ends a call that the mode no longer asks',
      { tempC: 20, mode: 'cool' },
      HEATING,
      {},
      'none',
      'satisfied',
    ],
    [
      'heats no zone that cannot',
      { tempC: 18, supportsHeat: false },
      NEVER,
      {},
      'none',
      'satisfied',
    ],
    [
      'takes a setpoint out of range for none',
      { tempC: 18, heatSet: 9_999 },
      NEVER,
      {},
      'none',
      'satisfied',
    ],
    [
      'takes a setpoint of NaN for none',
      { tempC: 18, heatSet: NaN },
      NEVER,
      {},
      'none',
      'satisfied',
    ],
    [
      'keeps a call for 5 min',
      { tempC: 21.5 },
      { ...HEATING, sinceMs: ago(4) },
      {},
      'heat',
      'minimum_on',
    ],
    [
      'keeps a pause for 5 min',
      { tempC: 20 },
      { ...HEATED, sinceMs: ago(4) },
      {},
      'none',
      'minimum_off',
    ],
    [
      'ends a call at once when switched off',
      { tempC: 20, mode: 'off' },
      { ...HEATING, sinceMs: ago(1) },
      {},
      'none',
      'off',
    ],
    [
      'does not cool a room in auto that it has just heated',
      { tempC: 24.5 },
      HEATED,
      {},
      'none',
      'auto_hold',
    ],
    [
      'does so where the sun has heated it much further',
      { tempC: 25 },
      HEATED,
      {},
      'cool',
      'cooling',
    ],
    [
      'does so where the mode asks for it',
      { tempC: 24.5, mode: 'cool' },
      HEATED,
      {},
      'cool',
      'cooling',
    ],
    [
      'does so two hours later',
      { tempC: 24.5 },
      { ...HEATED, sinceMs: ago(120) },
      {},
      'cool',
      'cooling',
    ],
    ['waits while the grid blocks', { tempC: 18 }, HEATING, BLOCKED, 'none', 'utility_block'],
    ['does not cool damp air', { tempC: 26 }, NEVER, { isTooHumid: true }, 'none', 'too_humid'],
    [
      'stops to cool where air grows damp',
      { tempC: 26 },
      { ...COOLING, sinceMs: ago(1) },
      { isTooHumid: true },
      'none',
      'too_humid',
    ],
    [
      'keeps a room that is off from freezing',
      { tempC: 6.9, mode: 'off' },
      NEVER,
      {},
      'heat',
      'frost_guard',
    ],
    [
      'keeps it so in a block, and after a short pause',
      { tempC: 6.9 },
      { ...HEATED, sinceMs: ago(1) },
      BLOCKED,
      'heat',
      'frost_guard',
    ],
    [
      'goes on up to 8 °C',
      { tempC: 7.9, mode: 'off' },
      { ...HEATING, isFrost: true },
      {},
      'heat',
      'frost_guard',
    ],
    ['ends there', { tempC: 8, mode: 'off' }, { ...HEATING, isFrost: true }, {}, 'none', 'off'],
    [
      'cannot keep a room from freezing that it cannot heat',
      { tempC: 5, mode: 'cool', supportsHeat: false },
      NEVER,
      {},
      'none',
      'satisfied',
    ],
    [
      'drops the call when its sensor is lost',
      { tempC: undefined },
      HEATING,
      {},
      'none',
      'sensor_lost',
    ],
    ['drops it when its sensor says nonsense', { tempC: 85 }, COOLING, {}, 'none', 'sensor_lost'],
    ['drops it when its sensor says NaN', { tempC: NaN }, HEATING, {}, 'none', 'sensor_lost'],
    [
      'heats an unmeasured room in frost',
      { tempC: undefined, mode: 'off' },
      NEVER,
      { isFrosty: true },
      'heat',
      'frost_guard_blind',
    ],
    [
      'does so for a quarter of an hour',
      { tempC: undefined },
      { ...HEATING, isFrost: true, sinceMs: ago(15) },
      { isFrosty: true },
      'none',
      'sensor_lost',
    ],
    [
      'rests for the other three',
      { tempC: undefined },
      { ...HEATED, sinceMs: ago(44) },
      { isFrosty: true },
      'none',
      'sensor_lost',
    ],
    [
      'and heats again',
      { tempC: undefined },
      { ...HEATED, sinceMs: ago(45) },
      { isFrosty: true },
      'heat',
      'frost_guard_blind',
    ],
    [
      'does not cool an unmeasured room in frost',
      { tempC: undefined, supportsHeat: false },
      COOLING,
      { isFrosty: true },
      'none',
      'sensor_lost',
    ],
  ] as const;
  for (const [what, of, memory, conditions, call, code] of cases) {
    it(what, () => {
      const next = thermostat(
        THERMOSTAT_DEFAULTS,
        zone('a', of),
        memory,
        { ...MILD, ...conditions },
        NOW_MS,
      );
      assert.deepEqual([next.memory.call, next.reason.code], [call, code]);
    });
  }

  it('says until when a pause lasts', () => {
    const memory = { ...HEATED, sinceMs: ago(4) };
    const { reason } = thermostat(
      THERMOSTAT_DEFAULTS,
      zone('a', { tempC: 20 }),
      memory,
      MILD,
      NOW_MS,
    );
    assert.equal(reason.untilMs, NOW_MS + MINUTE_MS);
  });

  it('remembers since when', () => {
    const cold = zone('a', { tempC: 20 });
    const first = thermostat(THERMOSTAT_DEFAULTS, cold, NEVER, MILD, NOW_MS);
    assert.deepEqual(first.memory, { call: 'heat', sinceMs: NOW_MS, last: 'heat', isFrost: false });
    const later = thermostat(THERMOSTAT_DEFAULTS, cold, first.memory, MILD, NOW_MS + HOUR_MS);
    assert.equal(later.memory, first.memory);
  });
});

describe('setpoints with energy to spare', () => {
  // [what, zone, direction, kelvins, heat and cool after]
  const cases = [
    ['stand at level 2', {}, 'heat', 0, [210, 240]],
    ['rise in heating', {}, 'heat', 0.5, [215, 240]],
    ['fall in cooling', {}, 'cool', 0.5, [210, 235]],
    ['keep the gap in heating', {}, 'heat', 1, [218, 240]],
    ['keep the gap in cooling', {}, 'cool', 1, [210, 232]],
    ['stand where there is no more than the gap', { coolSet: 232 }, 'heat', 1, [210, 232]],
    ['stay below 30 °C', { heatSet: 298, coolSet: undefined }, 'heat', 1, [300, undefined]],
    ['stay above 10 °C', { heatSet: undefined, coolSet: 103 }, 'cool', 1, [undefined, 100]],
  ] as const;
  for (const [what, of, direction, byK, [heat, cool]] of cases) {
    it(what, () => {
      const { heatSet, coolSet } = shifted(zone('a', of), direction, byK);
      assert.deepEqual([heatSet, coolSet], [heat, cool]);
    });
  }
});
