/** Making backups: what goes along, what is read back, what goes, what is told. */
import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createBackups, type BackupMaker } from '../../../src/app/backup/backups.ts';
import type { BackupCodec } from '../../../src/app/backup/ports.ts';
import type { Revocation } from '../../../src/app/backup/revocation.ts';
import { createBackupWatch, type BackupWatch } from '../../../src/app/backup/watch.ts';
import type { BackupChoice, BesideStore } from '../../../src/app/backup/writing.ts';
import { createBackupFolder } from '../../../src/backup/folder.ts';
import { LIMITS } from '../../../src/domain/limits.ts';
import { DAY_MS } from '../../../src/domain/units.ts';
import { createTestApp, type TestApp } from '../../support/app.ts';
import { bytesOf, codecWith, readAll } from '../../support/backup.ts';
import { tempFolder } from '../../support/temp-folder.ts';

const MANUAL: BackupChoice = { kind: 'manual', hasHistory: true, hasFirmware: false };
const DAILY: BackupChoice = { kind: 'daily', hasHistory: true, hasFirmware: false };

describe('backups', () => {
  let folder: ReturnType<typeof tempFolder>;
  let app: TestApp;
  let revoked: readonly Revocation[];
  let watch: BackupWatch;

  beforeEach(() => {
    folder = tempFolder();
    app = createTestApp();
    revoked = [];
    watch = createBackupWatch(app.clock);
  });
  afterEach(() => folder.remove());

  const path = (name = '') => join(folder.path, 'backups', name);
  const files = () => (existsSync(path()) ? readdirSync(path()) : []);

  const beside = (keyText?: string): BesideStore => ({
    about: () => ({ version: '0.2.0', storeFormat: 3, serial: 'own', isVirtual: false }),
    houseText: () => '{"version":1}',
    keyText: () => keyText,
    revocations: async () => Promise.resolve(revoked),
    firmware: {
      async *files() {
        yield await Promise.resolve({ path: 'a/b.bin', bytes: Buffer.from('one') });
      },
    },
  });

  function open({
    codec = codecWith(),
    keyText = undefined as string | undefined,
  } = {}): BackupMaker {
    const { store, journal, clock, log } = app;
    return createBackups({
      store,
      journal,
      clock,
      log,
      codec,
      watch,
      folder: createBackupFolder(path()),
      flush: () => Promise.resolve(),
      beside: beside(keyText),
    });
  }
  const put = async (texts: Readonly<Record<string, string>>) =>
    app.texts.write(Object.entries(texts));
  const held = async (choice: BackupChoice, options?: Parameters<typeof open>[0]) => {
    const made = await open(options).make(choice);
    const { header, items } = await readAll(readFileSync(made.path), options?.codec);
    return {
      header,
      items,
      keys: items.flatMap((item) => ('record' in item ? [item.record] : [])),
    };
  };
  const told = async (type: 'backup_made' | 'backup_failed') =>
    (await app.journal.query({ audit: 'shown', type })).events;

  it('have everything but sessions, and say what they are without', async () => {
    await put({ 'sessions/a': '1', 'session_use/a': '1', 'history_hour/a': '1', 'users/a': '1' });
    revoked = [{ token: '00000000', revokedAtMs: 1 }];
    const { header, items, keys } = await held(MANUAL);
    assert.deepEqual(header.leftOut, ['firmware', 'keys', 'broker_password']);
    assert.deepEqual(
      keys.filter((key) => /^(?:sess|hist|users)/.test(key)),
      ['history_hour/a', 'users/a'],
    );
    assert.deepEqual(
      items.filter((item) => !('record' in item)),
      [{ file: 'house.json', text: '{"version":1}' }, { revocation: revoked[0] }],
    );
  });

  it('show the store as it stood when they began', async () => {
    await put({ 'a/1': 'old', 'z/1': 'old' });
    const backups = open();
    const chunks: Uint8Array[] = [];
    let isFirst = true;
    for await (const chunk of backups.download({ hasHistory: true, hasFirmware: false })) {
      chunks.push(chunk);
      if (isFirst) await put({ 'z/1': 'new', 'z/2': 'new' });
      isFirst = false;
    }
    const { items } = await readAll(Buffer.concat(chunks));
    const found = items.flatMap((item) =>
      'record' in item && item.record.startsWith('z/') ? [item] : [],
    );
    assert.deepEqual(found, [{ record: 'z/1', text: 'old' }]);
  });

  it('are told of, and in the list under a name that says what they are', async () => {
    const backups = open();
    const made = await backups.make(MANUAL);
    assert.deepEqual(files(), [made.name]);
    assert.equal((await told('backup_made'))[0]?.message, `A backup was made: ${made.name}`);
    assert.equal((await backups.list())[0]?.bytes, readFileSync(made.path).length);
    assert.deepEqual(watch.status(), {
      state: undefined,
      last: made,
      failures: 0,
      failure: undefined,
    });
  });

  it('that do not read back are none, and their failing is told of once', async () => {
    const good = codecWith();
    const codec: BackupCodec = {
      ...good,
      async *pack(lines) {
        const bytes = await bytesOf(good.pack(lines));
        yield bytes.subarray(0, bytes.length - 1);
      },
    };
    const backups = open({ codec });
    await assert.rejects(backups.make(MANUAL), /the backup is damaged/);
    await assert.rejects(backups.make(MANUAL), /the backup is damaged/);
    assert.deepEqual(files(), []);
    const { state, failures, failure } = watch.status();
    assert.deepEqual([state, failures], ['failing', 2]);
    assert.match(failure ?? '', /damaged/);
    assert.equal((await told('backup_failed')).length, 1);
    assert.equal((await told('backup_made')).length, 0);
  });

  it('cannot be made two at a time', async () => {
    const backups = open();
    const first = backups.make(MANUAL);
    await assert.rejects(backups.make(MANUAL), { code: 'conflict' });
    await first;
    await backups.make(MANUAL);
    assert.equal(files().length, 2);
  });

  it('are no more of a kind than there may be, but for a clock that may be wrong', async () => {
    writeFileSync(join(folder.path, 'x'), '');
    const backups = open();
    const kept = LIMITS.backupsKept.daily;
    for (let day = 0; day < kept + 2; day++) {
      await backups.make(DAILY);
      app.clock.advance(DAY_MS);
    }
    assert.equal(files().length, kept);
  });

  it('cannot be made in a folder that is a file, which is said', async () => {
    writeFileSync(path().replace(/\/$/, ''), 'no folder');
    await assert.rejects(open().make(MANUAL), (error: Error) => {
      assert.match(error.message, /backups cannot be written|ENOTDIR|EEXIST/);
      return true;
    });
  });
});
