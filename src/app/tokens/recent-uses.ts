/**
 * The last uses of each token that was used since its uses were written to disk, side by side in places that are written
 * over: lists of their own would grow with each use of many thousand tokens, and be carried along by the collector.
 */
import { LIMITS } from '../../domain/limits.ts';
import type { TokenUse } from '../base/principal.ts';
import type { UsageEntry } from './usage-entries.ts';

const PLACES = LIMITS.tokenRecentUses;
const START_ROWS = 16;

/** A row has the last uses of one token. */
export class RecentUses {
  #times = new Float64Array(0);
  #entries: (UsageEntry | undefined)[] = [];
  /** By row: how many uses were noted, counted on from `PLACES` again before it comes to twice as many. */
  #counts = new Uint8Array(0);
  #freeRows: number[] = [];

  get rows(): number {
    return this.#entries.length / PLACES;
  }

  /** A row without any use, until it is given back. */
  takeRow(): number {
    const row = this.#freeRows.pop();
    if (row !== undefined) return row;
    this.#grow();
    return this.takeRow();
  }

  /** With the last one the memory of all is given back. */
  giveBack(row: number): void {
    this.#counts[row] = 0;
    this.#freeRows.push(row);
    if (this.#freeRows.length === this.rows) this.#release();
  }

  /** @param atMs since 1970 */
  add(row: number, atMs: number, entry: UsageEntry): void {
    const count = this.#counts[row] ?? 0;
    const at = row * PLACES + (count % PLACES);
    this.#times[at] = atMs;
    this.#entries[at] = entry;
    this.#counts[row] = count + 1 < 2 * PLACES ? count + 1 : PLACES;
  }

  /** Oldest first. */
  of(row: number): TokenUse[] {
    const count = this.#counts[row] ?? 0;
    const oldest = count < PLACES ? 0 : count % PLACES;
    const start = row * PLACES;
    return Array.from({ length: Math.min(count, PLACES) }, (_, i) => {
      const at = start + ((oldest + i) % PLACES);
      return { atMs: this.#times[at] ?? 0, ...this.#entryAt(at) };
    });
  }

  #entryAt(at: number): UsageEntry {
    const entry = this.#entries[at];
    if (entry === undefined) throw new Error(`no use was noted at ${at}`);
    return entry;
  }

  #grow(): void {
    const before = this.rows;
    const rows = Math.max(START_ROWS, 2 * before);
    const [times, counts] = [this.#times, this.#counts];
    this.#times = new Float64Array(rows * PLACES);
    this.#times.set(times);
    this.#counts = new Uint8Array(rows);
    this.#counts.set(counts);
    const added = new Array<undefined>((rows - before) * PLACES).fill(undefined);
    this.#entries = [...this.#entries, ...added];
    for (let row = rows - 1; row >= before; row--) this.#freeRows.push(row);
  }

  #release(): void {
    this.#times = new Float64Array(0);
    this.#entries = [];
    this.#counts = new Uint8Array(0);
    this.#freeRows = [];
  }
}
