/** What the use cases need of the outside. Adapters implement these; hub.ts joins them. */
import type { JsonValue } from '../domain/errors.ts';
import type { TokenPrefix, TokenState } from '../domain/token.ts';
import type { Principal } from './principal.ts';

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
}

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
  /** The checked value. Throws where `value` is no such record. */
  parse(value: unknown, version: number): T;
}

export type Change =
  | { readonly put: Table<unknown>; readonly key: string; readonly value: unknown }
  | { readonly remove: Table<unknown>; readonly key: string };

/**
 * Records on disk. A record that cannot be read back is reported and set aside, never taken for absent in silence.
 */
export interface Store {
  get<T>(table: Table<T>, key: string): T | undefined;
  /** In ascending order of key (by code unit). */
  entries<T>(table: Table<T>): IterableIterator<readonly [key: string, value: T]>;
  /**
   * Writes all of the changes or none. They are on the disk, past a power cut, when the promise resolves.
   * @throws HubError `storage_full`, `invalid` (a value over LIMITS.storeValueBytes)
   */
  commit(changes: readonly Change[]): Promise<void>;
  /** Wall time of the last commit, in ms; undefined in a store that was never written. */
  lastCommitMs(): number | undefined;
  /** Whether the last commit failed for want of space. */
  isFull(): boolean;
  close(): Promise<void>;
}

export interface BusMessage {
  readonly topic: string;
  readonly payload: Uint8Array;
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

export interface Digest {
  sha256(text: string): Uint8Array;
  /** In a time that does not tell where the two differ. */
  equal(a: Uint8Array, b: Uint8Array): boolean;
}

export interface MintedToken {
  readonly id: string;
  /** The whole token: shown once, never kept. */
  readonly token: string;
  /** What is kept of it. */
  readonly hash: string;
}

export interface TokenMint {
  mint(prefix: TokenPrefix): MintedToken;
}

/** What the guard needs to know of tokens. */
export interface TokenIndex {
  find(id: string): TokenEntry | undefined;
  /** Rises with every change of a token: a verdict holds as long as it stays. */
  epoch(): number;
}

export interface TokenEntry {
  readonly hash: Uint8Array;
  readonly principal: Principal;
  state(): TokenState;
}

export interface HeaderSource {
  /**
   * @param name in lower case
   * @throws HubError `invalid` where the header stands twice
   */
  single(name: string): string | undefined;
}

export type Verdict =
  | { readonly principal: Principal }
  | { readonly refused: 'missing' }
  | { readonly refused: 'invalid'; readonly description: string };

export interface Guard {
  /** A verdict on the very same headers holds until this changes, or the principal expires. */
  epoch(): number;
  /** @throws HubError `invalid` for a repeated credential */
  authenticate(headers: HeaderSource): Verdict;
}

/** Counts what was answered. */
export interface RequestMeter {
  /** @param route the route's own path, not the one asked for */
  record(route: string, status: number, durationMs: number): void;
}
