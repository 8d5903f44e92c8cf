/** How far the hub goes with a machine of another make, as it is shown. */
import type { Level } from '../binding/level.ts';
import type { Appliance } from './appliance.ts';

/** One of the equipment's members, and so no interface. */
export type LevelView = Readonly<{
  level: Level;
  /** What the house file says. */
  chosen: Level;
  /** Whether the hub was told to let go of it. */
  released?: true;
  /** What keeps it from what was chosen: places of its binding, and what they say now. */
  missing?: readonly Readonly<{ place: string; said?: string }>[];
  /** What it does when the hub falls silent, in words. */
  withoutHub?: string;
}>;

/** @param withoutHub as its binding says */
export function levelView(
  { level, chosen, unmet = [], isReleased }: Appliance,
  withoutHub: string | undefined,
): LevelView {
  const said = new Map(unmet.map((need) => [need.place, need.said]));
  const missing = [...said].map(([place, value]) =>
    value === undefined ? { place } : { place, said: String(value) },
  );
  return {
    level,
    chosen,
    ...(isReleased === true && { released: true }),
    ...(missing.length > 0 && { missing }),
    ...(withoutHub !== undefined && { withoutHub }),
  };
}
