/**
 * What a hub that is dead must not leave behind: a machine that is off, blocked, cooling, or makes water too cold to
 * keep a house from freezing. A gateway keeps the last word for ever, unless the machine lets go of it by itself.
 */
import type { HouseFault } from '../house-fault.ts';
import type { DeviceKind } from '../equipment/catalogue.ts';
import { LIMITS } from '../limits.ts';
import { reaches } from './level.ts';
import type { BoundOrder, BoundOrders } from './order.ts';

/** Water that keeps a house from freezing, and a tank in which nothing grows, °C. */
const LEAST_C = { supplyTempC: LIMITS.orderFloorC, targetTempC: 40 } as const;

/** By the name of the order: words that leave no warmth behind. */
const COLD_WORDS: Readonly<Partial<Record<DeviceKind, Readonly<Record<string, string[]>>>>> = {
  hcu: { mode: ['idle', 'cool', 'dhw_charge'], surplusLevel: ['1'] },
  dhw: { heat: ['false'] },
  tes: { mode: ['idle', 'cool'] },
};

const WHY = 'a hub that is dead would leave that behind: give it repeatSeconds, or the level nudge';

function coldFaults(kind: DeviceKind, name: string, order: BoundOrder): HouseFault[] {
  const { number, values = {} } = order;
  const byName = COLD_WORDS[kind] ?? {};
  // A file may name an order as what objects inherit.
  const cold = Object.hasOwn(byName, name) ? (byName[name] ?? []) : [];
  const words = cold
    .filter((word) => Object.hasOwn(values, word))
    .map((word) => ({ path: `orders.${name}.values.${word}`, message: `is refused: ${WHY}` }));
  const leastC = name === 'supplyTempC' || name === 'targetTempC' ? LEAST_C[name] : undefined;
  if (number === undefined || leastC === undefined || number.min >= leastC) return words;
  const message = `must be at least ${leastC}: ${WHY}`;
  return [...words, { path: `orders.${name}.number.min`, message }];
}

/** Whether there is a way back to what the machine would do by itself. */
function backFaults(name: string, order: BoundOrder): HouseFault[] {
  const hasBack =
    order.repeatSeconds !== undefined || order.giveBack !== undefined || order.echo !== undefined;
  const message = 'needs an echo, giveBack or repeatSeconds: else it never gets its own value back';
  return hasBack ? [] : [{ path: `orders.${name}`, message }];
}

/** Paths are those below the binding. */
export function unsafeOrders(kind: DeviceKind, orders: BoundOrders): HouseFault[] {
  return Object.entries<BoundOrder>(orders).flatMap(([name, order]) => [
    ...(reaches(order.level, 'steer') && order.repeatSeconds === undefined
      ? coldFaults(kind, name, order)
      : []),
    ...backFaults(name, order),
  ]);
}
