/**
 * One hub per data folder. LMDB lets a second process in, so the lock is taken before the store is opened: a name in
 * the kernel's abstract socket namespace, made of the folder's device and inode. The kernel frees it when the
 * process ends, however it ends.
 */
import { statSync } from 'node:fs';
import { createServer } from 'node:net';
import { RivalError } from '../domain/errors.ts';
import { makePrivateFolder } from './files.ts';

export interface Lock {
  release(): Promise<void>;
}

/** Undefined where another process has it. */
export async function takeLock(folder: string): Promise<Lock | undefined> {
  const { dev, ino } = statSync(folder);
  const server = createServer((socket) => socket.destroy());
  try {
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen(`\0aris-hub:${dev}:${ino}`, resolve);
    });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EADDRINUSE') return undefined;
    throw error;
  }
  server.unref();
  return { release: () => new Promise((resolve) => server.close(() => resolve())) };
}

/**
 * Makes the folder where there is none, and takes its lock.
 * @throws RivalError where another process has it
 */
export async function lockFolder(folder: string): Promise<Lock> {
  makePrivateFolder(folder);
  const lock = await takeLock(folder);
  if (lock === undefined) throw new RivalError(`another process is using ${folder}`);
  return lock;
}
