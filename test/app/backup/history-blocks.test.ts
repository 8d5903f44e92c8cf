/** History that goes out once, in blocks that automatic backups refer to: what is written, read, and let go of. */
import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import {
  existsSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { createBackupFinder } from '../../../src/app/backup/finder.ts';
import { createBackups, type BackupMaker } from '../../../src/app/backup/backups.ts';
import type { BackupCodec } from '../../../src/app/backup/ports.ts';
import { createBackupWatch } from '../../../src/app/backup/watch.ts';
import { createBackupFolder } from '../../../src/backup/folder.ts';
import type { BackupKind } from '../../../src/domain/backup.ts';
import { periodOf } from '../../../src/domain/history/period.ts';
import { TIERS } from '../../../src/domain/history/tiers.ts';
import { timeKey } from '../../../src/domain/history/time-key.ts';
import { LIMITS } from '../../../src/domain/limits.ts';
import { DAY_MS, HOUR_MS } from '../../../src/domain/units.ts';
import { createTestApp, type TestApp } from '../../support/app.ts';
import { codecWith, readAll, SEAL_KEY } from '../../support/backup.ts';
import { tempFolder } from '../../support/temp-folder.ts';
import { until } from '../../support/until.ts';

const [MINUTES, QUARTERS] = TIERS;
const START_MS = Date.parse('2026-01-15T10:00:00Z');
const TODAY_MS = Date.parse('2026-01-15T00:00:00Z');

describe('history in blocks', () => {
  let folder: ReturnType<typeof tempFolder>;
  let app: TestApp;

  beforeEach(async () => {
    folder = tempFolder();
    app = createTestApp({ start: START_MS });
    await put({ 'zones/z': 'zone' });
  });
  afterEach(() => folder.remove());

  const put = async (texts: Readonly<Record<string, string>>) =>
    app.texts.write(Object.entries(texts));
  const minutes = (atMs: number, series = 'zone/a') => `history_minute/${timeKey(atMs)}/${series}`;
  /** Two days that are over, and today. */
  const putMinutes = async () =>
    put({
      [minutes(TODAY_MS - 2 * DAY_MS)]: 'two days ago',
      [minutes(TODAY_MS - 4 * HOUR_MS)]: 'last night',
      [minutes(TODAY_MS - 4 * HOUR_MS, 'zone/b')]: 'last night, too',
      [minutes(TODAY_MS)]: 'today',
      [`history_log/${timeKey(START_MS)}/000000`]: 'just now',
    });
  const path = (...names: string[]) => join(folder.path, 'backups', ...names);
  const blocks = () => (existsSync(path('history')) ? readdirSync(path('history')).sort() : []);

  function open(codec: BackupCodec = codecWith()): BackupMaker {
    const { store, journal, clock, log } = app;
    return createBackups({
      store,
      journal,
      clock,
      log,
      codec,
      watch: createBackupWatch(clock),
      folder: createBackupFolder(path()),
      flush: () => Promise.resolve(),
      beside: BESIDE,
    });
  }
  const BESIDE = {
    about: () => ({ version: '0.2.0', storeFormat: 3, serial: 'own', isVirtual: false }),
    houseText: () => undefined,
    keyText: () => undefined,
    revocations: async () => Promise.resolve([]),
    firmware: { files: () => ({}) as never },
  };
  const make = async (kind: BackupKind, codec?: BackupCodec) =>
    open(codec).make({ kind, hasHistory: true, hasFirmware: false });
  async function held(file: string, codec?: BackupCodec) {
    const { header, items } = await readAll(readFileSync(file), codec);
    return {
      header,
      refs: items.flatMap((item) => ('block' in item ? [item.block] : [])),
      history: items.flatMap((item) =>
        'record' in item && item.record.startsWith('history') ? [item.text] : [],
      ),
    };
  }
  async function comesBack(codec?: BackupCodec): Promise<string[]> {
    const finder = createBackupFinder({
      folder: createBackupFolder(path()),
      codec: codec ?? codecWith(),
      beside: BESIDE,
      isNewer: () => false,
      log: app.log,
    });
    const good = await finder.newestGood();
    assert.ok(good);
    const texts: string[] = [];
    for await (const [key, text] of good.records())
      if (key.startsWith('history_')) texts.push(text);
    return texts.sort();
  }

  it('is written once: each backup refers to what is there, and adds the day that is over', async () => {
    await putMinutes();
    const first = await held((await make('daily')).path);
    assert.deepEqual(first.history, []);
    assert.deepEqual(
      first.refs.map(({ name, records }) => [
        name.slice(0, 'aris-history-minute-yyyy-mm-dd'.length),
        records,
      ]),
      [
        ['aris-history-minute-2026-01-13', 1],
        ['aris-history-minute-2026-01-14', 2],
      ],
    );
    const written = blocks();
    assert.deepEqual(
      written,
      first.refs.map(({ name }) => name),
    );
    for (const name of written) assert.equal(statSync(path('history', name)).mode & 0o777, 0o600);
    const inodes = () => written.map((name) => statSync(path('history', name)).ino);
    const before = inodes();
    app.clock.advance(DAY_MS);
    const second = await held((await make('daily')).path);
    assert.deepEqual(inodes(), before);
    assert.deepEqual(second.refs.slice(0, 2), first.refs);
    assert.equal(second.refs.length, 3);
    assert.equal(blocks().length, 3);
    assert.deepEqual(await comesBack(), ['last night', 'last night, too', 'today', 'two days ago']);
  });

  it('is whole with a weekly one, which has what is in no block; by hand all of it is in one file', async () => {
    await putMinutes();
    const weekly = await held((await make('weekly')).path);
    assert.deepEqual(weekly.history, ['just now', 'today']);
    assert.deepEqual(weekly.header.leftOut, ['firmware', 'keys', 'broker_password']);
    assert.equal((await comesBack()).length, 5);
    app.clock.advance(HOUR_MS);
    const manual = await held((await make('manual')).path);
    assert.deepEqual(manual.refs, []);
    assert.equal(manual.history.length, 5);
  });

  it('is in blocks as coarse as its tier, of those that are over', async () => {
    const quarters = periodOf(QUARTERS ?? MINUTES, START_MS);
    const key = (atMs: number) => `history_quarter/${timeKey(atMs)}/zone/a`;
    await put({ [key(quarters.startMs)]: 'open', [key(quarters.startMs - 4 * DAY_MS)]: 'over' });
    const { refs, history } = await held((await make('weekly')).path);
    assert.equal(refs.length, 1);
    assert.match(refs[0]?.name ?? '', /^aris-history-quarter-/);
    assert.deepEqual(history, ['open']);
  });

  it('is written anew where its records have changed, or another key seals it', async () => {
    await putMinutes();
    await make('daily');
    const before = blocks();
    await put({ [minutes(TODAY_MS - 2 * DAY_MS)]: 'late samples' });
    app.clock.advance(HOUR_MS);
    await make('daily');
    const changed = blocks().filter((name) => !before.includes(name));
    assert.equal(changed.length, 1);
    assert.match(changed[0] ?? '', /minute-2026-01-13-/);
    app.clock.advance(HOUR_MS);
    const sealing = codecWith(SEAL_KEY);
    const { refs } = await held((await make('daily', sealing)).path, sealing);
    for (const { name } of refs) {
      assert.ok(!before.includes(name));
      assert.match(readFileSync(path('history', name), 'latin1'), /^\{"what":"aris-backup-sealed"/);
    }
    assert.deepEqual(await comesBack(sealing), ['last night', 'last night, too', 'late samples']);
  });

  it('that is missing or damaged is named, and the rest comes back', async () => {
    await putMinutes();
    await make('daily');
    const [first = '', second = ''] = blocks();
    const bytes = readFileSync(path('history', second));
    rmSync(path('history', second));
    assert.deepEqual(await comesBack(), ['two days ago']);
    const middle = bytes.length >> 1;
    bytes[middle] = (bytes[middle] ?? 0) ^ 1;
    writeFileSync(path('history', second), bytes);
    assert.deepEqual(await comesBack(), ['two days ago']);
    // Whole in itself, and another.
    writeFileSync(path('history', second), readFileSync(path('history', first)));
    assert.deepEqual(await comesBack(), ['two days ago']);
    const named = app.log.lines.filter(({ message }) => message.startsWith('history of a backup'));
    assert.deepEqual(
      named.map(({ fields }) => fields['name']),
      [second, second, second],
    );
  });

  it('that is damaged on the disk is written anew by the next weekly one', async () => {
    await putMinutes();
    await make('daily');
    const [first = ''] = blocks();
    const good = readFileSync(path('history', first));
    writeFileSync(path('history', first), good.subarray(0, good.length - 9));
    app.clock.advance(HOUR_MS);
    await make('daily');
    assert.equal((await comesBack()).length, 2);
    app.clock.advance(HOUR_MS);
    await make('weekly');
    assert.equal((await comesBack()).length, 5);
  });

  describe('is let go of', () => {
    it('when no backup refers to it, or the history keeps nothing of that time', async () => {
      await putMinutes();
      await make('daily');
      const [first = '', second = ''] = blocks();
      await put({ [minutes(TODAY_MS - 2 * DAY_MS)]: 'late samples' });
      for (let day = 1; day < LIMITS.backupsKept.daily; day++) {
        app.clock.advance(DAY_MS);
        await make('daily');
        assert.ok(blocks().includes(first), `day ${day}`);
      }
      app.clock.advance(DAY_MS);
      await make('daily');
      assert.ok(!blocks().includes(first), 'the only backup that had it is gone');
      assert.ok(blocks().includes(second));
      app.clock.advance(MINUTES.keepMs);
      await make('daily');
      assert.ok(!blocks().includes(second), 'as old as it need not be');
    });
  });

  it('leaves no file open of which the beginning alone was read', async () => {
    await putMinutes();
    // More than is read at a time.
    const noise = () => randomBytes(4_000).toString('base64');
    await put(Object.fromEntries(Array.from({ length: 200 }, (_, i) => [`x/${i}`, noise()])));
    for (let day = 0; day < 3; day++) {
      await make('daily');
      app.clock.advance(DAY_MS);
    }
    const open = () =>
      readdirSync('/proc/self/fd').filter((fd) => {
        try {
          return readlinkSync(`/proc/self/fd/${fd}`).startsWith(folder.path);
        } catch {
          return false;
        }
      });
    await until(() => open().length === 0, 'the files to be closed');
  });

  it('leaves no backup where it cannot be written', async () => {
    await putMinutes();
    await make('manual');
    writeFileSync(path('history'), 'no folder');
    await assert.rejects(make('daily'), /history cannot be written|ENOTDIR|EEXIST/);
    assert.deepEqual(
      readdirSync(path()).filter((name) => name.includes('daily')),
      [],
    );
  });
});
