/** The families of each kind of device, derived from its tables: names, base units, types. */
import { instantCop } from '../domain/equipment/cop.ts';
import { READINGS, type DeviceKind } from '../domain/equipment/catalogue.ts';
import type {
  NumberReading,
  Reading,
  Readings,
  ReadingTable,
  Unit,
} from '../domain/equipment/reading.ts';
import { HOUR_MS, MINUTE_MS, SECOND_MS } from '../domain/units.ts';
import { gauge, info, states, type SampleColumn } from './columns.ts';
import { family } from './family.ts';

interface BaseUnit {
  /** How the field's name ends where it is measured in this. */
  readonly field: string;
  /** How the family's name ends. */
  readonly name: string;
  /** What the reading is multiplied with. */
  readonly factor: number;
}

const MINUTE_S = MINUTE_MS / SECOND_MS;
/** The units of telemetry in Prometheus' base units (prometheus.io/docs/practices/naming). */
const BASE_UNITS: Readonly<Record<Unit, BaseUnit>> = {
  '°C': { field: 'C', name: 'celsius', factor: 1 },
  '%': { field: 'Percent', name: 'ratio', factor: 1 / 100 },
  ppm: { field: 'Ppm', name: 'ppm', factor: 1 },
  kW: { field: 'Kw', name: 'watts', factor: 1_000 },
  kWh: { field: 'Kwh', name: 'joules', factor: 3.6e6 },
  'L/min': { field: 'Lpm', name: 'liters_per_second', factor: 1 / MINUTE_S },
  L: { field: 'Liters', name: 'liters', factor: 1 },
  bar: { field: 'Bar', name: 'pascals', factor: 1e5 },
  Hz: { field: 'Hz', name: 'hertz', factor: 1 },
  rpm: { field: 'Rpm', name: 'rpm', factor: 1 },
  V: { field: 'V', name: 'volts', factor: 1 },
  A: { field: 'A', name: 'amperes', factor: 1 },
  h: { field: 'Hours', name: 'seconds', factor: HOUR_MS / SECOND_MS },
};

/** What is short in a field's name and long in a family's; empty where the family says it by its kind. */
const WORDS: Readonly<Record<string, string>> = {
  temp: 'temperature',
  rh: 'humidity',
  elec: 'electrical',
  recirc: 'recirculation',
  hygiene: 'disinfection',
  is: '',
  instant: '',
};
const LAYER = /^temp(?<layer>Top|Mid|Bottom)C$/;
/** Floating-point noise of a change of units goes. */
const PRECISION = 1e6;

/** `compressorDischargeTempC` without its unit is `compressor_discharge_temperature`; a path is as its parts. */
function stemOf(field: string, suffix: string, kind: DeviceKind): string {
  const bare = field.endsWith(suffix) ? field.slice(0, field.length - suffix.length) : field;
  const words = bare.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`).split(/[_.]/);
  return words
    .map((word) => (word === kind ? '' : (WORDS[word] ?? word)))
    .filter((word) => word !== '')
    .join('_');
}

const nameOf = (kind: DeviceKind, ...parts: readonly string[]) =>
  ['aris', kind, ...parts].filter((part) => part !== '').join('_');

/** A help text as a sentence. */
const sentence = (help: string) => `${help}.`;

const numberIn = (readings: Readings, field: string): number | undefined => {
  const value = field === 'copInstant' ? instantCop(readings) : readings[field];
  return typeof value === 'number' ? value : undefined;
};

function numberColumn(
  kind: DeviceKind,
  field: string,
  reading: NumberReading,
): SampleColumn<Readings> {
  const { unit, help, stands } = reading;
  const base = unit === undefined ? undefined : BASE_UNITS[unit];
  const factor = base?.factor ?? 1;
  const valueOf = (readings: Readings) => {
    const value = numberIn(readings, field);
    if (value === undefined || factor === 1) return value;
    return Math.round(value * factor * PRECISION) / PRECISION;
  };
  const layer = LAYER.exec(field)?.groups?.['layer']?.toLowerCase();
  if (layer !== undefined) return gauge(layersOf(kind), valueOf, layer);
  const stem = stemOf(field, base?.field ?? '', kind);
  // A meter that stands, and only rises.
  const isMeter = unit === 'kWh' && stands === true;
  const name = nameOf(kind, stem, base?.name ?? '', isMeter ? 'total' : '');
  const of = family(isMeter ? 'counter' : 'gauge', name, sentence(help), ['device']);
  return gauge(of, valueOf);
}

/** One family has all layers of a kind of tank. */
const LAYERS = new Map<DeviceKind, ReturnType<typeof family>>();
function layersOf(kind: DeviceKind) {
  let layers = LAYERS.get(kind);
  if (layers === undefined) {
    const name = nameOf(kind, 'temperature_celsius');
    layers = family('gauge', name, 'Temperature of a layer of the tank.', ['device', 'position']);
    LAYERS.set(kind, layers);
  }
  return layers;
}

/** Seconds since 1970 of an ISO 8601 time. */
export function secondsOf(time: unknown): number | undefined {
  return typeof time === 'string' ? Date.parse(time) / SECOND_MS : undefined;
}

function columnOf(kind: DeviceKind, field: string, reading: Reading): SampleColumn<Readings>[] {
  const help = sentence(reading.help);
  switch (reading.type) {
    case 'number':
    case 'integer':
      return [numberColumn(kind, field, reading)];
    case 'boolean': {
      const of = family('gauge', nameOf(kind, stemOf(field, '', kind)), help, ['device']);
      const valueOf = ({ [field]: value }: Readings) =>
        value === undefined ? undefined : Number(value);
      return [gauge(of, valueOf)];
    }
    case 'enum': {
      const stem = stemOf(field, '', kind);
      const words = `${reading.help}: 1 for the one that holds.`;
      const of = family('gauge', nameOf(kind, stem), words, ['device', stem]);
      return [states(of, reading.values, (readings) => readings[field])];
    }
    case 'text': {
      const stem = stemOf(field, '', kind);
      const of = family('info', nameOf(kind, stem, 'info'), help, ['device', stem]);
      return [info(of, (readings) => readings[field] as string | undefined)];
    }
    case 'timestamp': {
      const name = nameOf(kind, stemOf(field, 'Ts', kind), 'timestamp_seconds');
      const of = family('gauge', name, help, ['device']);
      return [gauge(of, (readings) => secondsOf(readings[field]))];
    }
    case 'faults':
      // Those of all kinds are one family, of devices.ts.
      return [];
  }
}

/** @param without fields that another has to say of */
export function readingColumns(
  kind: DeviceKind,
  without: readonly string[],
  table: ReadingTable = READINGS[kind],
): SampleColumn<Readings>[] {
  return Object.entries(table).flatMap(([field, reading]) =>
    without.includes(field) ? [] : columnOf(kind, field, reading),
  );
}
