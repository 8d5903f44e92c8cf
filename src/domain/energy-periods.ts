/** Days, months and seasons in the house's own time, and what of a stretch of time falls into each. */
import { DAY_MS } from './units.ts';

/** How far the house's clocks are ahead of UTC at an instant, ms. */
export type UtcOffset = (instantMs: number) => number;

export const PERIODS = ['day', 'month', 'season'] as const;
export type EnergyPeriod = (typeof PERIODS)[number];

/** Seasons run from July to June, so that a northern winter is in one of them. */
const SEASON_STARTS_MONTH = 7;
/** A stretch over more days than that is taken as one piece. */
const MAX_PIECES = 400;

/** Such as `2026-01-15`, `2026-01` and `2025-2026`. */
export function periodOf(period: EnergyPeriod, instantMs: number, utcOffsetMs: UtcOffset): string {
  const local = new Date(instantMs + utcOffsetMs(instantMs));
  const date = local.toISOString();
  if (period === 'day') return date.slice(0, 10);
  if (period === 'month') return date.slice(0, 7);
  const year = local.getUTCFullYear() - (local.getUTCMonth() + 1 < SEASON_STARTS_MONTH ? 1 : 0);
  return `${year}-${year + 1}`;
}

/** An instant that is in a period of that name, wherever the house is. */
const WITHIN: Readonly<Record<EnergyPeriod, (name: string) => string>> = {
  day: (name) => `${name}T12:00:00Z`,
  month: (name) => `${name}-15T12:00:00Z`,
  season: (name) => `${name.slice(0, 4)}-08-15T12:00:00Z`,
};
const IN_UTC: UtcOffset = () => 0;

/** Whether a day, month or season can have that name: they order as texts do. */
export function isPeriodName(period: EnergyPeriod, name: string): boolean {
  const atMs = Date.parse(WITHIN[period](name));
  return !Number.isNaN(atMs) && periodOf(period, atMs, IN_UTC) === name;
}

/** The first instant of the local day after the one that `instantMs` is in. */
function nextMidnightMs(instantMs: number, utcOffsetMs: UtcOffset): number {
  const offset = utcOffsetMs(instantMs);
  const guess = (Math.floor((instantMs + offset) / DAY_MS) + 1) * DAY_MS - offset;
  // The clocks may have been changed in between.
  return Math.max(instantMs + 1, guess + offset - utcOffsetMs(guess));
}

export interface Piece {
  /** An instant in it. */
  readonly atMs: number;
  /** Its part of the whole, 0 to 1. */
  readonly share: number;
}

/** A stretch of time by local days. */
export function piecesByDay(fromMs: number, toMs: number, utcOffsetMs: UtcOffset): Piece[] {
  if (fromMs >= toMs) return [{ atMs: toMs, share: 1 }];
  const pieces: Piece[] = [];
  let atMs = fromMs;
  while (atMs < toMs && pieces.length < MAX_PIECES) {
    const endMs = Math.min(toMs, nextMidnightMs(atMs, utcOffsetMs));
    pieces.push({ atMs, share: (endMs - atMs) / (toMs - fromMs) });
    atMs = endMs;
  }
  return atMs < toMs ? [{ atMs: toMs, share: 1 }] : pieces;
}
