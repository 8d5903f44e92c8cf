/**
 * The last uses of a token, in places that are written over: an object that was kept for each request would outlive
 * the youngest generation, and be copied by the collector on its way.
 */
import { LIMITS } from '../../domain/limits.ts';
import type { TokenUse } from '../base/principal.ts';
import type { UsageEntry } from './usage-entries.ts';

const PLACES = LIMITS.tokenRecentUses;

/** Of one token. */
export class RecentUses {
  /** By place: ms since 1970. */
  #times: number[] | undefined;
  /** By place. Undefined while they are on disk alone. */
  #usageEntries: UsageEntry[] | undefined;
  /** Where the next one goes: the oldest one's place once all are taken. */
  #next = 0;

  protected get hasRecentUses(): boolean {
    return this.#usageEntries !== undefined;
  }

  /** Oldest first. */
  recentUses(): TokenUse[] | undefined {
    const uses = this.#usageEntries?.map((entry, at) => ({
      atMs: this.#times?.[at] ?? 0,
      ...entry,
    }));
    if (uses === undefined || uses.length < PLACES) return uses;
    return [...uses.slice(this.#next), ...uses.slice(0, this.#next)];
  }

  addRecentUse(atMs: number, entry: UsageEntry): void {
    (this.#times ??= [])[this.#next] = atMs;
    (this.#usageEntries ??= [])[this.#next] = entry;
    this.#next = (this.#next + 1) % PLACES;
  }

  protected forgetRecentUses(): void {
    this.#times = undefined;
    this.#usageEntries = undefined;
    this.#next = 0;
  }
}
