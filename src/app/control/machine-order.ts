/**
 * One order of one machine of another make: what it is told, when, and what it had before. What the machine keeps for
 * ever is told only once the way back is known and on the disk.
 */
import type { BoundOrder } from '../../domain/binding/order.ts';
import {
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
import { SECOND_MS } from '../../domain/units.ts';
import type { Cancel, Clock } from '../base/ports/clock.ts';
import type { HeldOrders } from './held-orders.ts';
import { createOrderAnswer } from './order-answer.ts';
import { createOrderPace } from './order-pace.ts';
import type { OrderSender } from './order-sender.ts';

export interface EchoSaid {
  readonly value: MappedValue;
  /** Monotonic. */
  readonly atMs: number;
}

export interface MachineOrder {
  /** Control wants that of it. */
  want(value: OrderValue): void;
  /** Nothing is told, and what it was told last stays. @param isClosed it means something else now */
  hold(isClosed?: boolean): void;
  /** It gets its own value back. @param isAtOnce whatever its pace is */
  letGo(isAtOnce: boolean): void;
  /** Resolves when it has let go, or cannot. */
  free(): Promise<void>;
  /** Its echo may show something else. */
  heard(): void;
  /** It, or the broker, is back. */
  back(): void;
  /** Whether it stands in the machine by the hub's doing. */
  told(): OrderValue | undefined;
  readonly isHeard: () => boolean | undefined;
  readonly isDisputed: () => boolean;
  stop(): void;
}

type Goal =
  | { readonly is: 'value'; readonly wanted: OrderValue }
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
}

