/**
 * The time that records are stamped with and expiries judged by, on machines whose clock may be anything: boards without
 * one that start in the past, batteries that die, people who set it.
 *
 * The latest time that counted is the mark. It never goes back, save where what put it ahead turns out to have been a
 * wrong clock:
 * - The wall is up to a day behind: time goes on at half its pace until the wall has caught up.
 * - The wall is further behind: the machine has no clock, and time goes on from the mark.
 * - The wall is more than a day ahead: time follows it, and comes back when it does. That counts only once the
 *   machine's time is synchronised, or it has held for a day. In the latter case the mark as it would be without is
 *   kept beside it: a wall that comes back to that was right all along.
 * - The mark is older than this program: that clock was never set, and any later wall is better.
 *
 * What has come for certain is the mark alone: nothing expires by a wall that is on trial. Where it is set, whatever was
 * made in this life by the time before moves along, so that a token of ninety days lasts ninety days.
 *
 * The house's time is the wall itself, wherever that can be right: schedules go by it at once when it is set, while the
 * time of records waits. It is not where the hub has started behind its mark: that is a board whose clock stood still, and
 * time goes on from the mark until somebody sets it.
 */
import { DAY_MS, MINUTE_MS } from '../../domain/units.ts';
import { createListeners } from '../base/listeners.ts';
import type { Cancel, Clock, ClockMove } from '../base/ports/clock.ts';

const FAR_MS = DAY_MS;
const HOLD_MS = DAY_MS;
/** How often it is looked whether the time is synchronised, while that matters. */
const LOOK_MS = MINUTE_MS;
/** A wall that leaps by more than this is another one, and has to hold anew. */
const LEAP_MS = MINUTE_MS;
/** A clock that shows less was never set. */
const LEAST_MS = Date.UTC(2025, 0, 1);

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
  certainMs(): number;
  onMoved(listener: (move: ClockMove) => void): Cancel;
  isProvisional(): boolean;
}

/** @param isSynchronised whether the machine has set its clock by others */
export function createSteadyClock(deps: {
  clock: Clock;
  isSynchronised: () => boolean;
}): SteadyClock {
  const { clock, isSynchronised } = deps;
  let isResumed = false;
  /** Monotonic: when it was, and when the time was last read. */
  let resumedMs = 0;
  let readMs = 0;
  let markMs = 0;
  let doubtMs: number | undefined;
  /** How far the wall is ahead of the monotonic clock, and since when on that. */
  let wall = { aheadMs: 0, sinceMs: 0 };
  /** Whether it is ahead of the mark, and may be wrong. */
  let isOnTrial = false;
  /** How far the house's time is ahead of the monotonic clock. */
  let houseAheadMs = 0;
  /** Whether the wall was behind the mark at the start, and nobody has set it since. */
  let isStandingStill = false;
  const movers = createListeners<ClockMove>();
  /** The certain time at the start, by the certain time of now. */
  let startMs: number | undefined;
  /** That of an earlier life was wrong. */
  let movedAtStart: ClockMove | undefined;
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
    isOnTrial = false;
    return Math.floor(nowMs);
  }

  /** The wall is the time for now, and for good once it has held. */
  function tryOut(wallMs: number): number {
    if (readMs - wall.sinceMs >= HOLD_MS) return settleOn(wallMs, doubtMs ?? markMs);
    isOnTrial = true;
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

  function take(wallMs: number, elapsedMs: number): number {
    if (doubtMs !== undefined) doubtMs += elapsedMs;
    if (Math.abs(wallMs - readMs - wall.aheadMs) > LEAP_MS)
      wall = { aheadMs: wallMs - readMs, sinceMs: readMs };
    const isFirst = markMs < LEAST_MS && wallMs >= LEAST_MS;
    const isOdd = wallMs < markMs || wallMs - markMs - elapsedMs > FAR_MS;
    return isOdd && !isFirst ? weigh(wallMs, elapsedMs) : settleOn(wallMs, doubtMs);
  }

  function nowMs(): number {
    const wallMs = clock.nowMs();
    if (!isResumed) return wallMs;
    const atMs = clock.monotonicMs();
    const elapsedMs = atMs - readMs;
    readMs = atMs;
    const expectedMs = markMs + elapsedMs;
    const recordsMs = take(wallMs, elapsedMs);
    const byMs = Math.round(markMs - expectedMs);
    // A step ahead of less than a day may be time that went by while the machine slept: what expired meanwhile has. One
    // that only waits for the wall is not set.
    const isSet = byMs >= FAR_MS || byMs < -elapsedMs - LEAP_MS;
    if (isSet && startMs !== undefined) {
      const sinceMs = startMs;
      startMs += byMs;
      movers.tell({ sinceMs, byMs });
    }
    return recordsMs;
  }

  /** What an earlier life stamped by a clock that turns out wrong now. */
  function movedSince(keptMs: number): ClockMove | undefined {
    const byMs = Math.round(markMs - keptMs);
    if (keptMs < LEAST_MS && markMs >= LEAST_MS) return { sinceMs: -Infinity, byMs };
    return byMs < 0 ? { sinceMs: markMs, byMs } : undefined;
  }

  /** Whether the wall shows the house's time. */
  function isHouses(wallMs: number, recordsMs: number): boolean {
    if (recordsMs - wallMs >= FAR_MS) return false;
    isStandingStill &&= wall.sinceMs === resumedMs && !looksSynchronised();
    return !isStandingStill;
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
      resumedMs = clock.monotonicMs();
      readMs = resumedMs;
      const wallMs = clock.nowMs();
      wall = { aheadMs: wallMs - readMs, sinceMs: readMs };
      const keptMs = mark?.markMs ?? wallMs;
      ({ markMs, doubtMs } = { markMs: keptMs, doubtMs: mark?.doubtMs });
      isStandingStill = wallMs < markMs;
      // A wall that is on trial is so from here on.
      houseAheadMs = nowMs() - readMs;
      movedAtStart = movedSince(keptMs);
      startMs = keptMs < LEAST_MS ? -Infinity : markMs;
    },
    mark() {
      nowMs();
      // A time that others confirm is beyond doubt.
      if (doubtMs !== undefined && !isOnTrial && looksSynchronised()) doubtMs = undefined;
      return {
        markMs: Math.floor(markMs),
        ...(doubtMs !== undefined && { doubtMs: Math.floor(doubtMs) }),
      };
    },
    certainMs() {
      const recordsMs = nowMs();
      return isResumed ? Math.floor(markMs) : recordsMs;
    },
    onMoved(listener) {
      if (movedAtStart !== undefined) listener(movedAtStart);
      return movers.add(listener);
    },
    isProvisional: () => isOnTrial || (markMs < LEAST_MS && readMs - wall.sinceMs < HOLD_MS),
  };
}
