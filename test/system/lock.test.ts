/** The lock of the data folder, as processes, users and containers see it. */
import assert from 'node:assert/strict';
import { spawnSync, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, chownSync, mkdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { RivalError, SettingsError } from '../../src/domain/errors.ts';
import { lockFolder, takeLock } from '../../src/system/lock.ts';
import { end, start } from '../support/child.ts';
import { mountSmallDisk, NEEDS_ROOT } from '../support/small-disk.ts';
import { tempFolder } from '../support/temp-folder.ts';

const NOBODY = 65_534;
const LOCK = join(import.meta.dirname, '..', '..', 'src', 'system', 'lock.ts');
const canUnshare = spawnSync('unshare', ['-n', 'true']).status === 0;

/** A process that takes the lock, says whether it has it, has a child of its own, and stays. */
async function otherProcess(
  folder: string,
  front: readonly string[] = [],
): Promise<{ child: ChildProcess; hasIt: boolean; grandchild: number }> {
  const code = `
    const { takeLock } = await import(${JSON.stringify(LOCK)});
    const { spawn } = await import('node:child_process');
    const lock = takeLock(${JSON.stringify(folder)});
    const child = spawn('sleep', ['30'], { stdio: 'ignore', detached: true });
    console.log(JSON.stringify([lock !== undefined, child.pid]));
    setInterval(() => lock, 1000);`;
  const node = [process.execPath, '--import', 'tsx', '--input-type=module', '-e', code];
  const [command = '', ...args] = [...front, ...node];
  const child = start(command, args);
  const [line] = (await once(child.stdout ?? child, 'data')) as [Buffer];
  const [hasIt, grandchild] = JSON.parse(line.toString()) as [boolean, number];
  return { child, hasIt, grandchild };
}

describe('the lock of a data folder', () => {
  let path: string;
  let remove: () => void;

  beforeEach(() => ({ path, remove } = tempFolder()));
  afterEach(() => remove());

  it('is one’s at a time, whatever the folder is called', () => {
    mkdirSync(join(path, 'data'));
    const lock = takeLock(join(path, 'data'));
    assert.ok(lock);
    assert.equal(takeLock(join(path, 'data', '..', 'data')), undefined);
    assert.throws(() => lockFolder(join(path, 'data')), RivalError);
    takeLock(path)?.release();
    lock.release();
    const again = takeLock(join(path, 'data'));
    assert.ok(again);
    again.release();
  });

  it('is free after kill -9, though what that process started lives on', async () => {
    const { child, hasIt, grandchild } = await otherProcess(path);
    assert.ok(hasIt);
    assert.equal(takeLock(path), undefined);
    await end(child, 'SIGKILL');
    process.kill(grandchild, 0);
    const lock = takeLock(path);
    process.kill(grandchild);
    assert.ok(lock);
    lock.release();
  });

  it(
    'holds in another network namespace, as another container has one',
    { skip: !canUnshare && 'needs root, to unshare the network' },
    async () => {
      const lock = takeLock(path);
      const { child, hasIt, grandchild } = await otherProcess(path, ['unshare', '-n']);
      await end(child, 'SIGKILL');
      process.kill(grandchild);
      assert.equal(hasIt, false);
      lock?.release();
    },
  );

  it(
    'is its owner’s: another user cannot take it, also in a folder that all may read',
    NEEDS_ROOT,
    () => {
      // As it may have come out of an archive.
      writeFileSync(join(path, 'lock'), '', { mode: 0o644 });
      chmodSync(join(path, 'lock'), 0o644);
      chmodSync(path, 0o755);
      takeLock(path)?.release();
      assert.equal(statSync(join(path, 'lock')).mode & 0o777, 0o600);
      const asNobody = { uid: NOBODY, gid: NOBODY };
      const taken = spawnSync('flock', ['-n', join(path, 'lock'), 'true'], asNobody);
      assert.notEqual(taken.status, 0);
      chmodSync(path, 0o700);
      assert.notEqual(spawnSync('flock', ['-n', path, 'true'], asNobody).status, 0);
    },
  );

  it('of another user is told as what it is', NEEDS_ROOT, () => {
    writeFileSync(join(path, 'lock'), '', { mode: 0o600 });
    chownSync(path, NOBODY, NOBODY);
    process.seteuid?.(NOBODY);
    try {
      assert.throws(() => takeLock(path), /EACCES.*lock/);
    } finally {
      process.seteuid?.(0);
    }
  });

  it('says what is missing on a machine without flock', () => {
    assert.throws(
      () => takeLock(path, 'no-such-flock'),
      (error) => error instanceof SettingsError && error.message.includes('util-linux'),
    );
    takeLock(path)?.release();
  });

  it('is had on a disk that takes no writes, with or without the file', NEEDS_ROOT, () => {
    const disk = mountSmallDisk();
    try {
      takeLock(disk.path)?.release();
      for (const hasFile of [true, false]) {
        if (!hasFile) {
          disk.remount('rw');
          rmSync(join(disk.path, 'lock'));
        }
        disk.remount('ro');
        const lock = takeLock(disk.path);
        assert.ok(lock, String(hasFile));
        assert.equal(takeLock(disk.path), undefined);
        lock.release();
      }
    } finally {
      disk.remove();
    }
  });
});
