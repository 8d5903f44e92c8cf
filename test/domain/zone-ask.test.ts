import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Direction } from '../../src/domain/control/base/work.ts';
import { createSchedule } from '../../src/domain/schedule.ts';
import { DEFAULT_SETTINGS } from '../../src/domain/settings.ts';
import { INITIAL_SYSTEM } from '../../src/domain/system-mode.ts';
import { MINUTE_MS } from '../../src/domain/units.ts';
import { BOOST_MINUTES, holdCommandOf, type ZoneAsk } from '../../src/domain/zone-ask.ts';
import { commandPlan } from '../../src/domain/zone-command.ts';
import { effectiveRequest, type HouseState, type ZonePlan } from '../../src/domain/zone-request.ts';
import type { ZoneMode } from '../../src/domain/zone-setpoints.ts';

const NOW_MS = Date.UTC(2026, 0, 15, 10);
const HOUSE: HouseState = {
  system: INITIAL_SYSTEM,
  settings: DEFAULT_SETTINGS,
  offsetOf: () => 0,
};
const BOTH = { supportsHeat: true, supportsCool: true };

function planOf(mode: ZoneMode = 'auto', zone = BOTH): ZonePlan {
  return {
    zone,
    settings: {
      mode,
      ...(zone.supportsHeat && { heatSet: 210 }),
      ...(zone.supportsCool && { coolSet: 240 }),
    },
    schedule: createSchedule([]),
    holds: [],
  };
}

/** The plan after some words, told one after the other. */
function after(plan: ZonePlan, asks: readonly ZoneAsk[], demand?: Direction): ZonePlan {
  return asks.reduce((before, ask, i) => {
    const nowMs = NOW_MS + i;
    const command = holdCommandOf(ask, before, HOUSE, { nowMs, demand });
    return commandPlan(before, HOUSE, command, { nowMs, source: 'mqtt' }).plan;
  }, plan);
}

function asked(plan: ZonePlan, afterMs = MINUTE_MS) {
  const { mode, heatSet, coolSet } = effectiveRequest(plan, HOUSE, NOW_MS + afterMs);
  return [mode, heatSet, coolSet];
}
const BOOST_MS = BOOST_MINUTES * MINUTE_MS;

describe('the one setpoint of a zone', () => {
  const heated = { supportsHeat: true, supportsCool: false };
  const cooled = { supportsHeat: false, supportsCool: true };
  const cases: readonly (readonly [string, ZonePlan, unknown[]])[] = [
    ['heats in mode heat', planOf('heat'), ['heat', 200, 240]],
    ['cools in mode cool', planOf('cool'), ['cool', 178, 200]],
    ['heats where the zone is off', planOf('off'), ['off', 200, 240]],
    ['heats in a zone that is only heated', planOf('heat', heated), ['heat', 200, undefined]],
    ['cools in a zone that is only cooled', planOf('off', cooled), ['off', undefined, 200]],
  ];
  for (const [what, plan, expected] of cases)
    it(what, () => assert.deepEqual(asked(after(plan, [{ targetTempC: 20 }])), expected));

  it('is that of the mode that was told just before', () => {
    const plan = after(planOf('auto'), [{ mode: 'cool' }, { targetTempC: 26 }]);
    assert.deepEqual(asked(plan), ['cool', 210, 260]);
  });

  it('is that of what is demanded where there are two, and the other keeps its distance', () => {
    const to = (targetTempC: number, demand?: Direction) =>
      asked(after(planOf(), [{ targetTempC }], demand));
    assert.deepEqual(to(20, 'heat'), ['auto', 200, 240]);
    assert.deepEqual(to(23, 'heat'), ['auto', 230, 252]);
    assert.deepEqual(to(22, 'cool'), ['auto', 198, 220]);
    assert.deepEqual(to(26, 'cool'), ['auto', 210, 260]);
  });

  it('is the nearer of the two where nobody knows what is demanded', () => {
    const to = (targetTempC: number) => asked(after(planOf(), [{ targetTempC }]));
    assert.deepEqual(to(22), ['auto', 220, 242]);
    assert.deepEqual(to(22.5), ['auto', 225, 247], 'just between them is for heating');
    assert.deepEqual(to(23), ['auto', 208, 230]);
  });
});

describe('a preset of a zone', () => {
  it('boosts the way that the zone goes, and leaves nothing behind', () => {
    const boost = [{ setPreset: 'boost' }] as const;
    assert.deepEqual(asked(after(planOf('heat'), boost)), ['heat', 230, 252]);
    assert.deepEqual(asked(after(planOf('cool'), boost)), ['cool', 198, 220]);
    assert.deepEqual(asked(after(planOf(), boost, 'cool')), ['auto', 198, 220]);
    const plan = after(planOf(), boost, 'heat');
    assert.deepEqual(asked(plan, BOOST_MS - 1), ['auto', 230, 252]);
    assert.deepEqual(asked(plan, BOOST_MS), ['auto', 210, 240]);
    assert.equal(plan.holds.at(-1)?.preset, 'boost');
  });

  it('boosts no more the second time, and never past the bounds', () => {
    const twice = [{ setPreset: 'boost' }, { setPreset: 'boost' }] as const;
    assert.deepEqual(asked(after(planOf('heat'), twice)), ['heat', 230, 252]);
    const plan = after(planOf('heat'), [{ tempHeatSetC: 27 }, { setPreset: 'boost' }]);
    assert.equal(asked(plan)[1], 278, 'the other setpoint is at its bound');
  });

  it('is refused as a boost of a zone that is off', () => {
    assert.throws(() => after(planOf('off'), [{ setPreset: 'boost' }]), /cannot be boosted/);
  });

  it('sets back to what is set for an absence, until it ends, also without a schedule', () => {
    const away = after(planOf(), [{ setPreset: 'away' }]);
    assert.deepEqual(asked(away), ['auto', 170, 280]);
    assert.equal(away.holds.at(-1)?.preset, 'away');
    assert.deepEqual(asked(after(away, [{ setPreset: 'none' }])), ['auto', 210, 240]);
  });

  it('ends with the next setpoint, which is laid over what was before it', () => {
    const plan = after(planOf(), [{ setPreset: 'away' }, { tempHeatSetC: 19 }]);
    assert.deepEqual(asked(plan), ['auto', 190, 240]);
    assert.deepEqual(plan.holds, []);
  });

  it('holds what is asked now', () => {
    const plan = after(planOf(), [{ setPreset: 'boost' }, { setPreset: 'hold' }], 'heat');
    assert.deepEqual(asked(plan, 2 * BOOST_MS), ['auto', 230, 252]);
    assert.equal(plan.holds.at(-1)?.preset, 'hold');
  });
});
