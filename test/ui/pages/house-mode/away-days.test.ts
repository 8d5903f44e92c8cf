import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { daysUntil, evenings } from '../../../../src/ui/pages/house-mode/away-days.ts';

const BERLIN = 'Europe/Berlin';

describe('the evenings that somebody may be away until', () => {
  it('begin with that of today, and with tomorrow’s once it is past', () => {
    // 17:59 and 18:00 in Berlin, on a Thursday.
    const before = evenings(Date.parse('2026-01-15T16:59:00Z'), BERLIN);
    assert.deepEqual(
      [before.length, before[0], before[6]],
      [7, '2026-01-15T18:00', '2026-01-21T18:00'],
    );
    const after = evenings(Date.parse('2026-01-15T17:00:00Z'), BERLIN);
    assert.deepEqual(
      [after.length, after[0], after[6]],
      [7, '2026-01-16T18:00', '2026-01-22T18:00'],
    );
  });

  it('are days of the house’s calendar, none left out where a day has 23 hours', () => {
    // Half past eleven at night, before the clocks go forward.
    const days = evenings(Date.parse('2026-03-28T22:30:00Z'), BERLIN).map((wall) =>
      wall.slice(8, 10),
    );
    assert.deepEqual(days, ['29', '30', '31', '01', '02', '03', '04']);
    // Already tomorrow there.
    assert.equal(
      evenings(Date.parse('2026-01-15T11:00:00Z'), 'Pacific/Kiritimati')[0],
      '2026-01-16T18:00',
    );
  });

  it('are told apart by how many days it is until then', () => {
    const now = Date.parse('2026-03-28T22:30:00Z');
    assert.deepEqual(
      evenings(now, BERLIN).map((wall) => daysUntil(wall, now, BERLIN)),
      [1, 2, 3, 4, 5, 6, 7],
    );
  });
});
