/** Numbers that may be missing or nonsense, and instants. */

export const clamp = (value: number, min: number, max: number): number =>
  Math.min(max, Math.max(min, value));

/** The value where it is a number within the bounds; what a broken sensor says counts as missing. */
export function sane(value: number | undefined, min: number, max: number): number | undefined {
  return typeof value === 'number' && value >= min && value <= max ? value : undefined;
}

/** How long ago the instant was, ms; for ever where there was none. */
export const elapsedMs = (nowMs: number, sinceMs: number | undefined): number =>
  sinceMs === undefined ? Infinity : nowMs - sinceMs;

/** To the nearest half degree: water is steered no finer. */
export const toHalves = (tempC: number): number => Math.round(tempC * 2) / 2;
