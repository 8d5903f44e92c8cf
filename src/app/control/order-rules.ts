/** What an order means beside the others of its machine, and when it is not to be told. */
import type { DeviceBinding } from '../../domain/binding/binding.ts';
import { holds, type ValueOf } from '../../domain/binding/condition.ts';
import type { BoundOrder, OrderName } from '../../domain/binding/order.ts';
import { unmetIn } from '../../domain/binding/needs.ts';
import { placeOf } from '../../domain/binding/place.ts';
import type { Appliance } from '../../domain/control/appliance/appliance.ts';

/** With which other order of its machine it shares one setting: what that means depends on what the level needs. */
export function isShared({ orders = {} }: DeviceBinding, order: BoundOrder): boolean {
  const { number } = order;
  return Object.values(orders).some(
    (other) =>
      number !== undefined &&
      other.number !== undefined &&
      other !== order &&
      placeOf(other.number) === placeOf(number),
  );
}

/** Whether what it is told means now what it meant when it was told. */
export const isMeant = (binding: DeviceBinding, order: BoundOrder, placeValue: ValueOf): boolean =>
  !isShared(binding, order) || holds(binding.needs?.[order.level] ?? {}, placeValue);

/** Whether its setting is known to mean something else now: what it shows is no value of this order then. */
export const isMeantOtherwise = (
  binding: DeviceBinding,
  order: BoundOrder,
  placeValue: ValueOf,
): boolean =>
  isShared(binding, order) &&
  unmetIn(binding.needs?.[order.level] ?? {}, placeValue).some(({ said }) => said !== undefined);

/** Why an order may not be told now: nobody knows what its level needs, that fails, or it is not to be told at all. */
export function whyNot(
  { unmet = [] }: Appliance,
  { level }: BoundOrder,
): 'unknown' | 'fails' | 'not asked' {
  const mine = unmet.filter((need) => need.level === level);
  if (mine.length === 0) return 'not asked';
  const isKnown = mine.some(({ said }) => said !== undefined && said !== null);
  return isKnown ? 'fails' : 'unknown';
}

/** In what else than its modes a target is left as it is: it is no reason to write the machine's memory twice. */
export function isResting({ modes }: BoundOrder, name: OrderName, mode: unknown): boolean {
  if (modes !== undefined && typeof mode === 'string' && !modes.includes(mode)) return true;
  return name === 'supplyTempC' && (mode === 'idle' || mode === 'dhw_charge');
}
