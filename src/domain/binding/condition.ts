/** What has to stand at named places. */
import type { Condition, MappedValue, Wanted } from './place.ts';

/** What a named place says now; undefined where that is not known. */
export type ValueOf = (name: string) => MappedValue | undefined;

const isList = (wanted: Wanted): wanted is readonly MappedValue[] => Array.isArray(wanted);

function stands(value: MappedValue | undefined, wanted: Wanted): boolean {
  if (value === undefined || value === null) return false;
  // A gateway's 1 and "1" are the same word.
  const is = (word: MappedValue) => String(word) === String(value);
  if (isList(wanted)) return wanted.some(is);
  if (typeof wanted !== 'object' || wanted === null) return is(wanted);
  if (typeof value !== 'number') return false;
  return 'above' in wanted ? value > wanted.above : value < wanted.below;
}

/** Whether all of it stands. A place that is not known is none that does. */
export function holds(condition: Condition, valueOf: ValueOf): boolean {
  for (const name in condition) {
    const wanted = condition[name];
    if (wanted === undefined || !stands(valueOf(name), wanted)) return false;
  }
  return true;
}
