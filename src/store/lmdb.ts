/**
 * LMDB under the records. The only file that imports lmdb.
 *
 * A write is acknowledged after its transaction is committed and the pages are flushed, in that order: the one
 * sequence that lmdb-js documents as durable. Values are texts, so that no second transaction keeps shared
 * structures. The map's size is given, since the default grows by remapping, which 32-bit boards do not survive; lmdb
 * would still grow past it, so what is stored is kept below it here.
 */
import { existsSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ABORT, open } from 'lmdb';
import { messageOf, StoreError } from '../domain/errors.ts';
import { LIMITS } from '../domain/limits.ts';
import { commitFault, full, reading, unwritable } from './commit-failure.ts';
import { canSync, freeBytes, isMountedToWrite } from './disk.ts';
import { STORE_FILE } from './store-file.ts';
import type { KeyBounds, TextStore } from './records.ts';

/** LMDB's own codes of what is no store, or a damaged one. */
const LEAST_LMDB_CODE = -30_799;
const LAST_LMDB_CODE = -30_780;

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

/** The bounds of a part of the keys, in LMDB's terms. */
function boundsOf(prefix: string, { from = '', to, newestFirst = false }: KeyBounds) {
  const low = prefix + from;
  const high = to === undefined ? pastAll(prefix) : prefix + to;
  return newestFirst
    ? { start: high, exclusiveStart: true, end: low, inclusiveEnd: true, reverse: true }
    : { start: low, end: high };
}

/** A little more than LMDB's own, with as many readers as it is opened for. */
const LOCK_BYTES = 12 * 1_024;

/**
 * LMDB makes its lock file one hole and writes it through a map: where the disk has no room, that is a signal. @throws HubError
 * `storage_full`
 */
function makeLockFile(path: string): void {
  try {
    writeFileSync(`${path}-lock`, Buffer.alloc(LOCK_BYTES), { flag: 'wx', mode: 0o600 });
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code !== 'ENOSPC') return;
    rmSync(`${path}-lock`, { force: true });
    throw full('the disk is full');
  }
}

/** @throws StoreError where the file is none of LMDB's */
function openEnvironment(path: string, mapSize: number, readOnly: boolean) {
  makeLockFile(path);
  try {
    return open<string, string>({
      path,
      mapSize,
      readOnly,
      noSubdir: true,
      encoding: 'string',
      // A change of a person must not wait for the next one's company.
      commitDelay: 0,
    });
  } catch (error) {
    const code = Number((error as { code?: unknown }).code);
    if (code >= LEAST_LMDB_CODE && code <= LAST_LMDB_CODE)
      throw new StoreError(`${path} cannot be opened: ${messageOf(error)}`);
    throw error;
  }
}

/** No table's: it is there for a moment, when a store is new. */
const ROOM_KEY = 'store/room';

/**
 * Has a new file be larger than it need be. Pages that are free are used before the file grows, and to let it grow costs a
 * file system as much again as what is written into it.
 */
function makeRoom(db: ReturnType<typeof openEnvironment>, limitBytes: number): void {
  db.putSync(ROOM_KEY, ' '.repeat(Math.min(LIMITS.storeRoomBytes, limitBytes / 8)));
  takeRoomAway(db);
}

/** Also after a power cut in between. */
function takeRoomAway(db: ReturnType<typeof openEnvironment>): void {
  if (db.doesExist(ROOM_KEY)) db.removeSync(ROOM_KEY);
}

/**
 * On a disk that takes no writes it is opened to be read, and written once the disk takes writes again. What made the
 * file has been checked by the caller (open.ts): LMDB would not survive one of another kind of machine.
 * @param limitBytes what may be stored; the map is twice as large, for a transaction copies the pages it changes
 * @throws StoreError where the file is no store
 */
