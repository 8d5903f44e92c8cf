import assert from 'node:assert/strict';
import { it } from 'node:test';
import { TokenUsage } from '../../../src/app/tokens/token-usage.ts';
import { UseLog } from '../../../src/app/tokens/use-log.ts';
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
