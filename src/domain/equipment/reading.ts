/**
 * What a reading is. One table of readings per kind of equipment is the description from which everything else is
 * derived: parsing and bounds of telemetry, the fields of the API and its OpenAPI text, metrics, and later
 * discovery, history and the page.
 */
import { roundToTenth } from '../units.ts';
import { HubError } from '../errors.ts';

export type Unit =
  '°C' | '%' | 'ppm' | 'kW' | 'kWh' | 'L/min' | 'L' | 'bar' | 'Hz' | 'rpm' | 'V' | 'A';

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
  /** Whether it stands until it is changed, as a setpoint or a meter does: a mean of it would say nothing. */
  readonly stands?: true;
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

/** An element of `activeFaults` (DESIGN.md section 3). */
export interface Fault {
  readonly code: string;
  readonly severity: 'info' | 'warning' | 'critical';
  readonly message: string;
  readonly sinceTs?: string;
}

export type ReadingValue = number | boolean | string | readonly Fault[];
export type Readings = Readonly<Record<string, ReadingValue>>;

/** Room temperature in °C. The bounds refuse what a failing sensor says: −127 unplugged, 85 at power-on. */
export const ROOM_TEMPERATURE: Reading = {
  type: 'number',
  unit: '°C',
  min: -40,
  max: 60,
  name: 'Temperature',
  help: 'Room temperature',
};
export const RELATIVE_HUMIDITY: Reading = {
  type: 'integer',
  unit: '%',
  min: 0,
  max: 100,
  name: 'Humidity',
  deviceClass: 'humidity',
  help: 'Relative humidity',
};
export const ACTIVE_FAULTS: Reading = {
  type: 'faults',
  name: 'Fault',
  help: 'Faults that are active now',
};

export function waterTemperature(name: string, help: string): NumberReading {
  return { type: 'number', unit: '°C', min: -30, max: 120, name, help };
}

const MAX_FAULTS = 32;
const MAX_FAULT_CHARS = 200;
const ISO_TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)$/;

function isIsoTime(value: unknown): value is string {
  return typeof value === 'string' && ISO_TIME.test(value) && !Number.isNaN(Date.parse(value));
}

const SEVERITIES: readonly unknown[] = ['info', 'warning', 'critical'];

/** A device may know no more than a code, by itself or as `{code}`: it is told as a warning then. */
function parseFault(value: unknown): Fault | undefined {
  const members = (typeof value === 'string' ? { code: value } : value) as Partial<Fault> | null;
  if (typeof members !== 'object' || members === null) return undefined;
  const { code, sinceTs } = members;
  const severity = members.severity ?? 'warning';
  const message = members.message ?? code;
  const isFault =
    typeof code === 'string' &&
    code !== '' &&
    code.length <= MAX_FAULT_CHARS &&
    typeof message === 'string' &&
    message.length <= MAX_FAULT_CHARS &&
    SEVERITIES.includes(severity) &&
    (sinceTs === undefined || isIsoTime(sinceTs));
  return isFault
    ? { code, severity, message, ...(sinceTs !== undefined && { sinceTs }) }
    : undefined;
}

/** Why `value` is no such reading, or undefined where it is. */
function faultIn(reading: Reading, value: unknown): string | undefined {
  switch (reading.type) {
    case 'number':
    case 'integer': {
      if (typeof value !== 'number' || !Number.isFinite(value)) return 'must be a number';
      const unit = reading.unit === undefined ? '' : ` ${reading.unit}`;
      return value < reading.min || value > reading.max
        ? `must be from ${reading.min} to ${reading.max}${unit}, not ${value}`
        : undefined;
    }
    case 'boolean':
      return typeof value === 'boolean' ? undefined : 'must be true or false';
    case 'enum':
      return reading.values.includes(value as string)
        ? undefined
        : `must be one of ${reading.values.join(', ')}`;
    case 'text':
      return typeof value === 'string' && value.length <= reading.maxChars
        ? undefined
        : `must be text of at most ${reading.maxChars} characters`;
    case 'timestamp':
      return isIsoTime(value) ? undefined : 'must be an ISO 8601 time with a zone';
    case 'faults':
      return Array.isArray(value) && value.length <= MAX_FAULTS && value.every(parseFault)
        ? undefined
        : `must be a list of at most ${MAX_FAULTS} codes or {code, severity?, message?, sinceTs?}`;
  }
}

/**
 * The readings in `message` that `table` knows. Unknown members are left alone, so that a device may say more than
 * the hub reads; a known one that is out of bounds or of another type refuses the whole message.
 * @throws HubError `invalid`, naming the field
 */
export function parseReadings(
  table: ReadingTable,
  message: Readonly<Record<string, unknown>>,
): Readings {
  const readings: Record<string, ReadingValue> = {};
  for (const key in table) {
    const value = message[key];
    // null is how JSON says that there is no value now: the same as leaving it out.
    if (value === undefined || value === null) continue;
    const reading = table[key];
    if (reading === undefined) continue;
    const fault = faultIn(reading, value);
    if (fault !== undefined) throw new HubError('invalid', `${key} ${fault}`, { field: key });
    readings[key] =
      reading.type === 'faults'
        ? (value as readonly unknown[]).flatMap((one) => parseFault(one) ?? [])
        : (value as ReadingValue);
  }
  return readings;
}

/** The value as the API shows it: one decimal for a number, none for an integer. */
export function shownValue(reading: Reading, value: ReadingValue): ReadingValue {
  if (typeof value !== 'number') return value;
  return reading.type === 'integer' ? Math.round(value) + 0 : roundToTenth(value);
}
