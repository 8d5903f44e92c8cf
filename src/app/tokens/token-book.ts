/** All tokens that there are, by their ids. */
import { LiveToken } from './live-token.ts';

const KEY_CHARS = 5;
/** Characters of an id are from 0 (48) to z (122). */
const FIRST_CODE = 48;
const CODES = 75;

/** A small integer of the id's first characters: of 100,000 random ids about four share theirs with another. */
function keyOf(id: string): number {
  let key = 0;
  for (let i = 0; i < KEY_CHARS; i++) key = (key * CODES + id.charCodeAt(i) - FIRST_CODE) | 0;
  return key;
}

/**
 * A map whose keys are small integers, which are compared where they lie. Where there are many tokens, the text of a
 * key would be in none of the processor's caches, and each request would wait for it.
 */
export class TokenBook {
  readonly #entries = new Map<number, LiveToken | readonly LiveToken[]>();
  #size = 0;

  get size(): number {
    return this.#size;
  }

  /** The only token that can have this id, without a look at whether it has: whoever asks knows it by its secret. */
  candidate(id: string): LiveToken | undefined {
    const found = this.#entries.get(keyOf(id));
    return found === undefined || found instanceof LiveToken ? found : this.get(id);
  }

  get(id: string): LiveToken | undefined {
    return this.#sharing(keyOf(id)).find(({ record }) => record.id === id);
  }

  has(id: string): boolean {
    return this.get(id) !== undefined;
  }

  /** @param entry whose id is not in use */
  add(entry: LiveToken): void {
    const key = keyOf(entry.record.id);
    this.#put(key, [...this.#sharing(key), entry]);
    this.#size++;
  }

  delete(entry: LiveToken): void {
    const key = keyOf(entry.record.id);
    const others = this.#sharing(key).filter((other) => other !== entry);
    this.#put(key, others);
    this.#size--;
  }

  *values(): IterableIterator<LiveToken> {
    for (const key of this.#entries.keys()) yield* this.#sharing(key);
  }

  #sharing(key: number): readonly LiveToken[] {
    const found = this.#entries.get(key) ?? [];
    return found instanceof LiveToken ? [found] : found;
  }

  #put(key: number, entries: readonly LiveToken[]): void {
    const [only] = entries;
    if (only === undefined) this.#entries.delete(key);
    else this.#entries.set(key, entries.length === 1 ? only : entries);
  }
}
