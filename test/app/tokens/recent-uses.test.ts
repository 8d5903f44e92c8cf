import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import type { TokenUse } from '../../../src/app/base/principal.ts';
import { RecentUses } from '../../../src/app/tokens/recent-uses.ts';
import { LIMITS } from '../../../src/domain/limits.ts';
import { useAt } from '../../support/token-use.ts';

function addUse(recent: RecentUses, row: number, { atMs, ...entry }: TokenUse): void {
  recent.add(row, atMs, entry);
}

describe('the last uses', () => {
  it('are the newest so many, oldest first, however many went before (property)', () => {
    fc.assert(
      fc.property(fc.nat(5 * LIMITS.tokenRecentUses), (count) => {
        const uses = Array.from({ length: count }, (_, at) =>
          useAt(at, { path: `/${at % 7}`, userAgent: at % 2 === 0 ? undefined : `p${at % 5}` }),
        );
        const recent = new RecentUses();
        const row = recent.takeRow();
        for (const use of uses) addUse(recent, row, use);
        assert.deepEqual(recent.of(row), uses.slice(-LIMITS.tokenRecentUses));
      }),
    );
  });

  it('that were listed do not change with those that follow', () => {
    const recent = new RecentUses();
    const row = recent.takeRow();
    addUse(recent, row, useAt(1));
    const listed = recent.of(row);
    for (let at = 2; at < 50; at++) addUse(recent, row, useAt(at));
    assert.deepEqual(listed, [useAt(1)]);
  });

  it('of one are no other’s, whichever rows are taken and given back (property)', () => {
    const step = fc.record({ which: fc.nat(40), doesGiveBack: fc.boolean() });
    fc.assert(
      fc.property(fc.array(step, { minLength: 200, maxLength: 400 }), (steps) => {
        const recent = new RecentUses();
        const wanted = new Map<number, { row: number; uses: TokenUse[] }>();
        for (const [atMs, { which, doesGiveBack }] of steps.entries()) {
          const known = wanted.get(which);
          if (known !== undefined && doesGiveBack) {
            recent.giveBack(known.row);
            wanted.delete(which);
            continue;
          }
          const { row, uses } = known ?? { row: recent.takeRow(), uses: [] };
          addUse(recent, row, useAt(atMs));
          wanted.set(which, { row, uses: [...uses, useAt(atMs)].slice(-LIMITS.tokenRecentUses) });
        }
        for (const { row, uses } of wanted.values()) assert.deepEqual(recent.of(row), uses);
      }),
    );
  });

  it('take no memory once none are left, and rows are taken again before there are more', () => {
    const recent = new RecentUses();
    const rows = Array.from({ length: 100 }, () => recent.takeRow());
    assert.equal(new Set(rows).size, 100);
    const atMost = recent.rows;
    for (const row of rows.slice(0, 50)) recent.giveBack(row);
    for (let at = 0; at < 50; at++) rows[at] = recent.takeRow();
    assert.equal(new Set(rows).size, 100);
    assert.equal(recent.rows, atMost);
    for (const row of rows) recent.giveBack(row);
    assert.equal(recent.rows, 0);
    assert.deepEqual(recent.of(recent.takeRow()), []);
  });
});
