/** What a machine was told, and is told later, by the house's time. */
import type { OrderName } from '../../domain/binding/order.ts';
import type { Appliance, ToldOrder } from '../../domain/control/appliance/appliance.ts';
import { MINUTE_MS } from '../../domain/units.ts';
import type { Clock } from '../base/ports/clock.ts';
import type { MachineOrder, OrderTold } from './machine-order.ts';

/** @returns undefined where nothing of the hub's stands in it */
export function toldOrder({ value, next }: OrderTold, clock: Clock): ToldOrder | undefined {
  if (value === undefined && next === undefined) return undefined;
  if (next === undefined) return { value };
  const dueMs = clock.nowMs() + next.dueMs - clock.monotonicMs();
  // In whole minutes it stays the same time, whenever it is looked at.
  return {
    value,
    next: { value: next.value, atMs: Math.ceil(dueMs / MINUTE_MS) * MINUTE_MS },
  };
}

interface NamedOrder {
  readonly name: OrderName;
  readonly machineOrder: Pick<MachineOrder, 'left' | 'told'>;
}

/** How often each order may still be given today, where that is bounded, and what was told. */
export function toldOrders(
  orders: readonly NamedOrder[],
  clock: Clock,
): Pick<Appliance, 'left' | 'told'> {
  const left = orders.flatMap(({ name, machineOrder }) => {
    const many = machineOrder.left();
    return many === undefined ? [] : [[name, many] as const];
  });
  const told = orders.flatMap(({ name, machineOrder }) => {
    const one = toldOrder(machineOrder.told(), clock);
    return one === undefined ? [] : [[name, one] as const];
  });
  return {
    ...(left.length > 0 && { left: new Map(left) }),
    ...(told.length > 0 && { told: new Map(told) }),
  };
}
