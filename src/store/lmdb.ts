/**
 * LMDB under the records. The only file that imports lmdb.
 *
 * A write is acknowledged after its transaction is committed and the pages are flushed, in that order: the one
 * sequence that lmdb-js documents as durable. Values are texts, so that no second transaction keeps shared
 * structures. The map's size is given, since the default grows by remapping, which 32-bit boards do not survive; lmdb
 * would still grow past it, so what is stored is kept below it here.
 */
import { existsSync, statfsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { open } from 'lmdb';
import { HubError } from '../domain/errors.ts';
import { LIMITS } from '../domain/limits.ts';
import { commitFailureCode } from './commit-failure.ts';
import { checkMarker } from './marker.ts';
import type { TextStore } from './records.ts';

const FILE = 'store.mdb';
/** With less room than this on the disk, a failed commit is taken to have failed for want of it. */
const LEAST_FREE_BYTES = 4 * 1024 * 1024;

function full(why: string): HubError {
  return new HubError('storage_full', `nothing was changed, since ${why}`);
}

/** A full disk fails a commit with the code of any I/O error: how much room is left tells them apart. */
async function explained(error: unknown, folder: string): Promise<unknown> {
  const code = await commitFailureCode(error);
  if (code === undefined) return error;
  const { bavail, bsize } = statfsSync(folder);
  if (bavail * bsize < LEAST_FREE_BYTES) return full('the disk is full');
  return new Error(`the store could not be written (code ${code})`, { cause: error });
}

interface TreeStats {
  readonly pageSize: number;
  readonly treeBranchPageCount: number;
  readonly treeLeafPageCount: number;
  readonly overflowPages: number;
}

/** Bytes of the pages in use: what was deleted does not count, though the file keeps its size. */
function usedBytes(db: { getStats(): unknown }): number {
  const { pageSize, treeBranchPageCount, treeLeafPageCount, overflowPages } =
    db.getStats() as TreeStats;
  return pageSize * (treeBranchPageCount + treeLeafPageCount + overflowPages);
}

/** Past every key that starts with `prefix`: no character is greater. */
const pastAll = (prefix: string) => `${prefix}\u{10ffff}`;

/**
 * @param limitBytes what may be stored; the map is twice as large, for a transaction copies the pages it changes
 * @throws Error where the folder holds the store of another kind of machine
 */
export function openLmdb(folder: string, limitBytes: number = LIMITS.storeBytes): TextStore {
  const path = join(folder, FILE);
  checkMarker(folder, existsSync(path));
  const modifiedAtOpen = existsSync(path) ? statSync(path).mtimeMs : undefined;
  const db = open<string, string>({
    path,
    noSubdir: true,
    mapSize: limitBytes * 2,
    encoding: 'string',
    // A change of a person must not wait for the next one's company.
    commitDelay: 0,
  });

  return {
    get: (key) => db.get(key),
    *range(prefix, { from = '', to, newestFirst = false } = {}) {
      const low = prefix + from;
      const high = to === undefined ? pastAll(prefix) : prefix + to;
      const bounds = newestFirst
        ? { start: high, exclusiveStart: true, end: low, inclusiveEnd: true, reverse: true }
        : { start: low, end: high };
      for (const { key, value } of db.getRange(bounds)) yield [key, value];
    },
    usedBytes: () => usedBytes(db),
    count: (prefix) => db.getKeysCount({ start: prefix, end: pastAll(prefix) }),
    async write(writes) {
      const addedBytes = writes.reduce((sum, [, text]) => sum + Buffer.byteLength(text ?? ''), 0);
      if (addedBytes > 0 && usedBytes(db) + addedBytes > limitBytes)
        throw full('the store is full');
      try {
        await db.transaction(() => {
          for (const [key, text] of writes) {
            if (text === undefined) db.removeSync(key);
            else db.putSync(key, text);
          }
        });
        await db.flushed;
      } catch (error) {
        throw await explained(error, folder);
      }
    },
    modifiedMs: () => modifiedAtOpen,
    close: () => db.close(),
  };
}
