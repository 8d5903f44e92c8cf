/** For whom the source works, and with what water. */
import { canMake, onlyDirection, steersSource } from '../appliance/reach.ts';
import type { HcuSnapshot } from '../appliance/machine.ts';
import { reason, type Reason } from '../base/reasons.ts';
import type { Direction, Work } from '../base/work.ts';
import { circuitNext, circuitTied, type Circuit } from '../circuit/changeover.ts';
import { suffices } from '../circuit/stored.ts';
import { coolingSupplyC } from '../circuit/supply-temperature.ts';
import { dryUntilMs } from '../circuit/water-guard.ts';
import type { ControlMemory } from '../cycle/memory.ts';
import type { ControlSnapshot } from '../cycle/snapshot.ts';
import type { SurplusLevel } from '../grid/surplus.ts';
import type { DhwDemand } from '../hot-water/dhw.ts';
import { compressorNext, type CompressorSettings } from '../source/compressor.ts';
import type { Demand } from './demand.ts';
import { isHarmful } from './harm.ts';
import type { PlantDemand } from './plant-demand.ts';
import { sourceLeft } from './source-left.ts';
import { sourceWantNext } from './source-want.ts';
import { supplyWaterNext, type SupplyWater } from './supply-water.ts';

const UNPROTECTED: CompressorSettings = { minRunMs: 0, minRestMs: 0, startsPerHour: Infinity };

/** Whether the source can make water that the circuit may have: rather none than some that would drip. */
function isAble(
  { settings }: ControlSnapshot,
  hcu: HcuSnapshot,
  { wettestDewC }: Demand,
  direction: Direction,
  { tempC }: SupplyWater,
): boolean {
  if (!canMake(hcu, direction)) return false;
  return direction === 'heat' || tempC >= coolingSupplyC(settings.supply, wettestDewC);
}

/** Whether the source cannot do what is wanted of it. */
function isBeyond(
  snapshot: ControlSnapshot,
  demand: Demand,
  wanted: Work,
  direction: Direction,
  water: SupplyWater,
): boolean {
  const { hcu } = snapshot;
  if (hcu === undefined || wanted === 'hot_water' || wanted === 'none') return false;
  return wanted !== direction || !isAble(snapshot, hcu, demand, direction, water);
}

function waitReason(isUnable: boolean, isStored: boolean): Reason | undefined {
  if (isUnable) return reason('appliance_unable');
  return isStored ? reason('stored_first') : undefined;
}

/** Frost waits for nothing. */
function isStoredEnough(
  { settings, hcu }: ControlSnapshot,
  { compressor }: ControlMemory,
  { votes, lackK }: Demand,
  { tempC: targetC }: SupplyWater,
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

/** The way that the circuit works: the rooms', or the only one that the source has. */
function steeredCircuit(
  { settings, hcu }: ControlSnapshot,
  { compressor, circuit: standing }: ControlMemory,
  { votes }: Demand,
  nowMs: number,
): Circuit {
  const only = hcu && onlyDirection(hcu);
  if (only !== undefined) return circuitTied(standing, only, nowMs);
  const isWorking = compressor.work === standing?.direction;
  return circuitNext(settings.changeover, standing, votes, isWorking, nowMs);
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
    return sourceLeft(snapshot, hcu, memory, demand, nowMs);
  }
  const circuit = steeredCircuit(snapshot, memory, demand, nowMs);
  const { direction } = circuit.memory;
  const calls = demand.votes[direction];
  const water = supplyWaterNext(snapshot, memory, demand, direction, level, nowMs);
  const supplyTempC = water.tempC;

  const want = sourceWantNext(
    snapshot,
    memory,
    demand,
    tank,
    level,
    { circuit, supplyTempC },
    nowMs,
  );
  const { wanted, isBufferCharging } = want;
  const dryMs = dryUntilMs(settings.water, memory.water, nowMs);
  const isDry = dryMs !== undefined;
  const protection = hcu?.hasCompressor === false || isDry ? UNPROTECTED : settings.compressor;
  const isUnable = isBeyond(snapshot, demand, wanted, direction, water);
  const isStored =
    wanted === direction && isStoredEnough(snapshot, memory, demand, water, direction);
  const possible = isUnable || isDry || isStored ? 'none' : wanted;
  const { compressor } = memory;
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
