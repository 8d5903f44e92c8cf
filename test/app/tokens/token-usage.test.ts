import assert from 'node:assert/strict';
import { it } from 'node:test';
import type { TokenUse } from '../../../src/app/base/principal.ts';
import { TokenUsage, usageTables } from '../../../src/app/tokens/token-usage.ts';
import { TOKEN_RECENT } from '../../../src/app/tokens/usage-records.ts';
import { LIMITS } from '../../../src/domain/limits.ts';
import { DAY_MS } from '../../../src/domain/units.ts';
import { createTestApp } from '../../support/app.ts';

function noteUse(usage: TokenUsage, { atMs, ...entry }: TokenUse, wasLetIn: boolean): void {
  usage.take(atMs, entry, wasLetIn);
}

it('what a token was used for is counted by the day, though the clock is set back past midnight', async () => {
  const { store } = createTestApp();
  const usage = new TokenUsage('abcdefgh', usageTables(store));
  const midnightMs = Date.parse('2026-01-15T00:00:00Z');
  const use = { method: 'GET', path: '/api/zones', address: '::1', userAgent: undefined };
  const note = (afterMs: number, status = 200) =>
    noteUse(usage, { ...use, atMs: midnightMs + afterMs, status }, true);
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

/** Tokens on one store, and what brings their use to the disk. */
function createRig() {
  const { store } = createTestApp();
  const tables = usageTables(store);
  const usageOf = (id = 'abcdefgh') => new TokenUsage(id, tables);
  const use = (atMs: number, more: Partial<TokenUse> = {}): TokenUse => {
    const own = { method: 'GET', path: '/api/zones', status: 200, address: '::1' };
    return { ...own, userAgent: undefined, atMs, ...more };
  };
  const write = async (usage: TokenUsage, nowMs: number) => {
    usage.isSaved = true;
    await store.commit(usage.changes(nowMs));
    usage.settle(true);
  };
  const days = (usage: TokenUsage) => usage.view().daily.map(({ date }) => date);
  return { store, usageOf, use, write, days };
}
const NOON_MS = Date.parse('2026-01-15T12:00:00Z');

it('what a token was used for is shown newest first, by the day, and no other token’s', async () => {
  const { usageOf, use, write } = createRig();
  const [usage, other] = [usageOf('abcdefgh'), usageOf('abcdefgi')];
  noteUse(other, use(NOON_MS, { path: '/other' }), true);
  await write(other, NOON_MS);
  const curl = { userAgent: 'curl/8.5.0', status: 404, method: 'PUT' };
  for (const status of [200, 404, 500, 404, 500, 404])
    noteUse(usage, use(NOON_MS - 2 * DAY_MS, { status }), true);
  await write(usage, NOON_MS);
  noteUse(usage, use(NOON_MS - DAY_MS), true);
  await write(usage, NOON_MS);
  noteUse(usage, use(NOON_MS, curl), true);
  await write(usage, NOON_MS);
  const { usage: shown, daily, metadata } = usage.view();
  const asked = { path: '/api/zones', address: '::1' };
  const [newest, before] = shown;
  assert.deepEqual(newest, {
    timestamp: '2026-01-15T12:00:00Z',
    ...asked,
    ...curl,
    program: 'curl',
  });
  assert.deepEqual(before, {
    timestamp: '2026-01-14T12:00:00Z',
    ...asked,
    method: 'GET',
    status: 200,
  });
  assert.deepEqual(daily, [
    { date: '2026-01-15', requests: 1, statuses: { 404: 1 } },
    { date: '2026-01-14', requests: 1, statuses: { 200: 1 } },
    { date: '2026-01-13', requests: 6, statuses: { 200: 1, 404: 3, 500: 2 } },
  ]);
  assert.deepEqual(metadata, { count: 8 });
  assert.deepEqual(
    other.view().usage.map(({ path }) => path),
    ['/other'],
  );
});

it('what a token was used for goes on where a restart lies between, on the same day too', async () => {
  const { usageOf, use, write } = createRig();
  const usage = usageOf();
  noteUse(usage, use(NOON_MS), true);
  await write(usage, NOON_MS);
  const later = usageOf();
  noteUse(later, use(NOON_MS + 1), true);
  assert.deepEqual(
    later.view().daily.map(({ requests }) => requests),
    [2],
  );
});

it('an attempt of a token that was not let in is kept, and is no use of it', () => {
  const { usageOf, use } = createRig();
  const usage = usageOf();
  const whole = () => [usage.requestCount, usage.lastUsedMs, usage.lastAddress];
  assert.deepEqual([usage.isSaved, ...whole()], [true, 0, 0, undefined]);
  noteUse(usage, use(NOON_MS, { status: 403 }), false);
  assert.deepEqual([usage.isSaved, ...whole()], [false, 0, 0, undefined]);
  assert.equal(usage.view().metadata.count, 1);
  noteUse(usage, use(NOON_MS), true);
  assert.deepEqual(whole(), [1, NOON_MS, '::1']);
});

it('days of a token’s use are kept for so long, and no longer once there is another', async () => {
  const { usageOf, use, write, days } = createRig();
  const usage = usageOf();
  const lastMs = NOON_MS + LIMITS.tokenUsageMs;
  for (const atMs of [NOON_MS - DAY_MS, NOON_MS, lastMs - DAY_MS]) {
    noteUse(usage, use(atMs), true);
    await write(usage, atMs);
  }
  assert.equal(days(usage).length, 3);
  noteUse(usage, use(lastMs), true);
  await write(usage, lastMs);
  assert.equal(days(usage).length, 3);
  assert.equal(days(usage).at(-1), '2026-01-15');
});

it('what a token was used for is lost neither by a disk that is full nor while it is written', async () => {
  const { store, usageOf, use, write, days } = createRig();
  const usage = usageOf();
  noteUse(usage, use(NOON_MS), true);
  noteUse(usage, use(NOON_MS + DAY_MS), true);
  usage.isSaved = true;
  usage.changes(NOON_MS + DAY_MS);
  usage.settle(false);
  assert.equal(usage.isSaved, false);
  // Another day begins while the batch is written.
  usage.isSaved = true;
  const changes = usage.changes(NOON_MS + DAY_MS);
  noteUse(usage, use(NOON_MS + 2 * DAY_MS, { path: '/meanwhile' }), true);
  await store.commit(changes);
  usage.settle(true);
  assert.equal(usage.view().usage[0]?.path, '/meanwhile');
  await write(usage, NOON_MS + 2 * DAY_MS);
  assert.deepEqual(days(usage), ['2026-01-17', '2026-01-16', '2026-01-15']);
  assert.deepEqual(days(usageOf()), days(usage));
  // What is on the disk is not written again.
  assert.equal(usage.changes(NOON_MS).filter(({ key }) => key.includes('/')).length, 1);
});

it('what a token was used for is one list, also where most of it is on the disk alone', async () => {
  const { store } = createTestApp();
  const tables = usageTables(store);
  const usage = new TokenUsage('abcdefgh', tables);
  const uses: TokenUse[] = [];
  for (let round = 0; round < 4; round++) {
    for (let at = 0; at < LIMITS.tokenRecentUses / 2 - 1; at++) {
      const path = `/api/zones/${round}`;
      uses.push({
        atMs: uses.length,
        method: 'GET',
        path,
        status: 200,
        address: '::1',
        userAgent: 'x',
      });
      noteUse(usage, uses.at(-1) ?? assert.fail(), true);
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
    assert.equal(tables.recent.rows, 0, 'nothing of it is left in memory');
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
