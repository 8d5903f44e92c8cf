/**
 * The last uses of a token, in places that are written over: an object that was kept for each request would outlive
 * the youngest generation, and be copied by the collector on its way. Clients ask the same again and again, so what was
 * asked is kept once, for all tokens, and of each use only when it was and which of these it was.
 */
import { LIMITS } from '../../domain/limits.ts';
import { shortened } from '../../domain/text.ts';
import { createLru } from '../base/lru.ts';
import type { TokenUse } from '../base/principal.ts';

/** What was asked, whenever it was. */
export type UsageEntry = Omit<TokenUse, 'atMs'>;

const PLACES = LIMITS.tokenRecentUses;

/** As much of a text as is kept, as it is shown. */
const cut = (text: string) => shortened(text, LIMITS.usageTextChars);

const isSame = (one: UsageEntry, other: UsageEntry) =>
  one.path === other.path &&
  one.status === other.status &&
  one.address === other.address &&
  one.method === other.method &&
  one.userAgent === other.userAgent;

/** One object for each entry that is done again and again, whoever does it. */
export class KnownUsageEntries {
  readonly #usageEntries = createLru<UsageEntry>(LIMITS.knownUsageEntries);

  get size(): number {
    return this.#usageEntries.size;
  }

  like({ method, path, status, address, userAgent }: UsageEntry): UsageEntry {
    const key = JSON.stringify({
      method: cut(method),
      path: cut(path),
      status,
      address: cut(address),
      userAgent: userAgent === undefined ? undefined : cut(userAgent),
    });
    const known = this.#usageEntries.peek(key);
    if (known !== undefined) return known;
    // A part of a text holds on to the whole of it, which is all that came with the request: these are copies.
    const { userAgent: program, ...rest } = JSON.parse(key) as UsageEntry;
    const entry = { ...rest, userAgent: program };
    // Those that tokens have stay theirs: what is forgotten is only that the next one is like it.
    this.#usageEntries.set(key, entry);
    return entry;
  }
}

/** Part of a token's own object: see `LiveToken`. */
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

  /** @returns what was done, without a hold on the request's own texts */
  addRecentUse(use: TokenUse, known: KnownUsageEntries): UsageEntry {
    const times = (this.#times ??= []);
    const usageEntries = (this.#usageEntries ??= []);
    const next = this.#next;
    const last = usageEntries[next === 0 ? usageEntries.length - 1 : next - 1];
    times[next] = use.atMs;
    const entry = last !== undefined && isSame(last, use) ? last : known.like(use);
    usageEntries[next] = entry;
    this.#next = (next + 1) % PLACES;
    return entry;
  }

  protected forgetRecentUses(): void {
    this.#times = undefined;
    this.#usageEntries = undefined;
    this.#next = 0;
  }
}
