/**
 * What a reading is. One table of readings per kind of equipment is the description from which everything else is
 * derived: parsing and bounds of telemetry, the fields of the API and its OpenAPI text, metrics, and later
 * discovery, history and the page.
 */
import { LIMITS } from '../limits.ts';
import { roundToTenth } from '../units.ts';

export type Unit =
  '°C' | '%' | 'ppm' | 'kW' | 'kWh' | 'L/min' | 'L' | 'bar' | 'Hz' | 'rpm' | 'V' | 'A' | 'h';

/** What every reading says of itself, for people and for programs that show it. */
interface Described {
  /** For people, beside the name of its device: `Supply temperature`. */
  readonly name: string;
  readonly help: string;
  /** What it is a case of where neither its type nor its unit says so: a device class of Home Assistant. */
  readonly deviceClass?: 'humidity' | 'running' | 'heat' | 'problem';
  /** For whoever looks after the plant rather than for whoever lives with it. */
  readonly isDiagnostic?: true;
  /** Changes all the time, or is of use to few: shown where somebody asks for it. */
  readonly isNoisy?: true;
}

/** A measured quantity, with what a working device can report at most and at least. */
export interface NumberReading extends Described {
  readonly type: 'number' | 'integer';
  readonly unit?: Unit;
  readonly min: number;
  readonly max: number;
  /** What lies below `min`, but not below this, is taken for `min`: a working device says it. */
  readonly clampFrom?: number;
  /** What lies above `max`, but not above this, is taken for `max`. */
  readonly clampTo?: number;
  /** Whether it stands until it is changed, as a setpoint or a meter does: a mean of it would say nothing. */
  readonly stands?: true;
  /** Whether it counts and only rises: one that is lower than before counts once it has stayed so. */
  readonly rises?: true;
}

export type Reading =
  | NumberReading
  | (Described & { readonly type: 'boolean' })
  | (Described & { readonly type: 'enum'; readonly values: readonly string[] })
  | (Described & { readonly type: 'text'; readonly maxChars: number })
  | (Described & { readonly type: 'timestamp' })
  | (Described & { readonly type: 'faults' });

/** Whether it is a quantity that changes by itself, so that an old value of it says nothing. */
export function isMeasure(reading: Reading | undefined): boolean {
  return (reading?.type === 'number' || reading?.type === 'integer') && reading.stands !== true;
}

/** Field name in telemetry and API → what it is. */
export type ReadingTable = Readonly<Record<string, Reading>>;

/** An element of `activeFaults`. */
export interface Fault {
  readonly code: string;
  readonly severity: 'info' | 'warning' | 'critical';
  readonly message: string;
  readonly sinceTs?: string;
}

export type ReadingValue = number | boolean | string | readonly Fault[];
export type Readings = Readonly<Record<string, ReadingValue>>;

/** What a reading of that description is read as. */
type ValueOf<R extends Reading> = R extends { readonly type: 'number' | 'integer' }
  ? number
  : R extends { readonly type: 'boolean' }
    ? boolean
    : R extends { readonly values: readonly (infer Word)[] }
      ? Word
      : R extends { readonly type: 'faults' }
        ? readonly Fault[]
        : string;

/** The readings that a table describes, each by its own name and type: none is sure to be there. */
export type ReadingsIn<Table extends ReadingTable> = {
  readonly [Field in keyof Table]?: ValueOf<Table[Field]>;
};

/** Room temperature in °C. The bounds refuse what a failing sensor says: −127 unplugged, 85 at power-on. */
export const ROOM_TEMPERATURE: NumberReading = {
  type: 'number',
  unit: '°C',
  min: -40,
  max: 60,
  name: 'Temperature',
  help: 'Room temperature',
};
export const RELATIVE_HUMIDITY: NumberReading = {
  type: 'integer',
  unit: '%',
  min: 0,
  max: 100,
  // Within its tolerance of 3 to 5 % a good sensor says more than 100 in saturated air.
  clampTo: 105,
  name: 'Humidity',
  deviceClass: 'humidity',
  help: 'Relative humidity',
};
export const ACTIVE_FAULTS = {
  type: 'faults',
  name: 'Fault',
  help: 'Faults that are active now',
} as const satisfies Reading;

/** Of its range: what a meter at rest may lie below 0. */
const METER_ZERO_SHARE = 0.05;

/**
 * What a meter says that only ever counts upward from 0: the electrical power that a machine takes, in kW, or a flow,
 * in L/min. Such a meter swings about 0 where nothing flows, so what is down to −5 % of its range below 0 is 0. No such
 * thing holds of a power that has two directions, nor of what no meter measures.
 */
export function metered(
  unit: 'kW' | 'L/min',
  max: number,
  name: string,
  help: string,
): NumberReading {
  return { type: 'number', unit, min: 0, max, clampFrom: -max * METER_ZERO_SHARE, name, help };
}

/** What has been counted since the device was made. It only rises. */
export const lifetimeMeter = (name: string, help: string): NumberReading => ({
  type: 'number',
  unit: 'kWh',
  min: 0,
  max: LIMITS.meterKwh,
  stands: true,
  rises: true,
  name,
  help,
});

export function waterTemperature(name: string, help: string): NumberReading {
  return { type: 'number', unit: '°C', min: -30, max: 120, name, help };
}

/** The value as the API shows it: one decimal for a number, none for an integer. */
export function shownValue(reading: Reading, value: ReadingValue): ReadingValue {
  if (typeof value !== 'number') return value;
  return reading.type === 'integer' ? Math.round(value) + 0 : roundToTenth(value);
}
