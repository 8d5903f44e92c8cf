/** What a machine was told, and is told later, by the house's time. */
import type { ToldOrder } from '../../domain/control/appliance.ts';
import { MINUTE_MS } from '../../domain/units.ts';
import type { Clock } from '../base/ports/clock.ts';
import type { OrderTold } from './machine-order.ts';

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
