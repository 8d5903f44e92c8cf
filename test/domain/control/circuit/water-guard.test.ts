import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  dryUntilMs,
  isFlowLow,
  isPressureLow,
  WATER_GUARD_DEFAULTS,
  waterNext,
  type WaterMemory,
  type WaterSeen,
} from '../../../../src/domain/control/circuit/water-guard.ts';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../../../src/domain/units.ts';
import { NOW_MS } from '../house.ts';

const { afterMs, pauseMs, stopsPerDay } = WATER_GUARD_DEFAULTS;
const FLOWED: WaterMemory = { hasFlow: true, stopsMs: [] };
const DRY: WaterSeen = { isRunning: true, flowRateLpm: 0.2 };
const next = (memory: WaterMemory | undefined, seen: WaterSeen, nowMs = NOW_MS) =>
  waterNext(WATER_GUARD_DEFAULTS, memory, seen, nowMs);
const until = (memory: WaterMemory, nowMs = NOW_MS) =>
  dryUntilMs(WATER_GUARD_DEFAULTS, memory, nowMs);

describe('water that stops while the source runs', () => {
  it('stops the source once it has been so for two minutes', () => {
    const dry = next(FLOWED, DRY);
    assert.equal(dry.dryMs, NOW_MS);
    assert.equal(next(dry, DRY, NOW_MS + afterMs - 1).isLost, undefined);
    const lost = next(dry, DRY, NOW_MS + afterMs);
    assert.deepEqual(lost, { hasFlow: true, isLost: true, stopsMs: [NOW_MS + afterMs] });
    assert.equal(until(lost, NOW_MS + afterMs), NOW_MS + afterMs + pauseMs);
  });

  // [what, memory, seen]
  const harmless = [
    ['is none of a source that stands', FLOWED, { isRunning: false, flowRateLpm: 0 }],
    ['is none where nobody says whether it runs', FLOWED, { flowRateLpm: 0 }],
    ['is none where nobody measures it', FLOWED, { isRunning: true }],
    ['is none of a meter that says nonsense', FLOWED, { isRunning: true, flowRateLpm: NaN }],
    ['is none of a meter that has never said more', undefined, DRY],
    ['is none at a little more', FLOWED, { isRunning: true, flowRateLpm: 1 }],
  ] as const;
  for (const [what, memory, seen] of harmless)
    it(what, () => {
      const dry = { ...(memory ?? { stopsMs: [] }), dryMs: NOW_MS - DAY_MS };
      const { isLost = false, stopsMs } = next(memory && dry, seen);
      assert.deepEqual([isLost, stopsMs], [false, []]);
    });

  it('is counted afresh after a pause', () => {
    const flowing = next({ ...FLOWED, dryMs: NOW_MS - MINUTE_MS }, { ...DRY, flowRateLpm: 12 });
    assert.equal(flowing.dryMs, undefined);
  });

  it('lets the source try again after the pause, and stands until it flows', () => {
    const lost: WaterMemory = { ...FLOWED, isLost: true, stopsMs: [NOW_MS - pauseMs] };
    assert.equal(until(lost), undefined);
    assert.equal(until(lost, NOW_MS - 1), NOW_MS);
    assert.equal(next(lost, { isRunning: false, flowRateLpm: 0 }).isLost, true);
    assert.equal(next(lost, { isRunning: true, flowRateLpm: 12 }).isLost, false);
  });

  it('lets it try so many times a day and no more', () => {
    const stopsMs = [6, 4, 2].map((hours) => NOW_MS - hours * HOUR_MS);
    assert.equal(stopsMs.length, stopsPerDay);
    assert.equal(until({ ...FLOWED, stopsMs: stopsMs.slice(1) }), undefined);
    assert.equal(until({ ...FLOWED, stopsMs }), NOW_MS + 18 * HOUR_MS);
    assert.deepEqual(next({ ...FLOWED, stopsMs: [NOW_MS - DAY_MS] }, {}).stopsMs, []);
  });

  describe('is tried again sooner, the pause after its last stop over,', () => {
    const stopsMs = [6, 4, 2].map((hours) => NOW_MS - hours * HOUR_MS);
    const dry: WaterMemory = { ...FLOWED, isLost: true, stopsMs, lowestBar: 0.4 };
    // [what, memory, seen, whether]
    const cases = [
      ['where the pressure has risen', {}, { systemPressureBar: 0.66 }, true],
      ['not where it has risen as warm water does', {}, { systemPressureBar: 0.64 }, false],
      [
        'not where it was never seen lower',
        { lowestBar: undefined },
        { systemPressureBar: 1.5 },
        false,
      ],
      [
        'where water flows past the source that stands',
        {},
        { isRunning: false, flowRateLpm: 5 },
        true,
      ],
      ['not where little flows', {}, { isRunning: false, flowRateLpm: 4.9 }, false],
      ['not by the flow of a source that may run', {}, { flowRateLpm: 12 }, false],
      ['where a person has switched the house off and on', { isOff: true }, { isOff: false }, true],
      ['not while it is off', { isOff: true }, { isOff: true }, false],
      ['not where it was on all the time', {}, { isOff: false }, false],
    ] as const;
    for (const [what, of, seen, whether] of cases)
      it(what, () => {
        const memory = next({ ...dry, ...of }, seen);
        assert.equal(until(memory) === undefined, whether);
        assert.equal(memory.isLost, true);
        if (whether) assert.deepEqual(memory.stopsMs, stopsMs.slice(-1));
      });

    it('and no sooner', () => {
      const memory = next({ ...dry, stopsMs: [NOW_MS - MINUTE_MS] }, { systemPressureBar: 1.5 });
      assert.equal(until(memory), NOW_MS - MINUTE_MS + pauseMs);
    });

    it('by what the pressure has been since the first of the stops, and since it was filled up', () => {
      const pressures = [0.5, 0.3, 0, 0.5].map((systemPressureBar) => ({ systemPressureBar }));
      const low = pressures.reduce<WaterMemory>((memory, seen) => next(memory, seen), {
        ...dry,
        lowestBar: undefined,
      });
      assert.equal(low.lowestBar, 0.3);
      assert.equal(next(low, { systemPressureBar: 0.6 }).lowestBar, 0.6);
      assert.equal(next(FLOWED, { systemPressureBar: 0.6 }).lowestBar, undefined);
    });
  });

  it('does not count a source that runs down', () => {
    const stopsMs = [NOW_MS - MINUTE_MS];
    assert.deepEqual(next({ ...FLOWED, isLost: true, stopsMs }, DRY).stopsMs, stopsMs);
    assert.equal(next({ ...FLOWED, isLost: true, stopsMs }, DRY).dryMs, undefined);
  });
});

