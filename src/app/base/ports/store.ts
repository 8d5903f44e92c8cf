/** Records on the disk. */

/** A named set of records of one shape. */
export interface Table<T> {
  readonly name: string;
  /** Raised when the shape changes; `parse` then has to know the older ones. */
  readonly version: number;
  /** What a record may have at most, where it may be larger than LIMITS.storeValueBytes. */
  readonly maxBytes?: number;
  /** The checked value. Throws where `value` is no such record. */
  parse(value: unknown, version: number): T;
}

export type Change =
  | { readonly put: Table<unknown>; readonly key: string; readonly value: unknown }
  | { readonly remove: Table<unknown>; readonly key: string };

/** A part of a table, by key. */
export interface KeyRange {
  /** The first key. */
  readonly from?: string | undefined;
  /** The first key that is past it. */
  readonly to?: string | undefined;
  /** Whether it is read from its end. */
  readonly newestFirst?: boolean | undefined;
  /** The number of records at most. */
  readonly limit?: number | undefined;
}

export interface StoreStats {
  /** Transactions since the start that are on the disk, and those that could not be written. */
  readonly commits: number;
  readonly failures: number;
  /** Length of the records in those on the disk. */
  readonly recordBytes: number;
  /** Records that could not be read back. */
  readonly damaged: number;
  /** What is stored, what may be, and what the disk has room for. */
  readonly usedBytes: number;
  readonly limitBytes: number;
  readonly freeBytes: number;
}

/** A record that could not be read. */
export interface DamagedRecord {
  /** The table's name. */
  readonly table: string;
  readonly key: string;
  /** When the backup was made that its value comes from now, ms since 1970; absent where it counts for nothing. */
  readonly goodAtMs?: number | undefined;
}

/** All records as they stood at one moment, as key and text: whatever is written meanwhile. */
export interface StoreSnapshot {
  /** As they ascend, or descend. Not valid across an await; where it went on, a later one may. */
  range(
    prefix: string,
    range?: Omit<KeyRange, 'limit'>,
  ): Iterable<readonly [key: string, text: string]>;
  /** To be called once: what it sees takes room on the disk until then. */
  release(): void;
}

/** Why nothing can be written: there is no room, the disk takes no writes, or the store is damaged. */
export type StoreTrouble = 'full' | 'unwritable' | 'damaged';

/**
 * Records on disk. A record that cannot be read back is reported and set aside, never taken for absent in silence; one
 * of a newer version stays where it is.
 */
export interface Store {
  get<T>(table: Table<T>, key: string): T | undefined;
  /** In ascending order of key (by code unit). */
  entries<T>(table: Table<T>): IterableIterator<readonly [key: string, value: T]>;
  /** Reads no more than is taken of it. Not valid across an await. */
  range<T>(table: Table<T>, range: KeyRange): IterableIterator<readonly [key: string, value: T]>;
  /** Everything as it stands now, of every table. */
  readonly snapshot: () => StoreSnapshot;
  /** How many records there are, without reading them. */
  count(table: Table<unknown>): number;
  /**
   * Writes all of the changes or none. They are on the disk, past a power cut, when the promise resolves.
   * @throws HubError `storage_full`, `storage_unwritable`, `storage_damaged`, `invalid` (a value larger than its table's may be), `conflict`
   *   (a record of a newer version would be lost)
   */
  commit(changes: readonly Change[]): Promise<void>;
  /** Not for free: it asks the disk. */
  stats(): StoreStats;
  /** Wall time of the last commit, in ms; undefined in a store that was never written. */
  lastCommitMs(): number | undefined;
  /** What keeps it from being written, as the last commit or the last look at the disk has shown. */
  trouble(): StoreTrouble | undefined;
  /**
   * Whether people notice: the last LIMITS.slowCommits commits took LIMITS.slowCommitMs each, or the one under way takes
   * LIMITS.hangingCommitMs.
   */
  isSlow(): boolean;
  /** Records of a newer version of this program that were met, and left as they are. */
  newerCount(): number;
  /** Records that could not be read since it was last asked: each is given once. */
  takeDamaged(): readonly DamagedRecord[];
  /** Looks at the disk. @returns whether a commit may do again what the last one could not */
  look(): Promise<boolean>;
  /** From now on a record of a newer version is a fault, and no reason to refuse the start. */
  endStart(): void;
  /** @throws Error where that takes longer than LIMITS.storeCloseMs: the disk may have failed */
  close(): Promise<void>;
}

/** A part of what is written together every few minutes, and at a clean stop. */
export interface LazySource {
  /** What has changed since the last time. Calls `settle` are made for each gathering, before the next. */
  gather(): readonly Change[];
  settle(wasWritten: boolean): void;
  /** Whether it held some back, so as not to gather too much at once. */
  hasMore?(): boolean;
}
