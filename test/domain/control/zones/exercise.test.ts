import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  EXERCISE_DEFAULTS,
  exerciseNext,
  isItsTurn,
  type ExerciseMemory,
} from '../../../../src/domain/control/zones/exercise.ts';
import { DAY_MS, MINUTE_MS } from '../../../../src/domain/units.ts';
import { NOW_MS } from '../house.ts';

const { everyMs, lengthMs } = EXERCISE_DEFAULTS;
const MAY = { mayMove: true, isDue: true };
const next = (before?: ExerciseMemory, movedMs?: number, may = MAY) =>
  exerciseNext(EXERCISE_DEFAULTS, before, movedMs, may, NOW_MS);
const MOVING = { movedMs: NOW_MS, isMoving: true };

describe('what is moved for the sake of moving', () => {
  it('is what has stood still for a week', () => {
    assert.equal(next(undefined, NOW_MS - everyMs + 1), undefined);
    assert.deepEqual(next(undefined, NOW_MS - everyMs), MOVING);
    assert.deepEqual(next({ movedMs: NOW_MS - everyMs }), MOVING);
  });

  it('is not what has moved since by itself', () => {
    assert.equal(next({ movedMs: NOW_MS - 9 * DAY_MS }, NOW_MS - DAY_MS), undefined);
  });

  it('waits a week where nobody knows when it last moved', () => {
    assert.deepEqual(next(), { movedMs: NOW_MS });
  });

  it('begins in its turn alone, and only where it may', () => {
    const due = { movedMs: NOW_MS - everyMs };
    assert.equal(next(due, undefined, { ...MAY, isDue: false }), due);
    assert.equal(next(due, undefined, { ...MAY, mayMove: false }), due);
  });

  it('moves for five minutes, and stops at once where it may not', () => {
    const moving = (forMs: number) => ({ movedMs: NOW_MS - forMs, isMoving: true });
    const late = { mayMove: true, isDue: false };
    assert.deepEqual(next(moving(lengthMs - 1), undefined, late), moving(lengthMs - 1));
    assert.deepEqual(next(moving(lengthMs)), { movedMs: NOW_MS - lengthMs });
    const stopped = next(moving(MINUTE_MS), undefined, { ...MAY, mayMove: false });
    assert.deepEqual(stopped, { movedMs: NOW_MS - MINUTE_MS });
  });

  it('is done zone by zone in the hour after noon', () => {
    const turn = (hour: number | undefined, index: number) =>
      isItsTurn(EXERCISE_DEFAULTS, hour, index);
    assert.deepEqual([turn(12, 0), turn(12.09, 1), turn(12.95, 11)], [true, true, true]);
    assert.deepEqual([turn(12, 12), turn(12, 1), turn(12.09, 0)], [true, false, false]);
    assert.deepEqual([turn(11.99, 0), turn(13, 0), turn(undefined, 0)], [false, false, false]);
  });
});
