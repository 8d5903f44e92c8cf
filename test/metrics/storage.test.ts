import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { storageSections, type StorageSources } from '../../src/metrics/storage.ts';
import { createFakeClock } from '../support/fake-clock.ts';
import { written } from '../support/metric-samples.ts';

const STATS = {
  commits: 3,
  failures: 1,
  recordBytes: 40,
  damaged: 2,
  usedBytes: 50,
  limitBytes: 60,
  freeBytes: 70,
};

function rig() {
  const clock = createFakeClock();
  const now = {
    stats: STATS,
    looks: 0,
    lastCommitMs: undefined as number | undefined,
    trouble: undefined as ReturnType<StorageSources['store']['trouble']>,
    isSlow: false,
    dismissedBy: [] as string[],
    noticeType: 'store_restored' as const,
    backup: { state: undefined, last: undefined, failures: 0, failure: undefined } as ReturnType<
      StorageSources['backupWatch']['status']
    >,
  };
  const notice = () => ({
    id: 1,
    type: now.noticeType,
    severity: 'critical' as const,
    timestamp: '2026-01-15T10:00:00Z',
    message: '',
    data: {},
    dismissedBy: now.dismissedBy,
  });
  const sections = storageSections({
    store: {
      stats: () => (now.looks++, now.stats),
      lastCommitMs: () => now.lastCommitMs,
      trouble: () => now.trouble,
      isSlow: () => now.isSlow,
      newerCount: () => 4,
    },
    notices: { list: () => [notice()] } as unknown as StorageSources['notices'],
    backupWatch: { status: () => now.backup },
    processFacts: () => ({ diskWrittenBytes: undefined }),
    clock,
  });
  const value = (name: string) => written(...sections).get(name);
  return { now, clock, sections, value };
}

describe('the metrics of the store', () => {
  it('have what was written and what there is room for', () => {
    const { value } = rig();
    assert.equal(value('aris_storage_commits_total'), 3);
    assert.equal(value('aris_storage_commit_failures_total'), 1);
    assert.equal(value('aris_storage_record_bytes_total'), 40);
    assert.equal(value('aris_storage_damaged_records_total'), 2);
    assert.equal(value('aris_storage_used_bytes'), 50);
    assert.equal(value('aris_storage_limit_bytes'), 60);
    assert.equal(value('aris_storage_free_bytes'), 70);
    assert.equal(value('aris_storage_newer_records'), 4);
  });

  it('look into the store once a second, however many ask', () => {
    const { now, clock, sections } = rig();
    written(...sections);
    clock.advance(999);
    written(...sections);
    assert.equal(now.looks, 1);
    clock.advance(1);
    written(...sections);
    assert.equal(now.looks, 2);
  });

  it('say nothing of what is not known', () => {
    const { now, value } = rig();
    assert.equal(value('aris_storage_written_bytes_total'), undefined);
    assert.equal(value('aris_storage_last_commit_timestamp_seconds'), undefined);
    now.lastCommitMs = 1_500;
    assert.equal(value('aris_storage_last_commit_timestamp_seconds'), 1.5);
  });

  for (const [trouble, full, unwritable] of [
    [undefined, 0, 0],
    ['full', 1, 0],
    ['unwritable', 0, 1],
    ['damaged', 0, 1],
  ] as const) {
    it(`tell a full disk from one that takes no writes: ${trouble}`, () => {
      const { now, value } = rig();
      now.trouble = trouble;
      assert.equal(value('aris_storage_full'), full);
      assert.equal(value('aris_storage_unwritable'), unwritable);
    });
  }

  it('say that the store was replaced until an owner has confirmed it, and that it is slow', () => {
    const { now, value } = rig();
    assert.equal(value('aris_storage_restored'), 1);
    now.dismissedBy = ['owner'];
    assert.equal(value('aris_storage_restored'), 0);
    assert.equal(value('aris_storage_slow'), 0);
    now.isSlow = true;
    assert.equal(value('aris_storage_slow'), 1);
  });
});

describe('the metrics of backups', () => {
  it('have the last good one, and whether the last try failed', () => {
    const { now, value } = rig();
    assert.equal(value('aris_backup_last_success_timestamp_seconds'), undefined);
    assert.equal(value('aris_backup_last_size_bytes'), undefined);
    assert.equal(value('aris_backup_failing'), 0);
    now.backup = {
      state: 'failing',
      last: { kind: 'daily', name: 'x', madeAtMs: 2_000, bytes: 9 },
      failures: 2,
      failure: 'no room',
    };
    assert.equal(value('aris_backup_last_success_timestamp_seconds'), 2);
    assert.equal(value('aris_backup_last_size_bytes'), 9);
    assert.equal(value('aris_backup_failing'), 1);
    assert.equal(value('aris_backup_failures_total'), 2);
    now.backup = { state: 'old', last: undefined, failures: 2, failure: undefined };
    assert.equal(value('aris_backup_failing'), 0);
  });
});
