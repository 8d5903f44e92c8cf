/**
 * Records over plain texts: what every store shares. A value is kept with the version of its table and checked when
 * it is read. One that cannot be read back is reported and moved to `damaged/…`, where a person can look at it; one of
 * a newer version is not touched.
 *
 * Commits that wait for the disk go out together, in one transaction with one flush; each is answered once it is there.
 */
import { setImmediate as nextTurn } from 'node:timers/promises';
import { createBatcher } from '../app/base/batcher.ts';
import type { Clock } from '../app/base/ports/clock.ts';
import type { Log } from '../app/base/ports/log.ts';
import type {
  Change,
  DamagedRecord,
  KeyRange,
  StoreSnapshot,
  Store,
  StoreStats,
  StoreTrouble,
  Table,
} from '../app/base/ports/store.ts';
import { HubError, messageOf, StoreError, type ErrorCode } from '../domain/errors.ts';
import { LIMITS } from '../domain/limits.ts';
import { SECOND_MS } from '../domain/units.ts';
import { decodeRecord, encodeRecord, keyOf, writtenKey } from './record-text.ts';

/** A key and its new text, or undefined to remove it. */
export type TextWrite = readonly [key: string, text: string | undefined];

/** Keys as they go on after a prefix. */
export type KeyBounds = Omit<KeyRange, 'limit'>;

/** What a technology has to offer: texts under keys. */
export interface TextStore {
  get(key: string): string | undefined;
  /**
   * Keys that start with `prefix` and their texts, read no faster than they are taken. Not valid across an await.
   */
  range(prefix: string, bounds?: KeyBounds): Iterable<readonly [key: string, text: string]>;
  /** What it holds now, to be read while it is written. */
  snapshot(): StoreSnapshot;
  /** How many keys start with `prefix`. */
  count(prefix: string): number;
  /**
   * All or none, on the disk when it resolves.
   * @throws HubError `storage_full`, `storage_unwritable`, `storage_damaged`
   */
  write(writes: readonly TextWrite[]): Promise<void>;
  /** What it holds, and has room for. */
  space(): Pick<StoreStats, 'usedBytes' | 'limitBytes' | 'freeBytes'>;
  /** Whether its disk takes writes, as far as can be told without writing. */
  isWritable(): Promise<boolean>;
  /** When it was last written, ms since 1970; undefined if never. */
  modifiedMs(): number | undefined;
  /** After a commit that failed it may never settle. */
  close(): Promise<void>;
}

/** Where a person can look at it, and out of the way. */
export const setAsideWrites = (key: string, text: string): TextWrite[] => [
  [key, undefined],
  [`damaged/${key}`, text],
];

const TROUBLES: Readonly<Partial<Record<ErrorCode, StoreTrouble>>> = {
  storage_full: 'full',
  storage_unwritable: 'unwritable',
  storage_damaged: 'damaged',
};
const troubleIn = (error: unknown) =>
  error instanceof HubError ? TROUBLES[error.code] : undefined;

