import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Change } from '../../../src/app/base/ports/store.ts';
import type { LiveToken } from '../../../src/app/tokens/live-token.ts';
import { TOKENS } from '../../../src/app/tokens/token-records.ts';
import type { TokenBook } from '../../../src/app/tokens/token-book.ts';
import { createTokenKeeper } from '../../../src/app/tokens/token-keeper.ts';
import { TOKEN_DAYS, TOKEN_RECENT, TOKEN_TOTALS } from '../../../src/app/tokens/usage-records.ts';
import { LIMITS } from '../../../src/domain/limits.ts';
import { createTestApp } from '../../support/app.ts';

function rig() {
  const { store, clock } = createTestApp();
  const settled: string[] = [];
  const forgotten: string[] = [];
  const token = (id: string, isSaved: boolean, revokedAtMs?: number) => {
    const change = (nowMs: number): Change => ({ put: TOKEN_TOTALS, key: id, value: nowMs });
    const usage = {
      isSaved,
      changes: (nowMs: number) => [change(nowMs)],
      settle: (wasWritten: boolean) => void settled.push(`${id} ${String(wasWritten)}`),
      forgetRecent: () => void forgotten.push(id),
    };
    return { record: { id, revokedAtMs }, usageIfUsed: usage } as unknown as LiveToken;
  };
  let all: LiveToken[] = [];
  const entries = {
    values: () => all,
    delete: (gone: ReadonlySet<LiveToken>) => (all = all.filter((one) => !gone.has(one))),
  } as unknown as TokenBook;
  const keeper = createTokenKeeper({ entries, store, clock });
  const ids = () => all.map(({ record }) => record.id);
  return {
    store,
    clock,
    settled,
    forgotten,
    token,
    keeper,
    ids,
    hold: (...tokens: LiveToken[]) => (all = tokens),
  };
}

describe('what becomes of tokens by and by', () => {
  it('is that their use is written, once', () => {
    const { keeper, hold, token, clock, settled } = rig();
    hold(token('used', false), token('saved', true));
    assert.deepEqual(keeper.gather(), [{ put: TOKEN_TOTALS, key: 'used', value: clock.nowMs() }]);
    keeper.settle(true);
    assert.deepEqual(settled, ['used true']);
    assert.deepEqual(keeper.gather(), []);
  });

  it('is that each is told whether it was written', () => {
    const { keeper, hold, token, settled, ids } = rig();
    hold(token('used', false), token('old', true, 0));
    keeper.gather();
    keeper.settle(false);
    assert.deepEqual([settled, ids()], [['used false'], ['used', 'old']]);
  });

  it('is that what was revoked long ago goes, with all that is kept of it', async () => {
    const { keeper, hold, token, clock, store, ids, forgotten } = rig();
    await store.commit([{ put: TOKEN_DAYS, key: 'old/2026-01-14', value: { 200: 1 } }]);
    const longAgoMs = clock.nowMs() - LIMITS.tombstoneMs;
    hold(token('old', true, longAgoMs - 1), token('late', true, longAgoMs), token('live', true));
    assert.deepEqual(keeper.gather(), [
      { remove: TOKENS, key: 'old' },
      { remove: TOKEN_TOTALS, key: 'old' },
      { remove: TOKEN_RECENT, key: 'old' },
      { remove: TOKEN_DAYS, key: 'old/2026-01-14' },
    ]);
    assert.deepEqual(ids(), ['old', 'late', 'live'], 'not before it is written');
    keeper.settle(true);
    assert.deepEqual([ids(), forgotten], [['late', 'live'], ['old']]);
  });

  it('is that no more than so many are written in one go, and what is buried goes with the last', () => {
    const { keeper, hold, token, clock, ids } = rig();
    const many = Array.from({ length: LIMITS.tokenUsesWritten }, (_, i) => token(`t${i}`, false));
    const longAgoMs = clock.nowMs() - LIMITS.tombstoneMs - 1;
    hold(token('old', false, longAgoMs), ...many);
    assert.equal(keeper.gather().length, LIMITS.tokenUsesWritten);
    keeper.settle(true);
    assert.deepEqual([keeper.hasMore?.(), ids().includes('old')], [true, true]);
    const last = keeper.gather().map((change) => ('put' in change ? 'put' : 'remove'));
    assert.deepEqual(last, ['put', 'remove', 'remove', 'remove']);
    keeper.settle(true);
    assert.deepEqual([keeper.hasMore?.(), ids().includes('old')], [false, false]);
  });

  it('is that what a full disk leaves is begun anew', () => {
    const { keeper, hold, token } = rig();
    const many = Array.from({ length: LIMITS.tokenUsesWritten }, (_, i) => token(`t${i}`, false));
    hold(...many, token('last', false));
    keeper.gather();
    keeper.settle(false);
    assert.equal(keeper.hasMore?.(), false);
  });
});
