/** One order of one machine of another make: what it is told, and when; that it gets its own value back. */
import type { BoundOrder } from '../../domain/binding/order.ts';
import type { EchoSaid } from '../../domain/binding/order-echo.ts';
import {
  answerSince,
  echoAgrees,
  orderMessages,
  type OrderSending,
  type OrderValue,
} from '../../domain/binding/order-value.ts';
import type { MappedValue } from '../../domain/binding/place.ts';
import { LIMITS } from '../../domain/limits.ts';
import { createSteps, type Step } from '../base/steps.ts';
import { createListeners } from '../base/listeners.ts';
import type { Cancel, Clock } from '../base/ports/clock.ts';
import type { HeldOrders } from './held-orders.ts';
import { createOrderAnswer } from './order-answer.ts';
import { createOrderRepeat } from './order-repeat.ts';
import { createOrderPace } from './order-pace.ts';
import { createOrderReturn } from './order-return.ts';
import type { OrderSender } from './order-sender.ts';
import { createOrderStanding } from './order-standing.ts';

export interface MachineOrder {
  /** Control wants that of it. @param isAsked whether a person waits for it */
  want(value: OrderValue, isAsked?: boolean): void;
  /** Nothing is told, and what it was told last stays. @param isClosed it means something else now: it must not go back */
  hold(isClosed?: boolean): void;
  /** It gets its own value back. @param isAtOnce whatever its pace is */
  readonly letGo: (isAtOnce: boolean) => void;
  /** Resolves when it has let go, or cannot. */
  free(): Promise<void>;
  /** Its echo may show something else. */
  heard(): void;
  /** It, or the broker, is back. */
  back(): void;
  readonly isHeard: () => boolean | undefined;
  readonly isDisputed: () => boolean;
  /** How often it may be told something else today; undefined where that is not bounded. */
  readonly left: () => number | undefined;
  readonly told: () => OrderTold;
  stop(): void;
}

/** What it was told last and keeps, and what it is told later. */
export interface OrderTold {
  readonly value?: OrderValue | undefined;
  readonly next?:
    | {
        /** Undefined for its own. */
        readonly value: OrderValue | undefined;
        /** Monotonic. */
        readonly dueMs: number;
      }
    | undefined;
}

type Goal =
  | { readonly is: 'value'; readonly wanted: OrderValue; readonly isAsked: boolean }
  | { readonly is: 'hold' }
  | { readonly is: 'back'; readonly isAtOnce: boolean };

export interface MachineOrderDeps {
  /** `kind/id/order`, and `kind/id`. */
  readonly key: string;
  readonly machine: string;
  readonly order: BoundOrder;
  /** What its echo says now. */
  readonly echo: () => EchoSaid | undefined;
  readonly held: HeldOrders;
  readonly sender: OrderSender;
  readonly clock: Clock;
  readonly onUnconfirmed: (value: OrderValue) => void;
  /** What it was told, or is told later, is another. */
  readonly onTold: () => void;
}

