/**
 * One hub per data folder. LMDB lets a second process in, so the lock is taken before the store is opened: a flock on
 * `lock` in the folder, which holds wherever the folder is shared, also between containers, and is its owner's alone.
 * The lock belongs to the open file, so the child that takes it may go: the kernel frees it when this process
 * ends, however it ends. Every other child inherits nothing of it.
 */
import { spawnSync } from 'node:child_process';
import { closeSync, constants, fchmodSync, fstatSync, openSync } from 'node:fs';
import { join } from 'node:path';
import { RivalError, SettingsError } from '../domain/errors.ts';
import { makePrivateFolder } from './files.ts';

const NAME = 'lock';
const PRIVATE = 0o600;
/** What a disk says that takes no writes, or no more of them. */
const UNWRITABLE = new Set(['EROFS', 'ENOSPC', 'EDQUOT', 'EIO']);

export interface FolderLock {
  release(): void;
}

const codeOf = (error: unknown) => (error as NodeJS.ErrnoException).code ?? 'unknown';

/** The first that can be opened: one is passed over only where the disk takes no writes, or there is no such file. */
function openFirst(ways: readonly (() => number)[]): number {
  for (const [index, open] of ways.entries()) {
    try {
      return open();
    } catch (error) {
      const isLast = index === ways.length - 1;
      if (isLast || !(UNWRITABLE.has(codeOf(error)) || codeOf(error) === 'ENOENT')) throw error;
    }
  }
  throw new Error('there is no way');
}

/** On a disk that takes no writes the file may be missing for good: there the folder itself is locked. */
function openLockFile(folder: string): number {
  const path = join(folder, NAME);
  const { O_CREAT, O_DIRECTORY, O_NOFOLLOW, O_RDONLY, O_RDWR } = constants;
  const descriptor = openFirst([
    () => openSync(path, O_RDWR | O_CREAT | O_NOFOLLOW, PRIVATE),
    () => openSync(path, O_RDONLY | O_NOFOLLOW),
    () => openSync(folder, O_RDONLY | O_DIRECTORY),
  ]);
  keepPrivate(descriptor);
  return descriptor;
}

/** A copy may have come with other rights: whoever may open it could take the lock. */
function keepPrivate(descriptor: number): void {
  const stat = fstatSync(descriptor);
  if (!stat.isFile() || (stat.mode & 0o777) === PRIVATE) return;
  try {
    fchmodSync(descriptor, PRIVATE);
  } catch {
    // The disk takes no writes, which stands in the way of nobody's start.
  }
}

/**
 * Node has no flock of its own.
 * @returns whether the open file has been locked; false where another process has it
 * @throws SettingsError where the machine has no `flock`
 */
function flock(descriptor: number, command: string): boolean {
  const { status, error, stderr } = spawnSync(command, ['-n', '3'], {
    stdio: ['ignore', 'ignore', 'pipe', descriptor],
    encoding: 'utf8',
  });
  if (error !== undefined && codeOf(error) === 'ENOENT') {
    throw new SettingsError([
      `the data folder cannot be locked: there is no ${command} on this machine (package util-linux)`,
    ]);
  }
  if (status === 0) return true;
  if (status === 1) return false;
  throw error ?? new Error(`the data folder cannot be locked: ${stderr.trim()}`);
}

/**
 * Undefined where another process has it.
 * @throws SettingsError where the machine cannot lock, Error where the folder cannot be read
 */
export function takeLock(folder: string, command = 'flock'): FolderLock | undefined {
  const descriptor = openLockFile(folder);
  let isTaken = false;
  try {
    isTaken = flock(descriptor, command);
  } finally {
    if (!isTaken) closeSync(descriptor);
  }
  return isTaken ? { release: () => closeSync(descriptor) } : undefined;
}

/**
 * Makes the folder where there is none, and takes its lock.
 * @throws RivalError where another process has it, and as `takeLock`
 */
export function lockFolder(folder: string): FolderLock {
  makePrivateFolder(folder);
  const lock = takeLock(folder);
  if (lock === undefined) throw new RivalError(`another process is using ${folder}`);
  return lock;
}
