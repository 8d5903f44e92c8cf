/**
 * Records over plain texts: what every store shares. A value is kept with the version of its table and checked when
 * it is read. One that cannot be read back is reported and moved to `damaged/…`, where a person can look at it.
 */
import type { Change, Clock, KeyRange, Log, Store, Table } from '../app/ports.ts';
import { HubError, messageOf } from '../domain/errors.ts';
import { LIMITS } from '../domain/limits.ts';

/** A key and its new text, or undefined to remove it. */
export type TextWrite = readonly [key: string, text: string | undefined];

/** What a technology has to offer: texts under keys. */
export interface TextStore {
  get(key: string): string | undefined;
  /**
   * Keys that start with `prefix` and their texts, read no faster than they are taken. Not valid across an await.
   * @param range keys as they go on after the prefix
   */
  range(
    prefix: string,
    range?: Omit<KeyRange, 'limit'>,
  ): Iterable<readonly [key: string, text: string]>;
  /** How many keys start with `prefix`. */
  count(prefix: string): number;
  /**
   * All or none, on the disk when it resolves.
   * @throws HubError `storage_full`
   */
  write(writes: readonly TextWrite[]): Promise<void>;
  /** When it was last written, ms since 1970; undefined if never. */
  modifiedMs(): number | undefined;
  usedBytes(): number;
  close(): Promise<void>;
}

const keyOf = (table: Table<unknown>, key: string) => `${table.name}/${key}`;

function encode<T>(table: Table<T>, key: string, value: unknown): string {
  const text = JSON.stringify({ v: table.version, d: value });
  if (Buffer.byteLength(text) > LIMITS.storeValueBytes) {
    throw new HubError(
      'invalid',
      `the record ${keyOf(table, key)} is over ${LIMITS.storeValueBytes} bytes`,
    );
  }
  return text;
}

function decode<T>(table: Table<T>, text: string): T {
  const record = JSON.parse(text) as { v?: unknown; d?: unknown };
  if (typeof record.v !== 'number' || record.v > table.version) {
    throw new Error(`version ${String(record.v)} is not known, ${table.version} is the newest`);
  }
  return table.parse(record.d, record.v);
}

export function createRecordStore(deps: { texts: TextStore; clock: Clock; log: Log }): Store {
  const { texts, clock, log } = deps;
  let lastCommitMs = texts.modifiedMs();
  let isFull = false;

  function setAside(key: string, text: string, error: unknown): void {
    log.error('damaged record set aside', { key, reason: messageOf(error) });
    texts
      .write([
        [key, undefined],
        [`damaged/${key}`, text],
      ])
      .catch((failure: unknown) =>
        log.error('damaged record not set aside', { key, reason: messageOf(failure) }),
      );
  }

  function read<T>(table: Table<T>, key: string, text: string): T | undefined {
    try {
      return decode(table, text);
    } catch (error) {
      setAside(key, text, error);
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

  return {
    get(table, key) {
      const stored = texts.get(keyOf(table, key));
      return stored === undefined ? undefined : read(table, keyOf(table, key), stored);
    },

    // Gathered first: the reader may take its time.
    entries: (table) => [...range(table, {})].values(),
    range,
    count: (table) => texts.count(keyOf(table, '')),

    async commit(changes: readonly Change[]) {
      const writes = changes.map((change): TextWrite =>
        'put' in change
          ? [keyOf(change.put, change.key), encode(change.put, change.key, change.value)]
          : [keyOf(change.remove, change.key), undefined],
      );
      try {
        await texts.write(writes);
      } catch (error) {
        isFull ||= error instanceof HubError && error.code === 'storage_full';
        throw error;
      }
      isFull = false;
      lastCommitMs = clock.nowMs();
    },

    lastCommitMs: () => lastCommitMs,
    usedBytes: () => texts.usedBytes(),
    isFull: () => isFull,
    close: () => texts.close(),
  };
}