export function createMachineOrder(deps: MachineOrderDeps): MachineOrder {
  const { key, machine, order, held, sender, clock } = deps;
  const pace = createOrderPace(order, clock, held.get(key)?.toldMs);
  const said = (): MappedValue | undefined => deps.echo()?.value;
  const standing = createOrderStanding({ key, order, held, pace, said, clock });
  const { its, isStored } = standing;
  let goal: Goal = { is: 'hold' };
  let wake: Cancel | undefined;
  let next: OrderTold['next'];
  const repeat = createOrderRepeat(clock, order, () => answer.isDisputed());
  const freed = createListeners();

  function answered(): boolean | undefined {
    return answerSince(order, its.told, its.toldMs, deps.echo());
  }

  const answer = createOrderAnswer({
    clock,
    hasEcho: order.echo !== undefined,
    answer: answered,
    again() {
      its.isLost = true;
      act();
    },
    onUnconfirmed: () => its.told !== undefined && deps.onUnconfirmed(its.told),
  });

  function wakeIn(ms: number): void {
    wake?.();
    wake = clock.after(ms, act);
  }

  /** It has to wait for its turn. */
  function wait(ms: number, value: OrderValue | undefined): void {
    wakeIn(ms);
    const isNew = next === undefined || next.value !== value;
    next = { value, dueMs: clock.monotonicMs() + ms };
    if (isNew) deps.onTold();
  }

  function cease(): void {
    next = undefined;
    wake?.();
    repeat.stop();
    answer.stop();
  }

  /** Nothing of the hub's stands in it any more. */
  async function drop(): Promise<void> {
    cease();
    answer.forget();
    await standing.drop();
    deps.onTold();
    freed.tell();
  }

  async function tell({ value, messages }: OrderSending): Promise<void> {
    // On the disk first: a hub that dies in between must know what it may have changed.
    if (standing.isToKeep() && (!(await standing.keep(value)) || goal.is !== 'value')) return;
    pace.told();
    standing.told(value);
    its.isLost = !(await sender.send(machine, messages));
    if (its.isLost) return;
    next = undefined;
    deps.onTold();
    answer.told();
    repeat.start(() => void sender.send(machine, messages));
  }

  function telling(wanted: OrderValue, isAsked: boolean): Step | undefined {
    const sending = orderMessages(order, wanted);
    if (sending === undefined || standing.isSo(sending, wanted)) {
      next = undefined;
      return undefined;
    }
    if ((its.isUnseen && said() === undefined) || !standing.knowsWayBack()) return undefined;
    const { told } = its;
    const isLess = typeof told === 'number' && Number(sending.value) < told;
    // Where it has its own value by now, the same is something else again.
    const isAgain = told === sending.value && its.backSentMs === undefined;
    const waitMs = isAgain ? pace.waitAgainMs() : pace.waitMs(isLess, isAsked);
    if (waitMs > 0) {
      wait(waitMs, sending.value);
      return undefined;
    }
    return sender.isConnected() ? async () => tell(sending) : undefined;
  }

  const givingBack = createOrderReturn({
    machine,
    order,
    standing,
    pace,
    sender,
    echo: deps.echo,
    isDisputed: answer.isDisputed,
    wakeIn,
    waitFor: (ms) => wait(ms, undefined),
    drop,
    onFreed: freed.tell,
    clock,
  });

  function step(): Step | undefined {
    switch (goal.is) {
      case 'value':
        return telling(goal.wanted, goal.isAsked);
      case 'back':
        return givingBack(goal.isAtOnce);
      case 'hold':
        freed.tell();
        return undefined;
    }
  }

  const { act, run } = createSteps(step);

  /** What is of an earlier life stands, or the machine has something else by now: that is its own then. */
  function see(now: MappedValue): void {
    const { told: ours = [] } = standing.kept() ?? {};
    its.isUnseen = false;
    const ofOurs = ours.find((one) => echoAgrees(order, one, now) === true);
    if (ofOurs !== undefined) its.told = ofOurs;
    else run(drop);
  }

  function letGo(isAtOnce: boolean): void {
    if (goal.is !== 'back') {
      cease();
      const { backSentMs = -Infinity } = its;
      if (clock.monotonicMs() - backSentMs >= LIMITS.orderBackAgainMs) its.backTimes = 0;
    }
    goal = { is: 'back', isAtOnce };
    standing.close(false);
    act();
  }

  return {
    want(value, isAsked = false) {
      // A word that it has no message for: control wants nothing of it that it could be told.
      if (orderMessages(order, value) === undefined) {
        letGo(false);
        return;
      }
      standing.close(false);
      // Its own value is on its way.
      if (goal.is === 'back' && its.backSentMs !== undefined) its.isLost = true;
      goal = { is: 'value', wanted: value, isAsked };
      act();
    },
    hold(isClosed = false) {
      goal = { is: 'hold' };
      cease();
      if (!isStored) its.told = undefined;
      standing.close(isClosed);
    },
    letGo,
    free: async () =>
      new Promise<void>((resolve) => {
        const cancel = freed.add(() => {
          cancel();
          resolve();
        });
        act();
      }),
    heard() {
      const now = said();
      if (its.isUnseen && now !== undefined && now !== null) see(now);
      if (goal.is === 'value') answer.heard(answered());
      act();
    },
    back() {
      const isRepeated = !isStored || order.echo === undefined;
      // What it was told a moment ago may be on its way.
      const isLongAgo = clock.monotonicMs() - its.toldMs >= LIMITS.commandAgainMs;
      const isUnheard = answer.isHeard() === false;
      if (isUnheard) answer.forget();
      if (goal.is === 'value' && its.told !== undefined && isLongAgo && (isRepeated || isUnheard))
        its.isLost = true;
      act();
    },
    isHeard: answer.isHeard,
    isDisputed: answer.isDisputed,
    left: pace.left,
    told: () => ({ value: its.told, next }),
    stop() {
      goal = { is: 'hold' };
      cease();
      freed.tell();
    },
  };
}
