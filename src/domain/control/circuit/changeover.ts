/** Which way the shared water circuit works: two pipes carry either warm water or cold. */
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../units.ts';
import { elapsedMs } from '../base/numbers.ts';
import type { Direction } from '../base/work.ts';

export interface ChangeoverSettings {
  /**
   * So long the circuit stays as it was turned: each time all of its water is heated or cooled anew. It is twice as long
   * after each further turn within a day of the one before, up to the most.
   */
  readonly holdMs: number;
  readonly holdMaxMs: number;
  /** It is turned for a room that needs this much, K: less is no discomfort, and may pass by itself. */
  readonly needK: number;
  /** What an hour of waiting adds to what a room lacks, K. */
  readonly waitKPerHour: number;
  /** A room that has waited so long has its turn, whatever the others lack. */
  readonly waitMaxMs: number;
}

export const CHANGEOVER_DEFAULTS: ChangeoverSettings = {
  holdMs: 30 * MINUTE_MS,
  holdMaxMs: 3 * HOUR_MS,
  needK: 0.5,
  waitKPerHour: 0.5,
  waitMaxMs: 3 * HOUR_MS,
};

export interface CircuitMemory {
  readonly direction: Direction;
  /** When it was turned, and how often by now, each time within a day of the one before. */
  readonly sinceMs?: number;
  readonly turns?: number;
}

export interface Votes {
  readonly heat: number;
  readonly cool: number;
  /** Rooms near freezing; they are among `heat`. */
  readonly frost: number;
  /** What the room needs most that calls for it (`roomNeedK`): one cold room counts as much as any number of warm ones. */
  readonly needK: Readonly<Record<Direction, number>>;
}

export interface Circuit {
  readonly memory: CircuitMemory;
  /** The other way is wanted, and the source must stop first. */
  readonly isTurning: boolean;
  /** Until when the circuit is held, where the other way is wanted. */
  readonly holdUntilMs?: number;
  /** The machine has it no other way, whoever calls. */
  readonly isTied?: boolean;
}

/**
 * What a calling room needs, K: what it lacks, and something for its waiting while the circuit works the other way.
 * @param callSinceMs since when it has called
 */
export function roomNeedK(
  { waitKPerHour, waitMaxMs }: ChangeoverSettings,
  circuit: CircuitMemory | undefined,
  call: { readonly direction: Direction; readonly sinceMs?: number | undefined },
  lackK: number,
  nowMs: number,
): number {
  const isWaiting = circuit !== undefined && circuit.direction !== call.direction;
  if (!isWaiting || call.sinceMs === undefined) return lackK;
  const waitedMs = nowMs - Math.max(call.sinceMs, circuit.sinceMs ?? -Infinity);
  if (waitedMs >= waitMaxMs) return Infinity;
  return lackK + (waitKPerHour * waitedMs) / HOUR_MS;
}

/** Frost first; then the way of the room that needs it most, where that is worth a turn. */
function wantedDirection(
  { needK }: ChangeoverSettings,
  { frost, needK: needs }: Votes,
  standing: Direction,
): Direction {
  if (frost > 0) return 'heat';
  const other = standing === 'heat' ? 'cool' : 'heat';
  return needs[other] >= needK && needs[other] > needs[standing] ? other : standing;
}

const firstDirection = ({ frost, needK }: Votes): Direction =>
  frost === 0 && needK.cool > needK.heat ? 'cool' : 'heat';

const holdMsOf = ({ holdMs, holdMaxMs }: ChangeoverSettings, { turns = 1 }: CircuitMemory) =>
  Math.min(holdMaxMs, holdMs * 2 ** (turns - 1));

function turned({ sinceMs, turns = 1 }: CircuitMemory, to: Direction, nowMs: number) {
  const isAgain = sinceMs !== undefined && elapsedMs(nowMs, sinceMs) < DAY_MS;
  return { direction: to, sinceMs: nowMs, turns: isAgain ? turns + 1 : 1 };
}

/** @param isWorking whether the source now works for the circuit: it is stopped before the circuit is turned */
export function circuitNext(
  settings: ChangeoverSettings,
  memory: CircuitMemory | undefined,
  votes: Votes,
  isWorking: boolean,
  nowMs: number,
): Circuit {
  if (memory === undefined)
    return { memory: { direction: firstDirection(votes) }, isTurning: false };
  const direction = wantedDirection(settings, votes, memory.direction);
  if (direction === memory.direction) return { memory, isTurning: false };
  const holdMs = votes.frost > 0 ? 0 : holdMsOf(settings, memory);
  if (memory.sinceMs !== undefined && elapsedMs(nowMs, memory.sinceMs) < holdMs)
    return { memory, isTurning: false, holdUntilMs: memory.sinceMs + holdMs };
  if (isWorking) return { memory, isTurning: true };
  return { memory: turned(memory, direction, nowMs), isTurning: false };
}

/** The way that the machine works which decides that by itself, or knows no other. */
export const circuitTied = (
  memory: CircuitMemory | undefined,
  direction: Direction,
  nowMs: number,
): Circuit => ({
  memory: memory?.direction === direction ? memory : { direction, sinceMs: nowMs },
  isTurning: false,
  isTied: true,
});
