/** What the use cases need of the outside. Adapters implement these; hub.ts joins them. */
import type { JsonValue } from '../../domain/errors.ts';
import type { NewEvent } from '../../domain/event.ts';
import type { OffsetOf } from '../../domain/local-time.ts';

/** Undoes what returned it. */
export type Cancel = () => void;

export interface Clock {
  /** Wall time in ms since 1970. It may jump: for records and answers, never for durations. */
  nowMs(): number;
  /** Ms from an arbitrary start that never jump: for durations, limits and time-outs. */
  monotonicMs(): number;
  /** Calls back after `delayMs`; does not keep the process alive. */
  after(delayMs: number, callback: () => void): Cancel;
  every(periodMs: number, callback: () => void): Cancel;
  /** Whether the wall time may yet turn out wrong: nothing is thrown away for being old by it. Absent: it never may. */
  isProvisional?(): boolean;
}

/**
 * The clocks of a time zone, by its IANA name.
 * @throws RangeError where nothing knows it
 */
export type TimeZones = (name: string) => OffsetOf;

export interface Random {
  bytes(count: number): Uint8Array;
}

export type LogFields = Readonly<Record<string, JsonValue | undefined>>;

/** One line per thing worth knowing. Secrets are redacted by key, but do not pass them. */
export interface Log {
  debug(message: string, fields?: LogFields): void;
  info(message: string, fields?: LogFields): void;
  warn(message: string, fields?: LogFields): void;
  error(message: string, fields?: LogFields): void;
}

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

/** Why nothing can be written: there is no room, or the disk takes no writes. */
export type StoreTrouble = 'full' | 'unwritable';

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
  /** How many records there are, without reading them. */
  count(table: Table<unknown>): number;
  /**
   * Writes all of the changes or none. They are on the disk, past a power cut, when the promise resolves.
   * @throws HubError `storage_full`, `storage_unwritable`, `invalid` (a value larger than its table's may be), `conflict`
   *   (a record of a newer version would be lost)
   */
  commit(changes: readonly Change[]): Promise<void>;
  /** Not for free: it asks the disk. */
  stats(): StoreStats;
  /** Wall time of the last commit, in ms; undefined in a store that was never written. */
  lastCommitMs(): number | undefined;
  /** What keeps it from being written, as the last commit or the last look at the disk has shown. */
  trouble(): StoreTrouble | undefined;
  /** Records of a newer version of this program that were met, and left as they are. */
  newerCount(): number;
  /** Looks at the disk. @returns whether a commit may do again what the last one could not */
  look(): Promise<boolean>;
  /** From now on a record of a newer version is a fault, and no reason to refuse the start. */
  endStart(): void;
  /** @throws Error where that takes longer than LIMITS.storeCloseMs: the disk may have failed */
  close(): Promise<void>;
}

export interface BusMessage {
  readonly topic: string;
  readonly payload: Buffer;
  /** Whether the broker kept it from earlier, rather than passing it on now. */
  readonly retained: boolean;
}

export interface Publication {
  readonly topic: string;
  readonly payload: string;
  readonly retain?: boolean;
  readonly qos?: 0 | 1;
}

/** One connection to a broker, real or in-process. */
export interface Bus {
  /**
   * Connects, and goes on trying for ever. `onMessage` gets what matches `filters`; `onConnection` each change of
   * state, a connection once all that the broker has retained for the filters is delivered. Both run to completion before the next message is read.
   */
  start(listener: BusListener): void;
  /**
   * Listens to these topics besides the filters from now on, and to those of an earlier call no more. What is retained
   * for new ones is delivered. One that the broker refuses is logged, and the others are heard all the same.
   */
  alsoListen(topics: readonly string[]): void;
  /** From now on that is published when the connection breaks; the broker may have to be connected anew for it. */
  changeWill(will: Publication): void;
  isConnected(): boolean;
  /** Resolves once the broker has it (for QoS 1, acknowledged); rejects while there is no connection. */
  publish(publication: Publication): Promise<void>;
  /** Says goodbye: `farewell` is published before a clean disconnect. */
  stop(farewell?: Publication): Promise<void>;
}

export interface BusListener {
  readonly filters: readonly string[];
  /** Published by the broker when the connection breaks. */
  readonly will?: Publication;
  onMessage(message: BusMessage): void;
  onConnection(connected: boolean): void;
}

/** What happened, kept in order. */
export interface Journal {
  /**
   * Commits the changes and the events that tell of them in one transaction.
   * @throws HubError as Store.commit
   */
  commit(changes: readonly Change[], events: readonly NewEvent[]): Promise<void>;
}

/** A refusal at the door. Many from one address become one event with a count. */
export interface AccessRefusal {
  readonly address: string;
  /** In a word or two: `token_invalid`, `forbidden`, `login_failed`. */
  readonly reason: string;
  /** `tok_…` or `usr_…` of a real one. */
  readonly principalId?: string | undefined;
}

export interface Refusals {
  note(refusal: AccessRefusal): void;
}

/** A part of what is written together every few minutes, and at a clean stop. */
export interface LazySource {
  /** What has changed since the last time. Calls `settle` are made for each gathering, before the next. */
  gather(): readonly Change[];
  settle(wasWritten: boolean): void;
  /** Whether it held some back, so as not to gather too much at once. */
  hasMore?(): boolean;
}

/** Counts what was answered. */
export interface RequestMeter {
  /** @param route the route's own path, not the one asked for */
  record(route: string, status: number, durationMs: number): void;
}

/**
 * Why the hub hangs up on a client: it has its share of connections (or there are as many as there can be), it is not
 * signed in where only those stay, it reads too slowly, it asks for more than it reads.
 */
export const HANG_UPS = ['too_many', 'not_signed_in', 'too_slow', 'too_much'] as const;
export type HangUp = (typeof HANG_UPS)[number];

export interface ConnectionStats {
  readonly open: number;
  readonly hungUp: Readonly<Record<HangUp, number>>;
}
