import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { isWindowOpenAt } from '../../src/simulator/habits.ts';

const DAYS = 400;
const STEP_HOURS = 1 / 60;

/** How long the window of a room is open in each half of each day, minutes. */
function openMinutes(seed: number, roomIndex: number): number[] {
  return Array.from({ length: 2 * DAYS }, (_, half) => {
    const localDay = 20_000 + Math.floor(half / 2);
    const fromHour = half % 2 === 0 ? 0 : 12;
    const hours = Array.from({ length: 12 * 60 }, (__, minute) => fromHour + minute * STEP_HOURS);
    return hours.filter((localHour) => isWindowOpenAt(seed, roomIndex, { localDay, localHour }))
      .length;
  });
}

describe('the windows of the virtual house', () => {
  const minutes = openMinutes(1, 0);

  it('are opened each morning and evening for ten minutes, now and then for an hour', () => {
    const [short, long] = [(open: number) => open >= 9 && open <= 11, (open: number) => open >= 59];
    assert.ok(minutes.every((open) => short(open) || long(open)));
    const forgotten = minutes.filter(long).length / minutes.length;
    assert.ok(forgotten > 0.025 && forgotten < 0.08, `forgotten ${forgotten} of the times`);
  });

  it('are opened by each room at times of its own, the same for the same seed', () => {
    const opensAt = (seed: number, roomIndex: number) =>
      Array.from({ length: 60 }, (_, minute) => 7 + minute / 60).find((localHour) =>
        isWindowOpenAt(seed, roomIndex, { localDay: 20_000, localHour }),
      );
    assert.equal(opensAt(1, 0), opensAt(1, 0));
    const times = [opensAt(1, 0), opensAt(1, 1), opensAt(2, 0)];
    assert.equal(new Set(times).size, 3, times.join(' '));
  });
});
