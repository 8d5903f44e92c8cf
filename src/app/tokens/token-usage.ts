/**
 * What a token was used for: its last uses one by one, and how many there were per day and status. In memory is what
 * is new; the rest stays on disk until it is asked for. All of it reaches the disk in lazy batches.
 */
import { LIMITS } from '../../domain/limits.ts';
import { DAY_MS } from '../../domain/units.ts';
import type { Change, Store } from '../base/ports/store.ts';
import type { TokenUse } from '../base/principal.ts';
import { RecentUses } from './recent-uses.ts';
import {
  dayKeyOf,
  daysOnDisk,
  TOKEN_DAYS,
  TOKEN_RECENT,
  TOKEN_TOTALS,
  usageView,
  type StatusCounts,
  type UsageTotals,
  type UsageView,
} from './usage-records.ts';
import type { UsageEntry } from './usage-entries.ts';
import { NOWHERE, UseLog } from './use-log.ts';

/** Where the use of all tokens is kept. */
export interface UsageTables {
  readonly store: Store;
  readonly log: UseLog;
  readonly recent: RecentUses;
}

export const usageTables = (store: Store): UsageTables => ({
  store,
  log: new UseLog(),
  recent: new RecentUses(),
});

/** Puts the counts of a day. */
interface DayChange {
  readonly put: typeof TOKEN_DAYS;
  readonly key: string;
  readonly value: StatusCounts;
}

const NONE: readonly never[] = [];
const dayOf = (instantMs: number) => Math.floor(instantMs / DAY_MS);
/** @param counts pairs, as in `TokenUsage` */
const byStatus = (counts: readonly number[]): StatusCounts =>
  Object.fromEntries(
    counts.flatMap((status, i) => (i % 2 === 0 ? [[status, counts[i + 1] ?? 0]] : [])),
  );

export class TokenUsage {
  isSaved = true;
  requestCount = 0;
  lastUsedMs = 0;
  /** Where it was used from then; undefined where that was before it was kept. */
  lastAddress: string | undefined;
  #day = -1;
  /** Of `#day` alone: a status, how many requests came to it, the next status, and so on. */
  #counts: number[] | undefined;
  /** Of its last uses; `NOWHERE` while they are on disk alone. */
  #recentRow = NOWHERE;
  readonly #id: string;
  readonly #tables: UsageTables;
  /** Last counts of days that are over, not yet on disk. */
  #ended: readonly DayChange[] = NONE;
  /** How many of those were given out to be written. */
  #endedGiven = 0;

  /** @param id of the token, without `tok_` */
  constructor(id: string, tables: UsageTables) {
    this.#id = id;
    this.#tables = tables;
  }

  /** @param totals as they are on disk */
  resume({ lastUsedMs, requestCount, lastAddress }: UsageTotals): void {
    this.lastAddress = lastAddress;
    this.lastUsedMs = lastUsedMs;
    this.requestCount = requestCount;
  }

  /** @param wasLetIn whether it counts as a use of the token, rather than as an attempt */
  take(atMs: number, entry: UsageEntry, wasLetIn: boolean): void {
    this.isSaved = false;
    if (wasLetIn) {
      this.requestCount++;
      this.lastUsedMs = atMs;
      this.lastAddress = entry.address;
    }
    if (this.#recentRow === NOWHERE) this.#recallRecent();
    this.#tables.recent.add(this.#recentRow, atMs, entry);
    if (dayOf(atMs) !== this.#day) this.#beginDay(atMs);
    this.#count(entry.status);
  }

  #count(status: number): void {
    const counts = this.#counts;
    if (counts === undefined) {
      this.#counts = [status, 1];
      return;
    }
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
  #countsOf(dayKey: string): StatusCounts {
    const ended = this.#ended.findLast(({ key }) => key === dayKey);
    return ended?.value ?? this.#tables.store.get(TOKEN_DAYS, dayKey) ?? {};
  }

  #dayKey(): string {
    return dayKeyOf(this.#id, this.#day * DAY_MS);
  }

  #dayChanges(): DayChange[] {
    if (this.#counts === undefined) return [];
    return [{ put: TOKEN_DAYS, key: this.#dayKey(), value: byStatus(this.#counts) }];
  }

  #recentOnDisk(): readonly TokenUse[] {
    return this.#tables.store.get(TOKEN_RECENT, this.#id) ?? [];
  }

  #recallRecent(): void {
    const { log, recent } = this.#tables;
    this.#recentRow = recent.takeRow();
    for (const use of this.#recentOnDisk()) recent.add(this.#recentRow, use.atMs, log.entryOf(use));
  }

  /** Oldest first. */
  #recentUses(): readonly TokenUse[] {
    const row = this.#recentRow;
    return row === NOWHERE ? this.#recentOnDisk() : this.#tables.recent.of(row);
  }

  /** What brings the disk up to date; days past their time are removed with it. */
  changes(nowMs: number): Change[] {
    const { lastUsedMs, requestCount, lastAddress } = this;
    this.#endedGiven = this.#ended.length;
    const oldest = dayKeyOf(this.#id, nowMs - LIMITS.tokenUsageMs);
    const outdated = this.#ended.length === 0 ? [] : daysOnDisk(this.#tables.store, this.#id);
    return [
      { put: TOKEN_TOTALS, key: this.#id, value: { lastUsedMs, requestCount, lastAddress } },
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
    if (this.isSaved) this.forgetRecent();
  }

  /** What is not on disk is lost. */
  forgetRecent(): void {
    if (this.#recentRow !== NOWHERE) this.#tables.recent.giveBack(this.#recentRow);
    this.#recentRow = NOWHERE;
  }

  view(): UsageView {
    const unwritten = [...this.#ended, ...this.#dayChanges()];
    return usageView(this.#recentUses(), [
      ...daysOnDisk(this.#tables.store, this.#id),
      ...unwritten.map(({ key, value }) => [key, value] as const),
    ]);
  }
}
