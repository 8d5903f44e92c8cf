/**
 * The time that records are stamped with and expiries judged by, on machines whose clock may be
 * anything: boards without one that start in the past, batteries that die, people who set it.
 *
 * The latest time that counted is the mark. It never goes back, save where what put it ahead turns out to have been a
 * wrong clock:
 * - The wall is up to a day behind: time goes on at half its pace until the wall has caught up.
 * - The wall is further behind: the machine has no clock, and time goes on from the mark.
 * - The wall is more than a day ahead: time follows it, and comes back when it does. That counts only once the
 *   machine's time is synchronised, or it has held for an hour. In the latter case the mark as it would be without is
 *   kept beside it: a wall that comes back to that was right all along.
 *
 * The house's time is the wall itself, wherever that can be right: schedules go by it at once when it is set, while the
 * time of records waits. It is not where the hub has started behind its mark: that is a board whose clock stood still, and
 * time goes on from the mark until somebody sets it.
 */
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../domain/units.ts';
import type { Clock } from '../base/ports/clock.ts';

const FAR_MS = DAY_MS;
const HOLD_MS = HOUR_MS;
/** How often it is looked whether the time is synchronised, while that matters. */
const LOOK_MS = MINUTE_MS;
/** A wall that leaps by more than this is another one, and has to hold anew. */
const LEAP_MS = MINUTE_MS;

/** What is kept of the time while the hub does not run. Ms since 1970. */
export interface ClockMark {
  readonly markMs: number;
  /** The mark as it would be without a leap ahead that counts for having held; undefined where there was none. */
  readonly doubtMs?: number | undefined;
}

export interface SteadyClock extends Clock {
  /** Goes on from a mark that was kept, or from the wall where there is none. Until then the wall is the time. */
  resume(mark: ClockMark | undefined): void;
  mark(): ClockMark;
  houseMs(): number;
  isProvisional(): boolean;
}

/** @param isSynchronised whether the machine has set its clock by others */
export function createSteadyClock(deps: {
  clock: Clock;
  isSynchronised: () => boolean;
}): SteadyClock {
  const { clock, isSynchronised } = deps;
  let isResumed = false;
  /** Monotonic: when the time was last read. */
  let readMs = 0;
  let markMs = 0;
  let doubtMs: number | undefined;
  /** The wall that is on trial: how far it is ahead of the monotonic clock, and since when on that. */
  let trial: { readonly offsetMs: number; readonly sinceMs: number } | undefined;
  /** How far the house's time is ahead of the monotonic clock. */
  let houseAheadMs = 0;
  /** The same of a wall that was behind the mark at the start, until somebody sets it. */
  let stoodStillMs: number | undefined;
  let lookedMs = -Infinity;
  let wasSynchronised = false;

  function looksSynchronised(): boolean {
    if (readMs - lookedMs >= LOOK_MS) {
      lookedMs = readMs;
      wasSynchronised = isSynchronised();
    }
    return wasSynchronised;
  }

  /** From now on that is the time. */
  function settleOn(nowMs: number, nextDoubtMs?: number): number {
    markMs = nowMs;
    doubtMs = nextDoubtMs;
    trial = undefined;
    return Math.floor(nowMs);
  }

  /** The wall is the time for now, and for good once it has held. */
  function tryOut(wallMs: number): number {
    const offsetMs = wallMs - readMs;
    if (trial === undefined || Math.abs(offsetMs - trial.offsetMs) > LEAP_MS)
      trial = { offsetMs, sinceMs: readMs };
    if (readMs - trial.sinceMs >= HOLD_MS) return settleOn(wallMs, doubtMs ?? markMs);
    return wallMs;
  }

  /** The time where the wall does not simply go on. */
  function weigh(wallMs: number, elapsedMs: number): number {
    const aheadMs = wallMs - (markMs + elapsedMs);
    if (aheadMs < 0 && aheadMs > -FAR_MS) return settleOn(markMs + elapsedMs / 2, doubtMs);
    if (looksSynchronised()) return settleOn(wallMs);
    markMs += elapsedMs;
    if (aheadMs > 0) return tryOut(wallMs);
    if (doubtMs === undefined || wallMs <= doubtMs - FAR_MS) return settleOn(markMs, doubtMs);
    return wallMs <= doubtMs + FAR_MS ? settleOn(Math.max(wallMs, doubtMs)) : tryOut(wallMs);
  }

  function nowMs(): number {
    const wallMs = clock.nowMs();
    if (!isResumed) return wallMs;
    const atMs = clock.monotonicMs();
    const elapsedMs = atMs - readMs;
    readMs = atMs;
    if (doubtMs !== undefined) doubtMs += elapsedMs;
    if (wallMs < markMs || wallMs - markMs - elapsedMs > FAR_MS) return weigh(wallMs, elapsedMs);
    trial = undefined;
    markMs = wallMs;
    return wallMs;
  }

  /** Whether the wall shows the house's time. */
  function isHouses(wallMs: number, recordsMs: number): boolean {
    if (recordsMs - wallMs >= FAR_MS) return false;
    if (stoodStillMs === undefined) return true;
    const isSet = Math.abs(wallMs - readMs - stoodStillMs) > LEAP_MS || looksSynchronised();
    if (isSet) stoodStillMs = undefined;
    return isSet;
  }

  function houseMs(): number {
    const recordsMs = nowMs();
    const wallMs = clock.nowMs();
    if (!isResumed) return wallMs;
    if (isHouses(wallMs, recordsMs)) houseAheadMs = wallMs - readMs;
    return Math.floor(readMs + houseAheadMs);
  }

  return {
    ...clock,
    nowMs,
    houseMs,
    resume(mark) {
      isResumed = true;
      readMs = clock.monotonicMs();
      ({ markMs, doubtMs } = mark ?? { markMs: clock.nowMs(), doubtMs: undefined });
      if (clock.nowMs() < markMs) stoodStillMs = clock.nowMs() - readMs;
      // A wall that is on trial is so from here on.
      houseAheadMs = nowMs() - readMs;
    },
    mark() {
      nowMs();
      // A time that others confirm is beyond doubt.
      if (doubtMs !== undefined && trial === undefined && looksSynchronised()) doubtMs = undefined;
      return {
        markMs: Math.floor(markMs),
        ...(doubtMs !== undefined && { doubtMs: Math.floor(doubtMs) }),
      };
    },
    isProvisional: () => trial !== undefined,
  };
}
