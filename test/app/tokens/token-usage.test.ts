import assert from 'node:assert/strict';
import { it } from 'node:test';
import { KnownUsageEntries } from '../../../src/app/tokens/recent-uses.ts';
import { TokenUsage } from '../../../src/app/tokens/token-usage.ts';
import { DAY_MS } from '../../../src/domain/units.ts';
import { createTestApp } from '../../support/app.ts';

it('what a token was used for is counted by the day, though the clock is set back past midnight', async () => {
  const { store } = createTestApp();
  const usage = new TokenUsage('abcdefgh', { store, usageEntries: new KnownUsageEntries() });
  const midnightMs = Date.parse('2026-01-15T00:00:00Z');
  const use = { method: 'GET', path: '/api/zones', address: '::1', userAgent: undefined };
  const note = (afterMs: number, status = 200) =>
    usage.noteUse({ ...use, atMs: midnightMs + afterMs, status }, true);
  const daily = () => usage.usageView().daily.map(({ date, statuses }) => [date, statuses]);

  note(-2_000);
  await store.commit(usage.usageChanges(midnightMs));
  usage.settleUsage(true);
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
  await store.commit(usage.usageChanges(midnightMs + DAY_MS));
  usage.settleUsage(true);
  assert.deepEqual(daily(), counted);
  assert.equal(usage.requestCount, 6);
});
