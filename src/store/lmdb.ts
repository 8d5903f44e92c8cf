/**
 * LMDB under the records. The only file that imports lmdb.
 *
 * A write is acknowledged after its transaction is committed and the pages are flushed, in that order: the one
 * sequence that lmdb-js documents as durable. Values are texts, so that no second transaction keeps shared
 * structures. The map's size is given, since the default grows by remapping, which 32-bit boards do not survive; lmdb
 * would still grow past it, so what is stored is kept below it here.
 */
import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { open } from 'lmdb';
import { HubError, messageOf } from '../domain/errors.ts';
import { LIMITS } from '../domain/limits.ts';
import { checkMarker } from './marker.ts';
import type { TextStore } from './records.ts';

const FILE = 'store.mdb';
/** What a full disk makes of a commit: EIO on most file systems (measurements.md section 10). */
const FULL = /MDB_MAP_FULL|ENOSPC|EIO|No space left|Input\/output error/;

function asHubError(error: unknown): unknown {
  return FULL.test(messageOf(error)) ? full('the disk is full') : error;
}

function full(why: string): HubError {
  return new HubError('storage_full', `nothing was changed, since ${why}`);
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
    *range(prefix) {
      // `~` is past every character that a key has after its table's slash.
      for (const { key, value } of db.getRange({ start: prefix, end: `${prefix}~` }))
        yield [key, value];
    },
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
        throw asHubError(error);
      }
    },
    modifiedMs: () => modifiedAtOpen,
    close: () => db.close(),
  };
}
