/** How far the hub goes with a machine of another make, in words: why no further, and what becomes of it without the hub. */
import type { LevelView, OrderView } from '../../domain/control/appliance/level-view.ts';
import type { MissingView } from '../../domain/control/appliance/missing-view.ts';
import { locale } from '../language.ts';
import { profileText } from '../profile-text.ts';
import { level as words } from '../strings/level.ts';

export interface LevelText {
  readonly level: string;
  /** Why it is not as was chosen; undefined where it is. */
  readonly whyNot: string | undefined;
  /** What has to be set for that, or is awaited. */
  readonly missing: readonly string[];
  /** Of what it can be told hardly any more today. */
  readonly scarce: readonly string[];
  readonly withoutHub: string | undefined;
}

/** A number stays with its unit at the end of a line. */
const unbroken = (text: string) => text.replaceAll(/(\d) (?=°|%|K\b)/g, '$1\u00a0');

/** Of a day's changes, the share that is few: nobody needs to know of the others. */
const FEW = 0.25;

function scarce({ order, perDay, leftToday }: OrderView): readonly string[] {
  if (perDay === undefined || leftToday === undefined || leftToday > perDay * FEW) return [];
  return [words.scarce(words.orders[order], leftToday, perDay)];
}

const quoted = new Intl.ListFormat(locale, { type: 'disjunction' });

function wantedText({ wanted = [], above, below }: MissingView): string {
  if (above !== undefined) return words.above(above);
  if (below !== undefined) return words.below(below);
  return quoted.format(wanted.map(words.quote));
}

/** What people have to set; the places of the binding where nobody has said that for them. */
export function missingText(missing: MissingView): string {
  const { place, said, help } = missing;
  const wanted = wantedText(missing);
  const own = help === undefined ? undefined : profileText(help);
  if (said === undefined) return words.awaited(place, own ?? words.hasToSay(wanted));
  return own ?? words.missing(place, said, wanted);
}

/** Whether nothing stands against it: at most it is not known yet. */
export const isAwaited = (missing: readonly MissingView[]): boolean =>
  missing.every(({ said }) => said === undefined);

function whyNot({ level, chosen, released, missing = [] }: LevelView): string | undefined {
  if (released) return words.released;
  if (level === chosen) return undefined;
  const why = missing.length > 0 && isAwaited(missing) ? words.waitsFor : words.lowered;
  return why(words.chosen[chosen], missing.length > 0);
}

export const levelText = (control: LevelView): LevelText => ({
  level: words.levels[control.level],
  whyNot: whyNot(control),
  missing: control.level === control.chosen ? [] : (control.missing ?? []).map(missingText),
  scarce: (control.orders ?? []).flatMap(scarce),
  withoutHub:
    control.withoutHub === undefined
      ? undefined
      : words.withoutHub(unbroken(profileText(control.withoutHub))),
});