/** @param deps.mended records that could not be read when the store was opened */
export function createRecordStore(deps: {
  texts: TextStore;
  clock: Clock;
  log: Log;
  mended?: readonly DamagedRecord[];
}): Store {
  const { texts, clock, log, mended = [] } = deps;
  let lastCommitMs = texts.modifiedMs();
  let trouble: StoreTrouble | undefined;
  /** Commits one after another that took long. */
  let slowInRow = 0;
  /** Monotonic: since when one is under way. */
  let commitSinceMs: number | undefined;
  let isStarting = true;
  /** Keys of records that a newer program wrote, as far as they were met. */
  const newer = new Set<string>();
  /** Records that could not be read, and of which nobody has been told yet. */
  let damaged = [...mended];
  const stats = { commits: 0, failures: 0, recordBytes: 0, damaged: mended.length };

  function setAside(key: string, text: string, error: unknown): void {
    stats.damaged++;
    const [table = '', ...rest] = key.split('/');
    damaged.push({ table, key: rest.join('/') });
    log.error('damaged record set aside', { key, reason: messageOf(error) });
    texts
      .write(setAsideWrites(key, text))
      .catch((failure: unknown) =>
        log.error('damaged record not set aside', { key, reason: messageOf(failure) }),
      );
  }

  function noteNewer(key: string, error: StoreError): void {
    if (isStarting) throw error;
    if (newer.has(key) || newer.size >= LIMITS.newerRecords) return;
    newer.add(key);
    log.error('a record of a newer version is left as it is', { key, reason: error.message });
  }

  function read<T>(table: Table<T>, key: string, text: string): T | undefined {
    try {
      return decodeRecord(table, key, text);
    } catch (error) {
      if (error instanceof StoreError) noteNewer(key, error);
      else setAside(key, text, error);
      return undefined;
    }
  }

  function* range<T>(table: Table<T>, { limit = Infinity, ...keys }: KeyRange) {
    const prefix = keyOf(table, '');
    let left = limit;
    if (left <= 0) return;
    for (const [key, text] of texts.range(prefix, keys)) {
      const value = read(table, key, text);
      if (value === undefined) continue;
      yield [key.slice(prefix.length), value] as const;
      if (--left === 0) return;
    }
  }

  function toWrite(change: Change): TextWrite {
    if ('remove' in change) return [writtenKey(change.remove, change.key), undefined];
    const key = writtenKey(change.put, change.key);
    if (newer.has(key))
      throw new HubError('conflict', `the record ${key} was written by a newer version of the hub`);
    return [key, encodeRecord(change.put, change.key, change.value)];
  }

  async function writeTogether(all: readonly (readonly TextWrite[])[]): Promise<undefined[]> {
    const writes = all.flat();
    const startedMs = clock.monotonicMs();
    commitSinceMs = startedMs;
    try {
      await texts.write(writes).finally(() => (commitSinceMs = undefined));
    } catch (error) {
      stats.failures++;
      trouble = troubleIn(error) ?? trouble;
      throw error;
    }
    trouble = undefined;
    slowInRow = clock.monotonicMs() - startedMs >= LIMITS.slowCommitMs ? slowInRow + 1 : 0;
    stats.commits++;
    for (const [key, text = ''] of writes) stats.recordBytes += key.length + text.length;
    lastCommitMs = clock.nowMs();
    return all.map(() => undefined);
  }

  const commits = createBatcher(writeTogether, nextTurn);

  /** A card that answers nothing any more ends no commit. */
  function isSlow(): boolean {
    const tookMs = clock.monotonicMs() - (commitSinceMs ?? clock.monotonicMs());
    return slowInRow >= LIMITS.slowCommits || tookMs >= LIMITS.hangingCommitMs;
  }

  return {
    get(table, key) {
      const stored = texts.get(keyOf(table, key));
      return stored === undefined ? undefined : read(table, keyOf(table, key), stored);
    },

    // Gathered first: the reader may take its time.
    entries: (table) => [...range(table, {})].values(),
    range,
    snapshot: () => texts.snapshot(),
    count: (table) => texts.count(keyOf(table, '')),

    // What cannot be written at all is refused before it waits with others.
    commit: async (changes) => commits.add(changes.map(toWrite)),

    stats: () => ({ ...stats, ...texts.space() }),
    lastCommitMs: () => lastCommitMs,
    trouble: () => trouble,
    isSlow,
    newerCount: () => newer.size,
    takeDamaged() {
      const taken = damaged;
      damaged = [];
      return taken;
    },
    async look() {
      const isWritable = await texts.isWritable();
      if (!isWritable) trouble = 'unwritable';
      return isWritable && trouble === 'unwritable';
    },
    endStart: () => void (isStarting = false),
    close: async () =>
      new Promise<void>((resolve, reject) => {
        const seconds = LIMITS.storeCloseMs / SECOND_MS;
        const late = () => reject(new Error(`the store did not close within ${seconds} s`));
        const cancel = clock.after(LIMITS.storeCloseMs, late);
        commits
          .idle()
          .then(async () => texts.close())
          .then(resolve, reject)
          .finally(cancel);
      }),
  };
}
