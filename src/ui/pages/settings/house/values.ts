/** Settings between the hub, which speaks °C, and whoever reads and writes them in the unit of the house. */
import type { Units } from '../../../format.ts';
import type { SettingField } from './schema.ts';

export type SettingValue = string | number | boolean;

const FAHRENHEIT_PER_KELVIN = 9 / 5;
const FAHRENHEIT_ZERO = 32;

const tenths = (value: number) => Math.round(value * 10) / 10 + 0;

/** A number of the hub's in the house's unit. A difference (K) has another zero than a temperature. */
function toHouse(value: number, unit: string | undefined, units: Units): number {
  if (units === 'C') return value;
  if (unit === '°C') return tenths(value * FAHRENHEIT_PER_KELVIN + FAHRENHEIT_ZERO);
  return unit === 'K' ? tenths(value * FAHRENHEIT_PER_KELVIN) : value;
}

function fromHouse(value: number, unit: string | undefined, units: Units): number {
  if (units === 'C') return value;
  if (unit === '°C') return tenths((value - FAHRENHEIT_ZERO) / FAHRENHEIT_PER_KELVIN);
  return unit === 'K' ? tenths(value / FAHRENHEIT_PER_KELVIN) : value;
}

export function shownUnit(unit: string | undefined, units: Units): string {
  if (unit !== '°C' && unit !== 'K') return unit ?? '';
  return units === 'F' ? '°F' : unit === 'K' ? '°C' : unit;
}

/** What stands in the field. */
export function shownValue(field: SettingField, value: SettingValue, units: Units): string {
  return typeof value === 'number' ? String(toHouse(value, field.unit, units)) : String(value);
}

export interface Bounds {
  readonly min: number;
  readonly max: number;
}

/** In the house's unit; undefined where it has none. */
export function shownBounds({ min, max, unit }: SettingField, units: Units): Bounds | undefined {
  if (min === undefined || max === undefined) return undefined;
  return { min: toHouse(min, unit, units), max: toHouse(max, unit, units) };
}

export type Read =
  | { readonly value: SettingValue }
  /** What is wrong with it. */
  | { readonly wrong: 'empty' | 'number' | 'whole' | 'bounds' };

function readNumber(field: SettingField, text: string, units: Units): Read {
  const trimmed = text.trim().replace(',', '.').replace('−', '-');
  if (trimmed === '') return { wrong: 'empty' };
  const shown = Number(trimmed);
  if (!Number.isFinite(shown)) return { wrong: 'number' };
  if (field.kind === 'integer' && !Number.isInteger(shown)) return { wrong: 'whole' };
  const bounds = shownBounds(field, units);
  if (bounds !== undefined && (shown < bounds.min || shown > bounds.max))
    return { wrong: 'bounds' };
  const value = fromHouse(shown, field.unit, units);
  // A bound in °F may lie a little outside of itself in °C.
  return { value: Math.min(field.max ?? value, Math.max(field.min ?? value, value)) };
}

/** What somebody wrote, as the hub takes it. */
export function readValue(field: SettingField, text: string, units: Units): Read {
  if (field.kind === 'number' || field.kind === 'integer') return readNumber(field, text, units);
  if (field.kind === 'boolean') return { value: text === 'true' };
  const trimmed = text.trim();
  if (trimmed === '') return { wrong: 'empty' };
  return { value: field.isCode === true ? trimmed.toUpperCase() : trimmed };
}

export interface Curve {
  readonly coldOutdoorC: number;
  readonly coldSupplyC: number;
  readonly mildOutdoorC: number;
  readonly mildSupplyC: number;
  readonly offsetK: number;
}

/** The supply temperature of the line through its two days. @returns °C */
export function supplyTempC(curve: Curve, outdoorTempC: number): number {
  const { coldOutdoorC, coldSupplyC, mildOutdoorC, mildSupplyC, offsetK } = curve;
  const perKelvin = (mildSupplyC - coldSupplyC) / (mildOutdoorC - coldOutdoorC);
  return coldSupplyC + (outdoorTempC - coldOutdoorC) * perKelvin + offsetK;
}

export type Values = Readonly<Record<string, SettingValue>>;
