/** The averaged outdoor temperature: a house feels the weather late, and water should not follow each cloud. */
import { DAY_MS, HOUR_MS } from '../../units.ts';
import { elapsedMs, sane } from '../base/numbers.ts';

export interface OutdoorSettings {
  /** Time constant of the average. A light house follows the weather in 6 h, a heavy one in 24 h. */
  readonly averagingMs: number;
  /** Frost threatens rooms that nobody measures below this, °C. */
  readonly frostyBelowC: number;
}

export const OUTDOOR_DEFAULTS: OutdoorSettings = { averagingMs: 12 * HOUR_MS, frostyBelowC: 5 };

export interface OutdoorMemory {
  readonly averageC: number;
  /** When it was last fed. */
  readonly fedMs: number;
}

/** Past this an average says nothing of today. */
const AVERAGE_VALID_MS = 3 * DAY_MS;

/** Takes in what is measured now, °C; without a measurement the average stands until it is too old. */
export function outdoorNext(
  settings: OutdoorSettings,
  memory: OutdoorMemory | undefined,
  measuredC: number | undefined,
  nowMs: number,
): OutdoorMemory | undefined {
  const sinceMs = elapsedMs(nowMs, memory?.fedMs);
  const known = sinceMs <= AVERAGE_VALID_MS ? memory : undefined;
  const nowC = sane(measuredC, -60, 60);
  if (nowC === undefined) return known;
  if (known === undefined) return { averageC: nowC, fedMs: nowMs };
  const share = Math.exp(-sinceMs / settings.averagingMs);
  return { averageC: nowC + (known.averageC - nowC) * share, fedMs: nowMs };
}

/** Whether a room might freeze: only where the cold is known, so that no summer heats blindly. */
export function isFrosty(
  settings: OutdoorSettings,
  measuredC: number | undefined,
  memory: OutdoorMemory | undefined,
): boolean {
  const tempC = sane(measuredC, -60, 60) ?? memory?.averageC;
  return tempC !== undefined && tempC < settings.frostyBelowC;
}
