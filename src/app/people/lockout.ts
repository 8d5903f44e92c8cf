/**
 * Against guessing (DESIGN.md section 4): after LIMITS.freeGuesses wrong tries on an account, or from an address, each
 * further one waits twice as long as the one before. An address that has signed in well to an account has a counter
 * of its own for it, so that nobody else's tries lock its owner out.
 *
 * A try counts from before it is evaluated: of a hundred at once no more are let through than one after the other.
 * Counters are in memory: what restarts a hub may as well read its store.
 */
import { lockoutGroup } from '../../domain/address.ts';
import { HubError } from '../../domain/errors.ts';
import { LIMITS } from '../../domain/limits.ts';
import { SECOND_MS } from '../../domain/units.ts';
import type { Clock } from '../ports.ts';
import { lockoutMs, Tallies } from './tallies.ts';

/** Who tries, and on what. */
export interface Guess {
  /** Undefined for a secret that is no account's, such as the admin secret: only the address counts. */
  readonly account?: string | undefined;
  /**
   * Whether there is such an account. Others are locked in just the same way, so that a lock tells nobody which
   * there are, but they are counted apart and shown to nobody: people type passwords where the e-mail goes.
   */
  readonly isReal?: boolean;
  /** As the client's. Of IPv6 the first 64 bits count: one guest has all of those. */
  readonly address: string;
  /** Whether this address has signed in well to this account of late. */
  readonly isKnown?: boolean;
}

/** A try that may be evaluated. It counts as wrong until it is settled: do so in any case, and once. */
export interface Attempt {
  succeeded(): void;
  failed(): void;
  /** It was not evaluated after all. */
  abandoned(): void;
}

/** An account, an address, or where both are given an account from an address that it knows. */
export type LockSubject =
  | { readonly account: string; readonly address?: string }
  | { readonly account?: undefined; readonly address: string };

export type Lock = LockSubject & {
  readonly failures: number;
  /** Wall time in ms: to be shown. The lock itself goes by monotonic time. */
  readonly untilMs: number;
};

/** What those who look at secrets need of it. */
export type Guesses = Pick<Lockout, 'attempt'>;

/** Looks at the secret; where that itself fails, there was no try. */
export async function evaluating<T>(attempt: Attempt, evaluate: () => Promise<T>): Promise<T> {
  try {
    return await evaluate();
  } catch (error) {
    attempt.abandoned();
    throw error;
  }
}

export interface Lockout {
  /** @throws HubError `too_many_requests` with `retryAfterSeconds` while a lock holds: such a try does not count */
  attempt(guess: Guess): Attempt;
  /** What is locked now. */
  list(): Lock[];
  /** @returns whether there was anything to forget */
  unlock(subject: LockSubject): boolean;
  /** Called once for each lock, when the try that brought it has failed. @param listener is told from where it came */
  onLocked(listener: (lock: Lock, lastAddress: string) => void): void;
}

/** One of the counters that a try is counted in. */
interface Counter {
  readonly tallies: Tallies;
  readonly key: string;
}

// No address has a space in it.
const pairKey = (account: string, address: string) => `${address} ${account}`;
const pairOf = (key: string) => {
  const space = key.indexOf(' ');
  return { address: key.slice(0, space), account: key.slice(space + 1) };
};

function refuseLocked(counters: readonly Counter[], nowMs: number): void {
  const untilMs = Math.max(
    ...counters.map(({ tallies, key }) => tallies.lockedUntilMs(key, nowMs)),
  );
  if (untilMs <= nowMs) return;
  throw new HubError('too_many_requests', 'too many wrong tries', {
    retryAfterSeconds: Math.ceil((untilMs - nowMs) / SECOND_MS),
  });
}

export function createLockout({ clock }: { clock: Clock }): Lockout {
  const accounts = new Tallies(LIMITS.guessedAccounts);
  const strangers = new Tallies(LIMITS.guessedStrangers);
  const addresses = new Tallies(LIMITS.guessingAddresses);
  const pairs = new Tallies(LIMITS.guessedPairs);
  const listeners: ((lock: Lock, lastAddress: string) => void)[] = [];

  function countersOf({ account, isReal, isKnown, ...from }: Guess): Counter[] {
    const address = lockoutGroup(from.address);
    const ofAddress = { tallies: addresses, key: address };
    if (account === undefined) return [ofAddress];
    if (isKnown) return [{ tallies: pairs, key: pairKey(account, address) }];
    return [{ tallies: isReal ? accounts : strangers, key: account }, ofAddress];
  }

  function subjectOf({ tallies, key }: Counter): LockSubject | undefined {
    if (tallies === accounts) return { account: key };
    if (tallies === addresses) return { address: key };
    return tallies === pairs ? pairOf(key) : undefined;
  }

  function fail(counter: Counter, attempt: object, beganMs: number, address: string): void {
    const nowMs = clock.monotonicMs();
    const failures = counter.tallies.fail(counter.key, attempt, beganMs, nowMs);
    const subject = subjectOf(counter);
    if (failures < LIMITS.freeGuesses || subject === undefined) return;
    const untilMs = clock.nowMs() + beganMs + lockoutMs(failures) - nowMs;
    listeners.forEach((listener) => listener({ ...subject, failures, untilMs }, address));
  }

  function begin(counters: readonly Counter[], { isKnown = false, address }: Guess): Attempt {
    const beganMs = clock.monotonicMs();
    let isSettled = false;
    const settle = (how: (counter: Counter) => void) => {
      if (isSettled) return;
      isSettled = true;
      counters.forEach(how);
    };
    const takeBack = ({ tallies, key }: Counter) => tallies.takeBack(key, attempt);
    const attempt: Attempt = {
      succeeded: () => settle(isKnown ? ({ tallies, key }) => void tallies.forget(key) : takeBack),
      failed: () => settle((counter) => fail(counter, attempt, beganMs, address)),
      abandoned: () => settle(takeBack),
    };
    for (const { tallies, key } of counters) tallies.begin(key, attempt, beganMs);
    return attempt;
  }

  function locksIn(tallies: Tallies): Lock[] {
    const nowMs = clock.monotonicMs();
    return [...tallies.states(nowMs)].flatMap(({ key, failures, lockedUntilMs }) => {
      const subject = subjectOf({ tallies, key });
      const waitMs = lockedUntilMs - nowMs;
      if (subject === undefined || waitMs <= 0) return [];
      return [{ ...subject, failures, untilMs: clock.nowMs() + waitMs }];
    });
  }

  /** The counters of known addresses that are an account's, or an address's, or both. */
  function pairKeys({ account, ...at }: LockSubject): string[] {
    const address = at.address === undefined ? undefined : lockoutGroup(at.address);
    return [...pairs.states(clock.monotonicMs())]
      .map(({ key }) => key)
      .filter((key) => {
        const pair = pairOf(key);
        return (
          pair.account === (account ?? pair.account) && pair.address === (address ?? pair.address)
        );
      });
  }

  return {
    attempt(guess) {
      const counters = countersOf(guess);
      refuseLocked(counters, clock.monotonicMs());
      return begin(counters, guess);
    },
    list: () => [accounts, addresses, pairs].flatMap(locksIn),
    unlock(subject) {
      const counters = pairKeys(subject).map((key) => ({ tallies: pairs, key }));
      if (subject.account === undefined)
        counters.push({ tallies: addresses, key: lockoutGroup(subject.address) });
      else if (subject.address === undefined)
        counters.push({ tallies: accounts, key: subject.account });
      return counters.filter(({ tallies, key }) => tallies.forget(key)).length > 0;
    },
    onLocked: (listener) => void listeners.push(listener),
  };
}
