/**
 * Files that take the place of others all together, past a power cut: they are made ready in a folder beside them, whose
 * renaming is the moment from which they count; what is cut short then is gone on with by whoever opens the store next.
 */
import {
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  renameSync,
  rmSync,
} from 'node:fs';
import { join } from 'node:path';

const DRAFT = 'restored.new';
const READY = 'restored';
/** A backup that somebody sends, for as long as it is looked at. */
export const UPLOAD = 'restore.upload';
/** What was there before, of the last time alone. */
export const REPLACED = 'replaced';
/** Of a store that is gone: LMDB makes it anew. */
const LOCK = 'store.mdb-lock';

function syncFolder(path: string): void {
  const folder = openSync(path, 'r');
  try {
    fsyncSync(folder);
  } finally {
    closeSync(folder);
  }
}

export const draftOf = (folder: string): string => join(folder, DRAFT);

/** An empty folder to make them ready in. */
export function beginSwap(folder: string): string {
  const draft = draftOf(folder);
  rmSync(draft, { recursive: true, force: true });
  mkdirSync(draft, { mode: 0o700 });
  return draft;
}

export const abandonSwap = (folder: string): void =>
  rmSync(draftOf(folder), { recursive: true, force: true });

/** From here on they count. Each is on the disk already. */
export function commitSwap(folder: string): void {
  rmSync(join(folder, DRAFT, LOCK), { force: true });
  syncFolder(draftOf(folder));
  rmSync(join(folder, REPLACED), { recursive: true, force: true });
  renameSync(draftOf(folder), join(folder, READY));
  syncFolder(folder);
  finishSwap(folder);
}

/** Goes on with a swap that was cut short, if there is one. The caller holds the folder's lock. */
export function finishSwap(folder: string): void {
  // What a process that was killed has left.
  rmSync(join(folder, UPLOAD), { force: true });
  abandonSwap(folder);
  const ready = join(folder, READY);
  if (!existsSync(ready)) return;
  const replaced = join(folder, REPLACED);
  mkdirSync(replaced, { recursive: true, mode: 0o700 });
  for (const name of readdirSync(ready)) {
    const place = join(folder, name);
    if (existsSync(place)) renameSync(place, join(replaced, name));
    renameSync(join(ready, name), place);
  }
  rmSync(join(folder, LOCK), { force: true });
  syncFolder(replaced);
  syncFolder(folder);
  rmSync(ready, { recursive: true });
  syncFolder(folder);
}
