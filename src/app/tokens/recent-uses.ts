/**
 * The last uses of a token, in places that are written over: an object that was kept for each request would outlive
 * the youngest generation, and be copied by the collector on its way.
 */
import { LIMITS } from '../../domain/limits.ts';
import type { Use } from '../principal.ts';

type Place = { -readonly [Key in keyof Use]: Use[Key] };

const cut = (text: string) =>
  text.length > LIMITS.usageTextChars ? text.slice(0, LIMITS.usageTextChars) : text;
/** The text that is kept already, where the new one reads the same. */
const kept = (text: string, before: string | undefined) => (text === before ? before : cut(text));

export class RecentUses {
  /** In the order of `#next`: the oldest there once all are taken. */
  readonly #places: Place[];
  #next: number;
  #last: Place | undefined;

  /** @param uses oldest first */
  constructor(uses: readonly Use[]) {
    this.#places = uses.slice(-LIMITS.tokenRecentUses).map((use) => ({ ...use }));
    this.#last = this.#places.at(-1);
    this.#next = this.#places.length % LIMITS.tokenRecentUses;
  }

  add(use: Use): void {
    const last = this.#last;
    const place = this.#places[this.#next] ?? this.#newPlace();
    place.atMs = use.atMs;
    place.status = use.status;
    place.method = kept(use.method, last?.method);
    place.path = kept(use.path, last?.path);
    place.address = kept(use.address, last?.address);
    place.userAgent =
      use.userAgent === undefined ? undefined : kept(use.userAgent, last?.userAgent);
    this.#last = place;
    this.#next = (this.#next + 1) % LIMITS.tokenRecentUses;
  }

  #newPlace(): Place {
    const place: Place = {
      ...{ atMs: 0, method: '', path: '', status: 0, address: '', userAgent: undefined },
    };
    this.#places.push(place);
    return place;
  }

  /** Oldest first. */
  list(): Use[] {
    const isFull = this.#places.length === LIMITS.tokenRecentUses;
    const oldest = isFull ? this.#next : 0;
    return [...this.#places.slice(oldest), ...this.#places.slice(0, oldest)].map((use) => ({
      ...use,
    }));
  }
}
