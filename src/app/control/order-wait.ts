/** When an order is looked at again, and what it is told then where that has to wait for its pace. */
import type { OrderValue } from '../../domain/binding/order-value.ts';
import type { Cancel, Clock } from '../base/ports/clock.ts';

export interface WaitingOrder {
  /** Undefined for the machine's own. */
  readonly value: OrderValue | undefined;
  /** Monotonic. */
  readonly dueMs: number;
}

export interface OrderWait {
  readonly wakeIn: (ms: number) => void;
  /** What is told has to wait for so long. */
  readonly forTurn: (ms: number, value: OrderValue | undefined) => void;
  /** Nothing waits for its turn any more. */
  readonly clear: () => void;
  readonly waiting: () => WaitingOrder | undefined;
  /** Nothing waits, and it is not woken. */
  readonly stop: () => void;
}

export function createOrderWait(deps: {
  clock: Clock;
  act: () => void;
  /** Something else waits than before. */
  onWaiting: () => void;
}): OrderWait {
  const { clock, act, onWaiting } = deps;
  let wake: Cancel | undefined;
  let waiting: WaitingOrder | undefined;

  function wakeIn(ms: number): void {
    wake?.();
    wake = clock.after(ms, act);
  }

  return {
    wakeIn,
    forTurn(ms, value) {
      wakeIn(ms);
      const isNew = waiting === undefined || waiting.value !== value;
      waiting = { value, dueMs: clock.monotonicMs() + ms };
      if (isNew) onWaiting();
    },
    clear: () => void (waiting = undefined),
    waiting: () => waiting,
    stop() {
      waiting = undefined;
      wake?.();
    },
  };
}
