/** What control remembers from cycle to cycle: plain JSON, to be stored, so that a restart is no way round a timer. */
import type { CircuitMemory } from '../circuit/changeover.ts';
import { NEW_COMPRESSOR, type CompressorMemory } from '../source/compressor.ts';
import type { ShiftMemory } from '../source/curve-shift.ts';
import type { DhwMemory } from '../hot-water/dhw.ts';
import type { ExerciseMemory } from '../zones/exercise.ts';
import type { HeaterMemory } from '../source/heater.ts';
import type { HygieneMemory } from '../hot-water/hygiene.ts';
import type { WindowMemory } from '../zones/open-window.ts';
import type { OutdoorMemory } from '../weather/outdoor.ts';
import type { OutOfSeason } from '../weather/season.ts';
import type { PowerMemory } from '../grid/power-limit.ts';
import { NO_SURPLUS, type SurplusMemory } from '../grid/surplus.ts';
import type { ZoneMemory } from '../zones/thermostat.ts';
import type { TurnMemory } from '../source/turns.ts';
import type { WaterMemory } from '../circuit/water-guard.ts';

/** Every member whose name ends in `Ms` is an instant: ms since 1970, none of them ahead of `atMs`. */
export interface ControlMemory {
  /** When it was left so. */
  readonly atMs: number;
  readonly zones: Readonly<Record<string, ZoneMemory>>;
  readonly circuit?: CircuitMemory;
  readonly compressor: CompressorMemory;
  readonly surplus: SurplusMemory;
  readonly dhw: DhwMemory;
  readonly isBufferCharging: boolean;
  readonly outdoor?: OutdoorMemory | undefined;
  readonly outOfSeason?: OutOfSeason;
  readonly hygiene?: HygieneMemory;
  readonly heater?: HeaterMemory;
  readonly turn?: TurnMemory;
  readonly water?: WaterMemory;
  /** Of the circuit's pump. */
  readonly pump?: ExerciseMemory;
  /** Last target of the circuit in heating, °C. */
  readonly heatSupplyC?: number;
  /** When that last changed for a machine that stores what it is told. */
  readonly heatSupplySinceMs?: number;
  readonly shift?: ShiftMemory | undefined;
  readonly power?: PowerMemory | undefined;
  /** By zone. Not kept over a restart: it is of the last half hour. */
  readonly windows?: Readonly<Record<string, WindowMemory>>;
}

export const newMemory = (nowMs: number): ControlMemory => ({
  atMs: nowMs,
  zones: {},
  // Nobody knows when the machine last stopped: it may have been just now.
  compressor: { ...NEW_COMPRESSOR, stoppedMs: nowMs },
  surplus: NO_SURPLUS,
  dhw: { isHeating: false },
  isBufferCharging: false,
});

/** With every instant in it as `move` makes it. */
function withInstants(value: unknown, key: string, move: (atMs: number) => number): unknown {
  if (typeof value === 'number') return key.endsWith('Ms') ? move(value) : value;
  if (Array.isArray(value)) return value.map((item) => withInstants(item, key, move));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, member]) => [name, withInstants(member, name, move)]),
  );
}

/** After the clock was set: all that was so long ago still was. */
export const movedMemory = (memory: ControlMemory, byMs: number): ControlMemory =>
  withInstants(memory, '', (atMs) => atMs + byMs) as ControlMemory;

/** By a clock that was ahead in an earlier life: what lies ahead has only just begun, so that every timer starts afresh at worst. */
export const rebased = (memory: ControlMemory, nowMs: number): ControlMemory =>
  memory.atMs <= nowMs
    ? memory
    : (withInstants(memory, '', (atMs) => Math.min(atMs, nowMs)) as ControlMemory);

/**
 * The memory of an earlier life. Counted starts and all timers stand, and the compressor's rest starts afresh: what the
 * machine did meanwhile nobody saw.
 */
export function restoredMemory(stored: ControlMemory, nowMs: number): ControlMemory {
  const memory = rebased(stored, nowMs);
  const { compressor } = memory;
  return compressor.work === 'none'
    ? { ...memory, compressor: { ...compressor, isRunning: false, stoppedMs: nowMs } }
    : memory;
}
