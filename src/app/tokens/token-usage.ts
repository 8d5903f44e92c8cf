/**
 * What a token was used for: its last uses one by one, and how many there were per day and status. In memory is what
 * is new; the rest stays on disk until it is asked for. All of it reaches the disk in lazy batches.
 */
import * as v from 'valibot';
import { LIMITS } from '../../domain/limits.ts';
import { DAY_MS, isoTime } from '../../domain/units.ts';
import type { Change, Store, Table } from '../ports.ts';
import type { Use } from '../principal.ts';
import { RecentUses, type KnownDeeds } from './recent-uses.ts';
import { checked } from '../schema.ts';

const TOTALS = v.strictObject({ lastUsedMs: v.number(), requestCount: v.number() });
const RECENT = v.array(
  v.strictObject({
    atMs: v.number(),
    method: v.string(),
    path: v.string(),
    status: v.number(),
    address: v.string(),
    userAgent: v.optional(v.string()),
  }),
);
const STATUSES = v.record(v.string(), v.number());

const TOKEN_TOTALS: Table<v.InferOutput<typeof TOTALS>> = {
  name: 'token_usage',
  version: 1,
  parse: (value) => checked(TOTALS, value),
};
const TOKEN_RECENT: Table<readonly Use[]> = {
  name: 'token_recent',
  version: 1,
  parse: (value) => checked(RECENT, value) as Use[],
};
/** Key: `<id>/<day>`, the day in UTC. Requests by status. */
const TOKEN_DAYS: Table<Readonly<Record<string, number>>> = {
  name: 'token_days',
  version: 1,
  parse: (value) => checked(STATUSES, value),
};

export interface UsageView {
  /** Newest first. */
  readonly usage: readonly {
    readonly timestamp: string;
    readonly method: string;
    readonly path: string;
    readonly status: number;
    readonly address: string;
    readonly userAgent?: string;
  }[];
  /** Newest first; days in UTC on which there was any. */
  readonly daily: readonly {
    readonly date: string;
    readonly requests: number;
    readonly statuses: Readonly<Record<string, number>>;
  }[];
  readonly metadata: { readonly count: number };
}

const dateOf = (instantMs: number) => isoTime(instantMs).slice(0, 10);
/** @param counts pairs, as in `TokenUsage` */
const byStatus = (counts: readonly number[]): Record<string, number> =>
  Object.fromEntries(
    counts.flatMap((status, i) => (i % 2 === 0 ? [[status, counts[i + 1] ?? 0]] : [])),
  );
const dayOf = (instantMs: number) => Math.floor(instantMs / DAY_MS);

/** Requests of all tokens since the store was made. */
export function totalsOnDisk(store: Store) {
  return store.entries(TOKEN_TOTALS);
}

/** All records of one token's use that there are, to be removed with it. */
export function usageRemoval(store: Store, id: string): Change[] {
  return [
    { remove: TOKEN_TOTALS, key: id },
    { remove: TOKEN_RECENT, key: id },
    ...daysOnDisk(store, id).map(([key]) => ({ remove: TOKEN_DAYS, key })),
  ];
}

const daysOnDisk = (store: Store, id: string) => [
  ...store.range(TOKEN_DAYS, { from: `${id}/`, to: `${id}0` }),
];

/** Where the use of all tokens is kept. */
export interface UsageShelf {
  readonly store: Store;
  readonly deeds: KnownDeeds;
}

/** Puts the counts of a day. */
interface DayChange {
  readonly put: typeof TOKEN_DAYS;
  readonly key: string;
  /** By status. */
  readonly value: Record<string, number>;
}

const NONE: readonly never[] = [];

/** One for each of what may be 100,000 tokens: a small object, and what a request touches stands together. */
export class TokenUsage {
  isSaved = true;
  requestCount = 0;
  lastUsedMs = 0;
  #day = -1;
  /** Of `#day` alone: a status, how many requests came to it, the next status, and so on. */
  #counts: number[] = [];
  /** Undefined while all of them are on disk. */
  #recent: RecentUses | undefined;
  readonly #id: string;
  readonly #shelf: UsageShelf;
  /** Last counts of days that are over, not yet on disk. */
  #ended: readonly DayChange[] = NONE;
  /** How many of those were given out to be written. */
  #endedGiven = 0;

