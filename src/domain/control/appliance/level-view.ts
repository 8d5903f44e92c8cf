/** How far the hub goes with a machine of another make, as it is shown. */
import type { DeviceBinding } from '../../binding/binding.ts';
import { LEVELS, type Level } from '../../binding/level.ts';
import { ordersOf, type BoundOrder, type OrderName } from '../../binding/order.ts';
import { expires } from '../../binding/order-value.ts';
import { isoTime } from '../../units.ts';
import type { Appliance, ToldOrder } from './appliance.ts';
import { lowersOf, raisesOf, type LowerView, type RaiseView } from './level-raise.ts';
import { missingViews, type MissingView } from './missing-view.ts';

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
  /** How much further the hub could go with it, and how much less far. */
  raises?: readonly RaiseView[];
  lowers?: readonly LowerView[];
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

export function levelView(
  appliance: Appliance,
  binding: Pick<DeviceBinding, 'orders' | 'withoutHub' | 'needsHelp'> = {},
): LevelView {
  const { level, chosen, unmet = [], unmetElsewhere = [], isReleased, orders } = appliance;
  const { withoutHub, needsHelp = {} } = binding;
  const elsewhere = new Map(
    LEVELS.map((of) => {
      const needs = unmetElsewhere.filter((need) => need.level === of);
      return [of, missingViews(needs, needsHelp)] as const;
    }),
  );
  const raises = raisesOf(chosen, binding, elsewhere);
  const lowers = lowersOf(chosen, binding, elsewhere);
  const tellable = ordersOf(binding).filter(([name]) => orders.has(name));
  const missing = missingViews(unmet, needsHelp);
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
    ...(lowers.length > 0 && { lowers }),
  };
}
