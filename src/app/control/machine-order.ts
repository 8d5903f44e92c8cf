/**
 * One order of one machine of another make: what it is told, when, and what it had before. What the machine keeps for
 * ever is told only once the way back is known and on the disk.
 */
import type { BoundOrder } from '../../domain/binding/order.ts';
import type { EchoSaid } from '../../domain/binding/order-echo.ts';
import {
  answerSince,
  echoAgrees,
  expires,
  foundValue,
  isWithinStep,
  orderMessages,
  wayBack,
  type OrderSending,
  type OrderValue,
} from '../../domain/binding/order-value.ts';
import type { MappedValue } from '../../domain/binding/place.ts';
import { LIMITS } from '../../domain/limits.ts';
import { createSteps } from '../base/steps.ts';
import { createListeners } from '../base/listeners.ts';
import type { Clock } from '../base/ports/clock.ts';
import type { HeldOrders } from './held-orders.ts';
import { createOrderAnswer } from './order-answer.ts';
import { createOrderRepeat } from './order-repeat.ts';
import { createOrderPace } from './order-pace.ts';
import { createOrderWait, type WaitingOrder } from './order-wait.ts';
import type { OrderSender } from './order-sender.ts';

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
  /** What it was told last and keeps, and what it is told later. */
  readonly standing: () => OrderStanding;
  stop(): void;
}

export interface OrderStanding {
  readonly told?: OrderValue | undefined;
  readonly next?: WaitingOrder | undefined;
}

type Goal =
  | { readonly is: 'value'; readonly wanted: OrderValue; readonly isAsked: boolean }
  | { readonly is: 'hold' }
  | { readonly is: 'back'; readonly isAtOnce: boolean };

interface Standing {
  told: OrderValue | undefined;
  toldMs: number;
  /** Whether it is of an earlier life, and nobody has seen yet whether it still stands. */
  isUnseen: boolean;
  /** Whether the last message was lost on the way. */
  isLost: boolean;
  /** When its own value was sent first, and how often, since it was told something. */
  backSentMs: number | undefined;
  backTimes: number;
}

const standingOf = (told: OrderValue | undefined, { echo }: BoundOrder): Standing => ({
  told,
  toldMs: -Infinity,
  isUnseen: told !== undefined && echo !== undefined,
  // One that shows nothing may have lost it meanwhile.
  isLost: told !== undefined && echo === undefined,
  backSentMs: undefined,
  backTimes: 0,
});

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
  /** What stands is another. */
  readonly onStanding: () => void;
}

