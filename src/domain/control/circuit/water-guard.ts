/**
 * The water of the source's circuit: whether it flows, and whether there is enough of it. A source whose water stops is
 * stopped, and tried again after a pause, so many times a day.
 */
import { DAY_MS, MINUTE_MS } from '../../units.ts';
import { elapsedMs, sane } from '../base/numbers.ts';

export interface WaterGuardSettings {
  /** Less than this is what a meter says of water that stands, L/min. */
  readonly leastLpm: number;
  /** The smallest heat pumps want this much, L/min. */
  readonly lowLpm: number;
  /** Pumps take some time to get water going. */
  readonly afterMs: number;
  readonly pauseMs: number;
  readonly stopsPerDay: number;
  /** Water pressure below this lets air in, bar. */
  readonly lowBar: number;
}

export const WATER_GUARD_DEFAULTS: WaterGuardSettings = {
  leastLpm: 1,
  lowLpm: 5,
  afterMs: 2 * MINUTE_MS,
  pauseMs: 30 * MINUTE_MS,
  stopsPerDay: 3,
  lowBar: 0.8,
};

/** A gateway may say nought of what its machine has no sensor for: each counts once it was seen to be more. */
export interface WaterMemory {
  readonly hasFlow?: boolean;
  readonly hasPressure?: boolean;
  /** Since when the source runs without flow. */
  readonly dryMs?: number | undefined;
  /** It was stopped for that, and has not been seen to flow since. */
  readonly isLost?: boolean;
  /** When it was stopped, within the last day. */
  readonly stopsMs: readonly number[];
}

export interface WaterSeen {
  readonly isRunning?: boolean | undefined;
  readonly flowRateLpm?: number | undefined;
  readonly systemPressureBar?: number | undefined;
}

export const NO_WATER_TROUBLE: WaterMemory = { stopsMs: [] };

/** Until when the source has to stand; undefined where it may run. */
export function dryUntilMs(
  { pauseMs, stopsPerDay }: WaterGuardSettings,
  { stopsMs }: WaterMemory = NO_WATER_TROUBLE,
  nowMs: number,
): number | undefined {
  const [lastMs, oldestMs] = [stopsMs.at(-1), stopsMs.at(-stopsPerDay)];
  if (lastMs === undefined) return undefined;
  const untilMs = Math.max(lastMs + pauseMs, oldestMs === undefined ? 0 : oldestMs + DAY_MS);
  return nowMs < untilMs ? untilMs : undefined;
}

export function waterNext(
  settings: WaterGuardSettings,
  before: WaterMemory = NO_WATER_TROUBLE,
  { isRunning, flowRateLpm, systemPressureBar }: WaterSeen,
  nowMs: number,
): WaterMemory {
  const { leastLpm, afterMs } = settings;
  const { dryMs, ...standing } = before;
  const stopsMs = before.stopsMs.filter((atMs) => elapsedMs(nowMs, atMs) < DAY_MS);
  const flowLpm = isRunning === true ? sane(flowRateLpm, 0, 1_000) : undefined;
  const memory = {
    ...standing,
    stopsMs,
    ...(sane(systemPressureBar, 0.1, 20) !== undefined && { hasPressure: true }),
  };
  // A source that is stopped runs down for a while.
  if (flowLpm === undefined || dryUntilMs(settings, memory, nowMs) !== undefined) return memory;
  if (flowLpm >= leastLpm) return { ...memory, hasFlow: true, isLost: false };
  if (memory.hasFlow !== true) return memory;
  const sinceMs = dryMs ?? nowMs;
  return elapsedMs(nowMs, sinceMs) < afterMs
    ? { ...memory, dryMs: sinceMs }
    : { ...memory, isLost: true, stopsMs: [...stopsMs, nowMs] };
}

/** Whether less flows than it should; undefined while the source stands, and nobody can say. */
export function isFlowLow(
  { lowLpm }: WaterGuardSettings,
  { hasFlow }: WaterMemory = NO_WATER_TROUBLE,
  { isRunning, flowRateLpm }: WaterSeen,
): boolean | undefined {
  const flowLpm = sane(flowRateLpm, 0, 1_000);
  if (flowLpm === undefined || hasFlow !== true) return false;
  return isRunning === true ? flowLpm < lowLpm : undefined;
}

export function isPressureLow(
  { lowBar }: WaterGuardSettings,
  { hasPressure }: WaterMemory = NO_WATER_TROUBLE,
  { systemPressureBar }: WaterSeen,
): boolean {
  const bar = sane(systemPressureBar, 0, 20);
  return hasPressure === true && bar !== undefined && bar < lowBar;
}
