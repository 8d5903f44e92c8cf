/**
 * A room whose air falls as fast as only an open window has it: heating it waits, half an hour at most. Air falls fast,
 * too, where a room waits for a source that has other things to do; what happens then, and shortly after, does not count.
 */
import { MINUTE_MS } from '../../units.ts';
import { elapsedMs } from '../base/numbers.ts';

export interface WindowSettings {
  /** Within this time, once or twice … */
  readonly spanMs: number;
  /** … air falls by so much, K, … */
  readonly leastFallK: number;
  /** … and by this share of how much colder it is outdoors: an emitter that goes cold makes less. */
  readonly fallShare: number;
  /** From one look to the next air falls by less: what leaps is a sensor that comes or goes, K. */
  readonly leapK: number;
  /** Outdoors is colder at least by this. */
  readonly leastColderK: number;
  /** A hold ends after this … */
  readonly holdMs: number;
  /** … or once the air is so much warmer than it was at its coldest, K: sensors are off by a tenth or two. */
  readonly riseK: number;
  /** So long after a room has waited for heat its air may yet fall for that. */
  readonly settleMs: number;
}

export const WINDOW_DEFAULTS: WindowSettings = {
  spanMs: 6 * MINUTE_MS,
  leastFallK: 0.8,
  fallShare: 0.06,
  leapK: 0.7,
  leastColderK: 5,
  holdMs: 30 * MINUTE_MS,
  riseK: 0.4,
  settleMs: 10 * MINUTE_MS,
};

export interface WindowMemory {
  /** Whether its air says anything of a window, and since when. */
  readonly isTelling: boolean;
  readonly sinceMs: number;
  /** At the last look, °C. */
  readonly lastC?: number;
  /** Warmest in the span that runs and in the one before, °C. */
  readonly spanFromMs?: number;
  readonly warmestC?: number;
  readonly beforeC?: number;
  /** Of a hold: since when, and the coldest in it. */
  readonly heldMs?: number;
  readonly coldestC?: number;
}

export interface WindowInputs {
  readonly tempC: number | undefined;
  readonly outdoorTempC: number | undefined;
  /** Whether it is heated, or asks for no heat; false where it waits for it, or the circuit cools. */
  readonly isTelling: boolean;
}

/** The spans with what is measured now in them; both begin anew after a leap. */
function watched(
  { spanMs, leapK }: WindowSettings,
  memory: WindowMemory,
  tempC: number,
  nowMs: number,
): WindowMemory {
  const { isTelling, sinceMs, lastC = tempC, spanFromMs, warmestC = -Infinity, beforeC } = memory;
  const known = { isTelling, sinceMs, lastC: tempC };
  if (spanFromMs === undefined || lastC - tempC >= leapK)
    return { ...known, spanFromMs: nowMs, warmestC: tempC };
  if (elapsedMs(nowMs, spanFromMs) >= spanMs)
    return { ...known, spanFromMs: nowMs, warmestC: tempC, beforeC: warmestC };
  const before = beforeC === undefined ? {} : { beforeC };
  return { ...known, spanFromMs, warmestC: Math.max(warmestC, tempC), ...before };
}

function hasFallen(
  { leastFallK, fallShare, leastColderK }: WindowSettings,
  { warmestC = -Infinity, beforeC = -Infinity }: WindowMemory,
  tempC: number,
  outdoorTempC: number | undefined,
): boolean {
  if (outdoorTempC === undefined) return false;
  const colderK = tempC - outdoorTempC;
  if (colderK < leastColderK) return false;
  return Math.max(warmestC, beforeC) - tempC >= Math.max(leastFallK, fallShare * colderK);
}

/** While it is held, and after. */
function held(
  { holdMs, riseK }: WindowSettings,
  { heldMs = 0, coldestC = Infinity, ...memory }: WindowMemory,
  { tempC, isTelling }: WindowInputs,
  nowMs: number,
): WindowMemory {
  const lowestC = Math.min(coldestC, tempC ?? Infinity);
  const isOver = nowMs - heldMs >= holdMs || tempC === undefined || tempC >= lowestC + riseK;
  return isOver ? { isTelling, sinceMs: nowMs } : { ...memory, heldMs, coldestC: lowestC };
}

/** @returns what is remembered of the room; it is held while that has `heldMs` */
export function windowNext(
  settings: WindowSettings,
  before: WindowMemory | undefined,
  inputs: WindowInputs,
  nowMs: number,
): WindowMemory {
  const { tempC, outdoorTempC, isTelling } = inputs;
  if (before?.heldMs !== undefined) return held(settings, before, inputs, nowMs);
  if (before?.isTelling !== isTelling) return { isTelling, sinceMs: nowMs };
  const isSettled = isTelling && nowMs - before.sinceMs >= settings.settleMs;
  if (!isSettled || tempC === undefined) return before;
  const memory = watched(settings, before, tempC, nowMs);
  return hasFallen(settings, memory, tempC, outdoorTempC)
    ? { isTelling, sinceMs: before.sinceMs, heldMs: nowMs, coldestC: tempC }
    : memory;
}

/** Until when the room is held; undefined where it is not. */
export const heldUntilMs = (
  { holdMs }: WindowSettings,
  memory: WindowMemory | undefined,
): number | undefined => (memory?.heldMs === undefined ? undefined : memory.heldMs + holdMs);
