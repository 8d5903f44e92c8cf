/** How much further the hub could go with a machine of another make: what that allows, and what becomes of it. */
import type { DeviceBinding } from '../../binding/binding.ts';
import { LEVELS, reaches, type Level } from '../../binding/level.ts';
import { ordersOf, type OrderName } from '../../binding/order.ts';
import { expires } from '../../binding/order-value.ts';
import { allowsSentence, whenGoneSentence } from '../../sentences/levels.ts';
import { isOffered } from './bound-appliance.ts';
import type { MissingView } from './missing-view.ts';

/** A level above the one that was chosen. */
export type RaiseView = Readonly<{
  level: Exclude<Level, 'watch'>;
  /** What the hub may tell it then, and the same as a sentence. */
  orders: readonly OrderName[];
  allows: string;
  /** What of it the machine keeps when the hub is gone, what it lets go of by itself, and the same as a sentence. */
  kept: readonly OrderName[];
  letGo: readonly OrderName[];
  whenGone: string;
  /** What keeps it from that now. */
  missing?: readonly MissingView[];
}>;

/** A level below the one that was chosen. */
export type LowerView = Readonly<{
  level: Exclude<Level, 'steer'>;
  missing?: readonly MissingView[];
}>;

type Missing = ReadonlyMap<Level, readonly MissingView[]>;

const missingAt = (level: Level, missing: Missing): Pick<RaiseView, 'missing'> => {
  const views = missing.get(level) ?? [];
  return views.length > 0 ? { missing: views } : {};
};

/** Those that have something to tell it, and the one that has nothing. */
export const lowersOf = (
  chosen: Level,
  binding: Pick<DeviceBinding, 'orders'>,
  missing: Missing = new Map(),
): readonly LowerView[] =>
  LEVELS.flatMap((level): LowerView[] =>
    level === 'steer' || level === chosen || !reaches(chosen, level)
      ? []
      : level === 'watch' || isOffered(binding, level)
        ? [{ level, ...missingAt(level, missing) }]
        : [],
  );

/** Those that have more to tell it than the one below. */
export function raisesOf(
  chosen: Level,
  binding: Pick<DeviceBinding, 'orders' | 'withoutHub'>,
  missing: Missing = new Map(),
): readonly RaiseView[] {
  const all = ordersOf(binding);
  const { withoutHub } = binding;
  return LEVELS.flatMap((level): RaiseView[] => {
    if (level === 'watch' || reaches(chosen, level)) return [];
    if (!isOffered(binding, level)) return [];
    const told = all.filter(([, order]) => reaches(level, order.level));
    const orders = told.map(([name]) => name);
    const kept = told.filter(([, order]) => !expires(order)).map(([name]) => name);
    const letGo = told.filter(([, order]) => expires(order)).map(([name]) => name);
    return [
      {
        level,
        orders,
        allows: allowsSentence({ level, orders }),
        kept,
        letGo,
        whenGone: withoutHub ?? whenGoneSentence({ kept, letGo }),
        ...missingAt(level, missing),
      },
    ];
  });
}
