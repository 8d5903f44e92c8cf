import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { fromTenthsC, toTenthsC } from '../../src/domain/units.ts';
import { applyCommand, supportedModes } from '../../src/domain/zone-setpoints.ts';
import { setpoint } from '../../src/ui/format.ts';
import { endOf } from '../../src/ui/hold-end.ts';
import {
  areApart,
  FIELDS,
  modesOf,
  movedSetpoint,
  sidesIn,
  withSetpoint,
  type Moving,
  type Setpoints,
} from '../../src/ui/setpoints.ts';

const BOTH = { supportsHeat: true, supportsCool: true };

describe('setpoints on the page', () => {
  it('come to what the hub makes of them', () => {
    const tenths = fc.integer({ min: 100, max: 300 });
    const apart = fc.tuple(tenths, tenths).filter(([heat, cool]) => cool - heat >= 22);
    const side = fc.constantFrom('heat' as const, 'cool' as const);
    fc.assert(
      fc.property(apart, side, tenths, ([heatSet, coolSet], moved, to) => {
        const before = { tempHeatSetC: fromTenthsC(heatSet), tempCoolSetC: fromTenthsC(coolSet) };
        const shown = { ...before, ...withSetpoint(before, moved, fromTenthsC(to)) };
        const { settings } = applyCommand(
          BOTH,
          { mode: 'auto', heatSet, coolSet },
          { [FIELDS[moved]]: fromTenthsC(to) },
        );
        assert.deepEqual(
          [toTenthsC(shown.tempHeatSetC ?? NaN), toTenthsC(shown.tempCoolSetC ?? NaN)],
          [settings.heatSet, settings.coolSet],
        );
        assert.ok(areApart(shown));
      }),
    );
  });

  it('name only what has changed, and stay in range', () => {
    const both = { tempHeatSetC: 21, tempCoolSetC: 25 };
    assert.deepEqual(withSetpoint(both, 'heat', 22), { tempHeatSetC: 22 });
    assert.deepEqual(withSetpoint(both, 'heat', 21), {});
    assert.deepEqual(withSetpoint({ tempHeatSetC: 21 }, 'heat', 40), { tempHeatSetC: 30 });
    assert.deepEqual(withSetpoint({}, 'cool', 5), { tempCoolSetC: 10 });
  });

  it('are apart by 2.2 °C, in tenths', () => {
    assert.equal(areApart({ tempHeatSetC: 21.1, tempCoolSetC: 23.3 }), true);
    assert.equal(areApart({ tempHeatSetC: 21.1, tempCoolSetC: 23.2 }), false);
  });

  it('count by the mode, and modes by what the zone can do', () => {
    const both = { tempHeatSetC: 21, tempCoolSetC: 25 };
    assert.deepEqual(sidesIn('auto', both), ['heat', 'cool']);
    assert.deepEqual(sidesIn('auto', { tempHeatSetC: 21 }), ['heat']);
    assert.deepEqual(sidesIn('off', both), []);
    for (const supportsHeat of [true, false])
      for (const supportsCool of [true, false]) {
        if (!supportsHeat && !supportsCool) continue;
        const zone = { supportsHeat, supportsCool };
        assert.deepEqual([...modesOf(zone)].sort(), supportedModes(zone).sort());
      }
  });

  it('are whole in °F, each of them another tenth of a degree Celsius', () => {
    const shown = Array.from({ length: 201 }, (_, index) => setpoint(10 + index / 10, 'F'));
    assert.equal(new Set(shown).size, 37);
    assert.equal(setpoint(21.7, 'F'), '71°');
    assert.equal(setpoint(21.7, 'C'), '21.7°');
  });
});

describe('a setpoint that is moved up and down', () => {
  const START: Setpoints = { tempHeatSetC: 21, tempCoolSetC: 24 };
  /** What is shown after each of the moves. */
  function shownAfter(moves: readonly (readonly ['heat' | 'cool', number])[]): Setpoints {
    let [shown, last]: [Setpoints, Moving | undefined] = [START, undefined];
    for (const [side, tempC] of moves) {
      const { moving, change } = movedSetpoint(shown, side, tempC, last);
      shown = { ...shown, ...change };
      last = moving;
    }
    return shown;
  }

  it('takes the other along, and leaves no trace on it when it is back', () => {
    assert.deepEqual(shownAfter([['heat', 22.5]]), { tempHeatSetC: 22.5, tempCoolSetC: 24.7 });
    const back = [22.5, 23, 22, 21].map((tempC) => ['heat', tempC] as const);
    assert.deepEqual(shownAfter(back), START);
    assert.deepEqual(shownAfter([23.5, 20, 24].map((tempC) => ['cool', tempC] as const)), START);
  });

  it('begins anew where the other one is moved, or somebody else has changed it', () => {
    const apart = { tempHeatSetC: 21, tempCoolSetC: 24.7 };
    assert.deepEqual(
      shownAfter([
        ['heat', 22.5],
        ['cool', 25],
        ['heat', 21],
      ]),
      { tempHeatSetC: 21, tempCoolSetC: 25 },
    );
    const { moving } = movedSetpoint(START, 'heat', 22.5, undefined);
    const others = { tempHeatSetC: 22, tempCoolSetC: 24.7 };
    const { change } = movedSetpoint(others, 'heat', 21, moving);
    assert.deepEqual({ ...others, ...change }, apart);
  });

  it('may be the only one', () => {
    const { change } = movedSetpoint({ tempHeatSetC: 21 }, 'heat', 22, undefined);
    assert.deepEqual(change, { tempHeatSetC: 22 });
  });
});

describe('what is set by hand', () => {
  const nowMs = Date.parse('2026-01-15T12:00:00Z');
  it('lasts as long as the hold that it changes', () => {
    const until = '2026-01-15T13:00:00Z';
    assert.deepEqual(endOf({ hold: { until, source: 'x' } }, true, nowMs), { until });
    assert.deepEqual(endOf({ hold: { source: 'x' } }, true, nowMs), {});
  });
  it('lasts until the schedule has its next say, or until it is changed', () => {
    const over = { hold: { until: '2026-01-15T12:00:05Z', source: 'x' } };
    assert.deepEqual(endOf(over, true, nowMs), { until: 'next_schedule' });
    assert.deepEqual(endOf({}, true, nowMs), { until: 'next_schedule' });
    assert.deepEqual(endOf({}, false, nowMs), {});
  });
});
