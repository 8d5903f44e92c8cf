/** Which way the shared water circuit works: two pipes carry either warm water or cold. */
import { MINUTE_MS } from '../units.ts';
import { elapsedMs } from './numbers.ts';
import type { Direction } from './thermostat.ts';

export interface ChangeoverSettings {
  /** The circuit is turned round at most this often: each time all of its water is heated or cooled anew. */
  readonly holdMs: number;
}

export const CHANGEOVER_DEFAULTS: ChangeoverSettings = { holdMs: 30 * MINUTE_MS };

export interface CircuitMemory {
  readonly direction: Direction;
  readonly sinceMs?: number;
}

export interface Votes {
  readonly heat: number;
  readonly cool: number;
  /** Rooms near freezing; they are among `heat`. */
  readonly frost: number;
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

/** Frost first; then the way that more zones call for; on a tie the way it works already. */
function wantedDirection({ heat, cool, frost }: Votes, standing: Direction): Direction {
  if (frost > 0 || heat > cool) return 'heat';
  return cool > heat ? 'cool' : standing;
}

/** @param isWorking whether the source now works for the circuit: it is stopped before the circuit is turned */
export function circuitNext(
  { holdMs }: ChangeoverSettings,
  memory: CircuitMemory | undefined,
  votes: Votes,
  isWorking: boolean,
  nowMs: number,
): Circuit {
  if (memory === undefined) {
    return { memory: { direction: wantedDirection(votes, 'heat') }, isTurning: false };
  }
  if (wantedDirection(votes, memory.direction) === memory.direction) {
    return { memory, isTurning: false };
  }
  if (memory.sinceMs !== undefined && elapsedMs(nowMs, memory.sinceMs) < holdMs) {
    return { memory, isTurning: false, holdUntilMs: memory.sinceMs + holdMs };
  }
  if (isWorking) return { memory, isTurning: true };
  const direction = memory.direction === 'heat' ? 'cool' : 'heat';
  return { memory: { direction, sinceMs: nowMs }, isTurning: false };
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
