/** What devices report, in words. */
import { amount, clockTime, date, temperature, type Units } from './format.ts';
import { readings as words } from './strings/readings.ts';

/** By how the API ends a field's name. */
const UNITS: readonly (readonly [RegExp, string])[] = [
  [/ShiftK$/, 'K'],
  [/Percent$/, '%'],
  [/Kwh$/, 'kWh'],
  [/Kw$/, 'kW'],
  [/Lpm$/, 'L/min'],
  [/Liters$/, 'L'],
  [/Bar$/, 'bar'],
  [/Hz$/, 'Hz'],
  [/Rpm$/, words.rpm],
  [/V$/, 'V'],
  [/A$/, 'A'],
];

/** A value as people read it. */
export function shownReading(field: string, value: unknown, units: Units, nowMs: number): string {
  if (typeof value === 'boolean') return value ? words.yes : words.no;
  if (typeof value === 'number') {
    if (field.endsWith('TempC') || /^temp\w*C$/.test(field)) return temperature(value, units);
    return amount(value, UNITS.find(([ending]) => ending.test(field))?.[1]);
  }
  const text = String(value);
  if (field.endsWith('Ts')) return date(text);
  if (field.endsWith('Until')) return clockTime(text, nowMs);
  return words.values[`${field}.${text}`] ?? words.values[text] ?? text;
}
