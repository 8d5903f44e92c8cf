/** By how much the clock was set: durations that were told move along, once it is their turn. */
import type { HouseClock } from './ports/clock.ts';

export interface ClockSteps {
  /** Since it was last taken, ms. */
  pendingMs(): number;
  /** The same, for who moves along with it now. */
  takeMs(): number;
}

/** @param onStep there is something to be taken */
export function createClockSteps(clock: Pick<HouseClock, 'onSet'>, onStep: () => void): ClockSteps {
  let setByMs = 0;
  clock.onSet((byMs) => {
    setByMs += byMs;
    onStep();
  });
  return {
    pendingMs: () => setByMs,
    takeMs() {
      const takenMs = setByMs;
      setByMs = 0;
      return takenMs;
    },
  };
}
