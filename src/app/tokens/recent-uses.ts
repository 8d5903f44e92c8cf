/**
 * The last uses of a token, in places that are written over: an object that was kept for each request would outlive
 * the youngest generation, and be copied by the collector on its way. Clients ask the same again and again, so what was
 * asked is kept once, for all tokens, and of each use only when it was and which of these it was.
 */
import { LIMITS } from '../../domain/limits.ts';
import type { Use } from '../principal.ts';

/** What was asked, whenever it was. */
export type Deed = Omit<Use, 'atMs'>;

const PLACES = LIMITS.tokenRecentUses;

const cut = (text: string) =>
  text.length > LIMITS.usageTextChars ? text.slice(0, LIMITS.usageTextChars) : text;

const isSame = (one: Deed, other: Deed) =>
  one.path === other.path &&
  one.status === other.status &&
  one.address === other.address &&
  one.method === other.method &&
  one.userAgent === other.userAgent;

/** One object for each deed that is done again and again, whoever does it. */
export class KnownDeeds {
  readonly #deeds = new Map<string, Deed>();

  get size(): number {
    return this.#deeds.size;
  }

  like({ method, path, status, address, userAgent }: Deed): Deed {
    const key = JSON.stringify({
      ...{ method: cut(method), path: cut(path), status, address: cut(address) },
      userAgent: userAgent === undefined ? undefined : cut(userAgent),
    });
    const known = this.#deeds.get(key);
    if (known !== undefined) return known;
    // A part of a text holds on to the whole of it, which is all that came with the request: these are copies.
    const { userAgent: program, ...rest } = JSON.parse(key) as Deed;
    const deed = { ...rest, userAgent: program };
    // Those that tokens have stay theirs: what is forgotten is only that the next one is like it.
    if (this.#deeds.size >= LIMITS.knownDeeds) this.#deeds.clear();
    this.#deeds.set(key, deed);
    return deed;
  }
}

export class RecentUses {
  /** By place: ms since 1970. */
  readonly #times: number[] = [];
  /** By place. */
  readonly #deeds: Deed[] = [];
  #last: Deed | undefined;
  /** Where the next one goes: the oldest one's place once all are taken. */
  #next = 0;
  readonly #known: KnownDeeds;

  /** @param uses oldest first */
  constructor(uses: readonly Use[], known: KnownDeeds) {
    this.#known = known;
    for (const use of uses.slice(-PLACES)) this.add(use);
  }

  add(use: Use): void {
    const last = this.#last;
    const deed = last !== undefined && isSame(last, use) ? last : this.#known.like(use);
    this.#times[this.#next] = use.atMs;
    this.#deeds[this.#next] = deed;
    this.#last = deed;
    this.#next = (this.#next + 1) % PLACES;
  }

  /** Oldest first. */
  list(): Use[] {
    const uses = this.#deeds.map((deed, place) => ({ atMs: this.#times[place] ?? 0, ...deed }));
    return uses.length < PLACES ? uses : [...uses.slice(this.#next), ...uses.slice(0, this.#next)];
  }
}
