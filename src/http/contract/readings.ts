/** Schemas of what devices and zones show, out of the tables that their values are read and shown by. */
import * as v from 'valibot';
import type { StandingFault } from '../../domain/equipment/standing-faults.ts';
import type { RefusedReading } from '../../domain/equipment/refused.ts';
import type { Reading, ReadingTable } from '../../domain/equipment/reading.ts';
import { TIME_OF_DAY } from '../../domain/local-time.ts';
import { CURRENCY_CODE } from '../../domain/settings.ts';
import { SEVERITIES } from '../../domain/event.ts';
import { REASON_CODES, type ReasonView } from '../../domain/control/base/reasons.ts';
import { describes, maybe, said, TIME } from './describe.ts';

export const REASON = describes<ReasonView>()(
  v.object({
    code: said(v.picklist(REASON_CODES), 'For programs, from a closed set'),
    text: said(v.string(), 'For people, in English'),
    until: maybe(said(TIME, 'When it will be over, where that is known')),
  }),
);

export const FAULT = describes<StandingFault>()(
  v.object({
    code: v.string(),
    severity: v.picklist(SEVERITIES),
    message: said(v.string(), 'For people, in English'),
    sinceTs: TIME,
  }),
);

export const REFUSED = describes<RefusedReading>()(
  v.object({
    field: v.string(),
    value: said(v.string(), 'What was said, as JSON, perhaps cut'),
    reason: said(v.string(), 'Such as: must be from 0 to 100 %'),
    sinceTs: said(TIME, 'Since when nothing else is said of the field'),
  }),
);

/** What a reading says of its values, in the type of its table. */
type ValueOf<R extends Reading> = R extends { readonly values: readonly (infer Value)[] }
  ? Value
  : R extends { readonly type: 'number' | 'integer' }
    ? number
    : R extends { readonly type: 'boolean' }
      ? boolean
      : R extends { readonly type: 'text' | 'timestamp' }
        ? string
        : readonly StandingFault[];

/** What values there are of a reading, or of a setting. */
type Range =
  | { readonly type: 'number' | 'integer'; readonly min: number; readonly max: number }
  | { readonly type: 'enum'; readonly values: readonly string[] }
  | { readonly type: 'text'; readonly maxChars: number }
  | { readonly type: 'boolean' | 'time' | 'currency' | 'timestamp' | 'faults' };

function schemaOf(range: Range): v.GenericSchema {
  switch (range.type) {
    case 'number':
    case 'integer': {
      const { type, min, max } = range;
      const within = v.pipe(v.number(), v.minValue(min), v.maxValue(max));
      return type === 'integer' ? v.pipe(within, v.integer()) : within;
    }
    case 'boolean':
      return v.boolean();
    case 'enum':
      return v.picklist(range.values);
    case 'text':
      return v.pipe(v.string(), v.maxLength(range.maxChars));
    case 'time':
      return v.pipe(v.string(), v.regex(TIME_OF_DAY));
    case 'currency':
      return v.pipe(v.string(), v.regex(CURRENCY_CODE));
    case 'timestamp':
      return TIME;
    case 'faults':
      return v.array(FAULT);
  }
}

/** A value as the API shows it, with its help and unit. */
export function valueSchema(
  valued: Range & { readonly help: string; readonly unit?: string },
): v.GenericSchema {
  const unit = valued.unit === undefined ? '' : `, ${valued.unit}`;
  return said(schemaOf(valued), `${valued.help}${unit}`);
}

export function readingSchema<R extends Reading>(reading: R): v.GenericSchema<ValueOf<R>> {
  const described = valueSchema(reading);
  // Which of the schemas it is, and which of the types, both say by the reading's type.
  return described as unknown as v.GenericSchema<ValueOf<R>>;
}

/** The members of a path's first part, each with what is left of its path. */
function byFirstPart(table: ReadingTable): Map<string, [rest: string, reading: Reading][]> {
  const groups = new Map<string, [string, Reading][]>();
  for (const [path, reading] of Object.entries(table)) {
    const [first = '', ...rest] = path.split('.');
    groups.set(first, [...(groups.get(first) ?? []), [rest.join('.'), reading]]);
  }
  return groups;
}

/** Members for a table whose names may be paths: `hygiene.nextDue` is a member of an object. Any of them may be absent. */
export function readingEntries(table: ReadingTable): v.ObjectEntries {
  const entries = [...byFirstPart(table)].map(([name, members]) => {
    const [[rest, reading] = ['']] = members;
    if (name === 'reason') return [name, maybe(REASON)] as const;
    if (rest === '' && reading !== undefined) return [name, maybe(readingSchema(reading))] as const;
    return [name, maybe(v.object(readingEntries(Object.fromEntries(members))))] as const;
  });
  return Object.fromEntries<v.ObjectEntries[string]>(entries);
}
