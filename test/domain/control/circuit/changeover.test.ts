import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  CHANGEOVER_DEFAULTS,
  circuitNext,
  roomNeedK,
  type CircuitMemory,
  type Votes,
} from '../../../../src/domain/control/circuit/changeover.ts';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../../../src/domain/units.ts';
import { NOW_MS } from '../house.ts';

const { waitMaxMs } = CHANGEOVER_DEFAULTS;
const HEATS = { direction: 'heat', sinceMs: NOW_MS - 30 * MINUTE_MS } as const;
const JUST = { direction: 'heat', sinceMs: NOW_MS - 29 * MINUTE_MS } as const;
const COOLS = { direction: 'cool', sinceMs: NOW_MS - 30 * MINUTE_MS } as const;

/** @param needs what the room needs most that calls for heat, and for cold, K */
const votes = ([heat, cool]: readonly [number, number], frost = 0): Votes => ({
  heat: Math.sign(heat),
  cool: Math.sign(cool),
  frost,
  needK: { heat, cool },
});

describe('the changeover of the water circuit', () => {
  // [what, memory, needs of heat and cold, against frost, whether the source works, direction, turning, held]
  const cases = [
    ['begins with what is needed most', undefined, [0.2, 0.3], 0, false, 'cool', false, false],
    ['begins with heat where nobody asks', undefined, [0, 0], 0, false, 'heat', false, false],
    ['begins against frost', undefined, [1, 5], 1, false, 'heat', false, false],
    ['stays where nobody asks', COOLS, [0, 0], 0, false, 'cool', false, false],
    ['stays where both need as much', COOLS, [2, 2], 0, false, 'cool', false, false],
    ['goes where it is needed more', HEATS, [1, 1.1], 0, false, 'cool', false, false],
    ['is turned for no small need', HEATS, [0, 0.4], 0, false, 'heat', false, false],
    ['is turned for a real one', HEATS, [0, 0.5], 0, false, 'cool', false, false],
    ['holds for half an hour', JUST, [1, 2], 0, false, 'heat', false, true],
    ['stops the source first', HEATS, [0, 2], 0, true, 'heat', true, false],
    ['heats against frost, whatever others ask', COOLS, [1, 5], 1, false, 'heat', false, false],
  ] as const;
  for (const [what, memory, needs, frost, isWorking, direction, isTurning, isHeld] of cases) {
    it(what, () => {
      const cast = votes(needs, frost);
      const next = circuitNext(CHANGEOVER_DEFAULTS, memory, cast, isWorking, NOW_MS);
      assert.equal(next.memory.direction, direction);
      assert.equal(next.isTurning, isTurning);
      assert.equal(next.holdUntilMs, isHeld ? NOW_MS + MINUTE_MS : undefined);
    });
  }

  it('holds for longer each time it is turned within a day, up to three hours', () => {
    const holds: number[] = [];
    let memory: CircuitMemory = { direction: 'heat' };
    let nowMs = NOW_MS;
    const ask = () =>
      circuitNext(
        CHANGEOVER_DEFAULTS,
        memory,
        votes(memory.direction === 'heat' ? [0, 3] : [3, 0]),
        false,
        nowMs,
      );
    for (let turn = 0; turn < 5; turn++) {
      ({ memory } = ask());
      const { holdUntilMs = NaN } = ask();
      holds.push((holdUntilMs - nowMs) / MINUTE_MS);
      nowMs = holdUntilMs;
    }
    assert.deepEqual(holds, [30, 60, 120, 180, 180]);
    nowMs = (memory.sinceMs ?? NaN) + DAY_MS;
    ({ memory } = ask());
    assert.deepEqual([memory.sinceMs, memory.turns], [nowMs, 1]);
  });

  it('is held by nothing from heating against frost', () => {
    const memory = { direction: 'cool', sinceMs: NOW_MS - MINUTE_MS, turns: 9 } as const;
    const next = circuitNext(CHANGEOVER_DEFAULTS, memory, votes([1, 5], 1), false, NOW_MS);
    assert.equal(next.memory.direction, 'heat');
  });
});

describe('what a room needs of the circuit', () => {
  const need = (circuit: CircuitMemory | undefined, sinceMs: number | undefined, lackK = 0.3) =>
    roomNeedK(CHANGEOVER_DEFAULTS, circuit, { direction: 'heat', sinceMs }, lackK, NOW_MS);
  const LONG_COLD: CircuitMemory = { direction: 'cool', sinceMs: NOW_MS - DAY_MS };

  it('is what it lacks, where the circuit works for it', () => {
    assert.equal(need(undefined, NOW_MS - HOUR_MS), 0.3);
    assert.equal(need(HEATS, NOW_MS - DAY_MS), 0.3);
  });

  it('grows with its waiting: since it calls, and since the circuit was turned away', () => {
    assert.equal(need(LONG_COLD, NOW_MS), 0.3);
    assert.equal(need(LONG_COLD, NOW_MS - HOUR_MS), 0.8);
    assert.equal(need(COOLS, NOW_MS - HOUR_MS), 0.55);
    assert.equal(need(LONG_COLD, undefined), 0.3);
  });

  it('is more than any other once it has waited long enough', () => {
    assert.equal(need(LONG_COLD, NOW_MS - waitMaxMs + 1) < 2, true);
    assert.equal(need(LONG_COLD, NOW_MS - waitMaxMs), Infinity);
    const others = votes([Infinity, 9]);
    const { memory } = circuitNext(CHANGEOVER_DEFAULTS, LONG_COLD, others, false, NOW_MS);
    assert.equal(memory.direction, 'heat');
  });
});
