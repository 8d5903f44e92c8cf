/** What keeps a machine from a level, as it is shown. */
import type { NeedsHelp } from '../../binding/order.ts';
import type { Level } from '../../binding/level.ts';
import type { Wanted } from '../../binding/place.ts';
import type { UnmetNeed } from './appliance.ts';

/** A place of its binding that keeps it from a level. */
export type MissingView = Readonly<{
  place: string;
  /** What it says now; absent where that is not known: it is awaited. */
  said?: string;
  /** What it has to say: one of these words, or a number beyond a bound. */
  wanted?: readonly string[];
  above?: number;
  below?: number;
  /** What people have to set for it, and where. */
  help?: string;
}>;

function wantedView(wanted: Wanted): Pick<MissingView, 'wanted' | 'above' | 'below'> {
  if (typeof wanted !== 'object' || wanted === null) return { wanted: [String(wanted)] };
  if ('above' in wanted) return { above: wanted.above };
  if ('below' in wanted) return { below: wanted.below };
  return { wanted: wanted.map(String) };
}

const helpOf = (level: Level, place: string, help: NeedsHelp) =>
  level === 'watch' ? undefined : help[level]?.[place];

/** Each place once: what the highest level needs of it says most. */
export function missingViews(unmet: readonly UnmetNeed[], needsHelp: NeedsHelp): MissingView[] {
  const byPlace = new Map(unmet.toReversed().map((need) => [need.place, need]));
  return [...byPlace.values()].toReversed().map(({ level, place, said, wanted }) => {
    const help = helpOf(level, place, needsHelp);
    return {
      place,
      ...(said !== undefined && { said: String(said) }),
      ...wantedView(wanted),
      ...(help !== undefined && { help }),
    };
  });
}
