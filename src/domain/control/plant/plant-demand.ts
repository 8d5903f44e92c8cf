/** What is asked of the plant, and what it does of that. */
import type { Direction, Work } from '../base/work.ts';
import type { Reason } from '../base/reasons.ts';
import type { Circuit } from '../circuit/changeover.ts';
import type { ControlMemory } from '../cycle/memory.ts';

export interface PlantDemand {
  /** False where the machine decides by itself: `work` is what it says that it does. */
  readonly isSteered: boolean;
  /** Its part of the memory. */
  readonly memory: Pick<
    ControlMemory,
    'circuit' | 'compressor' | 'turn' | 'isBufferCharging' | 'heatSupplyC' | 'heatSupplySinceMs'
  >;
  readonly circuit: Circuit;
  readonly direction: Direction;
  /** Zones that call for the way that the circuit works. */
  readonly calls: number;
  readonly wanted: Work;
  readonly work: Work;
  /** What keeps the source from doing as wanted. */
  readonly wait: Reason | undefined;
  /** Why the electric heater heats the circuit's water, where it does. */
  readonly heater?: Reason | undefined;
  /** What the circuit's water is to be, °C. */
  readonly supplyTempC: number;
  /** Warmer water, or colder water in cooling, is of use to a room that calls for it, °C. */
  readonly usefulC: number;
  /** Whether the buffer is charged: alone with energy to spare, else along with the rooms. */
  readonly isBufferCharging: boolean;
  /** Until when the tank waits for the house. */
  readonly houseUntilMs: number | undefined;
}
