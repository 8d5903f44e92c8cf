/**
 * The last uses of a token, in places that are written over: an object that was kept for each request would outlive
 * the youngest generation, and be copied by the collector on its way. Clients ask the same again and again, so what was
 * asked is kept once, and of each use only when it was and which of these it was.
 */
import { LIMITS } from '../../domain/limits.ts';
import type { Use } from '../principal.ts';

type Deed = Omit<Use, 'atMs'>;

const PLACES = LIMITS.tokenRecentUses;

const cut = (text: string) =>
  text.length > LIMITS.usageTextChars ? text.slice(0, LIMITS.usageTextChars) : text;

const deedOf = ({ method, path, status, address, userAgent }: Deed): Deed => ({
  method: cut(method),
  path: cut(path),
  status,
  address: cut(address),
  userAgent: userAgent === undefined ? undefined : cut(userAgent),
});

const isSame = (one: Deed, other: Deed) =>
  one.path === other.path &&
  one.status === other.status &&
  one.address === other.address &&
  one.method === other.method &&
  one.userAgent === other.userAgent;

export class RecentUses {
  readonly #deeds: Deed[] = [];
  /** By place: ms since 1970. */
  readonly #times: number[] = new Array<number>(PLACES).fill(0);
  /** By place: an index of `#deeds`. */
  readonly #which: number[] = new Array<number>(PLACES).fill(0);
  #count = 0;
  /** The oldest once all places are taken. */
  #next = 0;
  /** An index of `#deeds`. */
  #last = 0;

  /** @param uses oldest first */
  constructor(uses: readonly Use[]) {
    for (const use of uses.slice(-PLACES)) this.add(use);
  }

  add(use: Use): void {
    const last = this.#deeds[this.#last];
    if (last === undefined || !isSame(last, use)) this.#last = this.#indexOf(deedOf(use));
    this.#times[this.#next] = use.atMs;
    this.#which[this.#next] = this.#last;
    this.#next = (this.#next + 1) % PLACES;
    if (this.#count < PLACES) this.#count++;
  }

  /** Where that deed is kept: with its like, else where none of the places that stay points. */
  #indexOf(deed: Deed): number {
    const like = this.#deeds.findIndex((kept) => isSame(kept, deed));
    if (like !== -1) return like;
    const staying = this.#which.filter((_, place) => place !== this.#next);
    const free = this.#deeds.findIndex((_, index) => !staying.includes(index));
    const index = this.#deeds.length < PLACES ? this.#deeds.length : free;
    this.#deeds[index] = deed;
    return index;
  }

  /** Oldest first. */
  list(): Use[] {
    return Array.from({ length: this.#count }, (_, age) => {
      const place = (this.#next - this.#count + age + PLACES) % PLACES;
      const deed = this.#deeds[this.#which[place] ?? 0];
      if (deed === undefined) throw new Error('a use without its deed');
      return { atMs: this.#times[place] ?? 0, ...deed };
    });
  }
}
