import type { Cancel, Clock } from './ports/clock.ts';

export interface Throttle {
  set(isOn: boolean): void;
  /** Whether it is off, that has been told, and the next change would be told at once. */
  isAtRest(): boolean;
  /** What waits is not told any more. */
  stop(): void;
}

/**
 * A state of two values whose changes are told at most once in `intervalMs`: the first at once, and at the end of the
 * interval whatever it then is, where that is another.
 * @param known what was told in an earlier life; without it any value is news
 */
export function createThrottle(
  clock: Clock,
  intervalMs: number,
  tell: (isOn: boolean) => void,
  known?: boolean,
): Throttle {
  let current: boolean | undefined;
  let told = known;
  let toldMs = -Infinity;
  let cancel: Cancel | undefined;
  const waitMs = () => toldMs + intervalMs - clock.monotonicMs();

  function settle(): void {
    cancel = undefined;
    if (current === undefined || current === told) return;
    told = current;
    toldMs = clock.monotonicMs();
    tell(told);
  }

  return {
    set(isOn) {
      current = isOn;
      if (isOn === told || cancel !== undefined) return;
      if (waitMs() > 0) cancel = clock.after(waitMs(), settle);
      else settle();
    },
    isAtRest: () => told === false && current === false && waitMs() <= 0,
    stop() {
      cancel?.();
      cancel = undefined;
    },
  };
}
