/**
 * How much warmer than by its own curve a machine's water is to be. What the rooms want of it moves slowly, a step at a
 * time: a house answers late, and many machines store each shift. Energy to spare counts at once, since it may be short.
 */
import { HOUR_MS, MINUTE_MS, fromTenthsC } from '../../units.ts';
import type { ShiftBounds } from '../appliance/appliance.ts';
import { clamp, elapsedMs, sane } from '../base/numbers.ts';
import { usable, type ThermostatRequest } from '../zones/thermostat.ts';

export interface ShiftSettings {
  /** Kelvins of water for each kelvin that the coldest room lacks, or has too much. */
  readonly roomKPerK: number;
  /** Most of it, K. Colder is bounded closer: a shift that stays behind without the hub must leave the house warm. */
  readonly maxK: number;
  readonly minK: number;
  /** A step is followed by another after this. */
  readonly everyMs: number;
  /** What a block takes off, K. */
  readonly blockK: number;
}

export const SHIFT_DEFAULTS: ShiftSettings = {
  roomKPerK: 4,
  maxK: 5,
  minK: -3,
  everyMs: HOUR_MS / 2,
  blockK: 3,
};

export interface ShiftMemory {
  /** What the rooms had of it, K. */
  readonly byK: number;
  readonly sinceMs: number;
  /** Whether the machine was ever told one: what it has of its own is not touched without need. */
  readonly isTold: boolean;
}

export interface ShiftInputs {
  /** What the coldest room lacks, K; undefined where none is to be warm, or nobody measures. */
  readonly lackK: number | undefined;
  /** What energy to spare adds, K. */
  readonly raiseK: number;
  /** Whether the grid asks to wait, and the machine cannot be told that in another way. */
  readonly isBlocked: boolean;
}

const ANY: ShiftBounds = { minK: -5, maxK: 5, stepK: 1 };
/** What the machine may have been doing with its curve before the hub came is not known: no hurry. */
const FIRST_MS = 10 * MINUTE_MS;

/** What the coldest of the rooms lacks that are to be warm, whether or not it calls. */
export function roomLackK(zones: readonly ThermostatRequest[]): number | undefined {
  let lackK = -Infinity;
  for (const { mode, supportsHeat, heatSet, tempC, outOfSeason } of zones) {
    if (!supportsHeat || outOfSeason?.heat || (mode !== 'heat' && mode !== 'auto')) continue;
    const [set, roomC] = [usable(heatSet), sane(tempC, -40, 60)];
    if (set !== undefined && roomC !== undefined) lackK = Math.max(lackK, fromTenthsC(set) - roomC);
  }
  return lackK === -Infinity ? undefined : lackK;
}

/** One step towards what the rooms want, where that is a step away. */
function stepped(
  { everyMs }: ShiftSettings,
  { stepK }: ShiftBounds,
  memory: ShiftMemory,
  idealK: number,
  nowMs: number,
): ShiftMemory {
  const lacksK = idealK - memory.byK;
  const isSoon = elapsedMs(nowMs, memory.sinceMs) < everyMs;
  if (isSoon || Math.abs(lacksK) < stepK) return memory;
  return { ...memory, byK: memory.byK + Math.sign(lacksK) * stepK, sinceMs: nowMs };
}

export interface Shift {
  readonly memory: ShiftMemory;
  /** Absent until there is one. */
  readonly shiftK?: number;
}

export function shiftNext(
  settings: ShiftSettings,
  bounds: ShiftBounds = ANY,
  memory: ShiftMemory | undefined,
  { lackK = 0, raiseK, isBlocked }: ShiftInputs,
  nowMs: number,
): Shift {
  const { roomKPerK, minK, maxK, blockK, everyMs } = settings;
  const before = memory ?? { byK: 0, sinceMs: nowMs - everyMs + FIRST_MS, isTold: false };
  const next = stepped(settings, bounds, before, clamp(roomKPerK * lackK, minK, maxK), nowMs);
  const wantedK = clamp(next.byK + (isBlocked ? -blockK : raiseK), bounds.minK, bounds.maxK);
  const shiftK = Math.round(wantedK / bounds.stepK) * bounds.stepK + 0;
  const isTold = next.isTold || shiftK !== 0;
  return {
    memory: isTold === next.isTold ? next : { ...next, isTold },
    ...(isTold && { shiftK }),
  };
}
