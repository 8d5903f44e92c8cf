/** Whether heat that is sent somewhere arrives: the temperature there has to rise while it is. */
import { MINUTE_MS } from '../../units.ts';
import { elapsedMs } from './numbers.ts';

export interface ProgressSettings {
  /** What counts as a rise, K: more than a thermometer's steps and noise. */
  readonly riseK: number;
  /** Heat that is sent for so long without a rise does not arrive. */
  readonly afterMs: number;
}

export interface Progress {
  /** The lowest since the last rise, °C. */
  readonly fromC: number;
  /** When that rise was, later by all the time in which no heat was sent. */
  readonly sinceMs: number;
}

/** Between two cycles that lie further apart the hub was off, or asleep: nobody knows what was sent meanwhile. */
const SEEN_GAP_MS = 10 * MINUTE_MS;

/**
 * The same object where nothing is new, so that nothing is written.
 * @param lastMs when it was looked at last
 */
export function progressNext(
  { riseK }: ProgressSettings,
  before: Progress | undefined,
  { tempC, isSent }: { readonly tempC: number; readonly isSent: boolean },
  lastMs: number,
  nowMs: number,
): Progress {
  if (before === undefined || tempC >= before.fromC + riseK)
    return { fromC: tempC, sinceMs: nowMs };
  const gapMs = nowMs - lastMs;
  const pausedMs = isSent && gapMs <= SEEN_GAP_MS ? 0 : gapMs;
  if (pausedMs === 0 && tempC >= before.fromC) return before;
  return {
    fromC: Math.min(before.fromC, tempC),
    sinceMs: Math.min(nowMs, before.sinceMs + pausedMs),
  };
}

export const isStalled = (
  { afterMs }: ProgressSettings,
  progress: Progress | undefined,
  nowMs: number,
): boolean => progress !== undefined && elapsedMs(nowMs, progress.sinceMs) >= afterMs;
