/** What can be told of the disk that a store lies on, without writing. */
import { accessSync, constants, statfsSync } from 'node:fs';
import { open as openFile } from 'node:fs/promises';

/** Whether it is mounted to be written; also for root, to whom no rights matter. */
export function isMountedToWrite(folder: string): boolean {
  try {
    accessSync(folder, constants.W_OK);
    return true;
  } catch {
    return false;
  }
}

/** A disk that the kernel has given up still looks writable: it refuses when it is asked whether all is written. */
export async function canSync(path: string): Promise<boolean> {
  try {
    const file = await openFile(path);
    await file.sync().finally(async () => file.close());
    return true;
  } catch {
    return false;
  }
}

/** Undefined where the disk does not even say that. */
export function freeBytes(folder: string): number | undefined {
  try {
    const { bavail, bsize } = statfsSync(folder);
    return bavail * bsize;
  } catch {
    return undefined;
  }
}
