/** For whom the source works, and with what water. */
import { bufferHasRoom } from './buffer.ts';
import { circuitNext, type Circuit } from './changeover.ts';
import { compressorNext, type CompressorSettings, type Work } from './compressor.ts';
import type { Demand } from './demand.ts';
import type { DhwDemand } from './dhw.ts';
import type { ControlMemory } from './memory.ts';
import type { Reason } from './reasons.ts';
import type { ControlSnapshot } from './snapshot.ts';
import { coolingSupplyC, heatingSupplyC } from './supply.ts';
import { raise, type SurplusLevel } from './surplus.ts';
import type { Direction } from './thermostat.ts';
import { turnNext } from './turns.ts';

export interface PlantDemand {
  /** Its part of the memory. */
  readonly memory: Pick<
    ControlMemory,
    'circuit' | 'compressor' | 'turn' | 'isBufferCharging' | 'heatSupplyC'
  >;
  readonly circuit: Circuit;
  readonly direction: Direction;
  /** Zones that call for the way that the circuit works. */
  readonly calls: number;
  readonly wanted: Work;
  readonly work: Work;
  /** What keeps the source from doing as wanted. */
  readonly wait: Reason | undefined;
  /** What the circuit's water is to be, °C. */
  readonly supplyTempC: number;
  /** Whether the buffer is charged: alone with energy to spare, else along with the rooms. */
  readonly isBufferCharging: boolean;
  /** Until when the tank waits for the house. */
  readonly houseUntilMs: number | undefined;
}

const UNPROTECTED: CompressorSettings = { minRunMs: 0, minRestMs: 0, startsPerHour: Infinity };

function supplyFor(
  { settings }: ControlSnapshot,
  memory: ControlMemory,
  demand: Demand,
  direction: Direction,
  level: SurplusLevel,
): number {
  if (direction === 'cool') return coolingSupplyC(settings.supply, demand.wettestDewC);
  const raiseK = raise(settings.surplus.supplyK, level);
  const outdoorC = memory.outdoor?.averageC;
  return heatingSupplyC(settings.supply, outdoorC, demand.heatErrorK, raiseK, memory.heatSupplyC);
}

export function plantNext(
  snapshot: ControlSnapshot,
  memory: ControlMemory,
  demand: Demand,
  tank: DhwDemand | undefined,
  level: SurplusLevel,
  nowMs: number,
): PlantDemand {
  const { settings, hcu, tes } = snapshot;
  const { compressor, circuit: standing } = memory;
  const isWorking = compressor.work === standing?.direction;
  const circuit = circuitNext(settings.changeover, standing, demand.votes, isWorking, nowMs);
  const { direction } = circuit.memory;
  const calls = demand.votes[direction];
  const supplyTempC = supplyFor(snapshot, memory, demand, direction, level);

  const hasRoom =
    tes !== undefined &&
    bufferHasRoom(settings.buffer, tes, direction, supplyTempC, memory.isBufferCharging);
  // It makes a run longer; only energy to spare starts one for it.
  const isBufferCharging = hasRoom && level !== 1 && (level > 2 || compressor.work === direction);
  const houseWants = !circuit.isTurning && (calls > 0 || isBufferCharging);

  const tankWants = tank?.needsSource === true;
  const turn = turnNext(
    settings.turns,
    memory.turn,
    { tankWants, isTankUrgent: tank?.isUrgent === true, houseWants: calls > 0 },
    nowMs,
  );
  const isTanksTurn = tankWants && turn.memory.owner === 'tank';
  const wanted =
    hcu === undefined ? 'none' : isTanksTurn ? 'hot_water' : houseWants ? direction : 'none';
  const protection = hcu?.hasCompressor === false ? UNPROTECTED : settings.compressor;
  const source = compressorNext(protection, compressor, wanted, hcu?.isRunning, nowMs);
  return {
    memory: {
      circuit: circuit.memory,
      compressor: source.memory,
      turn: turn.memory,
      isBufferCharging,
      ...(direction === 'heat' && { heatSupplyC: supplyTempC }),
    },
    circuit,
    direction,
    calls,
    wanted,
    work: source.memory.work,
    wait: source.wait,
    supplyTempC,
    isBufferCharging,
    houseUntilMs: turn.houseUntilMs,
  };
}
