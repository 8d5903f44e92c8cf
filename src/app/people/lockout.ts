/**
 * Against guessing: after LIMITS.freeGuesses wrong tries on an account, or from an address, each
 * further one waits twice as long as the one before; an IPv6 /64 has LIMITS.networkRoom times the free ones.
 *
 * Who is known has a lane of its own: only what is tried there on the same account locks it, so that no stranger locks
 * an owner out. Lest a lock tell which accounts are known there, all are counted and evaluated alike in a lane: where
 * strangers would be refused, one that is not known there is evaluated blindly, and whatever is wrong has the strangers'
 * answer. Lest whoever has many lanes have many tries, those on one account from all lanes are counted together, too.
 *
 * A try counts from before it is evaluated: of a hundred at once no more are let through than one after the other.
 * Counters are in memory: what restarts a hub may as well read its store.
 */
import { countedAs } from '../../domain/address.ts';
import { HubError } from '../../domain/errors.ts';
import { LIMITS } from '../../domain/limits.ts';
import { SECOND_MS } from '../../domain/units.ts';
import { createListeners, type Listener } from '../base/listeners.ts';
import type { Cancel, Clock } from '../base/ports/clock.ts';
import { lockoutMs, Tallies } from './tallies.ts';

/** Who tries, and on what. */
export interface Guess {
  /** Undefined for a secret that is no account's, such as the admin secret: only where it comes from counts. */
  readonly account?: string | undefined;
  /**
   * Whether there is such an account. Others are counted and locked in just the same way, so that a lock tells nobody
   * which there are, but they are shown to nobody: people type passwords where the e-mail goes.
   */
  readonly isReal?: boolean;
  /** As the client's. */
  readonly address: string;
  /** Of a known address or device, without a space in it; undefined for a stranger. */
  readonly lane?: string | undefined;
  /** Whether that lane is this very account's. */
  readonly isKnown?: boolean;
}

/** A try that may be evaluated. It counts as wrong until it is settled: do so in any case, and once. */
export interface Attempt {
  /** Whether it has to be wrong, after the same work, whatever was given. */
  readonly isBlind: boolean;
  /** What to answer where it is wrong, if that is not the usual. */
  readonly refusal?: HubError | undefined;
  succeeded(): void;
  failed(): void;
  /** It was not evaluated after all. */
  abandoned(): void;
}

/** An account, an address or its network, or where both are given an account from where it is known. */
export type LockSubject =
  | { readonly account: string; readonly address?: string }
  | { readonly account?: undefined; readonly address: string };

