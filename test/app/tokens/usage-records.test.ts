import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  dayKeyOf,
  daysOnDisk,
  TOKEN_DAYS,
  TOKEN_RECENT,
  TOKEN_TOTALS,
  totalsOnDisk,
  usageRemoval,
  usageView,
} from '../../../src/app/tokens/usage-records.ts';
import { createTestApp } from '../../support/app.ts';

const NOON_MS = Date.parse('2026-01-15T12:00:00Z');
const USE = { method: 'GET', path: '/api/zones', status: 200, address: '192.168.1.20' };

describe('what is kept of the use of tokens', () => {
  const kept = async () => {
    const { store } = createTestApp();
    await store.commit([
      { put: TOKEN_TOTALS, key: 'aaaa', value: { lastUsedMs: 1, requestCount: 2 } },
      { put: TOKEN_DAYS, key: dayKeyOf('aaaa', NOON_MS), value: { 200: 2 } },
      { put: TOKEN_DAYS, key: dayKeyOf('aaaa', NOON_MS + 86_400_000), value: { 200: 3 } },
      { put: TOKEN_DAYS, key: dayKeyOf('aaaab', NOON_MS), value: { 404: 9 } },
      { put: TOKEN_DAYS, key: dayKeyOf('aaa', NOON_MS), value: { 404: 9 } },
    ]);
    return store;
  };

  it('is by day in UTC, of one token alone', async () => {
    assert.equal(dayKeyOf('aaaa', NOON_MS), 'aaaa/2026-01-15');
    assert.deepEqual(daysOnDisk(await kept(), 'aaaa'), [
      ['aaaa/2026-01-15', { 200: 2 }],
      ['aaaa/2026-01-16', { 200: 3 }],
    ]);
  });

  it('goes with the token, whole', async () => {
    const store = await kept();
    await store.commit(usageRemoval(store, 'aaaa'));
    assert.deepEqual([...totalsOnDisk(store)], []);
    assert.deepEqual(daysOnDisk(store, 'aaaa'), []);
    assert.equal(daysOnDisk(store, 'aaaab').length, 1);
    assert.deepEqual(
      usageRemoval(store, 'aaaa').map((change) => 'remove' in change && change.remove),
      [TOKEN_TOTALS, TOKEN_RECENT],
    );
  });
});

describe('the use of a token, as it is shown', () => {
  it('is the newest first, with the program in words where there is one', () => {
    const { usage, metadata } = usageView(
      [
        { ...USE, atMs: NOON_MS, userAgent: 'curl/8.5.0' },
        { ...USE, atMs: NOON_MS + 1_000, userAgent: undefined, status: 404 },
      ],
      [],
    );
    assert.deepEqual(usage, [
      { timestamp: '2026-01-15T12:00:01Z', ...USE, status: 404 },
      { timestamp: '2026-01-15T12:00:00Z', ...USE, userAgent: 'curl/8.5.0', program: 'curl' },
    ]);
    assert.deepEqual(metadata, { count: 2 });
  });

  it('is summed by day, the newest first; of a day that stands twice the later counts', () => {
    const { daily } = usageView(
      [],
      [
        ['aaaa/2026-01-14', { 200: 1 }],
        ['aaaa/2026-01-16', { 200: 5, 401: 2 }],
        ['aaaa/2026-01-15', { 200: 1 }],
        ['aaaa/2026-01-14', { 200: 4 }],
      ],
    );
    assert.deepEqual(daily, [
      { date: '2026-01-16', requests: 7, statuses: { 200: 5, 401: 2 } },
      { date: '2026-01-15', requests: 1, statuses: { 200: 1 } },
      { date: '2026-01-14', requests: 4, statuses: { 200: 4 } },
    ]);
  });
});
