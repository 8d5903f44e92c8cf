/** The timers of one owner: none of them outlives it. */
import type { Cancel, Clock } from './ports/clock.ts';

export interface OwnTimers<C extends Clock> {
  /** The same clock; what it is asked to call back is the owner's. */
  readonly clock: C;
  /** None of them calls back any more, and none is made from now on. */
  readonly end: () => void;
}

export function createOwnTimers<C extends Clock>(clock: C): OwnTimers<C> {
  const running = new Set<Cancel>();
  let isOver = false;

  function own(start: (done: () => void) => Cancel): Cancel {
    if (isOver) return () => undefined;
    const stop = () => {
      running.delete(stop);
      cancel();
    };
    const cancel = start(() => running.delete(stop));
    running.add(stop);
    return stop;
  }

  return {
    clock: {
      ...clock,
      after: (delayMs, callback) =>
        own((done) =>
          clock.after(delayMs, () => {
            done();
            callback();
          }),
        ),
      every: (periodMs, callback) => own(() => clock.every(periodMs, callback)),
    },
    end() {
      isOver = true;
      for (const stop of [...running]) stop();
    },
  };
}
