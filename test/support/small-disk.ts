/** A small ext4 disk of a test's own, in a file. Needs root. */
import { spawnSync } from 'node:child_process';
import { closeSync, mkdirSync, openSync, truncateSync, writeFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { tempFolder } from './temp-folder.ts';

const SIZE_BYTES = 64 * 1024 * 1024;
const UNMOUNT_TRIES = 20;
const UNMOUNT_RETRY_MS = 100;

/** For the options of a test that needs one. */
export const NEEDS_ROOT = { skip: process.getuid?.() !== 0 && 'needs root, to mount a small disk' };

function run(command: string, ...args: readonly string[]): string {
  const { status, stdout, stderr } = spawnSync(command, args, { encoding: 'utf8' });
  if (status !== 0) throw new Error(`${command} ${args.join(' ')}: ${stderr}`);
  return stdout.trim();
}

export interface SmallDisk {
  readonly path: string;
  /** As the kernel does with a card that fails: from now on it is read-only, also for files that are open. */
  fail(): void;
  /** Nobody may use it then. */
  takeOff(): void;
  /** Read-only, or as a new card would be. */
  putBack(options?: string): void;
  /** Both. */
  remount(options: 'ro' | 'rw'): void;
  /** Makes one that is mounted read-only take writes, whoever uses it. */
  allowWrites(): void;
  remove(): void;
}

/** @param image that of the disk, to be formatted; else one of its own. @param usual how it is mounted */
export function mountSmallDisk(image?: string, usual = 'rw'): SmallDisk {
  const folder = tempFolder();
  const file = image ?? join(folder.path, 'disk.img');
  const path = join(folder.path, 'disk');
  if (image === undefined) {
    writeFileSync(file, '');
    truncateSync(file, SIZE_BYTES);
  }
  mkdirSync(path);
  // Or what the image has of room would be given back.
  run('mkfs.ext4', '-q', '-E', 'nodiscard', file);
  let device = '';
  function putBack(options = usual): void {
    device = run('losetup', '--find', '--show', file);
    run('mount', '-o', options, device, path);
  }
  function takeOff(): void {
    // What holds the lock of a hub that was killed ends a moment after it.
    const wait = new Int32Array(new SharedArrayBuffer(4));
    for (let tries = 1; spawnSync('umount', [path]).status !== 0; tries++) {
      if (tries === UNMOUNT_TRIES) run('umount', path);
      Atomics.wait(wait, 0, 0, UNMOUNT_RETRY_MS);
    }
    run('losetup', '--detach', device);
  }
  putBack();
  return {
    path,
    takeOff,
    putBack,
    fail: () => void run('mount', '-o', 'remount,abort', path),
    remount(options) {
      takeOff();
      putBack(options);
    },
    allowWrites: () => void run('mount', '-o', 'remount,rw', path),
    remove() {
      spawnSync('umount', ['-l', path]);
      spawnSync('losetup', ['--detach', device]);
      folder.remove();
    },
  };
}

/**
 * To its last byte. What is written at once takes no more room for a while than it needs, nor does what is gone.
 * @returns the file that fills it
 */
export function fillDisk(folder: string): string {
  run('sync', '--file-system', folder);
  const path = join(folder, 'filler');
  const file = openSync(path, 'as');
  const isTaken = (bytes: number) => {
    try {
      return writeSync(file, Buffer.alloc(bytes)) > 0;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOSPC') return false;
      throw error;
    }
  };
  for (const bytes of [1_048_576, 1_024]) while (isTaken(bytes));
  closeSync(file);
  return path;
}
