/**
 * What tokens were used for lately, in the order it happened. Where many are in use, none is in the processor's caches
 * when its turn comes, and a request would wait for each place in memory that its token's own counts lie in. So uses are
 * noted here side by side, and each token is told of all its own at once: when there is no room left, and before
 * anybody looks at them.
 */
import { LIMITS } from '../../domain/limits.ts';
import type { TokenUse } from '../base/principal.ts';
import { isSameEntry, KnownUsageEntries, type UsageEntry } from './usage-entries.ts';

const PLACES = LIMITS.tokenUsesLogged;
/** The place of no use. */
export const NOWHERE = -1;

/** A token, as far as the log knows it. */
export interface LoggedToken {
  /** The log's own: where its last use is noted. Each use knows the place of the one before it. */
  lastUseAt: number;
  /** @param wasLetIn whether it counts as a use of the token, rather than as an attempt */
  takeUse(atMs: number, entry: UsageEntry, wasLetIn: boolean): void;
}

export class UseLog {
  readonly #known = new KnownUsageEntries();
  /** Of each place: when it was, in ms since 1970. */
  readonly #times = new Float64Array(PLACES);
  readonly #entries: UsageEntry[] = [];
  readonly #wasLetIn = new Uint8Array(PLACES);
  /** Of the same token's use before; while it is told of them, of the one after. */
  readonly #placeNext = new Int32Array(PLACES);
  #length = 0;
  /** Those that have uses here. */
  #tokens: LoggedToken[] = [];
  /** What was asked last, by whatever token: the next one most often asks the same. */
  #lastEntry: UsageEntry | undefined;

  note(token: LoggedToken, use: TokenUse, wasLetIn: boolean): void {
    if (this.#length === PLACES) this.tell();
    const at = this.#length++;
    this.#times[at] = use.atMs;
    this.#entries[at] = this.entryOf(use);
    this.#wasLetIn[at] = wasLetIn ? 1 : 0;
    this.#placeNext[at] = token.lastUseAt;
    if (token.lastUseAt === NOWHERE) this.#tokens.push(token);
    token.lastUseAt = at;
  }

  /** What was asked, without a hold on the request's own texts. */
  entryOf(use: TokenUse): UsageEntry {
    const last = this.#lastEntry;
    if (last !== undefined && isSameEntry(last, use)) return last;
    return (this.#lastEntry = this.#known.like(use));
  }

  /** Tells each token of its own uses, the oldest first, and begins anew. */
  tell(): void {
    const tokens = this.#tokens;
    if (tokens.length === 0) return;
    this.#tokens = [];
    this.#length = 0;
    for (const token of tokens) {
      let at = this.#turnAround(token.lastUseAt);
      token.lastUseAt = NOWHERE;
      for (; at !== NOWHERE; at = this.#placeNext[at] ?? NOWHERE) this.#tellOf(token, at);
    }
  }

  /** Has the way from a token's last use to its first lead to the last. @returns the first */
  #turnAround(last: number): number {
    let [at, after] = [last, NOWHERE];
    while (at !== NOWHERE) {
      const before = this.#placeNext[at] ?? NOWHERE;
      this.#placeNext[at] = after;
      after = at;
      at = before;
    }
    return after;
  }

  #tellOf(token: LoggedToken, at: number): void {
    const [atMs, entry] = [this.#times[at], this.#entries[at]];
    if (atMs !== undefined && entry !== undefined)
      token.takeUse(atMs, entry, this.#wasLetIn[at] === 1);
  }
}
