/** Wrong tries by key: how many, and until when the next one has to wait. Bounded, and on monotonic time alone. */
import { LIMITS } from '../../domain/limits.ts';

/** How long the next try waits after so many wrong ones. */
export function lockoutMs(failures: number): number {
  const { freeGuesses, lockoutMinMs, lockoutMaxMs } = LIMITS;
  if (failures < freeGuesses) return 0;
  return Math.min(lockoutMinMs * 2 ** (failures - freeGuesses), lockoutMaxMs);
}

interface Tally {
  failed: number;
  /** When the last of them began. */
  failedMs: number;
  /** Tries that are being evaluated, with when each began. They count as wrong until they prove right. */
  readonly pending: Map<object, number>;
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
  readonly #tallies = new Map<string, Tally>();
  readonly #limit: number;

  /** @param limit of keys: beyond it the one that was tried longest ago is forgotten */
  constructor(limit: number) {
    this.#limit = limit;
  }

  /** When the next try may be. */
  lockedUntilMs(key: string, nowMs: number): number {
    const tally = this.#find(key, nowMs);
    return tally === undefined ? -Infinity : lastMs(tally) + lockoutMs(countOf(tally));
  }

  begin(key: string, attempt: object, nowMs: number): void {
    this.#touch(key, nowMs).pending.set(attempt, nowMs);
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
    const tally = this.#tallies.get(key);
    if (tally === undefined) return;
    tally.pending.delete(attempt);
    if (countOf(tally) === 0) this.#tallies.delete(key);
  }

  /** @returns whether there was anything */
  forget(key: string): boolean {
    return this.#tallies.delete(key);
  }

  *states(nowMs: number): IterableIterator<TallyState> {
    for (const key of [...this.#tallies.keys()]) {
      const tally = this.#find(key, nowMs);
      if (tally === undefined) continue;
      const failures = countOf(tally);
      yield { key, failures, lockedUntilMs: lastMs(tally) + lockoutMs(failures) };
    }
  }

  #find(key: string, nowMs: number): Tally | undefined {
    const tally = this.#tallies.get(key);
    if (tally === undefined || nowMs - lastMs(tally) < LIMITS.guessMemoryMs) return tally;
    this.#tallies.delete(key);
    return undefined;
  }

  /** The key's own, newest of all from here on. */
  #touch(key: string, nowMs: number): Tally {
    const tally = this.#find(key, nowMs) ?? { failed: 0, failedMs: -Infinity, pending: new Map() };
    this.#tallies.delete(key);
    this.#tallies.set(key, tally);
    const [oldest] = this.#tallies.keys();
    if (this.#tallies.size > this.#limit && oldest !== undefined) this.#tallies.delete(oldest);
    return tally;
  }
}
