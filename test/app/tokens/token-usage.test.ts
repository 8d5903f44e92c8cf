import assert from 'node:assert/strict';
import { it } from 'node:test';
import type { TokenUse } from '../../../src/app/base/principal.ts';
import { TokenUsage } from '../../../src/app/tokens/token-usage.ts';
import { UseLog } from '../../../src/app/tokens/use-log.ts';
import { TOKEN_RECENT } from '../../../src/app/tokens/usage-records.ts';
import { LIMITS } from '../../../src/domain/limits.ts';
import { DAY_MS } from '../../../src/domain/units.ts';
import { createTestApp } from '../../support/app.ts';

it('what a token was used for is counted by the day, though the clock is set back past midnight', async () => {
  const { store } = createTestApp();
  const usage = new TokenUsage('abcdefgh', { store, log: new UseLog() });
  const midnightMs = Date.parse('2026-01-15T00:00:00Z');
  const use = { method: 'GET', path: '/api/zones', address: '::1', userAgent: undefined };
  const note = (afterMs: number, status = 200) =>
    usage.take(midnightMs + afterMs, { ...use, status }, true);
  const daily = () => usage.view().daily.map(({ date, statuses }) => [date, statuses]);

  note(-2_000);
  await store.commit(usage.changes(midnightMs));
  usage.settle(true);
  note(-1_000);
  note(-1_000, 404);
  note(1_000);
  note(-500);
  note(2_000);
  const counted = [
    ['2026-01-15', { 200: 2 }],
    ['2026-01-14', { 200: 3, 404: 1 }],
  ];
  assert.deepEqual(daily(), counted);
  await store.commit(usage.changes(midnightMs + DAY_MS));
  usage.settle(true);
  assert.deepEqual(daily(), counted);
  assert.equal(usage.requestCount, 6);
});

it('what a token was used for is one list, also where most of it is on the disk alone', async () => {
  const { store } = createTestApp();
  const usage = new TokenUsage('abcdefgh', { store, log: new UseLog() });
  const uses: TokenUse[] = [];
  for (let round = 0; round < 4; round++) {
    for (let at = 0; at < LIMITS.tokenRecentUses / 2 - 1; at++) {
      const path = `/api/zones/${round}`;
      const entry = { method: 'GET', path, status: 200, address: '::1', userAgent: 'x' };
      usage.take(uses.length, entry, true);
      uses.push({ atMs: uses.length, ...entry });
    }
    const paths = () => usage.view().usage.map(({ path }) => path);
    const newest = uses.slice(-LIMITS.tokenRecentUses).reverse();
    assert.deepEqual(
      paths(),
      newest.map(({ path }) => path),
    );
    usage.isSaved = true;
    await store.commit(usage.changes(0));
    usage.settle(true);
    assert.deepEqual(
      paths(),
      newest.map(({ path }) => path),
    );
    assert.deepEqual(
      store.get(TOKEN_RECENT, 'abcdefgh')?.map(({ atMs }) => atMs),
      newest.map(({ atMs }) => atMs).reverse(),
    );
  }
});
