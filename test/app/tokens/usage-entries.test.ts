import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { isSameEntry, KnownUsageEntries } from '../../../src/app/tokens/usage-entries.ts';
import { LIMITS } from '../../../src/domain/limits.ts';
import { releaseMemory } from '../../../src/system/release-memory.ts';
import { useAt } from '../../support/token-use.ts';

describe('what a token was used for', () => {
  for (const other of [
    { method: 'HEAD' },
    { path: '/api/state' },
    { status: 404 },
    { address: '::2' },
    { userAgent: 'wget' },
    { userAgent: undefined },
  ])
    it(`is another one by ${JSON.stringify(other)} alone`, () => {
      assert.ok(isSameEntry(useAt(1), useAt(2)));
      assert.ok(!isSameEntry(useAt(1), useAt(1, other)));
      const known = new KnownUsageEntries();
      assert.notEqual(known.like(useAt(1)), known.like(useAt(1, other)));
      assert.equal(known.size, 2);
    });

  it('is no longer than is kept of it', () => {
    const long = 'x'.repeat(8 * 1024);
    const { path, userAgent } = new KnownUsageEntries().like(
      useAt(1, { path: long, userAgent: long }),
    );
    assert.equal(path.length, LIMITS.usageTextChars);
    assert.equal(userAgent?.length, LIMITS.usageTextChars);
  });

  it('is known again by so many different ones, and then by those that follow', () => {
    const known = new KnownUsageEntries();
    const one = known.like(useAt(1));
    assert.equal(known.like(useAt(2)), one);
    for (let i = 0; i < LIMITS.knownUsageEntries; i++) known.like(useAt(3, { path: `/${i}` }));
    assert.ok(known.size <= LIMITS.knownUsageEntries, String(known.size));
    assert.deepEqual(known.like(useAt(4)), one);
  });

  it('holds on to nothing that came with a request besides', () => {
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
});