export function createMachineOrder(deps: MachineOrderDeps): MachineOrder {
  const { key, machine, order, held, sender, clock } = deps;
  const isStored = !expires(order);
  /** Whether there is anything to be given back. */
  const hasWayBack = isStored || order.giveBack !== undefined;
  const isKept = hasWayBack || order.perDay !== undefined;
  const restored = held.get(key);
  const pace = createOrderPace(order, clock, restored?.toldMs);
  let goal: Goal = { is: 'hold' };
  let told = hasWayBack ? restored?.told[0] : undefined;
  let toldMs = -Infinity;
  /** Whether it is of an earlier life, and nobody has seen yet whether it still stands. */
  let isUnseen = told !== undefined && order.echo !== undefined;
  /** Whether the last message was lost on the way. */
  let isLost = false;
  /** When its own value was sent first, and how often. */
  let backSentMs: number | undefined;
  let backTimes = 0;
  let work: Promise<void> | undefined;
  let isAgain = false;
  let isStopped = false;
  let wake: Cancel | undefined;
  let repeat: Cancel | undefined;
  let waiting: (() => void)[] = [];

  const said = (sinceMs = -Infinity): MappedValue | undefined => {
    const one = deps.echo();
    return one !== undefined && one.atMs >= sinceMs ? one.value : undefined;
  };
  const answerOf = (value: OrderValue, sinceMs?: number) => echoAgrees(order, value, said(sinceMs));

  const answer = createOrderAnswer({
    clock,
    hasEcho: order.echo !== undefined,
    answer: () => (told === undefined ? undefined : answerOf(told, toldMs)),
    again() {
      isLost = true;
      act();
    },
    onUnconfirmed: () => told !== undefined && deps.onUnconfirmed(told),
  });

  function wakeIn(ms: number): void {
    wake?.();
    wake = clock.after(ms, act);
  }

  function cease(): void {
    wake?.();
    repeat?.();
    answer.stop();
  }

  function freed(): void {
    waiting.forEach((resolve) => resolve());
    waiting = [];
  }

  /** Nothing of the hub's stands in it any more. */
  async function drop(): Promise<void> {
    cease();
    told = undefined;
    isUnseen = false;
    isLost = false;
    backSentMs = undefined;
    const { toldMs: kept = [] } = held.get(key) ?? {};
    if (kept.length === 0) await held.remove(key);
    else await held.put(key, { told: [], back: [], toldMs: kept });
    freed();
  }

  function repeatLater(sending: OrderSending): void {
    repeat?.();
    if (order.repeatSeconds === undefined) return;
    repeat = clock.after(order.repeatSeconds * SECOND_MS, () => {
      if (goal.is !== 'value' || isStopped) return;
      void sender.send(machine, sending.messages);
      repeatLater(sending);
    });
  }

  async function tell(sending: OrderSending): Promise<void> {
    const { value, messages } = sending;
    const found = held.get(key)?.found ?? foundValue(order, said());
    if (isKept) {
      const both = told === undefined || told === value ? [value] : [value, told];
      const back = wayBack(order, found) ?? [];
      const record = { told: hasWayBack ? both : [], found, back, toldMs: pace.keptWithNow() };
      // On the disk first: a hub that dies in between must know what it may have changed.
      if (!(await held.put(key, record)) || goal.is !== 'value') return;
    }
    pace.told();
    told = value;
    toldMs = clock.monotonicMs();
    isUnseen = false;
    backSentMs = undefined;
    isLost = !(await sender.send(machine, messages));
    if (isLost) return;
    answer.told();
    repeatLater(sending);
  }

  /** Whether it is known, or need not be known, what it would be given back. */
  const knowsWayBack = () =>
    !isStored || wayBack(order, held.get(key)?.found ?? foundValue(order, said())) !== undefined;

  /** Whether telling it would change nothing. */
  function isSo({ value }: OrderSending, wanted: OrderValue): boolean {
    if (told === undefined) return isStored && answerOf(value) === true;
    return !isLost && (told === value || (isStored && isWithinStep(order, told, wanted)));
  }

  function telling(wanted: OrderValue): (() => Promise<void>) | undefined {
    const sending = orderMessages(order, wanted);
    if (sending === undefined || isSo(sending, wanted)) return undefined;
    if ((isUnseen && said() === undefined) || !knowsWayBack()) return undefined;
    const waitMs = told === sending.value ? pace.waitAgainMs() : pace.waitMs();
    if (waitMs > 0) {
      wakeIn(waitMs);
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
    backSentMs ??= sentMs;
    backTimes++;
    // It shows it soon, or it is told once more.
    wakeIn(LIMITS.commandConfirmMs);
  }

  function givingBack(isAtOnce: boolean): (() => Promise<void>) | undefined {
    const { told: ours = [], found, isClosed } = held.get(key) ?? {};
    if (!hasWayBack || ours.length === 0) {
      if (told !== undefined) return drop;
      freed();
      return undefined;
    }
    if (isClosed === true) {
      freed();
      return undefined;
    }
    // What it shows in spite of all is its own, or a person's.
    if (answer.isDisputed()) return drop;
    if (backSentMs !== undefined && found !== undefined) {
      if (answerOf(found, backSentMs) === true) return drop;
      const isAwaited = clock.monotonicMs() - backSentMs < backTimes * LIMITS.commandConfirmMs;
      if (isAwaited || backTimes > LIMITS.commandAgainTimes) return undefined;
    }
    if (!isAtOnce && pace.waitMs() > 0) {
      wakeIn(pace.waitMs());
      return undefined;
    }
    if (sender.isConnected()) return giveBack;
    freed();
    return undefined;
  }

  function next(): (() => Promise<void>) | undefined {
    switch (goal.is) {
      case 'value':
        return telling(goal.wanted);
      case 'back':
        return givingBack(goal.isAtOnce);
      case 'hold':
        return undefined;
    }
  }

  function act(): void {
    if (isStopped) return;
    if (work !== undefined) {
      isAgain = true;
      return;
    }
    const step = next();
    if (step !== undefined) run(step);
  }

  /** One step after the other: what is asked meanwhile is looked at after it. */
  function run(step: () => Promise<void>): void {
    work = step().finally(() => {
      work = undefined;
      const wasAsked = isAgain;
      isAgain = false;
      if (wasAsked) act();
    });
  }

  /** What is of an earlier life stands, or the machine has something else by now: that is its own then. */
  function see(now: MappedValue): void {
    const { told: ours = [] } = held.get(key) ?? {};
    isUnseen = false;
    const standing = ours.find((one) => echoAgrees(order, one, now) === true);
    if (standing !== undefined) told = standing;
    else if (work === undefined) run(drop);
  }

  return {
    want(value) {
      // Its own value is on its way.
      if (goal.is === 'back' && backSentMs !== undefined) isLost = true;
      goal = { is: 'value', wanted: value };
      act();
    },
    hold(isClosed = false) {
      goal = { is: 'hold' };
      cease();
      if (!isStored) told = undefined;
      const record = held.get(key);
      if (record !== undefined && isClosed !== (record.isClosed ?? false))
        void held.put(key, { ...record, isClosed });
    },
    letGo(isAtOnce) {
      if (goal.is !== 'back') {
        cease();
        backTimes = 0;
        backSentMs = undefined;
      }
      goal = { is: 'back', isAtOnce };
      act();
    },
    free: async () =>
      new Promise<void>((resolve) => {
        waiting.push(resolve);
        act();
      }),
    heard() {
      const now = said();
      if (isUnseen && now !== undefined && now !== null) see(now);
      if (told !== undefined && goal.is === 'value') answer.heard(answerOf(told, toldMs));
      act();
    },
    back() {
      const isRepeated = !isStored || order.echo === undefined;
      // What it was told a moment ago may be on its way.
      const isLongAgo = clock.monotonicMs() - toldMs >= LIMITS.commandAgainMs;
      const isUnheard = answer.isHeard() === false;
      if (isUnheard) answer.forget();
      if (goal.is === 'value' && told !== undefined && isLongAgo && (isRepeated || isUnheard))
        isLost = true;
      act();
    },
    told: () => told,
    isHeard: answer.isHeard,
    isDisputed: answer.isDisputed,
    stop() {
      isStopped = true;
      cease();
      freed();
    },
  };
}
