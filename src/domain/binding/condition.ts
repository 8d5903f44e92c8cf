/** Whether what places say is what has to stand there. */
import type { Condition, MappedValue, Wanted } from './place.ts';

/** What a named place says now; undefined where that is not known. */
export type PlaceValue = (name: string) => MappedValue | undefined;

/** A gateway may say a number as text: `35`. */
export function numberSaid(said: MappedValue | undefined): number | undefined {
  const isText = typeof said === 'string' && said.trim() !== '';
  const number = isText ? Number(said) : said;
  return typeof number === 'number' && Number.isFinite(number) ? number : undefined;
}

/** A word and a number that say the same are the same. */
const isSame = (said: MappedValue, wanted: MappedValue): boolean =>
  said === wanted || (said !== null && wanted !== null && String(said) === String(wanted));

function fits(said: MappedValue | undefined, wanted: Wanted): boolean {
  if (said === undefined) return false;
  if (typeof wanted !== 'object' || wanted === null) return isSame(said, wanted);
  if (Array.isArray(wanted)) return wanted.some((one: MappedValue) => isSame(said, one));
  const number = numberSaid(said);
  if (number === undefined) return false;
  return 'above' in wanted ? number > wanted.above : 'below' in wanted && number < wanted.below;
}

/** Whether all of it stands. A place that is not known is none that does. */
export function holds(condition: Condition, placeValue: PlaceValue): boolean {
  for (const name in condition) {
    const wanted = condition[name];
    if (wanted === undefined || !fits(placeValue(name), wanted)) return false;
  }
  return true;
}

/** The places of a condition that do not say what has to stand there, with what they say. */
export function unmetIn(
  condition: Condition,
  placeValue: PlaceValue,
): { readonly place: string; readonly said: MappedValue | undefined }[] {
  return Object.entries(condition).flatMap(([place, wanted]) => {
    const said = placeValue(place);
    return fits(said, wanted) ? [] : [{ place, said }];
  });
}
