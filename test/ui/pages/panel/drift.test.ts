import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { DRIFT_REACH, driftAt } from '../../../../src/ui/pages/panel/drift.ts';

const SIDE = 2 * DRIFT_REACH + 1;
/** There and back. */
const ROUND = 2 * (SIDE * SIDE - 1);
const START = Math.floor(Date.parse('2026-11-30T18:00:00Z') / 60_000);
const round = Array.from({ length: ROUND }, (_, minute) => driftAt(START + minute));

describe('the place of a picture that nobody moves', () => {
  it('is another one in each minute, a small step away', () => {
    round.forEach(({ x, y }, index) => {
      const next = driftAt(START + index + 1);
      assert.equal(Math.abs(next.x - x) + Math.abs(next.y - y), 1, `after ${index} minutes`);
    });
  });

  it('is each of them, none much longer than the others, and none beyond its reach', () => {
    const minutes = new Map<string, number>();
    for (const { x, y } of round) minutes.set(`${x}/${y}`, (minutes.get(`${x}/${y}`) ?? 0) + 1);
    assert.equal(minutes.size, SIDE * SIDE);
    assert.ok(Math.max(...minutes.values()) <= 2);
    assert.ok(round.every(({ x, y }) => Math.max(Math.abs(x), Math.abs(y)) <= DRIFT_REACH));
  });

  it('is one of them also where the clock is wrong', () => {
    assert.deepEqual(driftAt(-1), driftAt(ROUND - 1));
  });
});