export type GuessingLock = LockSubject & {
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

/** With where the try came from that brought it. */
export type NewLock = GuessingLock & { readonly lastAddress: string };

export interface Lockout {
  /** @throws HubError `too_many_requests` with `retryAfterSeconds` while a lock holds: such a try does not count */
  attempt(guess: Guess): Attempt;
  /** What is locked now. */
  list(): GuessingLock[];
  /** @param subject an address stands for its network too. @returns whether there was anything to forget */
  unlock(subject: LockSubject): boolean;
  /** Called once for each lock, when the try that brought it has failed. */
  onLocked(listener: Listener<NewLock>): Cancel;
}

/** One of the counters that a try is counted in. */
interface Counter {
  readonly tallies: Tallies;
  readonly key: string;
}

const pairKey = (account: string, lane: string) => `${lane} ${account}`;
const pairOf = (key: string) => {
  const space = key.indexOf(' ');
  return { address: key.slice(0, space), account: key.slice(space + 1) };
};

const lockedUntilMs = (counters: readonly Counter[], nowMs: number) =>
  Math.max(...counters.map(({ tallies, key }) => tallies.lockedUntilMs(key, nowMs)));

/** Undefined where none of them is locked. */
function refusalBy(counters: readonly Counter[], nowMs: number): HubError | undefined {
  const untilMs = lockedUntilMs(counters, nowMs);
  if (untilMs <= nowMs) return undefined;
  return new HubError('too_many_requests', 'too many wrong tries', {
    retryAfterSeconds: Math.ceil((untilMs - nowMs) / SECOND_MS),
  });
}

function createCounters() {
  const { freeGuesses, networkRoom, guessedAccounts, guessingAddresses, guessedPairs } = LIMITS;
  return {
    accounts: new Tallies(guessedAccounts),
    addresses: new Tallies(guessingAddresses),
    networks: new Tallies(guessingAddresses, freeGuesses * networkRoom),
    pairs: new Tallies(guessedPairs),
    /** Accounts again, by what is tried on them from all lanes. */
    inside: new Tallies(guessedAccounts),
  };
}

export function createLockout({ clock }: { clock: Clock }): Lockout {
  const { accounts, addresses, networks, pairs, inside } = createCounters();
  const listeners = createListeners<NewLock>();

  /** Of where it comes from. */
  function countersAt(text: string): Counter[] {
    const { address, network } = countedAs(text);
    return [
      { tallies: addresses, key: address },
      ...(network === undefined ? [] : [{ tallies: networks, key: network }]),
    ];
  }

  /** Those that refuse it, which a try counts in; those that it counts in besides; and those that only strangers heed. */
  function countersOf({ account, address, lane }: Guess) {
    if (account === undefined) return { refusing: countersAt(address), besides: [], strange: [] };
    const strangers = [{ tallies: accounts, key: account }, ...countersAt(address)];
    if (lane === undefined) return { refusing: strangers, besides: [], strange: [] };
    const refusing = [{ tallies: pairs, key: pairKey(account, lane) }];
    const besides = [{ tallies: inside, key: account }];
    return { refusing, besides, strange: [...besides, ...strangers] };
  }

  function subjectOf({ tallies, key }: Counter): LockSubject | undefined {
    if (tallies === accounts) return { account: key };
    if (tallies === addresses || tallies === networks) return { address: key };
    return tallies === pairs ? pairOf(key) : undefined;
  }

  const isShown = ({ tallies }: Counter, { isReal = false }: Guess) =>
    isReal || tallies === addresses || tallies === networks;

  function fail(counter: Counter, guess: Guess, attempt: object, beganMs: number): void {
    const nowMs = clock.monotonicMs();
    const { tallies, key } = counter;
    const failures = tallies.fail(key, attempt, beganMs, nowMs);
    const subject = isShown(counter, guess) ? subjectOf(counter) : undefined;
    if (failures < tallies.free || subject === undefined) return;
    const untilMs = clock.nowMs() + beganMs + lockoutMs(failures, tallies.free) - nowMs;
    listeners.tell({ ...subject, failures, untilMs, lastAddress: guess.address });
  }

  function begin(
    counters: readonly Counter[],
    guess: Guess,
    refusal: HubError | undefined,
  ): Attempt {
    const beganMs = clock.monotonicMs();
    let isSettled = false;
    const settle = (how: (counter: Counter) => void) => {
      if (isSettled) return;
      isSettled = true;
      counters.forEach(how);
    };
    const takeBack = ({ tallies, key }: Counter) => tallies.takeBack(key, attempt);
    const attempt: Attempt = {
      isBlind: refusal !== undefined && guess.isKnown !== true,
      refusal,
      succeeded: () =>
        settle((counter) =>
          counter.tallies === pairs ? void pairs.forget(counter.key) : takeBack(counter),
        ),
      failed: () => settle((counter) => fail(counter, guess, attempt, beganMs)),
      abandoned: () => settle(takeBack),
    };
    for (const counter of counters)
      counter.tallies.begin(counter.key, attempt, beganMs, isShown(counter, guess));
    return attempt;
  }

  function locksIn(tallies: Tallies): GuessingLock[] {
    const nowMs = clock.monotonicMs();
    return [...tallies.states(nowMs)].flatMap(({ key, failures, lockedUntilMs }) => {
      const subject = subjectOf({ tallies, key });
      const waitMs = lockedUntilMs - nowMs;
      if (subject === undefined || waitMs <= 0) return [];
      return [{ ...subject, failures, untilMs: clock.nowMs() + waitMs }];
    });
  }

  /** The counters of lanes that are an account's, or an address's, or both. */
  function pairsOf({ account, address }: LockSubject): Counter[] {
    const lane = address === undefined ? undefined : countedAs(address).address;
    return [...pairs.states(clock.monotonicMs())]
      .map(({ key }) => ({ tallies: pairs, key }))
      .filter(({ key }) => {
        const pair = pairOf(key);
        return (
          pair.account === (account ?? pair.account) && pair.address === (lane ?? pair.address)
        );
      });
  }

  return {
    attempt(guess) {
      const { refusing, besides, strange } = countersOf(guess);
      const nowMs = clock.monotonicMs();
      const refused = refusalBy(refusing, nowMs);
      if (refused !== undefined) throw refused;
      return begin([...refusing, ...besides], guess, refusalBy(strange, nowMs));
    },
    list: () => [accounts, addresses, networks, pairs].flatMap(locksIn),
    unlock(subject) {
      const counters = pairsOf(subject);
      if (subject.account === undefined) counters.push(...countersAt(subject.address));
      else if (subject.address === undefined)
        counters.push(...[accounts, inside].map((tallies) => ({ tallies, key: subject.account })));
      return counters.filter(({ tallies, key }) => tallies.forget(key)).length > 0;
    },
    onLocked: listeners.add,
  };
}
