/**
 * Hot water that does not get hotter, though the source is sent to it. Rooms are not starved for that: for a time no
 * more is asked of the source than it has shown that it can do, and then it is tried again.
 */
import { HOUR_MS } from '../../units.ts';
import { elapsedMs } from '../base/numbers.ts';
import { isStalled, progressNext, type Progress, type ProgressSettings } from '../base/progress.ts';

export interface StallSettings extends ProgressSettings {
  /** So far below what was reached it is asked for: the last kelvin comes slowest. */
  readonly marginK: number;
  /** When more is tried again. */
  readonly retryMs: number;
}

/** A cold tank of 500 L takes a small machine an hour and a half for the half kelvin that shows at its slowest sensor. */
export const STALL_DEFAULTS: StallSettings = {
  riseK: 0.5,
  afterMs: 2 * HOUR_MS,
  marginK: 1,
  retryMs: 6 * HOUR_MS,
};

export interface Stall {
  /** How hot it was when it got no hotter, °C. */
  readonly reachedC: number;
  readonly sinceMs: number;
}

export interface StallMemory {
  /** Of the charge that is under way. */
  readonly charge?: Progress;
  /** Stands until the tank is hotter than it was, also while more is tried again. */
  readonly stall?: Stall;
}

/** Until when less is asked; undefined where as much is asked as wanted. */
export function stalledUntilMs(
  { retryMs }: StallSettings,
  { stall }: StallMemory,
  nowMs: number,
): number | undefined {
  if (stall === undefined || elapsedMs(nowMs, stall.sinceMs) >= retryMs) return undefined;
  return stall.sinceMs + retryMs;
}

/** What may be asked of the source, °C. */
export const askableC = (
  settings: StallSettings,
  memory: StallMemory,
  targetC: number,
  nowMs: number,
): number =>
  memory.stall === undefined || stalledUntilMs(settings, memory, nowMs) === undefined
    ? targetC
    : Math.min(targetC, memory.stall.reachedC - settings.marginK);

export interface StallInputs {
  /** Of all that is measured of the tank: heat may come anywhere in it. */
  readonly meanC: number;
  /** What the target is compared with. */
  readonly bodyC: number;
  readonly targetC: number;
  /** Whether the source is to heat it, and whether it has been at it since the last cycle. */
  readonly needsSource: boolean;
  readonly isCharged: boolean;
}

/** @param lastMs when the tank was looked at last */
export function stallNext(
  settings: StallSettings,
  { charge, stall }: StallMemory,
  { meanC, bodyC, targetC, needsSource, isCharged }: StallInputs,
  lastMs: number,
  nowMs: number,
): StallMemory {
  const hasRisen =
    stall !== undefined && bodyC >= Math.min(targetC, stall.reachedC + settings.riseK);
  const standing = stall === undefined || hasRisen ? {} : { stall };
  if (!needsSource) return standing;
  const seen = { tempC: meanC, isSent: isCharged };
  const next = progressNext(settings, charge, seen, lastMs, nowMs);
  return isStalled(settings, next, nowMs)
    ? { stall: { reachedC: bodyC, sinceMs: nowMs } }
    : { ...standing, charge: next };
}
