/** What a machine was told, and is told later, by the house's time. */
import type { OrderName } from '../../domain/binding/order.ts';
import type { Appliance, ToldOrder } from '../../domain/control/appliance.ts';
import { MINUTE_MS } from '../../domain/units.ts';
import type { Clock } from '../base/ports/clock.ts';
import type { MachineOrder, OrderStanding } from './machine-order.ts';

/** @returns undefined where nothing of the hub's stands in it */
export function toldOrder({ told, next }: OrderStanding, clock: Clock): ToldOrder | undefined {
  if (told === undefined && next === undefined) return undefined;
  if (next === undefined) return { value: told };
  const dueMs = clock.nowMs() + next.dueMs - clock.monotonicMs();
  // In whole minutes it stays the same time, whenever it is looked at.
  return {
    value: told,
    next: { value: next.value, atMs: Math.ceil(dueMs / MINUTE_MS) * MINUTE_MS },
  };
}

interface NamedOrder {
  readonly name: OrderName;
  readonly machineOrder: Pick<MachineOrder, 'left' | 'standing'>;
}

/** What is left today of each order, and what it was told. */
export function standingsOf(
  orders: readonly NamedOrder[],
  clock: Clock,
): Pick<Appliance, 'left' | 'told'> {
  const left = orders.flatMap(({ name, machineOrder }) => {
    const many = machineOrder.left();
    return many === undefined ? [] : [[name, many] as const];
  });
  const told = orders.flatMap(({ name, machineOrder }) => {
    const standing = toldOrder(machineOrder.standing(), clock);
    return standing === undefined ? [] : [[name, standing] as const];
  });
  return {
    ...(left.length > 0 && { left: new Map(left) }),
    ...(told.length > 0 && { told: new Map(told) }),
  };
}
