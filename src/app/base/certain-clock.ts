import type { Clock } from './ports/clock.ts';

/** The clock by which is judged what has expired, and by which is counted: its time has come for certain. */
export function createCertainClock<C extends Clock>(clock: C): C {
  return { ...clock, nowMs: () => clock.certainMs?.() ?? clock.nowMs() };
}
