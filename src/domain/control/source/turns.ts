/**
 * Who has the source: the hot water first, since a tank is full before a room has noticed, but not for ever. Rooms that
 * lack much have noticed already: they go before a tank that has enough for now.
 */
import { HOUR_MS, MINUTE_MS } from '../../units.ts';
import { elapsedMs } from '../base/numbers.ts';

export interface TurnSettings {
  /** Longest turn of the tank while rooms wait. A room of light build loses half a degree in it on a frosty day. */
  readonly tankMaxMs: number;
  /** The same for a tank below its floor. */
  readonly urgentMaxMs: number;
  /** What the house gets then. */
  readonly houseMs: number;
  /** A tank that can wait does not begin before rooms that lack so much, K, for so long at most. */
  readonly roomsFirstK: number;
  readonly tankWaitMs: number;
}

export const TURN_DEFAULTS: TurnSettings = {
  tankMaxMs: 25 * MINUTE_MS,
  urgentMaxMs: 60 * MINUTE_MS,
  houseMs: 25 * MINUTE_MS,
  roomsFirstK: 0.5,
  tankWaitMs: 2 * HOUR_MS,
};

export interface TurnMemory {
  readonly owner: 'tank' | 'house';
  readonly sinceMs: number;
}

export interface TurnInputs {
  readonly tankWants: boolean;
  readonly isTankUrgent: boolean;
  /** It has enough for now, and nobody has asked for more at once. */
  readonly canTankWait: boolean;
  readonly houseWants: boolean;
  /** What the calling room lacks most, K. */
  readonly lackK: number;
  /** Whether the source has leave to heat the tank: its turn counts from then. */
  readonly isTankServed: boolean;
}

export interface Turn {
  readonly memory: TurnMemory;
  /** Until when the tank waits for the house, where it does. */
  readonly houseUntilMs?: number;
}

export function turnNext(
  { tankMaxMs, urgentMaxMs, houseMs, roomsFirstK, tankWaitMs }: TurnSettings,
  memory: TurnMemory | undefined,
  { tankWants, isTankUrgent, canTankWait, houseWants, lackK, isTankServed }: TurnInputs,
  nowMs: number,
): Turn {
  const keep = (owner: TurnMemory['owner']): TurnMemory =>
    memory?.owner === owner ? memory : { owner, sinceMs: nowMs };
  const forMs = elapsedMs(nowMs, memory?.sinceMs);
  // With the tank content, the house has had its turn when the tank comes back.
  if (!tankWants) return { memory: { owner: 'house', sinceMs: nowMs - houseMs } };
  if (memory?.owner === 'tank') {
    if (!isTankServed) return { memory: { owner: 'tank', sinceMs: nowMs } };
    const isOver = houseWants && forMs >= (isTankUrgent ? urgentMaxMs : tankMaxMs);
    return isOver
      ? { memory: keep('house'), houseUntilMs: nowMs + houseMs }
      : { memory: keep('tank') };
  }
  const houseFor = canTankWait && lackK >= roomsFirstK ? houseMs + tankWaitMs : houseMs;
  const houseGoesOn = memory !== undefined && houseWants && forMs < houseFor;
  return houseGoesOn
    ? { memory, houseUntilMs: memory.sinceMs + houseFor }
    : { memory: keep('tank') };
}
