/** For whom the source works, and with what water. */
import { fittedC } from '../appliance/appliance.ts';
import { bufferHasRoom } from '../circuit/buffer.ts';
import { circuitNext, circuitTied, type Circuit } from '../circuit/changeover.ts';
import { compressorLeft, compressorNext, type CompressorSettings } from '../source/compressor.ts';
import type { Work, Direction } from '../base/work.ts';
import type { Demand } from './demand.ts';
import type { DhwDemand } from '../hot-water/dhw.ts';
import { isHarmful } from './harm.ts';
import type { ControlMemory } from '../cycle/memory.ts';
import {
  canMake,
  chargesTank,
  onlyDirection,
  seenWork,
  steersBuffer,
  steersSource,
} from '../appliance/reach.ts';
import { reason, type Reason } from '../base/reasons.ts';
import type { ControlSnapshot } from '../cycle/snapshot.ts';
import type { HcuSnapshot } from '../appliance/machine.ts';
import { coolingSupplyC, heatingSupplyC, storedSupplyC } from '../circuit/supply-temperature.ts';
import { suffices } from '../circuit/stored.ts';
import { raise, type SurplusLevel } from '../grid/surplus.ts';
import { turnNext, type Turn } from '../source/turns.ts';
import { dryUntilMs } from '../circuit/water-guard.ts';

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

const UNPROTECTED: CompressorSettings = { minRunMs: 0, minRestMs: 0, startsPerHour: Infinity };

interface Water {
  readonly tempC: number;
  /** What is remembered of it. */
  readonly memory: Pick<ControlMemory, 'heatSupplyC' | 'heatSupplySinceMs'>;
}

function waterNext(
  { settings, hcu }: ControlSnapshot,
  memory: ControlMemory,
  demand: Demand,
  direction: Direction,
  level: SurplusLevel,
  nowMs: number,
): Water {
  const bounds = hcu?.appliance?.supply;
  if (direction === 'cool') {
    const coldC = coolingSupplyC(settings.supply, demand.wettestDewC, demand.lackK.cool);
    return { tempC: fittedC(bounds, coldC, 'up'), memory: {} };
  }
  const { heatSupplyC, heatSupplySinceMs = -Infinity } = memory;
  const raiseK = raise(settings.surplus.supplyK, level);
  const inputs = { lackK: demand.lackK.heat, usefulC: demand.usefulC.heat, raiseK };
  const ofCurve = (beforeC?: number) =>
    heatingSupplyC(settings.supply, memory.outdoor?.averageC, inputs, beforeC);
  if (bounds === undefined) {
    const tempC = ofCurve(heatSupplyC);
    return { tempC, memory: { heatSupplyC: tempC } };
  }
  const told =
    heatSupplyC === undefined ? undefined : { tempC: heatSupplyC, sinceMs: heatSupplySinceMs };
  const { tempC, sinceMs } = storedSupplyC(bounds, ofCurve(), told, nowMs);
  return { tempC, memory: { heatSupplyC: tempC, heatSupplySinceMs: sinceMs } };
}

/** The source heats and cools by itself: the circuit works the way that it says. */
function plantLeft(
  snapshot: ControlSnapshot,
  hcu: HcuSnapshot,
  memory: ControlMemory,
  { votes, usefulC }: Demand,
  nowMs: number,
): PlantDemand {
  const seen = seenWork(hcu);
  const circuit =
    seen === 'heat' || seen === 'cool'
      ? circuitTied(memory.circuit, seen, nowMs)
      : circuitNext(snapshot.settings.changeover, memory.circuit, votes, false, nowMs);
  const { direction } = circuit.memory;
  return {
    isSteered: false,
    memory: {
      circuit: circuit.memory,
      compressor: compressorLeft(memory.compressor, seen, hcu.isRunning, nowMs),
      isBufferCharging: false,
    },
    circuit,
    direction,
    calls: votes[direction],
    wanted: votes[direction] > 0 ? direction : 'none',
    work: seen ?? 'none',
    wait: undefined,
    // It makes what it makes.
    supplyTempC: NaN,
    usefulC: usefulC[direction],
    isBufferCharging: false,
    houseUntilMs: undefined,
  };
}

/** Whether the source can make water that the circuit may have: rather none than some that would drip. */
function isAble(
  { settings }: ControlSnapshot,
  hcu: HcuSnapshot,
  { wettestDewC }: Demand,
  direction: Direction,
  { tempC }: Water,
): boolean {
  if (!canMake(hcu, direction)) return false;
  return direction === 'heat' || tempC >= coolingSupplyC(settings.supply, wettestDewC);
}

function waitReason(isUnable: boolean, isStored: boolean): Reason | undefined {
  if (isUnable) return reason('appliance_unable');
  return isStored ? reason('stored_first') : undefined;
}

interface Want {
  readonly wanted: Work;
  readonly turn: Turn;
  readonly isBufferCharging: boolean;
}