export function openLmdb(folder: string, limitBytes: number = LIMITS.storeBytes): TextStore {
  const path = join(folder, STORE_FILE);
  const modifiedAtOpen = existsSync(path) ? statSync(path).mtimeMs : undefined;
  let isReadOnly = !isMountedToWrite(folder);
  let db = openEnvironment(path, limitBytes * 2, isReadOnly);
  const hasPlenty = (freeBytes(folder) ?? 0) > LIMITS.storeRoomBytes * 100;
  if (modifiedAtOpen === undefined && hasPlenty) makeRoom(db, limitBytes);
  else if (!isReadOnly) takeRoomAway(db);

  function openToWrite(): void {
    if (!isMountedToWrite(folder)) throw unwritable('it is read-only');
    // One that is only read closes at once.
    void db.close();
    db = openEnvironment(path, limitBytes * 2, false);
    isReadOnly = false;
  }

  return {
    get: (key) => reading(() => db.get(key)),
    *range(prefix, bounds = {}) {
      const records = reading(() => db.getRange(boundsOf(prefix, bounds)));
      for (const { key, value } of records) yield [key, value];
    },
    snapshot() {
      const transaction = db.useReadTransaction();
      return {
        *range(prefix, bounds = {}) {
          const options = { ...boundsOf(prefix, bounds), transaction };
          for (const { key, value } of db.getRange(options)) yield [key, value];
        },
        release: () => transaction.done(),
      };
    },
    count: (prefix) => db.getKeysCount({ start: prefix, end: pastAll(prefix) }),
    async write(writes) {
      if (isReadOnly) openToWrite();
      const addedBytes = writes.reduce((sum, [, text]) => sum + Buffer.byteLength(text ?? ''), 0);
      try {
        // It is asked before anything is written: of LMDB that has given up no transaction may begin, which would never end.
        const usedBefore = usedBytes(db);
        if (addedBytes > 0 && usedBefore + addedBytes > limitBytes) throw full('the store is full');
        // Of another transaction all that came before a record that cannot be written would be committed.
        await db.childTransaction(() => {
          for (const [key, text] of writes) {
            if (text === undefined) db.removeSync(key);
            else db.putSync(key, text);
          }
        });
        await db.flushed;
        // The page that says where the newest records are is written last, and lmdb-js does not tell where that fails: from
        // then on LMDB refuses everything.
        db.getStats();
      } catch (error) {
        throw await commitFault(error, folder);
      }
    },
    space: () => ({ usedBytes: usedBytes(db), limitBytes, freeBytes: freeBytes(folder) ?? 0 }),
    modifiedMs: () => modifiedAtOpen,
    isWritable: async () => isMountedToWrite(folder) && (await canSync(path)),
    close: () => db.close(),
  };
}

/** A store of which nobody knows yet whether it can be used: whoever reads it may die of it. */
export interface DoubtfulStore {
  /** How many records it says that it has. */
  readonly entries: number;
  /** Whatever is there; of a damaged one not even the order is certain. */
  range(bounds: KeyBounds): Iterable<readonly [key: unknown, text: unknown]>;
  /** Does what a commit does, up to the writing; on a disk that takes no writes nothing. */
  tryWrite(texts: readonly string[]): void;
}

/**
 * Not after its last commit where the machine went before all of that was on the disk, but as LMDB itself goes back, to the
 * last one that was flushed: for that it has to be opened to be written. When it was written last stays to be seen.
 */
function openAsFlushed(path: string, isReadOnly: boolean): ReturnType<typeof openEnvironment> {
  const { atime, mtime } = statSync(path);
  const db = openEnvironment(path, LIMITS.storeBytes * 2, isReadOnly);
  if (!isReadOnly) utimesSync(path, atime, mtime);
  return db;
}

/** For a process of its own. No record in the file is changed. */
export function openDoubtful(folder: string): DoubtfulStore {
  const isReadOnly = !isMountedToWrite(folder);
  const db = openAsFlushed(join(folder, STORE_FILE), isReadOnly);
  return {
    entries: (db.getStats() as { entryCount: number }).entryCount,
    *range(bounds) {
      for (const { key, value } of db.getRange(boundsOf('', bounds))) yield [key, value];
    },
    tryWrite(texts) {
      if (isReadOnly) return;
      db.transactionSync(() => {
        for (const [index, text] of texts.entries()) db.putSync(`store/try/${index}`, text);
        return ABORT;
      });
    },
  };
}
