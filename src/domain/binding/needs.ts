/** What a level needs, and does not have. */
import { holds, type ValueOf } from './condition.ts';
import type { Condition, MappedValue, Wanted } from './place.ts';

/** The places of a condition that do not say what has to stand there, with what that is and what they say. */
export function unmetIn(
  condition: Condition,
  valueOf: ValueOf,
): {
  readonly place: string;
  readonly wanted: Wanted;
  readonly said: MappedValue | undefined;
}[] {
  return Object.entries(condition).flatMap(([place, wanted]) =>
    holds({ [place]: wanted }, valueOf) ? [] : [{ place, wanted, said: valueOf(place) }],
  );
}