  constructor(id: string, shelf: UsageShelf) {
    this.#id = id;
    this.#shelf = shelf;
  }

  /** @param wasLetIn whether it counts as a use of the token, rather than as an attempt */
  note(use: Use, wasLetIn: boolean): void {
    this.isSaved = false;
    if (wasLetIn) {
      this.requestCount++;
      this.lastUsedMs = use.atMs;
    }
    this.#recent ??= new RecentUses(this.#recentOnDisk(), this.#shelf.deeds);
    this.#recent.add(use);
    if (dayOf(use.atMs) !== this.#day) this.#beginDay(use.atMs);
    this.#count(use.status);
  }

  #count(status: number): void {
    const counts = this.#counts;
    for (let i = 0; i < counts.length; i += 2) {
      if (counts[i] !== status) continue;
      counts[i + 1] = (counts[i + 1] ?? 0) + 1;
      return;
    }
    counts.push(status, 1);
  }

  /** The day that ends is on disk but for its last minutes: those are written with the new one's first. */
  #beginDay(atMs: number): void {
    this.#ended = [...this.#ended, ...this.#dayChanges()];
    this.#day = dayOf(atMs);
    this.#counts = Object.entries(this.#countsOf(this.#dayKey())).flatMap(([status, n]) => [
      Number(status),
      n,
    ]);
  }

  /** A clock that is set back comes to a day that is over, and perhaps not yet on disk. */
  #countsOf(dayKey: string): Record<string, number> {
    const ended = this.#ended.findLast(({ key }) => key === dayKey);
    return ended?.value ?? this.#shelf.store.get(TOKEN_DAYS, dayKey) ?? {};
  }

  #dayKey(): string {
    return `${this.#id}/${dateOf(this.#day * DAY_MS)}`;
  }

  #dayChanges(): DayChange[] {
    if (this.#day < 0) return [];
    return [{ put: TOKEN_DAYS, key: this.#dayKey(), value: byStatus(this.#counts) }];
  }

  #recentOnDisk(): readonly Use[] {
    return this.#shelf.store.get(TOKEN_RECENT, this.#id) ?? [];
  }

  /** Oldest first. */
  #recentUses(): readonly Use[] {
    return this.#recent?.list() ?? this.#recentOnDisk();
  }

  /** What brings the disk up to date; days past their time are removed with it. */
  changes(nowMs: number): Change[] {
    const { lastUsedMs, requestCount } = this;
    this.#endedGiven = this.#ended.length;
    const oldest = `${this.#id}/${dateOf(nowMs - LIMITS.tokenUsageMs)}`;
    const outdated = this.#ended.length === 0 ? [] : daysOnDisk(this.#shelf.store, this.#id);
    return [
      { put: TOKEN_TOTALS, key: this.#id, value: { lastUsedMs, requestCount } },
      { put: TOKEN_RECENT, key: this.#id, value: this.#recentUses() },
      ...this.#ended,
      ...this.#dayChanges(),
      ...outdated.filter(([key]) => key < oldest).map(([key]) => ({ remove: TOKEN_DAYS, key })),
    ];
  }

  /** @param wasWritten whether the changes that were given last are on disk */
  settle(wasWritten: boolean): void {
    if (!wasWritten) {
      this.isSaved = false;
      return;
    }
    this.#ended = this.#ended.slice(this.#endedGiven);
    // Many tokens may be used now and then: what is on disk need not be in memory too.
    if (this.isSaved) this.#recent = undefined;
  }

  view(): UsageView {
    const recent = this.#recentUses();
    const days = new Map(
      daysOnDisk(this.#shelf.store, this.#id).map(([key, value]) => [key.slice(-10), value]),
    );
    for (const { key, value } of [...this.#ended, ...this.#dayChanges()])
      days.set(key.slice(-10), value);
    return {
      usage: recent.toReversed().map(({ atMs, userAgent, ...use }) => ({
        timestamp: isoTime(atMs),
        ...use,
        ...(userAgent !== undefined && { userAgent }),
      })),
      daily: [...days]
        .sort(([a], [b]) => (a < b ? 1 : -1))
        .map(([date, statuses]) => ({
          date,
          requests: Object.values(statuses).reduce((sum, count) => sum + count, 0),
          statuses,
        })),
      metadata: { count: recent.length },
    };
  }
}
