/** Whether a state reads differently in something that happened, or only in what is measured all the time. */
import { READINGS } from '../../domain/equipment/catalogue.ts';
import { isMeasure, type Reading, type ReadingTable } from '../../domain/equipment/reading.ts';
import { STATEMENTS } from '../../domain/statements.ts';

/** What control works out of what is measured, such as the supply temperature asked, moves along with it. */
const isDecidedNumber = ({ type }: Reading) => type === 'number';

const namesIn = (tables: readonly ReadingTable[], is: (reading: Reading) => boolean) =>
  tables.flatMap((table) =>
    Object.entries(table).flatMap(([name, reading]) => (is(reading) ? [name] : [])),
  );

/** Members of states. */
const MEASURES: ReadonlySet<string> = new Set([
  ...namesIn(Object.values(READINGS), isMeasure),
  ...namesIn(Object.values(STATEMENTS), isDecidedNumber),
]);

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null;

function isSameMember(name: string, before: unknown, after: unknown): boolean {
  if (before === after) return true;
  if (typeof before === 'number' && typeof after === 'number') return MEASURES.has(name);
  return isObject(before) && isObject(after) && isSameButMeasures(before, after);
}

/** A value that comes or goes is another state. */
export function isSameButMeasures(before: object, after: object): boolean {
  const [was, is] = [Object.entries(before), Object.entries(after)];
  return (
    was.length === is.length &&
    was.every(([name, value], index) => {
      const [other = '', now] = is[index] ?? [];
      return name === other && isSameMember(name, value, now);
    })
  );
}
