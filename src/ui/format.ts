/** Numbers and times as people read them; times are those of the house, wherever the page is looked at. */
import { clockShape, houseClock } from './house-time.ts';
import { locale } from './language.ts';
import { houseZone, hubNowMs } from './now.ts';
import { formats } from './strings/formats.ts';

export type Units = 'C' | 'F';

const fahrenheit = (celsius: number) => (celsius * 9) / 5 + 32;

/** `21.5` as it is written here. */
export const decimal = (value: number, decimals: number): string =>
  (Number(value.toFixed(decimals)) + 0)
    .toFixed(decimals)
    .replace('.', formats.decimal)
    .replace('-', '−');

/** A temperature in the house's unit. @param tempC undefined shows as a dash */
export function temperature(tempC: number | undefined, units: Units): string {
  if (tempC === undefined) return '–';
  return `${decimal(Number(shownTemp(tempC, units)), units === 'F' ? 0 : 1)}°`;
}

/** A temperature that is asked for: °F are whole, as each of them is a tenth of a degree Celsius away from no other. */
export function setpoint(tempC: number | undefined, units: Units): string {
  if (tempC === undefined || units === 'C') return temperature(tempC, units);
  return `${Math.round(fahrenheit(tempC))}°`;
}

/** The same where there is little room: whole degrees without a decimal. */
export function shortSetpoint(tempC: number, units: Units): string {
  return Number.isInteger(tempC) && units === 'C'
    ? `${decimal(tempC, 0)}°`
    : setpoint(tempC, units);
}

/** The number alone: tenths of a degree Celsius, or whole degrees Fahrenheit, as thermostats have them. */
export function shownTemp(tempC: number, units: Units): string {
  // A zero has no sign.
  if (units === 'F') return String(Math.round(fahrenheit(tempC)) + 0);
  return (Math.round(tempC * 10) / 10 + 0).toFixed(1);
}

/** What a number that is shown stands for. @returns °C with a tenth */
export function toCelsius(shown: number, units: Units): number {
  return Math.round((units === 'C' ? shown : ((shown - 32) * 5) / 9) * 10) / 10;
}

/** Steps of a setpoint: half a degree Celsius, one Fahrenheit. @returns °C with a tenth */
export function stepped(tempC: number, steps: number, units: Units): number {
  if (units === 'C') return toCelsius(Math.round(tempC * 2) / 2 + steps * 0.5, units);
  return toCelsius(Math.round(fahrenheit(tempC)) + steps, units);
}

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;
const UNITS: readonly (readonly [Intl.RelativeTimeFormatUnit, number])[] = [
  ['day', DAY_MS],
  ['hour', HOUR_MS],
  ['minute', MINUTE_MS],
];

/** Made when it is first needed: it takes a slow phone a fifth of a second. */
let relative: Intl.RelativeTimeFormat | undefined;

/** `5 minutes ago`, `in 3 days`; a month and more away is a date. */
export function fromNow(timestamp: string, nowMs = hubNowMs()): string {
  const offMs = Date.parse(timestamp) - nowMs;
  if (Math.abs(offMs) >= 30 * DAY_MS) return date(timestamp);
  const [unit, unitMs] = UNITS.find(([, ms]) => Math.abs(offMs) >= ms) ?? ['minute', MINUTE_MS];
  relative ??= new Intl.RelativeTimeFormat(locale, { numeric: 'auto' });
  return relative.format(Math.round(offMs / unitMs), unit);
}

/** `2 h 10 min`: how long something still lasts. */
export function duration(durationMs: number): string {
  const minutes = Math.max(0, Math.round(durationMs / MINUTE_MS));
  if (minutes < 60) return formats.minutes(minutes);
  const hours = Math.floor(minutes / 60);
  if (hours >= 48) return formats.days(Math.round(hours / 24));
  return minutes % 60 === 0 ? formats.hours(hours) : formats.hoursAndMinutes(hours, minutes % 60);
}

const formatted = (timestamp: string, options: Intl.DateTimeFormatOptions) =>
  new Intl.DateTimeFormat(locale, { timeZone: houseZone.value, ...options }).format(
    new Date(timestamp),
  );
const DATE = { day: 'numeric', month: 'short', year: 'numeric' } as const;

export const time = (timestamp: string): string => formatted(timestamp, clockShape());
export const date = (timestamp: string): string => formatted(timestamp, DATE);
export const dateTime = (timestamp: string): string =>
  formatted(timestamp, { ...DATE, ...clockShape() });

/** `21:30`, with the day where it is another than today. */
export const clockTime = (timestamp: string, nowMs = hubNowMs()): string =>
  houseClock(timestamp, houseZone.value, nowMs);

/** With as many decimals as tell something: 0.84, 12.3, 480. */
export function amount(value: number, unit = ''): string {
  const decimals = Math.abs(value) >= 100 ? 0 : Math.abs(value) >= 10 ? 1 : 2;
  const [whole = '', part] = String(Number(value.toFixed(decimals)) + 0).split('.');
  const grouped = whole.replace('-', '−').replace(/\B(?=(?:\d{3})+$)/g, formats.thousands);
  const shown = part === undefined ? grouped : `${grouped}${formats.decimal}${part}`;
  if (unit === '%') return `${shown}${formats.percent}`;
  return `${shown}${unit && `\u00a0${unit}`}`;
}
