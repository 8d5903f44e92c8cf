/**
 * What history keeps of each kind of series, derived from the readings tables: of what is measured the mean with its
 * extremes, of what stands until it changes (modes, switches, setpoints, meters) the last.
 */
import { EQUIPMENT_KINDS, READINGS, type EquipmentKind } from '../equipment/catalogue.ts';
import type { Reading, ReadingTable, ReadingValue } from '../equipment/reading.ts';
import { roundToTenth } from '../units.ts';
import { ZONE_READINGS } from '../zone-readings.ts';

/** Sensors have no series of their own: what they say is in that of their zone. */
export type SeriesKind = 'zone' | EquipmentKind;

/** What tells a column from another, in memory and in what is stored. */
export interface ColumnName {
  readonly field: string;
  readonly summary: 'mean' | 'last';
  /** What the numbers stand for, where they are no quantities. Kept with the data, which outlives this version. */
  readonly labels?: readonly string[] | undefined;
}

export interface ColumnSpec extends ColumnName {
  /** Stored numbers are whole: tenths for a quantity with one decimal. */
  readonly perUnit: 1 | 10;
  readonly isBoolean: boolean;
}

function specOf(field: string, reading: Reading): ColumnSpec[] {
  switch (reading.type) {
    case 'number':
    case 'integer': {
      const summary = reading.stands === true ? 'last' : 'mean';
      return [{ field, summary, perUnit: reading.type === 'number' ? 10 : 1, isBoolean: false }];
    }
    case 'boolean':
      return [{ field, summary: 'last', labels: ['false', 'true'], perUnit: 1, isBoolean: true }];
    case 'enum':
      return [{ field, summary: 'last', labels: reading.values, perUnit: 1, isBoolean: false }];
    case 'text':
    case 'timestamp':
    case 'faults':
      return [];
  }
}

const specsOf = (table: ReadingTable): readonly ColumnSpec[] =>
  Object.entries(table).flatMap(([field, reading]) => specOf(field, reading));

export const COLUMNS = {
  zone: specsOf(ZONE_READINGS),
  ...Object.fromEntries(EQUIPMENT_KINDS.map((kind) => [kind, specsOf(READINGS[kind])])),
} as Readonly<Record<SeriesKind, readonly ColumnSpec[]>>;

/** The whole number that is stored for a value; undefined where it is none of this column's. */
export function toStored({ perUnit, labels }: ColumnSpec, value: unknown): number | undefined {
  if (labels === undefined) {
    return typeof value === 'number' && Number.isFinite(value)
      ? Math.round(value * perUnit)
      : undefined;
  }
  const index = labels.indexOf(String(value));
  return index === -1 ? undefined : index;
}

/**
 * The value as the API shows it.
 * @param stored as stored, or a mean of such
 * @param labels those that the data came with
 */
export function toShown(
  { perUnit, isBoolean }: ColumnSpec,
  stored: number,
  labels?: readonly string[],
): ReadingValue | undefined {
  if (labels === undefined) {
    return perUnit === 1 ? Math.round(stored) + 0 : roundToTenth(stored / perUnit);
  }
  const label = labels[stored];
  return isBoolean && label !== undefined ? label === 'true' : label;
}
