import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { backupFolderOf, createBackupFolder, unwritable } from '../../src/backup/folder.ts';
import { newStamp } from '../../src/domain/backup.ts';
import { HubError } from '../../src/domain/errors.ts';
import { bytesOf, inPieces } from '../support/backup.ts';
import { tempFolder } from '../support/temp-folder.ts';

let folder = tempFolder();
beforeEach(() => (folder = tempFolder()));
afterEach(() => folder.remove());
const TEXT = Buffer.from('a backup');
const stamp = (hour: number) => newStamp('manual', Date.UTC(2026, 0, 15, hour), () => false);
const names = () => readdirSync(folder.path).toSorted();

describe('the folder of the backups', () => {
  it('has a backup whole, once it is kept, and for its owner alone', async () => {
    const path = join(folder.path, 'backups');
    const backups = createBackupFolder(path);
    assert.deepEqual(await backups.list(), []);
    const draft = await backups.write(stamp(10), inPieces(TEXT));
    assert.deepEqual(await backups.list(), []);
    assert.deepEqual(await bytesOf(draft.read()), TEXT);
    const file = await draft.keep();
    assert.deepEqual(await backups.list(), [file]);
    assert.deepEqual(await bytesOf(backups.read(file.path)), TEXT);
    assert.deepEqual([file.bytes, statSync(file.path).mode & 0o777], [TEXT.length, 0o600]);
    await backups.remove(file);
    assert.deepEqual(await backups.list(), []);
  });

  it('lists the newest first, and nothing else that lies there', async () => {
    const backups = createBackupFolder(folder.path);
    writeFileSync(join(folder.path, 'notes.txt'), '');
    for (const hour of [9, 11, 10]) await (await backups.write(stamp(hour), inPieces(TEXT))).keep();
    const hours = (await backups.list()).map(({ madeAtMs }) => new Date(madeAtMs).getUTCHours());
    assert.deepEqual(hours, [11, 10, 9]);
  });

  it('is rid of what a try that was cut short has left', async () => {
    writeFileSync(join(folder.path, 'old.part'), '');
    const draft = await createBackupFolder(folder.path).write(stamp(10), inPieces(TEXT));
    assert.equal(existsSync(join(folder.path, 'old.part')), false);
    await draft.discard();
    assert.deepEqual(names(), []);
  });

  it('has nothing of a backup whose making fails', async () => {
    async function* broken(): AsyncGenerator<Uint8Array> {
      yield await Promise.resolve(TEXT);
      throw new Error('the store broke off');
    }
    await assert.rejects(createBackupFolder(folder.path).write(stamp(10), broken()), /broke off/);
    assert.deepEqual(names(), []);
  });

  it('has blocks of history beside, of names that are theirs', async () => {
    const { blocks } = createBackupFolder(folder.path);
    assert.deepEqual(await blocks.list(), []);
    mkdirSync(join(folder.path, 'history'));
    writeFileSync(join(folder.path, 'history', 'notes.txt'), '');
    assert.deepEqual(await blocks.list(), []);
  });
});

it('backups lie beside the store where no folder is named, those of a virtual house apart', () => {
  const lies = (backupFolder: string | undefined, isVirtual: boolean) =>
    backupFolderOf('/data', { backupFolder, isVirtual });
  assert.deepEqual(
    [lies(undefined, false), lies('/disk', false), lies('/disk', true)],
    ['/data/backups', '/disk', '/disk/virtual'],
  );
});

it('what keeps a folder from being written is said, and anything else stays as it is', () => {
  const of = (code: string) => {
    const error = unwritable(Object.assign(new Error('no'), { code }), '/disk');
    return error instanceof HubError ? [error.code, error.message] : error;
  };
  assert.deepEqual(of('ENOSPC'), ['storage_full', 'there is no room left in /disk']);
  assert.deepEqual(of('EACCES'), ['storage_unwritable', '/disk cannot be written (no)']);
  assert.match(String(of('EROFS')), /ReadWritePaths=\/disk/);
  assert.ok(of('EBADF') instanceof Error);
});
