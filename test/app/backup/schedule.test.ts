/** When backups are made. What is due is in `domain/backup.ts`. */
import assert from 'node:assert/strict';
import { beforeEach, describe, it } from 'node:test';
import type { BackupFile } from '../../../src/app/backup/ports.ts';
import { scheduleBackups } from '../../../src/app/backup/schedule.ts';
import type { BackupChoice } from '../../../src/app/backup/writing.ts';
import { newStamp } from '../../../src/domain/backup.ts';
import { LIMITS } from '../../../src/domain/limits.ts';
import { DAY_MS } from '../../../src/domain/units.ts';
import { createFakeClock, type FakeClock } from '../../support/fake-clock.ts';
import { createMemoryLog } from '../../support/log.ts';
import { settled } from '../../support/settled.ts';

describe('backups by time', () => {
  let clock: FakeClock;
  let log: ReturnType<typeof createMemoryLog>;
  let made: BackupFile[];
  let choices: BackupChoice[];
  let looks: number;
  let fault: { list?: Error; make?: Error };
  let stop: () => void;

  beforeEach(() => {
    clock = createFakeClock();
    log = createMemoryLog();
    [made, choices, looks, fault] = [[], [], 0, {}];
    stop = scheduleBackups({
      clock,
      log,
      backups: async () =>
        Promise.resolve({
          async list() {
            looks++;
            return fault.list === undefined ? Promise.resolve(made) : Promise.reject(fault.list);
          },
          async make(choice) {
            choices.push(choice);
            if (fault.make !== undefined) throw fault.make;
            const stamp = newStamp(choice.kind, clock.nowMs(), () => false);
            const file = { ...stamp, path: '', bytes: 0 };
            made.push(file);
            return Promise.resolve(file);
          },
        }),
    });
  });

  async function pass(ms: number): Promise<void> {
    clock.advance(ms);
    await settled();
  }

  it('are looked for soon after the start, and then every hour', async () => {
    await pass(LIMITS.backupFirstMs - 1);
    assert.equal(looks, 0);
    await pass(1);
    assert.equal(looks, 1);
    await pass(LIMITS.backupLookMs - LIMITS.backupFirstMs);
    assert.equal(looks, 2);
    await pass(LIMITS.backupLookMs);
    assert.equal(looks, 3);
  });

  it('are made of the kind that is due, with the history and without the firmware', async () => {
    const HOURS = 7.5 * 24;
    await pass(LIMITS.backupFirstMs);
    for (let hour = 1; hour <= HOURS; hour++) await pass(LIMITS.backupLookMs);
    const DAILY_SIX = Array.from({ length: 6 }, () => 'daily');
    assert.deepEqual(
      choices.map(({ kind }) => kind),
      ['weekly', ...DAILY_SIX, 'weekly'],
    );
    assert.deepEqual(choices[0], { kind: 'weekly', hasHistory: true, hasFirmware: false });
  });

  it('are not looked for once it is stopped', async () => {
    stop();
    await pass(DAY_MS);
    assert.equal(looks, 0);
  });

  it('are made where their folder cannot be read, which is told of there', async () => {
    fault.list = new Error('ENOTDIR');
    await pass(LIMITS.backupFirstMs);
    assert.equal(choices.length, 1);
  });

  it('that cannot be made are tried again at the next look', async () => {
    fault.make = new Error('no room');
    await pass(LIMITS.backupFirstMs);
    const lines = [{ level: 'debug', message: 'no backup now', fields: { reason: 'no room' } }];
    assert.deepEqual(log.lines, lines);
    delete fault.make;
    await pass(LIMITS.backupLookMs);
    assert.deepEqual([choices.length, made.length], [2, 1]);
  });
});
