/** Giving a machine its own value back, until it shows it or was told as often as it may be. */
import type { BoundOrder } from '../../domain/binding/order.ts';
import type { EchoSaid } from '../../domain/binding/order-echo.ts';
import { answerSince } from '../../domain/binding/order-value.ts';
import { LIMITS } from '../../domain/limits.ts';
import type { Clock } from '../base/ports/clock.ts';
import type { Step } from '../base/steps.ts';
import type { OrderPace } from './order-pace.ts';
import type { OrderSender } from './order-sender.ts';
import type { OrderStanding } from './order-standing.ts';

/** @returns what is to be done now, if anything. @param isAtOnce whatever its pace is */
export type OrderReturn = (isAtOnce: boolean) => Step | undefined;

export function createOrderReturn(deps: {
  machine: string;
  order: BoundOrder;
  standing: OrderStanding;
  pace: OrderPace;
  sender: OrderSender;
  echo: () => EchoSaid | undefined;
  /** Whether it was told as often as it may be, and shows something else. */
  isDisputed: () => boolean;
  /** Looks again after that time. */
  wakeIn: (ms: number) => void;
  /** The same, since its turn has not come. */
  waitFor: (ms: number) => void;
  /** Nothing of the hub's stands in it any more. */
  drop: Step;
  /** It has its own value, or cannot have it. */
  onFreed: () => void;
  clock: Clock;
}): OrderReturn {
  const { machine, order, standing, pace, sender, wakeIn, drop, onFreed, clock } = deps;
  const { its, kept } = standing;

  async function giveBack(): Promise<void> {
    const { back = [], found } = kept() ?? {};
    const sentMs = clock.monotonicMs();
    if (!(await sender.send(machine, back))) return;
    pace.told();
    if (order.giveBack !== undefined || found === undefined) {
      await drop();
      return;
    }
    its.backSentMs ??= sentMs;
    its.backTimes++;
    // It shows it soon, or it is told once more.
    wakeIn(LIMITS.commandConfirmMs);
  }

  /** What becomes of what was sent already; `wait` where it is still awaited, or was sent often enough. */
  function sentBack(): 'shown' | 'wait' | 'send' {
    const { found } = kept() ?? {};
    if (its.backSentMs === undefined || found === undefined) return 'send';
    if (answerSince(order, found, its.backSentMs, deps.echo()) === true) return 'shown';
    const isAwaited =
      clock.monotonicMs() - its.backSentMs < its.backTimes * LIMITS.commandConfirmMs;
    return isAwaited || its.backTimes > LIMITS.commandAgainTimes ? 'wait' : 'send';
  }

  function paced(isAtOnce: boolean): Step | undefined {
    // At once is the first time: what comes and goes must not write its memory each time.
    const isFirst = isAtOnce && its.backSentMs === undefined;
    const waitMs = isFirst ? 0 : isAtOnce ? pace.waitAgainMs() : pace.waitMs();
    if (waitMs > 0) {
      deps.waitFor(waitMs);
      return undefined;
    }
    if (sender.isConnected()) return giveBack;
    onFreed();
    return undefined;
  }

  return (isAtOnce) => {
    const { told: ours = [] } = kept() ?? {};
    if (!standing.hasWayBack || ours.length === 0) {
      if (its.told !== undefined) return drop;
      onFreed();
      return undefined;
    }
    // What it shows in spite of all is its own, or a person's.
    const sent = deps.isDisputed() ? 'shown' : sentBack();
    if (sent === 'shown') return drop;
    return sent === 'send' ? paced(isAtOnce) : undefined;
  };
}
