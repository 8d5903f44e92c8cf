/**
 * What tokens are used for. Clients ask the same again and again: what was asked is kept once, for all tokens, and of each
 * use only when it was and which of these it was.
 */
import { LIMITS } from '../../domain/limits.ts';
import { shortened } from '../../domain/text.ts';
import { createLru } from '../base/lru.ts';
import type { TokenUse } from '../base/principal.ts';

/** What was asked, whenever it was. */
export type UsageEntry = Omit<TokenUse, 'atMs'>;

/** As much of a text as is kept, as it is shown. */
const cut = (text: string) => shortened(text, LIMITS.usageTextChars);

export const isSameEntry = (one: UsageEntry, other: UsageEntry) =>
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
