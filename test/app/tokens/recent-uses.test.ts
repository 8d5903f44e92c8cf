import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import type { TokenUse } from '../../../src/app/base/principal.ts';
import { KnownUsageEntries, RecentUses } from '../../../src/app/tokens/recent-uses.ts';
import { LIMITS } from '../../../src/domain/limits.ts';
import { releaseMemory } from '../../../src/system/release-memory.ts';

const useAt = (atMs: number, more: Partial<TokenUse> = {}): TokenUse => ({
  atMs,
  method: 'GET',
  path: '/api/zones',
  status: 200,
  address: '::1',
  userAgent: 'curl',
  ...more,
});

function recentOf(uses: readonly TokenUse[], known = new KnownUsageEntries()): RecentUses {
  const recent = new RecentUses();
  for (const use of uses) recent.addRecentUse(use, known);
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

  for (const other of [
    { method: 'HEAD' },
    { path: '/api/state' },
    { status: 404 },
    { address: '::2' },
    { userAgent: 'wget' },
    { userAgent: undefined },
  ])
    it(`are told apart by ${JSON.stringify(other)} alone`, () => {
      const uses = [useAt(1), useAt(2, other), useAt(3), useAt(4)];
      assert.deepEqual(recentOf(uses).recentUses(), uses);
    });

  it('are no longer than is kept of them', () => {
    const long = 'x'.repeat(8 * 1024);
    const recent = recentOf([useAt(1, { path: long, userAgent: long })]);
    const [use] = recent.recentUses() ?? [];
    assert.equal(use?.path.length, LIMITS.usageTextChars);
    assert.equal(use.userAgent?.length, LIMITS.usageTextChars);
  });

  it('of all tokens are known again by so many different ones, and then by those that follow', () => {
    const known = new KnownUsageEntries();
    const one = known.like(useAt(1));
    assert.equal(known.like(useAt(2)), one);
    for (let i = 0; i < LIMITS.knownUsageEntries; i++) known.like(useAt(3, { path: `/${i}` }));
    assert.ok(known.size <= LIMITS.knownUsageEntries, String(known.size));
    assert.deepEqual(known.like(useAt(4)), one);
  });

  it('hold on to nothing that came with a request besides', () => {
    const heapBytes = () => {
      releaseMemory();
      return process.memoryUsage().heapUsed;
    };
    const head = Buffer.alloc(32 * 1024, 'x');
    const known = new KnownUsageEntries();
    const beforeBytes = heapBytes();
    for (let i = 0; i < LIMITS.knownUsageEntries; i++) {
      const text = `${i} ${head.toString('latin1')}`;
      known.like(useAt(i, { path: text.slice(0, 40), userAgent: text }));
    }
    const keptBytes = heapBytes() - beforeBytes;
    assert.ok(
      known.size === LIMITS.knownUsageEntries && keptBytes < 4 * 1024 * 1024,
      String(keptBytes),
    );
  });

  it('that were listed do not change with those that follow', () => {
    const known = new KnownUsageEntries();
    const recent = recentOf([useAt(1)], known);
    const listed = recent.recentUses();
    for (let at = 2; at < 50; at++) recent.addRecentUse(useAt(at), known);
    assert.equal(listed?.[0]?.atMs, 1);
  });
});
