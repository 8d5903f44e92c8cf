/** What control may ask of a machine of another make, by its binding and by what its places say now. */
import { OWN_TOPICS, type Appliance, type UnmetNeed } from './appliance.ts';
import type { DeviceBinding } from '../../binding/binding.ts';
import type { ValueOf } from '../../binding/condition.ts';
import { unmetIn } from '../../binding/needs.ts';
import { LEVELS, reaches, type Level } from '../../binding/level.ts';
import { ordersOf, type OrderName, type OrderNumber } from '../../binding/order.ts';

type ToldBounds = 'modes' | 'surplusLevels' | 'supply' | 'target' | 'shift' | 'power';
type Above = Exclude<Level, 'watch'>;

/** Whether anything is told from that level on, and not before. */
export const isOffered = (binding: Pick<DeviceBinding, 'orders'>, level: Above): boolean =>
  ordersOf(binding).some(([, order]) => order.level === level);

/** The highest level that is chosen, offered, and whose needs stand; with those that keep it from a higher one. */
function levelOf(binding: DeviceBinding, chosen: Level, valueOf: ValueOf) {
  const unmet: UnmetNeed[] = [];
  for (const level of LEVELS.toReversed()) {
    if (level === 'watch') break;
    if (!reaches(chosen, level) || !isOffered(binding, level)) continue;
    const missing = unmetIn(binding.needs?.[level] ?? {}, valueOf);
    if (missing.length === 0) return { level, unmet };
    unmet.push(...missing.map((one) => ({ ...one, level })));
  }
  return { level: 'watch' as const, unmet };
}

/** What the other levels that it offers would need, and do not have. */
const unmetElsewhere = (binding: DeviceBinding, chosen: Level, valueOf: ValueOf): UnmetNeed[] =>
  LEVELS.flatMap((level) =>
    level === 'watch' || level === chosen || !isOffered(binding, level)
      ? []
      : unmetIn(binding.needs?.[level] ?? {}, valueOf).map((one) => ({ ...one, level })),
  );

/** What is told of its water is told no shift of its curve: with some gateways both are one setting. */
function ordersAt(binding: DeviceBinding, level: Level): Set<OrderName> {
  const names = new Set(
    ordersOf(binding).flatMap(([name, order]) => (reaches(level, order.level) ? [name] : [])),
  );
  if (names.has('supplyTempC')) names.delete('curveShiftK');
  return names;
}

const inC = ({ min, max, step }: OrderNumber) => ({ minC: min, maxC: max, stepK: step });

/** What it can be told at that level, and within which bounds. */
function toldAt(binding: DeviceBinding, level: Level): Pick<Appliance, 'orders' | ToldBounds> {
  const orders = ordersAt(binding, level);
  const of = (name: OrderName) => (orders.has(name) ? binding.orders?.[name] : undefined);
  const { values: modes } = of('mode') ?? {};
  const { values: levels } = of('surplusLevel') ?? {};
  const { number: supply } = of('supplyTempC') ?? {};
  const { number: target } = of('targetTempC') ?? {};
  const { number: shift } = of('curveShiftK') ?? {};
  const { number: power } = of('powerLimitKw') ?? {};
  return {
    orders,
    ...(modes && { modes: new Set(Object.keys(modes)) }),
    ...(levels && { surplusLevels: new Set(Object.keys(levels)) }),
    ...(supply && { supply: inC(supply) }),
    ...(target && { target: inC(target) }),
    ...(shift && { shift: { minK: shift.min, maxK: shift.max, stepK: shift.step } }),
    ...(power && { power: { minKw: power.min, maxKw: power.max, stepKw: power.step } }),
  };
}

/**
 * @param binding undefined for what speaks the hub's own topics
 * @param isReleased whether a person has told the hub to let go of it
 */
export function applianceOf(
  binding: DeviceBinding | undefined,
  valueOf: ValueOf,
  isReleased = false,
): Appliance {
  if (binding === undefined) return OWN_TOPICS;
  const { level: chosen = 'watch' } = binding;
  const { level, unmet } = levelOf(binding, isReleased ? 'watch' : chosen, valueOf);
  const elsewhere = unmetElsewhere(binding, chosen, valueOf);
  return {
    level,
    chosen,
    ...toldAt(binding, level),
    ...(unmet.length > 0 && { unmet }),
    ...(elsewhere.length > 0 && { unmetElsewhere: elsewhere }),
    ...(isReleased && { isReleased }),
  };
}
