/** What control may ask of a machine of another make, by its binding and by what its places say now. */
import { OWN_TOPICS, type Appliance, type UnmetNeed } from '../control/appliance.ts';
import type { DeviceBinding } from './binding.ts';
import { unmetIn, type PlaceValue } from './condition.ts';
import { LEVELS, reaches, type Level } from './level.ts';
import type { BoundOrder, OrderName } from './order.ts';

type Above = Exclude<Level, 'watch'>;

export const ordersOf = ({ orders = {} }: DeviceBinding): [OrderName, BoundOrder][] =>
  Object.entries(orders) as [OrderName, BoundOrder][];

/** Whether anything is told from that level on, and not before. */
const isOffered = (binding: DeviceBinding, level: Above): boolean =>
  ordersOf(binding).some(([, order]) => order.level === level);

/** The highest level that is chosen, offered, and whose needs stand; with those that keep it from a higher one. */
function levelOf(binding: DeviceBinding, chosen: Level, placeValue: PlaceValue) {
  const unmet: UnmetNeed[] = [];
  for (const level of LEVELS.toReversed()) {
    if (level === 'watch') break;
    if (!reaches(chosen, level) || !isOffered(binding, level)) continue;
    const missing = unmetIn(binding.needs?.[level] ?? {}, placeValue);
    if (missing.length === 0) return { level, unmet };
    unmet.push(...missing.map((one) => ({ ...one, level })));
  }
  return { level: 'watch' as const, unmet };
}

/** What is told of its water is told no shift of its curve: with some gateways both are one setting. */
function ordersAt(binding: DeviceBinding, level: Level): Set<OrderName> {
  const names = new Set(
    ordersOf(binding).flatMap(([name, order]) => (reaches(level, order.level) ? [name] : [])),
  );
  if (names.has('supplyTempC')) names.delete('curveShiftK');
  return names;
}

/**
 * @param binding undefined for what speaks the hub's own topics
 * @param isReleased whether a person has told the hub to let go of it
 */
export function applianceOf(
  binding: DeviceBinding | undefined,
  placeValue: PlaceValue,
  isReleased = false,
): Appliance {
  if (binding === undefined) return OWN_TOPICS;
  const { level: chosen = 'watch', orders } = binding;
  const { level, unmet } = levelOf(binding, isReleased ? 'watch' : chosen, placeValue);
  const names = ordersAt(binding, level);
  const number = names.has('supplyTempC') ? orders?.supplyTempC?.number : undefined;
  return {
    level,
    chosen,
    orders: names,
    ...(number && { supply: { minC: number.min, maxC: number.max, stepK: number.step } }),
    ...(unmet.length > 0 && { unmet }),
    ...(isReleased && { isReleased }),
  };
}
