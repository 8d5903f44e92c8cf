/** Wrong tries by key: how many, and until when the next one has to wait. Bounded, and on monotonic time alone. */
import { LIMITS } from '../../domain/limits.ts';
import { createLru, type Lru } from '../base/lru.ts';

/** How long the next try waits after so many wrong ones, of which the first `free` bring no wait. */
export function lockoutMs(failures: number, free: number = LIMITS.freeGuesses): number {
  const { lockoutMinMs, lockoutMaxMs } = LIMITS;
  if (failures < free) return 0;
  return Math.min(lockoutMinMs * 2 ** (failures - free), lockoutMaxMs);
}

interface Tally {
  failed: number;
  /** When the last of them began. */
  failedMs: number;
  /** Tries that are being evaluated, with when each began. They count as wrong until they prove right. */
  readonly pending: Map<object, number>;
  /** Whether its key may be shown. */
  isShown: boolean;
}

const countOf = ({ failed, pending }: Tally) => failed + pending.size;
const lastMs = ({ failedMs, pending }: Tally) => Math.max(failedMs, ...pending.values());

export interface TallyState {
  readonly key: string;
  readonly failures: number;
  /** Monotonic. */
  readonly lockedUntilMs: number;
}

/** All times are monotonic ms. A try is any object: it stands for itself. */
export class Tallies {
  /** Wrong tries of a key that bring no wait. */
  readonly free: number;
  readonly #tallies: Lru<Tally>;

  /** @param limit of keys: beyond it the one that was tried longest ago is forgotten */
  constructor(limit: number, free: number = LIMITS.freeGuesses) {
    this.#tallies = createLru(limit);
    this.free = free;
  }

  /** When the next try may be. */
  lockedUntilMs(key: string, nowMs: number): number {
    const tally = this.#find(key, nowMs);
    return tally === undefined ? -Infinity : this.#untilMs(tally);
  }

  /** @param isShown whether the key may be shown, from now on */
  begin(key: string, attempt: object, nowMs: number, isShown: boolean): void {
    const tally = this.#touch(key, nowMs);
    tally.pending.set(attempt, nowMs);
    tally.isShown = isShown;
  }

  /** @returns how many have failed by now */
  fail(key: string, attempt: object, beganMs: number, nowMs: number): number {
    // It may have been forgotten meanwhile, and counts all the same.
    const tally = this.#touch(key, nowMs);
    tally.pending.delete(attempt);
    tally.failed++;
    tally.failedMs = Math.max(tally.failedMs, beganMs);
    return tally.failed;
  }

  /** As if it had never been. */
  takeBack(key: string, attempt: object): void {
    const tally = this.#tallies.peek(key);
    if (tally === undefined) return;
    tally.pending.delete(attempt);
    if (countOf(tally) === 0) this.#tallies.delete(key);
  }

  /** @returns whether there was anything */
  forget(key: string): boolean {
    return this.#tallies.delete(key);
  }

  /** Of those that may be shown. */
  *states(nowMs: number): IterableIterator<TallyState> {
    for (const key of [...this.#tallies.keys()]) {
      const tally = this.#find(key, nowMs);
      if (tally?.isShown === true)
        yield { key, failures: countOf(tally), lockedUntilMs: this.#untilMs(tally) };
    }
  }

  #untilMs(tally: Tally): number {
    return lastMs(tally) + lockoutMs(countOf(tally), this.free);
  }

  #find(key: string, nowMs: number): Tally | undefined {
    const tally = this.#tallies.peek(key);
    if (tally === undefined || nowMs - lastMs(tally) < LIMITS.guessMemoryMs) return tally;
    this.#tallies.delete(key);
    return undefined;
  }

  /** The key's own, newest of all from here on. */
  #touch(key: string, nowMs: number): Tally {
    const fresh = { failed: 0, failedMs: -Infinity, pending: new Map(), isShown: false };
    const tally: Tally = this.#find(key, nowMs) ?? fresh;
    this.#tallies.set(key, tally);
    return tally;
  }
}
