import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import type { TokenUse } from '../../../src/app/base/principal.ts';
import { RecentUses } from '../../../src/app/tokens/recent-uses.ts';
import { LIMITS } from '../../../src/domain/limits.ts';
import { useAt } from '../../support/token-use.ts';

function recentOf(uses: readonly TokenUse[]): RecentUses {
  const recent = new RecentUses();
  for (const { atMs, ...entry } of uses) recent.addRecentUse(atMs, entry);
  return recent;
}

describe('the last uses', () => {
  it('are the newest so many, oldest first, however many went before (property)', () => {
    fc.assert(
      fc.property(fc.nat(3 * LIMITS.tokenRecentUses), (count) => {
        const uses = Array.from({ length: count }, (_, at) =>
          useAt(at, { path: `/${at % 7}`, userAgent: at % 2 === 0 ? undefined : `p${at % 5}` }),
        );
        const recent = recentOf(uses);
        assert.deepEqual(recent.recentUses() ?? [], uses.slice(-LIMITS.tokenRecentUses));
      }),
    );
  });

  it('that were listed do not change with those that follow', () => {
    const { atMs, ...entry } = useAt(1);
    const recent = recentOf([useAt(atMs)]);
    const listed = recent.recentUses();
    for (let at = 2; at < 50; at++) recent.addRecentUse(at, entry);
    assert.equal(listed?.[0]?.atMs, 1);
  });
});
