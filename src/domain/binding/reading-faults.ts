/** What is wrong with the readings of a binding, and with the places that they follow from. */
import type { Reading } from '../equipment/reading.ts';
import { repeatedAt, type At, type HouseFault } from '../house-fault.ts';
import {
  BINDABLE,
  hasOwnPlace,
  type BoundReading,
  type CaseReading,
  type DeviceBinding,
  type PlaceReading,
} from './binding.ts';
import { placeOf, type Condition, type MappedValue } from './place.ts';

/** What the reading can be told to mean, and which values are that. `null` always is: no value now. */
function meaningOf(reading: Reading): {
  readonly wanted: string;
  readonly fits: (value: MappedValue) => boolean;
} {
  switch (reading.type) {
    case 'enum':
      return {
        wanted: `one of ${reading.values.join(', ')}, or null`,
        fits: (value) => reading.values.includes(value as string),
      };
    case 'boolean':
      return { wanted: 'true, false or null', fits: (value) => typeof value === 'boolean' };
    case 'number':
    case 'integer':
      return { wanted: 'a number or null', fits: (value) => typeof value === 'number' };
    case 'faults':
      return {
        wanted: 'a code, or "" or null for none',
        fits: (value) => typeof value === 'string',
      };
    case 'text':
    case 'timestamp':
      return { wanted: 'text or null', fits: (value) => typeof value === 'string' };
  }
}

const isNumber = ({ type }: Reading) => type === 'number' || type === 'integer';

function placeFaults(reading: Reading, [path, bound]: At<PlaceReading>): HouseFault[] {
  const factors = (['scale', 'offset'] as const)
    .filter((name) => !isNumber(reading) && bound[name] !== undefined)
    .map((name) => ({ path: `${path}.${name}`, message: `${bound.field} is no number` }));
  const { wanted, fits } = meaningOf(reading);
  const values = Object.entries(bound.values ?? {})
    .filter(([, value]) => value !== null && !fits(value))
    .map(([word]) => ({ path: `${path}.values.${word}`, message: `must be ${wanted}` }));
  return [...factors, ...values];
}

type Places = DeviceBinding['places'];

/** A name that no place has. */
export const unnamed = (places: Places, [path, name]: At<string>): HouseFault[] =>
  places !== undefined && Object.hasOwn(places, name)
    ? []
    : [{ path, message: `no place "${name}" in places` }];

/** Names of a condition that no place has. */
export const conditionFaults = (places: Places, [path, condition]: At<Condition>): HouseFault[] =>
  Object.keys(condition).flatMap((name) => unnamed(places, [`${path}.${name}`, name]));

function caseFaults(reading: Reading, places: Places, [path, { cases }]: At<CaseReading>) {
  const { wanted, fits } = meaningOf(reading);
  return cases.flatMap((one, c): HouseFault[] => [
    ...conditionFaults(places, [`${path}.cases[${c}].if`, one.if]),
    ...(one.then === null || fits(one.then)
      ? []
      : [{ path: `${path}.cases[${c}].then`, message: `must be ${wanted}` }]),
  ]);
}

function readingFaults({ kind, places }: DeviceBinding, [path, bound]: At<BoundReading>) {
  const table = BINDABLE[kind];
  const reading = Object.hasOwn(table, bound.field) ? table[bound.field] : undefined;
  if (reading === undefined)
    return [{ path: `${path}.field`, message: `must be one of ${Object.keys(table).join(', ')}` }];
  if (hasOwnPlace(bound)) return placeFaults(reading, [path, bound]);
  if ('cases' in bound) return caseFaults(reading, places, [path, bound]);
  if (!isNumber(reading)) return [{ path: `${path}.sum`, message: `${bound.field} is no number` }];
  return bound.sum.flatMap((name, s) => unnamed(places, [`${path}.sum[${s}]`, name]));
}

const readingsOf = ([path, { readings }]: At<DeviceBinding>): At<BoundReading>[] =>
  readings.map((reading, r) => [`${path}.readings[${r}]`, reading]);

/** What follows from named places is all that is known of its field: else two would take turns at it. */
function derivedTwice(at: At<DeviceBinding>): HouseFault[] {
  const all = readingsOf(at);
  return all.flatMap(([path, reading]) => {
    const other = all.find(([, one]) => one !== reading && one.field === reading.field);
    return hasOwnPlace(reading) || other === undefined
      ? []
      : [{ path, message: `${reading.field} is already at ${other[0]}` }];
  });
}

/** One field is read once at one place, and there by one device of a kind: else two would claim to be the same. */
const readTwice = (all: readonly At<DeviceBinding>[]): HouseFault[] =>
  repeatedAt(
    all.flatMap((at) =>
      readingsOf(at).flatMap(([path, reading]) =>
        hasOwnPlace(reading)
          ? [[path, `${at[1].kind} ${reading.field} ${placeOf(reading)}`] as const]
          : [],
      ),
    ),
    (before) => `the same field is already read at this topic and pointer at ${before}`,
  );

export function readingsFaults(all: readonly At<DeviceBinding>[]): HouseFault[] {
  return [
    ...all.flatMap(([path, { readings, places = {} }]) =>
      readings.length + Object.keys(places).length === 0
        ? [{ path: `${path}.readings`, message: 'must have a reading where there are no places' }]
        : [],
    ),
    ...all.flatMap((at) => readingsOf(at).flatMap((one) => readingFaults(at[1], one))),
    ...all.flatMap(derivedTwice),
    ...readTwice(all),
  ];
}
