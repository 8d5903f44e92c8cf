/**
 * That the store was closed as it should be, and how its file was then. Where the note is missing, or the file is another,
 * the last run did not end well, or somebody has been at the file: it is looked at before it is opened. Or that a commit
 * has met a damaged page: whatever can be read of the store, it is not to be trusted.
 */
import { readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { HubError } from '../domain/errors.ts';
import type { TextStore } from './records.ts';
import { STORE_FILE } from './store-file.ts';

const NAME = 'store.closed';

function looks(folder: string): string {
  const { size, mtimeMs } = statSync(join(folder, STORE_FILE));
  return JSON.stringify({ bytes: size, modifiedMs: mtimeMs });
}

const SUSPECT = JSON.stringify({ isSuspect: true });

/** What the last run has left word of; undefined where it was neither. */
type Note = 'closed' | 'suspect' | undefined;

function readNote(folder: string): Note {
  try {
    const text = readFileSync(join(folder, NAME), 'utf8');
    if (text === SUSPECT) return 'suspect';
    return text === looks(folder) ? 'closed' : undefined;
  } catch {
    return undefined;
  }
}

export function dropNote(folder: string): void {
  try {
    rmSync(join(folder, NAME), { force: true });
  } catch {
    // The disk takes no writes: the store stays as it is, too.
  }
}

/**
 * Whether the file is as it was closed. From now on it is not, until that is noted again. A suspicion stays until the store
 * is another: the disk may be too full to write it down again.
 */
export function takeClosedNote(folder: string): Note {
  const note = readNote(folder);
  if (note !== 'suspect') dropNote(folder);
  return note;
}

function leave(folder: string, text: () => string): void {
  try {
    writeFileSync(join(folder, NAME), text(), { mode: 0o600 });
  } catch {
    // The disk takes no writes.
  }
}

/** Not worth a flush: without it the next start takes a little longer. */
const noteClosed = (folder: string): void => leave(folder, () => looks(folder));

/** Not worth one either: without it the next start looks at the store, and finds what there is to be found. */
const noteSuspect = (folder: string): void => leave(folder, () => SUSPECT);

/** Leaves word for the next start. */
export function noting(texts: TextStore, folder: string): TextStore {
  let isSuspect = readNote(folder) === 'suspect';
  return {
    ...texts,
    async write(writes) {
      try {
        await texts.write(writes);
      } catch (error) {
        if (error instanceof HubError && error.code === 'storage_damaged' && !isSuspect) {
          isSuspect = true;
          noteSuspect(folder);
        }
        throw error;
      }
    },
    async close() {
      await texts.close();
      if (!isSuspect) noteClosed(folder);
    },
  };
}
