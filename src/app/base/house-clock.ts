/**
 * The house's time: that of schedules and of control. A clock that is set must neither end what is a duration nor prolong
 * it, so whoever keeps the end of one is told first, and moves it along.
 */
import type { Clock, HouseClock } from './ports/clock.ts';
import { SECOND_MS } from '../../domain/units.ts';
import { createListeners } from './listeners.ts';

/** Less than this is no step, or one that no duration feels. */
const STEP_MS = SECOND_MS;

export function createHouseClock(clock: Clock): HouseClock {
  const listeners = createListeners<number>();
  const houseMs = () => clock.houseMs?.() ?? clock.nowMs();
  /** How far it was ahead of the monotonic clock when that was last told. */
  let aheadMs = houseMs() - clock.monotonicMs();
  return {
    ...clock,
    nowMs() {
      const nowMs = houseMs();
      const byMs = Math.round(nowMs - clock.monotonicMs() - aheadMs);
      if (Math.abs(byMs) >= STEP_MS) {
        aheadMs += byMs;
        listeners.tell(byMs);
      }
      return nowMs;
    },
    onSet: listeners.add,
  };
}