/** What there is to do for the source, and for whom. */
function wantNext(
  snapshot: ControlSnapshot,
  memory: ControlMemory,
  { votes, lackK }: Demand,
  tank: DhwDemand | undefined,
  level: SurplusLevel,
  { circuit, supplyTempC }: { readonly circuit: Circuit; readonly supplyTempC: number },
  nowMs: number,
): Want {
  const { settings, hcu, tes } = snapshot;
  const { direction } = circuit.memory;
  const calls = votes[direction];
  const hasRoom =
    tes !== undefined &&
    steersBuffer(tes) &&
    bufferHasRoom(settings.buffer, tes, direction, supplyTempC, memory.isBufferCharging);

  // It makes a run longer; only energy to spare starts one for it.
  const isBufferCharging =
    hasRoom &&
    !memory.outOfSeason?.[direction] &&
    level !== 1 &&
    (level > 2 || memory.compressor.work === direction);
  const houseWants = !circuit.isTurning && (calls > 0 || isBufferCharging);

  const tankWants = tank?.needsSource === true && chargesTank(snapshot);
  const turn = turnNext(
    settings.turns,
    memory.turn,
    {
      tankWants,
      isTankUrgent: tank?.isUrgent === true,
      // With energy to spare rooms ask for more than they lack.
      canTankWait: tank?.isUrgent !== true && tank?.reason.code !== 'boost' && level <= 2,
      houseWants: calls > 0,
      lackK: lackK[direction],
      isTankServed: memory.compressor.work === 'hot_water',
    },
    nowMs,
  );
  const isTanksTurn = tankWants && turn.memory.owner === 'tank';
  const isRest = !isTanksTurn && !houseWants;
  // What a machine knows no way for is wanted all the same.
  const other = direction === 'heat' ? 'cool' : 'heat';
  const rest = circuit.isTied && votes[other] > 0 ? other : 'none';
  const wanted = isTanksTurn ? 'hot_water' : isRest ? rest : direction;
  return { wanted: hcu === undefined ? 'none' : wanted, turn, isBufferCharging };
}

/** Frost waits for nothing. */
function isStoredEnough(
  { settings, hcu }: ControlSnapshot,
  { compressor }: ControlMemory,
  { votes, lackK }: Demand,
  { tempC: targetC }: Water,
  direction: Direction,
): boolean {
  if (votes.frost > 0) return false;
  return suffices(settings.stored, {
    direction,
    isStanding: compressor.work === 'none' && hcu?.isRunning === false,
    supplyTempC: hcu?.supplyTempC,
    targetC,
    lackK: votes[direction] === 0 ? undefined : lackK[direction],
  });
}

export function plantNext(
  snapshot: ControlSnapshot,
  memory: ControlMemory,
  demand: Demand,
  tank: DhwDemand | undefined,
  level: SurplusLevel,
  nowMs: number,
): PlantDemand {
  const { settings, hcu } = snapshot;
  if (hcu !== undefined && !steersSource(hcu)) {
    return plantLeft(snapshot, hcu, memory, demand, nowMs);
  }
  const { compressor, circuit: standing } = memory;
  const isWorking = compressor.work === standing?.direction;
  const only = hcu && onlyDirection(hcu);
  const circuit =
    only === undefined
      ? circuitNext(settings.changeover, standing, demand.votes, isWorking, nowMs)
      : circuitTied(standing, only, nowMs);
  const { direction } = circuit.memory;
  const calls = demand.votes[direction];
  const water = waterNext(snapshot, memory, demand, direction, level, nowMs);
  const supplyTempC = water.tempC;

  const want = wantNext(snapshot, memory, demand, tank, level, { circuit, supplyTempC }, nowMs);
  const { wanted, isBufferCharging } = want;
  const dryMs = dryUntilMs(settings.water, memory.water, nowMs);
  const isDry = dryMs !== undefined;
  const protection = hcu?.hasCompressor === false || isDry ? UNPROTECTED : settings.compressor;
  const isUnable =
    hcu !== undefined &&
    (wanted === direction
      ? !isAble(snapshot, hcu, demand, direction, water)
      : wanted !== 'hot_water' && wanted !== 'none');
  const isStored =
    wanted === direction && isStoredEnough(snapshot, memory, demand, water, direction);
  const possible = isUnable || isDry || isStored ? 'none' : wanted;
  const source = compressorNext(
    protection,
    compressor,
    possible,
    hcu?.isRunning,
    nowMs,
    isHarmful(snapshot, demand.wettestDewC, compressor.work),
  );
  return {
    isSteered: true,
    memory: {
      circuit: circuit.memory,
      compressor: source.memory,
      turn: want.turn.memory,
      isBufferCharging,
      ...water.memory,
    },
    circuit,
    direction,
    calls,
    wanted,
    work: source.memory.work,
    wait: isDry
      ? reason('flow_lost', dryMs)
      : (source.wait ?? waitReason(isUnable, isStored && source.memory.work === 'none')),
    supplyTempC,
    usefulC: demand.usefulC[direction],
    isBufferCharging,
    houseUntilMs: want.turn.houseUntilMs,
  };
}
