/**
 * Rounding and units. The API speaks °C with one decimal, whole percents, and ISO 8601 in UTC. Setpoints are kept and compared in integer tenths of a degree, since 23.3 − 21.1 is
 * less than 2.2 in floating point.
 */

export const SECOND_MS = 1_000;
export const MINUTE_MS = 60 * SECOND_MS;
export const HOUR_MS = 60 * MINUTE_MS;
export const DAY_MS = 24 * HOUR_MS;

/** Tenths of a degree, an integer: 21.5 °C is 215. */
export type TenthsC = number;

/** To the nearest tenth of a degree. */
export function toTenthsC(tempC: number): TenthsC {
  return Math.round(tempC * 10);
}

export function fromTenthsC(tenths: TenthsC): number {
  return tenths / 10;
}

/** One decimal, as the API shows temperature, power, energy, flow and pressure. */
export function roundToTenth(value: number): number {
  // Adding 0 turns −0 into 0, which JSON would print as "-0" in no browser but some languages read back as such.
  return Math.round(value * 10) / 10 + 0;
}

/** ISO 8601 in UTC, to the second: `2026-11-21T09:30:00Z`. */
export function isoTime(instantMs: number): string {
  return `${new Date(instantMs).toISOString().slice(0, 19)}Z`;
}

const INSTANT =
  /^(?<date>\d{4}-(?:0[1-9]|1[0-2])-(?<day>\d\d))T(?:[01]\d|2[0-3]):[0-5]\d(?::[0-5]\d(?:\.\d{1,9})?)?(?:Z|[+-]\d\d:\d\d)$/;

/**
 * Ms since 1970 of an ISO 8601 instant with a zone, undefined for anything else, also for a day that no month has. In a
 * query a plus sign that was not encoded arrives as a blank.
 */
export function parseInstant(text: string): number | undefined {
  const instant = text.replace(/ (?=\d\d:\d\d$)/, '+');
  const { date, day } = INSTANT.exec(instant)?.groups ?? {};
  // JavaScript takes 30 February for 2 March.
  if (date === undefined || new Date(date).getUTCDate() !== Number(day)) return undefined;
  const instantMs = Date.parse(instant);
  return Number.isNaN(instantMs) ? undefined : instantMs;
}

/** The mean of the values, or undefined where there is none. */
export function mean(values: readonly number[]): number | undefined {
  if (values.length === 0) return undefined;
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