describe('the water of the circuit', () => {
  const low = (seen: WaterSeen, memory = FLOWED) => isFlowLow(WATER_GUARD_DEFAULTS, memory, seen);
  it('flows less than it should', () => {
    assert.equal(low({ isRunning: true, flowRateLpm: 4.9 }), true);
    assert.equal(low({ isRunning: true, flowRateLpm: 5 }), false);
    assert.equal(low({ isRunning: false, flowRateLpm: 0 }), undefined);
    assert.equal(low({ isRunning: true }), false);
    assert.equal(low({ isRunning: true, flowRateLpm: 0 }, { stopsMs: [] }), false);
  });

  it('has less pressure than it should, where that was ever measured', () => {
    const seen = (systemPressureBar: number) => next(FLOWED, { systemPressureBar });
    const isLow = (memory: WaterMemory, systemPressureBar: number | undefined) =>
      isPressureLow(WATER_GUARD_DEFAULTS, memory, { systemPressureBar });
    assert.equal(isLow(seen(0.79), 0.79), true);
    assert.equal(isLow(seen(0.8), 0.8), false);
    assert.equal(isLow(seen(1.5), 0), true);
    assert.equal(isLow(seen(0), 0), false);
    assert.equal(isLow(seen(1.5), undefined), false);
  });
});
