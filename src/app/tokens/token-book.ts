/** All tokens that there are, found by their ids and proved by their hashes. */
import { TOKEN_ID_CHARS } from '../../domain/token.ts';
import type { Digest } from '../base/credential-ports.ts';
import type { LiveToken } from './live-token.ts';

/** A row: the id in two words, then the hash. */
const ID_WORDS = 2;
const ROW_WORDS = ID_WORDS + 8;
const WORD_BYTES = 4;
const START_ROWS = 64;
/** 2^32 by the golden ratio, which spreads ids over the rows (Knuth, The Art of Computer Programming 3, 6.4). */
const SPREAD = 0x9e3779b9;

/** Four ASCII characters as one word; NaN, which is no word, where there is another. */
function wordOf(id: string, at: number): number {
  const a = id.charCodeAt(at);
  const b = id.charCodeAt(at + 1);
  const c = id.charCodeAt(at + 2);
  const d = id.charCodeAt(at + 3);
  return (a | b | c | d) < 128 ? a | (b << 8) | (c << 16) | (d << 24) : Number.NaN;
}

/**
 * Where there are many tokens, none of them is in the processor's caches when it is used, and a request waits for
 * each place in memory that it has to look at. So ids and hashes stand side by side in one table: an id has its row
 * where it is spread to, or the next that was free. At most half of the rows are taken.
 */
export class TokenBook {
  readonly #equal: Digest['equal'];
  #size = 0;
  /** By row; undefined in a free one. */
  #entries = new Array<LiveToken | undefined>(START_ROWS).fill(undefined);
  #words = new Int32Array(ROW_WORDS * START_ROWS);
  #bytes = new Uint8Array(this.#words.buffer);

  constructor({ equal }: Pick<Digest, 'equal'>) {
    this.#equal = equal;
  }

  get size(): number {
    return this.#size;
  }

  /** The token that has this id and this hash. An unknown id is compared too: the time does not tell which there are. */
  proved(id: string, hash: Uint8Array): LiveToken | undefined {
    const row = this.#rowOf(id);
    // Asked for while the processor still waits for the row.
    const entry = this.#entries[row];
    return this.#equal(hash, this.#hashIn(row)) ? entry : undefined;
  }

  get(id: string): LiveToken | undefined {
    return this.#entries[this.#rowOf(id)];
  }

  has(id: string): boolean {
    return this.get(id) !== undefined;
  }

  values(): LiveToken[] {
    return this.#entries.filter((entry) => entry !== undefined);
  }

  /** Adds it, or takes the hash that it has now. */
  put(entry: LiveToken): void {
    const { id, hash } = entry.record;
    if (!this.has(id)) {
      if (2 * (this.#size + 1) > this.#entries.length) this.#fill(this.values(), 2);
      this.#size++;
    }
    const row = this.#rowOf(id);
    this.#entries[row] = entry;
    this.#words.set([wordOf(id, 0), wordOf(id, 4)], row * ROW_WORDS);
    this.#hashIn(row).set(Buffer.from(hash, 'base64'));
  }

  delete(gone: ReadonlySet<LiveToken>): void {
    if (gone.size > 0) this.#fill(this.values().filter((entry) => !gone.has(entry)));
  }

  /** Starts anew with these, in so many times the rows. */
  #fill(entries: readonly LiveToken[], times = 1): void {
    const rows = times * this.#entries.length;
    this.#entries = new Array<LiveToken | undefined>(rows).fill(undefined);
    this.#words = new Int32Array(ROW_WORDS * rows);
    this.#bytes = new Uint8Array(this.#words.buffer);
    this.#size = 0;
    for (const entry of entries) this.put(entry);
  }

  #hashIn(row: number): Uint8Array {
    const start = row * ROW_WORDS + ID_WORDS;
    return this.#bytes.subarray(start * WORD_BYTES, (row + 1) * ROW_WORDS * WORD_BYTES);
  }

  /** The row of an id, or the free one that it would have. A text that is no id has none. */
  #rowOf(id: string): number {
    const isId = id.length === TOKEN_ID_CHARS;
    const first = isId ? wordOf(id, 0) : Number.NaN;
    const second = isId ? wordOf(id, 4) : Number.NaN;
    const words = this.#words;
    const last = this.#entries.length - 1;
    let row = (Math.imul(first ^ (second * 31), SPREAD) >>> 8) & last;
    for (;;) {
      const at = row * ROW_WORDS;
      if (words[at] === 0 || (words[at] === first && words[at + 1] === second)) return row;
      row = (row + 1) & last;
    }
  }
}
