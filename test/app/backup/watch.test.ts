/** Whether there is a good backup of late: what health, faults and metrics make of it. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { backupFindings, createBackupWatch } from '../../../src/app/backup/watch.ts';
import { newStamp } from '../../../src/domain/backup.ts';
import { LIMITS } from '../../../src/domain/limits.ts';
import { DAY_MS, HOUR_MS } from '../../../src/domain/units.ts';
import { createTestApp } from '../../support/app.ts';
import { createFakeClock } from '../../support/fake-clock.ts';

const START_MS = Date.parse('2026-01-15T10:00:00Z');
const fileOf = (madeAtMs: number) => {
  const stamp = newStamp('daily', madeAtMs, () => false);
  return { name: stamp.name, kind: stamp.kind, madeAtMs, bytes: 7 };
};
const TIME_TO_MAKE_MS = LIMITS.backupFirstMs + LIMITS.backupLookMs;

describe('the watch on backups', () => {
  it('is silent on a new hub, and on one that was off for long, until there was time to make one', () => {
    for (const files of [[], [fileOf(START_MS - 30 * DAY_MS)]]) {
      const clock = createFakeClock(START_MS);
      const watch = createBackupWatch(clock);
      watch.see(files);
      clock.advance(TIME_TO_MAKE_MS - 1);
      assert.equal(watch.status().state, undefined);
      clock.advance(1);
      assert.equal(watch.status().state, 'old');
      assert.deepEqual(
        backupFindings(watch).map(({ code }) => code),
        ['backup_old'],
      );
      watch.made(fileOf(clock.nowMs()));
      assert.equal(watch.status().state, undefined);
      assert.deepEqual(backupFindings(watch), []);
    }
  });

  it('calls one too old after three days, not before', () => {
    const clock = createFakeClock(START_MS);
    const watch = createBackupWatch(clock);
    watch.made(fileOf(START_MS));
    clock.advance(LIMITS.backupOldMs - 1);
    assert.equal(watch.status().state, undefined);
    clock.advance(1);
    assert.equal(watch.status().state, 'old');
  });

  it('goes by the one nearest to now: a wrong clock may have stamped one years ahead', () => {
    const clock = createFakeClock(START_MS);
    const watch = createBackupWatch(clock);
    const good = fileOf(START_MS - HOUR_MS);
    watch.see([fileOf(START_MS + 900 * DAY_MS), good, fileOf(START_MS - DAY_MS)]);
    assert.deepEqual(watch.status().last, good);
  });

  it('calls it failing from the first try that failed to the next that does not', () => {
    const watch = createBackupWatch(createFakeClock(START_MS));
    watch.see([fileOf(START_MS - HOUR_MS)]);
    watch.failed('no room');
    watch.failed('no room');
    const { state, failures, failure, last } = watch.status();
    assert.deepEqual([state, failures, failure], ['failing', 2, 'no room']);
    assert.equal(last?.madeAtMs, START_MS - HOUR_MS, 'that one is still there');
    watch.made(fileOf(START_MS));
    assert.deepEqual([watch.status().state, watch.status().failures], [undefined, 2]);
  });

  it('is told of by /health, the metrics and the faults of the house', async () => {
    const app = createTestApp();
    const health = async () =>
      (await app.ask({ target: '/health' })).json as {
        status: string;
        checks: { backups: object };
      };
    const page = () => Buffer.from(app.metrics.page('text')).toString();
    assert.match(page(), /^aris_backup_failing 0$/m);
    assert.doesNotMatch(page(), /^aris_backup_last_success_timestamp_seconds /m);
    app.backupWatch.see([fileOf(START_MS - HOUR_MS)]);
    assert.deepEqual((await health()).checks.backups, {
      status: 'ok',
      last_made: '2026-01-15T09:00:00Z',
    });
    app.backupWatch.failed('no room');
    assert.deepEqual((await health()).checks.backups, {
      status: 'error',
      state: 'failing',
      since: '2026-01-15T10:00:00Z',
      last_made: '2026-01-15T09:00:00Z',
    });
    const seconds = (START_MS - HOUR_MS) / 1_000;
    for (const sample of [
      `aris_backup_last_success_timestamp_seconds ${seconds}`,
      'aris_backup_last_size_bytes 7',
      'aris_backup_failing 1',
      'aris_backup_failures_total 1',
    ])
      assert.ok(page().includes(`\n${sample}\n`), sample);
    const stop = app.controlLoop.start();
    app.clock.advance(LIMITS.controlSettleMs);
    await app.controlLoop.cycle();
    stop();
    const codes = app.faults.list().map(({ code }) => code);
    assert.ok(codes.includes('backup_failing'), codes.join(' '));
  });
});
