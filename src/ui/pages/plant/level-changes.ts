/** Which levels an owner can choose of a machine, what each means, and the house that has it so. */
import type { Level } from '../../../domain/binding/level.ts';
import type { LevelView } from '../../../domain/control/level-view.ts';
import { plant } from '../../strings/plant.ts';

const words = plant.level.change;

export interface LevelChoice {
  readonly level: Level;
  /** What the hub may do then. */
  readonly text: string;
  /** Of a higher one: what becomes of that when the hub is gone. */
  readonly whenGone?: string;
}

const LOWER: Readonly<Record<Level, readonly Level[]>> = {
  watch: [],
  nudge: ['watch'],
  steer: ['watch', 'nudge'],
};

export const levelChanges = ({ chosen, raises = [] }: LevelView): readonly LevelChoice[] => [
  ...LOWER[chosen].map((level) => ({
    level,
    text: `${plant.level.levels[level]} ${words.lower}`,
  })),
  ...raises.map(({ level, allows, whenGone }) => ({ level, text: allows, whenGone })),
];

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
