import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  moved,
  queryOf,
  slotsOf,
  stretchOf,
  yearBefore,
} from '../../../../src/ui/pages/energy/spans.ts';

const month = (name: string) => ({ span: 'month', name }) as const;
const year = (name: string) => ({ span: 'year', name }) as const;

describe('a stretch of time', () => {
  it('is the month or the year of a day', () => {
    assert.deepEqual(stretchOf('month', '2026-01-15'), month('2026-01'));
    assert.deepEqual(stretchOf('year', '2026-01-15'), year('2026'));
  });

  it('has its days, or its months', () => {
    assert.equal(slotsOf(month('2026-02')).at(-1), '2026-02-28');
    assert.equal(slotsOf(month('2028-02')).at(-1), '2028-02-29');
    assert.equal(slotsOf(month('2026-12')).length, 31);
    assert.deepEqual([slotsOf(year('2026')).length, slotsOf(year('2026'))[8]], [12, '2026-09']);
  });

  it('has others before and after it, across the turn of the year', () => {
    assert.deepEqual(moved(month('2026-01'), -1), month('2025-12'));
    assert.deepEqual(moved(month('2025-12'), 1), month('2026-01'));
    assert.deepEqual(moved(year('2026'), -1), year('2025'));
    assert.deepEqual(yearBefore(month('2026-01')), month('2025-01'));
    assert.deepEqual(yearBefore(year('2026')), year('2025'));
  });

  it('is asked for by its first and last part', () => {
    assert.equal(queryOf(month('2026-02')), 'by=day&from=2026-02-01&to=2026-02-28');
    assert.equal(queryOf(year('2026')), 'by=month&from=2026-01&to=2026-12');
  });
});
