/**
 * The water of the source's circuit: whether it flows, and whether there is enough of it. A source whose water stops is
 * stopped, and tried again after a pause, so many times a day, or as soon as somebody seems to have seen to the water.
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
  /** Pressure that has risen by this while the source stands was filled up, bar: warm water makes some 0.15 of it. */
  readonly filledBar: number;
}

export const WATER_GUARD_DEFAULTS: WaterGuardSettings = {
  leastLpm: 1,
  lowLpm: 5,
  afterMs: 2 * MINUTE_MS,
  pauseMs: 30 * MINUTE_MS,
  stopsPerDay: 3,
  lowBar: 0.8,
  filledBar: 0.25,
};

/** A gateway may say nought of what its machine has no sensor for: each counts once it was seen to be more. */
export interface WaterMemory {
  readonly hasFlow?: boolean;
  readonly hasPressure?: boolean;
  /** Since when the source runs without flow. */
  readonly dryMs?: number | undefined;
  /** It was stopped for that, and has not been seen to flow since. */
  readonly isLost?: boolean;
  /** When it was stopped, within the last day: of those that somebody has seen to since, the last alone. */
  readonly stopsMs: readonly number[];
  /** The lowest pressure since the first of those stops, or since it was last seen to, bar. */
  readonly lowestBar?: number | undefined;
  /** Whether the house was switched off when last looked at. */
  readonly isOff?: boolean;
}

export interface WaterSeen {
  readonly isRunning?: boolean | undefined;
  readonly flowRateLpm?: number | undefined;
  readonly systemPressureBar?: number | undefined;
  /** Whether a person has switched the house off. */
  readonly isOff?: boolean | undefined;
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

/** The pressure; a gateway may say nought where nobody measures it. */
const pressureBar = ({ systemPressureBar }: WaterSeen) => sane(systemPressureBar, 0.1, 20);

/** Water that is measured to flow, or was filled up; or a person has switched the house off and on to say so. */
function isSeenTo(
  { lowLpm, filledBar }: WaterGuardSettings,
  { lowestBar, isOff: wasOff }: WaterMemory,
  seen: WaterSeen,
): boolean {
  const flowsUnasked =
    seen.isRunning === false && (sane(seen.flowRateLpm, 0, 1_000) ?? 0) >= lowLpm;
  const bar = pressureBar(seen);
  const isFilled = bar !== undefined && lowestBar !== undefined && bar - lowestBar >= filledBar;
  return flowsUnasked || isFilled || (wasOff === true && seen.isOff !== true);
}

/** What is known of the water, whatever the source does. */
function watched(
  settings: WaterGuardSettings,
  before: WaterMemory,
  seen: WaterSeen,
  nowMs: number,
): WaterMemory {
  const { hasFlow, hasPressure, isLost, lowestBar } = before;
  const recentMs = before.stopsMs.filter((atMs) => elapsedMs(nowMs, atMs) < DAY_MS);
  const isMended = isSeenTo(settings, before, seen);
  const bar = pressureBar(seen);
  const leastBar = Math.min(isMended ? Infinity : (lowestBar ?? Infinity), bar ?? Infinity);
  return {
    ...(hasFlow !== undefined && { hasFlow }),
    ...(isLost !== undefined && { isLost }),
    stopsMs: isMended ? recentMs.slice(-1) : recentMs,
    ...((hasPressure === true || bar !== undefined) && { hasPressure: true }),
    ...(recentMs.length > 0 && leastBar < Infinity && { lowestBar: leastBar }),
    ...(seen.isOff === true && { isOff: true }),
  };
}

export function waterNext(
  settings: WaterGuardSettings,
  before: WaterMemory = NO_WATER_TROUBLE,
  seen: WaterSeen,
  nowMs: number,
): WaterMemory {
  const { leastLpm, afterMs } = settings;
  const flowLpm = seen.isRunning === true ? sane(seen.flowRateLpm, 0, 1_000) : undefined;
  const memory = watched(settings, before, seen, nowMs);
  // A source that is stopped runs down for a while.
  if (flowLpm === undefined || dryUntilMs(settings, memory, nowMs) !== undefined) return memory;
  if (flowLpm >= leastLpm) return { ...memory, hasFlow: true, isLost: false };
  if (memory.hasFlow !== true) return memory;
  const sinceMs = before.dryMs ?? nowMs;
  return elapsedMs(nowMs, sinceMs) < afterMs
    ? { ...memory, dryMs: sinceMs }
    : { ...memory, isLost: true, stopsMs: [...memory.stopsMs, nowMs] };
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
