/** Which levels an owner can choose of a machine, what each means, and the house that has it so. */
import type { Level } from '../../domain/binding/level.ts';
import type { OrderName } from '../../domain/binding/order.ts';
import type { LevelView } from '../../domain/control/appliance/level-view.ts';
import type { MissingView } from '../../domain/control/appliance/missing-view.ts';
import { profileText } from '../profile-text.ts';
import { hubLater } from '../strings/hub-later.ts';
import { level as levelWords } from '../strings/level.ts';
import { isAwaited, missingText } from './level-text.ts';

const words = levelWords.change;

export interface LevelChoice {
  readonly level: Level;
  /** What the hub may do then. */
  readonly text: string;
  /** Of a higher one: what becomes of that when the hub is gone. */
  readonly whenGone?: string;
  /** Whether it can be now, or as soon as it is known. */
  readonly isPossible: boolean;
  /** What has to be set for it, or is awaited. */
  readonly missing: readonly string[];
}

const orderNames = (orders: readonly OrderName[]) =>
  orders.map((order) => levelWords.orders[order]);

const possibility = (missing: readonly MissingView[]) => ({
  isPossible: isAwaited(missing),
  missing: missing.map(missingText),
});

export const levelChanges = ({ lowers = [], raises = [] }: LevelView): readonly LevelChoice[] => [
  ...lowers.map(({ level, missing = [] }) => ({
    level,
    text: `${levelWords.levels[level]} ${words.lower}`,
    ...possibility(missing),
  })),
  ...raises.map(({ level, orders, allows, kept, letGo, whenGone, missing = [] }) => ({
    level,
    text: hubLater.allows?.(level, orderNames(orders)) ?? allows,
    whenGone: whenGoneText(whenGone, orderNames(kept), orderNames(letGo)),
    ...possibility(missing),
  })),
];

/** As the machine's profile has it, where that says more. */
function whenGoneText(text: string, kept: readonly string[], letGo: readonly string[]): string {
  const ofProfile = profileText(text);
  return ofProfile === text ? (hubLater.whenGone?.(kept, letGo) ?? text) : ofProfile;
}

interface Bound {
  readonly kind: string;
  readonly id: string;
}
/** As much of the house as has the levels. */
export interface BoundHouse {
  readonly bindings?: readonly Bound[];
}

export const withLevel = <House extends BoundHouse>(
  house: House,
  of: Bound,
  level: Level,
): House => ({
  ...house,
  bindings: (house.bindings ?? []).map((one) =>
    one.kind === of.kind && one.id === of.id ? { ...one, level } : one,
  ),
});
