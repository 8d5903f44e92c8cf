/** Telling again and again what a machine lets go of by itself. */
import type { BoundOrder } from '../../domain/binding/order.ts';
import { LIMITS } from '../../domain/limits.ts';
import { SECOND_MS } from '../../domain/units.ts';
import type { Cancel, Clock } from '../base/ports/clock.ts';

export interface OrderRepeat {
  /** From now on that is done as often as the order says; never where it does not. */
  start(send: () => void): void;
  stop(): void;
}

/** @param isDisputed whether the machine shows something else, however often it was told */
export function createOrderRepeat(
  clock: Clock,
  { repeatSeconds, values }: BoundOrder,
  isDisputed: () => boolean,
): OrderRepeat {
  let cancel: Cancel | undefined;
  let sentMs = -Infinity;

  /** A relay that a person switches is not switched back each time; a number in dispute is a bound of the machine's. */
  const isFight = () =>
    values !== undefined &&
    isDisputed() &&
    clock.monotonicMs() - sentMs < LIMITS.orderDisputedAgainMs;

  function stop(): void {
    cancel?.();
    cancel = undefined;
  }
  return {
    start(send) {
      stop();
      if (repeatSeconds === undefined) return;
      sentMs = clock.monotonicMs();
      cancel = clock.every(repeatSeconds * SECOND_MS, () => {
        if (isFight()) return;
        sentMs = clock.monotonicMs();
        send();
      });
    },
    stop,
  };
}
