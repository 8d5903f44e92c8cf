import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { CHANGEOVER_DEFAULTS, circuitNext } from '../../../src/domain/control/changeover.ts';
import { MINUTE_MS } from '../../../src/domain/units.ts';
import { NOW_MS } from './house.ts';

const HEATS = { direction: 'heat', sinceMs: NOW_MS - 30 * MINUTE_MS } as const;
const JUST = { direction: 'heat', sinceMs: NOW_MS - 29 * MINUTE_MS } as const;
const COOLS = { direction: 'cool', sinceMs: NOW_MS - 30 * MINUTE_MS } as const;

describe('the changeover of the water circuit', () => {
  // [what, memory, calls for heat and cold and against frost, whether the source works, direction, turning, held]
  const cases = [
    ['begins with what most ask for', undefined, [1, 2, 0], false, 'cool', false, false],
    ['begins with heat where nobody asks', undefined, [0, 0, 0], false, 'heat', false, false],
    ['stays where nobody asks', COOLS, [0, 0, 0], false, 'cool', false, false],
    ['stays on a tie', COOLS, [2, 2, 0], false, 'cool', false, false],
    ['follows the majority', HEATS, [1, 2, 0], false, 'cool', false, false],
    ['holds for half an hour', JUST, [1, 2, 0], false, 'heat', false, true],
    ['stops the source first', HEATS, [0, 2, 0], true, 'heat', true, false],
    ['heats against frost, whatever others ask', COOLS, [1, 5, 1], false, 'heat', false, false],
  ] as const;
  for (const [
    what,
    memory,
    [heat, cool, frost],
    isWorking,
    direction,
    isTurning,
    isHeld,
  ] of cases) {
    it(what, () => {
      const votes = { heat, cool, frost };
      const next = circuitNext(CHANGEOVER_DEFAULTS, memory, votes, isWorking, NOW_MS);
      assert.equal(next.memory.direction, direction);
      assert.equal(next.isTurning, isTurning);
      assert.equal(next.holdUntilMs, isHeld ? NOW_MS + MINUTE_MS : undefined);
    });
  }
});
