/**
 * That the store was closed as it should be, and how its file was then. Where the note is missing, or the file is another,
 * the last run did not end well, or somebody has been at the file: it is looked at before it is opened.
 */
import { readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { STORE_FILE } from './store-file.ts';

const NAME = 'store.closed';

function looks(folder: string): string {
  const { size, mtimeMs } = statSync(join(folder, STORE_FILE));
  return JSON.stringify({ bytes: size, modifiedMs: mtimeMs });
}

function isAsClosed(folder: string): boolean {
  try {
    return readFileSync(join(folder, NAME), 'utf8') === looks(folder);
  } catch {
    return false;
  }
}

/** Whether the file is as it was closed. From now on it is not, until that is noted again. */
export function takeClosedNote(folder: string): boolean {
  const wasClosed = isAsClosed(folder);
  try {
    rmSync(join(folder, NAME), { force: true });
  } catch {
    // The disk takes no writes: the store stays as it is, too.
  }
  return wasClosed;
}

/** Not worth a flush: without it the next start takes a little longer. */
export function noteClosed(folder: string): void {
  try {
    writeFileSync(join(folder, NAME), looks(folder), { mode: 0o600 });
  } catch {
    // The disk takes no writes.
  }
}
