/** What the grid or the roof asks for, in the four levels of SG-Ready (BWP, version 1.1). */
import { HOUR_MS, MINUTE_MS } from '../../units.ts';
import { elapsedMs } from '../base/numbers.ts';
import { reason, type Reason } from '../base/reasons.ts';

/** 1 blocks, 2 is normal, 3 recommends to run, 4 asks to take whatever can be stored. */
export const SURPLUS_LEVELS = [1, 2, 3, 4] as const;
export type SurplusLevel = (typeof SURPLUS_LEVELS)[number];

export interface SurplusSettings {
  /** A raised level lasts at least so long: a cloud must not cost a start of the compressor. */
  readonly raisedMinMs: number;
  readonly blockMinMs: number;
  /** A block ends by itself after this: SG-Ready allows two hours. */
  readonly blockMaxMs: number;
  /** Kelvins added by level 3 and 4 to the rooms' setpoints, to the circuit's water and to the hot water. */
  readonly roomK: Readonly<Record<3 | 4, number>>;
  readonly supplyK: Readonly<Record<3 | 4, number>>;
  readonly tankK: Readonly<Record<3 | 4, number>>;
}

export const SURPLUS_DEFAULTS: SurplusSettings = {
  raisedMinMs: 30 * MINUTE_MS,
  blockMinMs: 10 * MINUTE_MS,
  blockMaxMs: 2 * HOUR_MS,
  roomK: { 3: 0.5, 4: 1 },
  supplyK: { 3: 3, 4: 5 },
  tankK: { 3: 5, 4: 10 },
};

export interface SurplusMemory {
  readonly level: SurplusLevel;
  readonly sinceMs?: number;
  /** The block has lasted as long as it may; it counts again once another level was asked for. */
  readonly isSpent?: boolean;
}

export const NO_SURPLUS: SurplusMemory = { level: 2 };

export interface SurplusDemand {
  readonly memory: SurplusMemory;
  readonly reason: Reason;
}

export const raise = (by: Readonly<Record<3 | 4, number>>, level: SurplusLevel): number =>
  level === 3 || level === 4 ? by[level] : 0;

/** The level that holds: a block counts at once, a raised level and a block last their shortest time. */
export function surplusNext(
  { raisedMinMs, blockMinMs, blockMaxMs }: SurplusSettings,
  memory: SurplusMemory,
  asked: SurplusLevel,
  nowMs: number,
): SurplusDemand {
  const { level, sinceMs = -Infinity } = memory;
  const forMs = elapsedMs(nowMs, memory.sinceMs);
  if (asked === 1 && memory.isSpent) return { memory, reason: reason('block_limit') };
  if (asked === 1 && level === 1 && forMs >= blockMaxMs) {
    return {
      memory: { level: 2, sinceMs: nowMs, isSpent: true },
      reason: reason('block_limit'),
    };
  }
  if (asked === level) {
    return memory.isSpent
      ? { memory: { level, sinceMs: nowMs }, reason: reason('as_asked') }
      : { memory, reason: reason('as_asked') };
  }
  if (level === 1 && forMs < blockMinMs) {
    return { memory, reason: reason('block_hold', sinceMs + blockMinMs) };
  }
  if (level > 2 && asked === 2 && forMs < raisedMinMs) {
    return { memory, reason: reason('surplus_hold', sinceMs + raisedMinMs) };
  }
  return { memory: { level: asked, sinceMs: nowMs }, reason: reason('as_asked') };
}
