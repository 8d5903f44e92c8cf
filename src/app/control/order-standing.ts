/**
 * What of the hub's stands in a machine under one order, and on the disk what the machine had before. What it keeps for
 * ever is told only once the way back is known and on the disk.
 */
import type { BoundOrder } from '../../domain/binding/order.ts';
import {
  echoAgrees,
  expires,
  foundValue,
  isWithinStep,
  wayBack,
  type OrderSending,
  type OrderValue,
} from '../../domain/binding/order-value.ts';
import type { MappedValue } from '../../domain/binding/place.ts';
import type { Clock } from '../base/ports/clock.ts';
import type { HeldOrder, HeldOrders } from './held-orders.ts';
import type { OrderPace } from './order-pace.ts';

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

export interface OrderStanding {
  /** Whether the machine keeps it by itself. */
  readonly isStored: boolean;
  /** Whether there is anything to be given back. */
  readonly hasWayBack: boolean;
  /** In memory. */
  readonly its: Standing;
  /** On the disk. */
  readonly kept: () => HeldOrder | undefined;
  /** Whether it is known, or need not be known, what it would be given back. */
  knowsWayBack(): boolean;
  /** Whether telling it would change nothing. */
  isSo(sending: OrderSending, wanted: OrderValue): boolean;
  /** Whether the disk has to know of it before it is told anything. */
  isToKeep(): boolean;
  /** Writes that it will be told that. @returns false where the disk knows nothing of it, and it must not be told */
  keep(value: OrderValue): Promise<boolean>;
  /** It is told that now. */
  told(value: OrderValue): void;
  /** Nothing of the hub's stands in it any more. */
  drop(): Promise<void>;
  /** Whether what it was told means something else now. */
  close(isClosed: boolean): void;
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

export function createOrderStanding(deps: {
  /** `kind/id/order`. */
  key: string;
  order: BoundOrder;
  held: HeldOrders;
  pace: Pick<OrderPace, 'keptWithNow'>;
  /** What its echo shows now. */
  said: () => MappedValue | undefined;
  clock: Clock;
}): OrderStanding {
  const { key, order, held, pace, said, clock } = deps;
  const isStored = !expires(order);
  const hasWayBack = isStored || order.giveBack !== undefined;
  const isKept = hasWayBack || order.perDay !== undefined;
  const kept = () => held.get(key);
  const its = standingOf(isStored ? kept()?.told[0] : undefined, order);
  const found = () => kept()?.found ?? foundValue(order, said());

  function is(told: OrderValue | undefined): void {
    its.told = told;
    its.isUnseen = false;
    its.isLost = false;
    its.backSentMs = undefined;
    its.backTimes = 0;
  }

  return {
    isStored,
    hasWayBack,
    its,
    kept,
    knowsWayBack: () => !isStored || wayBack(order, found()) !== undefined,
    isSo({ value }, wanted) {
      if (its.told === undefined) return isStored && echoAgrees(order, value, said()) === true;
      return (
        !its.isLost && (its.told === value || (isStored && isWithinStep(order, its.told, wanted)))
      );
    },
    isToKeep() {
      // Of what it lets go of by itself the disk has to know only that there is something to give back.
      const isMarked = !isStored && order.perDay === undefined && (kept()?.told ?? []).length > 0;
      return isKept && !isMarked;
    },
    async keep(value) {
      const both = its.told === undefined || its.told === value ? [value] : [value, its.told];
      return held.put(key, {
        told: hasWayBack ? both : [],
        found: found(),
        back: wayBack(order, found()) ?? [],
        toldMs: pace.keptWithNow(),
      });
    },
    told(value) {
      is(value);
      its.toldMs = clock.monotonicMs();
    },
    async drop() {
      is(undefined);
      const { toldMs = [] } = kept() ?? {};
      if (toldMs.length === 0) await held.remove(key);
      else await held.put(key, { told: [], back: [], toldMs });
    },
    close(isClosed) {
      const record = kept();
      if (record !== undefined && isClosed !== (record.isClosed ?? false))
        void held.put(key, { ...record, isClosed });
    },
  };
}
