/**
 * Valves and pumps that stand still for a summer get stuck: what has not moved for a week is moved for some minutes
 * after noon, zone by zone, while the circuit is at rest. Nothing of it asks the source for heat.
 */
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../units.ts';
import { elapsedMs } from '../base/numbers.ts';

export interface ExerciseSettings {
  /** An hour less than a week: each time at the same hour. */
  readonly everyMs: number;
  readonly lengthMs: number;
  /** Zones take turns in the hour from here on: valves draw current, and batteries are asked by radio. */
  readonly fromHour: number;
  /** It is no summer where the average outdoors is below this, °C. */
  readonly mildC: number;
  /** A unit opens for a setpoint so far above its room, K. */
  readonly openK: number;
  /** The circuit's water is at least so far above what is asked while the pump turns, K: the source has no cause to start. */
  readonly idleK: number;
}

export const EXERCISE_DEFAULTS: ExerciseSettings = {
  everyMs: 7 * DAY_MS - HOUR_MS,
  lengthMs: 5 * MINUTE_MS,
  fromHour: 12,
  mildC: 10,
  openK: 3,
  idleK: 2,
};

/** Of a valve, or of the circuit's pump. */
export interface ExerciseMemory {
  /** When it last moved, where nothing else tells. */
  readonly movedMs: number;
  readonly isMoving?: boolean;
}

/** Whether the zone has its turn within the hour. */
export function isItsTurn(
  { fromHour, lengthMs }: ExerciseSettings,
  localHour: number | undefined,
  index: number,
): boolean {
  if (localHour === undefined || Math.floor(localHour) !== fromHour) return false;
  const turns = Math.floor(HOUR_MS / lengthMs);
  return Math.floor((localHour - fromHour) * turns) === index % turns;
}

/**
 * @param movedMs when it is known to have moved by itself
 * @param isDue whether it may begin now; `mayMove` whether it may go on
 */
export function exerciseNext(
  { everyMs, lengthMs }: ExerciseSettings,
  before: ExerciseMemory | undefined,
  movedMs: number | undefined,
  { mayMove, isDue }: { readonly mayMove: boolean; readonly isDue: boolean },
  nowMs: number,
): ExerciseMemory | undefined {
  // What moved by itself later is remembered elsewhere.
  const known =
    before !== undefined && before.movedMs > (movedMs ?? -Infinity) ? before : undefined;
  if (known?.isMoving === true)
    return mayMove && elapsedMs(nowMs, known.movedMs) < lengthMs
      ? known
      : { movedMs: known.movedMs };
  const lastMs = known?.movedMs ?? movedMs;
  if (lastMs === undefined) return { movedMs: nowMs };
  const begins = mayMove && isDue && nowMs - lastMs >= everyMs;
  return begins ? { movedMs: nowMs, isMoving: true } : known;
}
