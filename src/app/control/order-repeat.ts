/** Telling again and again what a machine lets go of by itself. */
import { SECOND_MS } from '../../domain/units.ts';
import type { Cancel, Clock } from '../base/ports/clock.ts';

export interface OrderRepeat {
  /** From now on that is done each so many seconds; never where that is undefined. */
  start(send: () => void): void;
  stop(): void;
}

export function createOrderRepeat(clock: Clock, everySeconds: number | undefined): OrderRepeat {
  let cancel: Cancel | undefined;
  function stop(): void {
    cancel?.();
    cancel = undefined;
  }
  return {
    start(send) {
      stop();
      if (everySeconds !== undefined) cancel = clock.every(everySeconds * SECOND_MS, send);
    },
    stop,
  };
}
