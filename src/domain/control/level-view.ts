/** How far the hub goes with a machine of another make, as it is shown. */
import type { DeviceBinding } from '../binding/binding.ts';
import type { Level } from '../binding/level.ts';
import { ordersOf, type BoundOrder, type OrderName } from '../binding/order.ts';
import { expires } from '../binding/order-value.ts';
import type { Wanted } from '../binding/place.ts';
import { isoTime } from '../units.ts';
import type { Appliance, ToldOrder, UnmetNeed } from './appliance.ts';
import { raisesOf, type RaiseView } from './level-raise.ts';

/** What it can be told at its level. */
export type OrderView = Readonly<{
  order: OrderName;
  /** Whether it keeps that for ever; otherwise it lets go of it by itself, when the hub is gone. */
  stored: boolean;
  /** Of a number, in the unit of the order's name. */
  min?: number;
  max?: number;
  step?: number;
  /** Of a word. */
  words?: readonly string[];
  /** How many changes a day its memory stands, and how many of them are left. */
  perDay?: number;
  leftToday?: number;
  /** What it was told last and has of the hub. */
  told?: string;
  /** What it is told later, `own` where it gets its own value back, and when: its memory stands only so many changes. */
  next?: string;
  nextAt?: string;
}>;

/** A place of its binding that keeps it from what was chosen. */
export type MissingView = Readonly<{
  place: string;
  /** What it says now; absent where that is not known. */
  said?: string;
  /** What it has to say: one of these words, or a number beyond a bound. */
  wanted?: readonly string[];
  above?: number;
  below?: number;
}>;

/** One of the equipment's members, and so no interface. */
export type LevelView = Readonly<{
  level: Level;
  /** What the house file says. */
  chosen: Level;
  /** Whether the hub was told to let go of it. */
  released?: true;
  missing?: readonly MissingView[];
  /** What it can be told now. */
  orders?: readonly OrderView[];
  /** What it does when the hub falls silent, in words. */
  withoutHub?: string;
  /** How much further the hub could go with it. */
  raises?: readonly RaiseView[];
}>;

function toldView({ value, next }: ToldOrder): Pick<OrderView, 'told' | 'next' | 'nextAt'> {
  return {
    ...(value !== undefined && { told: String(value) }),
    ...(next && { next: String(next.value ?? 'own'), nextAt: isoTime(next.atMs) }),
  };
}

function orderView(
  order: OrderName,
  bound: BoundOrder,
  { left, told }: Pick<Appliance, 'left' | 'told'>,
): OrderView {
  const { number, values, perDay } = bound;
  const leftToday = left?.get(order);
  const standing = told?.get(order);
  return {
    order,
    stored: !expires(bound),
    ...(number && { min: number.min, max: number.max, step: number.step }),
    ...(values && { words: Object.keys(values) }),
    ...(perDay !== undefined && { perDay }),
    ...(leftToday !== undefined && { leftToday }),
    ...(standing && toldView(standing)),
  };
}

function wantedView(wanted: Wanted): Pick<MissingView, 'wanted' | 'above' | 'below'> {
  if (typeof wanted !== 'object' || wanted === null) return { wanted: [String(wanted)] };
  if ('above' in wanted) return { above: wanted.above };
  if ('below' in wanted) return { below: wanted.below };
  return { wanted: wanted.map(String) };
}

/** Each place once: what the highest level needs of it says most. */
function missingViews(unmet: readonly UnmetNeed[]): MissingView[] {
  const byPlace = new Map(unmet.toReversed().map((need) => [need.place, need]));
  return [...byPlace.values()].toReversed().map(({ place, said, wanted }) => ({
    place,
    ...(said !== undefined && { said: String(said) }),
    ...wantedView(wanted),
  }));
}

export function levelView(
  appliance: Appliance,
  binding: Pick<DeviceBinding, 'orders' | 'withoutHub'> = {},
): LevelView {
  const { level, chosen, unmet = [], isReleased, orders } = appliance;
  const { withoutHub } = binding;
  const raises = raisesOf(chosen, binding);
  const tellable = ordersOf(binding).filter(([name]) => orders.has(name));
  const missing = missingViews(unmet);
  return {
    level,
    chosen,
    ...(isReleased === true && { released: true }),
    ...(missing.length > 0 && { missing }),
    ...(tellable.length > 0 && {
      orders: tellable.map(([name, bound]) => orderView(name, bound, appliance)),
    }),
    ...(withoutHub !== undefined && { withoutHub }),
    ...(raises.length > 0 && { raises }),
  };
}