export function createMachineOrder(deps: MachineOrderDeps): MachineOrder {
  const { key, machine, order, held, sender, clock } = deps;
  const isStored = !expires(order);
  /** Whether there is anything to be given back. */
  const hasWayBack = isStored || order.giveBack !== undefined;
  const isKept = hasWayBack || order.perDay !== undefined;
  const pace = createOrderPace(order, clock, held.get(key)?.toldMs);
  let goal: Goal = { is: 'hold' };
  const its = standingOf(isStored ? held.get(key)?.told[0] : undefined, order);
  const wait = createOrderWait({ clock, act: () => act(), onWaiting: deps.onStanding });
  const repeat = createOrderRepeat(clock, order, () => answer.isDisputed());
  const freed = createListeners();
  const said = (): MappedValue | undefined => deps.echo()?.value;

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

  function cease(): void {
    wait.stop();
    repeat.stop();
    answer.stop();
  }

  /** Nothing of the hub's stands in it any more. */
  async function drop(): Promise<void> {
    cease();
    answer.forget();
    its.told = undefined;
    its.isUnseen = false;
    its.isLost = false;
    its.backSentMs = undefined;
    its.backTimes = 0;
    const { toldMs: kept = [] } = held.get(key) ?? {};
    if (kept.length === 0) await held.remove(key);
    else await held.put(key, { told: [], back: [], toldMs: kept });
    deps.onStanding();
    freed.tell();
  }

  async function tell(sending: OrderSending): Promise<void> {
    const { value, messages } = sending;
    const found = held.get(key)?.found ?? foundValue(order, said());
    // What it lets go of by itself it need be remembered of but that there is something to give back.
    const isMarked =
      !isStored && order.perDay === undefined && (held.get(key)?.told ?? []).length > 0;
    if (isKept && !isMarked) {
      const both = its.told === undefined || its.told === value ? [value] : [value, its.told];
      const back = wayBack(order, found) ?? [];
      const record = { told: hasWayBack ? both : [], found, back, toldMs: pace.keptWithNow() };
      // On the disk first: a hub that dies in between must know what it may have changed.
      if (!(await held.put(key, record)) || goal.is !== 'value') return;
    }
    pace.told();
    its.told = value;
    its.toldMs = clock.monotonicMs();
    its.isUnseen = false;
    its.backSentMs = undefined;
    its.backTimes = 0;
    its.isLost = !(await sender.send(machine, messages));
    if (its.isLost) return;
    wait.clear();
    deps.onStanding();
    answer.told();
    repeat.start(() => void sender.send(machine, messages));
  }

  /** Whether it is known, or need not be known, what it would be given back. */
  const knowsWayBack = () =>
    !isStored || wayBack(order, held.get(key)?.found ?? foundValue(order, said())) !== undefined;

  /** Whether telling it would change nothing. */
  function isSo({ value }: OrderSending, wanted: OrderValue): boolean {
    if (its.told === undefined) return isStored && echoAgrees(order, value, said()) === true;
    return (
      !its.isLost && (its.told === value || (isStored && isWithinStep(order, its.told, wanted)))
    );
  }

  function telling(wanted: OrderValue, isAsked: boolean): (() => Promise<void>) | undefined {
    const sending = orderMessages(order, wanted);
    if (sending === undefined || isSo(sending, wanted)) {
      wait.clear();
      return undefined;
    }
    if ((its.isUnseen && said() === undefined) || !knowsWayBack()) return undefined;
    const { told } = its;
    const isLess = typeof told === 'number' && Number(sending.value) < told;
    // Where it has its own value by now, the same is something else again.
    const isAgain = told === sending.value && its.backSentMs === undefined;
    const waitMs = isAgain ? pace.waitAgainMs() : pace.waitMs(isLess, isAsked);
    if (waitMs > 0) {
      wait.forTurn(waitMs, sending.value);
      return undefined;
    }
    return sender.isConnected() ? async () => tell(sending) : undefined;
  }

  async function giveBack(): Promise<void> {
    const { back = [], found } = held.get(key) ?? {};
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
    wait.wakeIn(LIMITS.commandConfirmMs);
  }

  function givingBack(isAtOnce: boolean): (() => Promise<void>) | undefined {
    const { told: ours = [], found } = held.get(key) ?? {};
    if (!hasWayBack || ours.length === 0) {
      if (its.told !== undefined) return drop;
      freed.tell();
      return undefined;
    }
    // What it shows in spite of all is its own, or a person's.
    if (answer.isDisputed()) return drop;
    if (its.backSentMs !== undefined && found !== undefined) {
      if (answerSince(order, found, its.backSentMs, deps.echo()) === true) return drop;
      const isAwaited =
        clock.monotonicMs() - its.backSentMs < its.backTimes * LIMITS.commandConfirmMs;
      if (isAwaited || its.backTimes > LIMITS.commandAgainTimes) return undefined;
    }
    // At once is the first time: what comes and goes must not write its memory each time.
    const isFirst = isAtOnce && its.backSentMs === undefined;
    const waitMs = isFirst ? 0 : isAtOnce ? pace.waitAgainMs() : pace.waitMs();
    if (waitMs > 0) {
      wait.forTurn(waitMs, undefined);
      return undefined;
    }
    if (sender.isConnected()) return giveBack;
    freed.tell();
    return undefined;
  }

  function next(): (() => Promise<void>) | undefined {
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

  /** Whether what it was told means something else now. */
  function close(isClosed: boolean): void {
    const record = held.get(key);
    if (record !== undefined && isClosed !== (record.isClosed ?? false))
      void held.put(key, { ...record, isClosed });
  }

  const { act, run } = createSteps(next);

  /** What is of an earlier life stands, or the machine has something else by now: that is its own then. */
  function see(now: MappedValue): void {
    const { told: ours = [] } = held.get(key) ?? {};
    its.isUnseen = false;
    const standing = ours.find((one) => echoAgrees(order, one, now) === true);
    if (standing !== undefined) its.told = standing;
    else run(drop);
  }

  function letGo(isAtOnce: boolean): void {
    if (goal.is !== 'back') {
      cease();
      const { backSentMs = -Infinity } = its;
      if (clock.monotonicMs() - backSentMs >= LIMITS.orderBackAgainMs) its.backTimes = 0;
    }
    goal = { is: 'back', isAtOnce };
    close(false);
    act();
  }

  return {
    want(value, isAsked = false) {
      // A word that it has no message for: control wants nothing of it that it could be told.
      if (orderMessages(order, value) === undefined) {
        letGo(false);
        return;
      }
      close(false);
      // Its own value is on its way.
      if (goal.is === 'back' && its.backSentMs !== undefined) its.isLost = true;
      goal = { is: 'value', wanted: value, isAsked };
      act();
    },
    hold(isClosed = false) {
      goal = { is: 'hold' };
      cease();
      if (!isStored) its.told = undefined;
      close(isClosed);
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
    standing: () => ({ told: its.told, next: wait.waiting() }),
    stop() {
      goal = { is: 'hold' };
      cease();
      freed.tell();
    },
  };
}
