import type { Clock } from '../../src/app/base/ports/clock.ts';

export interface FakeClock extends Clock {
  /** Lets time pass: due callbacks run in order of their time, each seeing that time. */
  advance(ms: number): void;
  /** Moves the wall time alone, as setting a machine's clock does. */
  jumpWall(ms: number): void;
  /** How many timers are waiting. */
  timers(): number;
}

interface Timer {
  dueMs: number;
  readonly periodMs: number | undefined;
  readonly callback: () => void;
}

/** @param startMs wall time at the start, ms since 1970 */
export function createFakeClock(startMs = Date.UTC(2026, 0, 15, 12)): FakeClock {
  // In order of creation, which decides among timers that are due at the same time.
  const timers = new Set<Timer>();
  let elapsedMs = 0;
  let wallOffsetMs = startMs;

  function arm(delayMs: number, periodMs: number | undefined, callback: () => void) {
    const timer = { dueMs: elapsedMs + Math.max(0, delayMs), periodMs, callback };
    timers.add(timer);
    return () => {
      timers.delete(timer);
    };
  }

  function nextDue(untilMs: number): Timer | undefined {
    let next: Timer | undefined;
    for (const timer of timers) {
      if (timer.dueMs <= untilMs && (next === undefined || timer.dueMs < next.dueMs)) next = timer;
    }
    return next;
  }

  return {
    nowMs: () => wallOffsetMs + elapsedMs,
    monotonicMs: () => elapsedMs,
    after: (delayMs, callback) => arm(delayMs, undefined, callback),
    every: (periodMs, callback) => {
      if (!(periodMs > 0)) throw new RangeError('a period must be over 0 ms');
      return arm(periodMs, periodMs, callback);
    },
    advance(ms) {
      const targetMs = elapsedMs + ms;
      for (let timer = nextDue(targetMs); timer !== undefined; timer = nextDue(targetMs)) {
        elapsedMs = Math.max(elapsedMs, timer.dueMs);
        if (timer.periodMs === undefined) timers.delete(timer);
        else timer.dueMs += timer.periodMs;
        timer.callback();
      }
      elapsedMs = targetMs;
    },
    timers: () => timers.size,
    jumpWall(ms) {
      wallOffsetMs += ms;
    },
  };
}
