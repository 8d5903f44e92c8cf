import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { SURPLUS_DEFAULTS, surplusNext } from '../../../../src/domain/control/grid/surplus.ts';
import { MINUTE_MS } from '../../../../src/domain/units.ts';
import { NOW_MS } from '../house.ts';

const ago = (minutes: number) => NOW_MS - minutes * MINUTE_MS;

describe('the level of surplus', () => {
  // [what, memory, asked, level, reason]
  const cases = [
    ['is normal at first', { level: 2 }, 2, 2, 'as_asked'],
    ['rises at once', { level: 2, sinceMs: ago(1) }, 4, 4, 'as_asked'],
    ['stays raised for half an hour', { level: 3, sinceMs: ago(29) }, 2, 3, 'surplus_hold'],
    ['falls then', { level: 3, sinceMs: ago(30) }, 2, 2, 'as_asked'],
    ['falls from forced to recommended at once', { level: 4, sinceMs: ago(1) }, 3, 3, 'as_asked'],
    ['gives way to a block at once', { level: 4, sinceMs: ago(1) }, 1, 1, 'as_asked'],
    ['stays blocked for 10 min', { level: 1, sinceMs: ago(9) }, 4, 1, 'block_hold'],
    ['leaves the block then', { level: 1, sinceMs: ago(10) }, 2, 2, 'as_asked'],
    ['is blocked for two hours at most', { level: 1, sinceMs: ago(120) }, 1, 2, 'block_limit'],
    [
      'is not blocked again by the same wish',
      { level: 2, sinceMs: ago(5), isSpent: true },
      1,
      2,
      'block_limit',
    ],
    ['is blocked again by a new one', { level: 2, sinceMs: ago(5) }, 1, 1, 'as_asked'],
  ] as const;
  for (const [what, memory, asked, level, code] of cases) {
    it(what, () => {
      const next = surplusNext(SURPLUS_DEFAULTS, memory, asked, NOW_MS);
      assert.deepEqual([next.memory.level, next.reason.code], [level, code]);
    });
  }

  it('may be blocked anew once another level was asked for', () => {
    const spent = { level: 2, sinceMs: ago(5), isSpent: true } as const;
    const normal = surplusNext(SURPLUS_DEFAULTS, spent, 2, NOW_MS);
    assert.equal(surplusNext(SURPLUS_DEFAULTS, normal.memory, 1, NOW_MS).memory.level, 1);
  });
});
