/** What comes of all zones' demands, with what is noticed of their rooms and what is moved for the sake of moving. */
import type { HcuDecision, ZoneDecision } from '../cycle/decision.ts';
import type { Demand } from '../plant/demand.ts';
import { exerciseNext, isItsTurn, type ExerciseMemory } from '../zones/exercise.ts';
import { canCirculate, circulated, exercised, mayExercise } from './exercise-decision.ts';
import type { ControlMemory } from '../cycle/memory.ts';
import type { PlantDemand } from '../plant/plant-demand.ts';
import type { Leave } from '../grid/leave.ts';
import { quietFan } from '../grid/quiet.ts';
import { standsIdle } from '../source/idle.ts';
import { roomEffectNext } from '../zones/room-effect.ts';
import { serviceOf } from './service.ts';
import type { ControlSnapshot, ZoneSnapshot } from '../cycle/snapshot.ts';
import type { ZoneMemory } from '../zones/thermostat.ts';
import { memoryOf } from '../plant/zone-call.ts';
import { zoneDecision } from './zone-decision.ts';

export interface Cycle {
  readonly snapshot: ControlSnapshot;
  /** What the cycle before left. */
  readonly before: ControlMemory;
  readonly leave: Leave;
  readonly demand: Demand;
  readonly plant: PlantDemand;
  readonly nowMs: number;
}

export interface Zones {
  readonly decisions: readonly ZoneDecision[];
  readonly memory: Readonly<Record<string, ZoneMemory>>;
  readonly pump: ExerciseMemory | undefined;
  /** What the unit is told while its pump is moved for the sake of that. */
  circulated(decision: HcuDecision): HcuDecision;
}

function effectOf(
  { snapshot: { settings, localHour, hcu }, before, plant, nowMs }: Cycle,
  { tempC, unmovedMs, heatSet, hasFans = true }: ZoneSnapshot,
  { activeCall: call, effectiveMode }: ZoneDecision,
  known: ZoneMemory,
) {
  const isFed = hcu === undefined || !standsIdle(hcu, plant.direction, plant.supplyTempC);
  const isServed = call !== 'none' && effectiveMode === call && isFed;
  const isCircuitHeated = plant.work === 'heat';
  const seen = { tempC, unmovedMs, heatSet, hasFans, call, isServed, isCircuitHeated, localHour };
  return roomEffectNext(settings.roomEffect, known.effect, seen, before.atMs, nowMs);
}

/** Its pump has moved while the source worked for the circuit; it goes along with the zones that are moved. */
function pumpNext(
  { snapshot, before: { pump }, plant, nowMs }: Cycle,
  isAnyMoving: boolean,
): ExerciseMemory | undefined {
  if (snapshot.hcu === undefined) return undefined;
  const isUsed = plant.work === 'heat' || plant.work === 'cool';
  const mayMove = isAnyMoving && canCirculate(snapshot);
  const may = { mayMove, isDue: true };
  return exerciseNext(snapshot.settings.exercise, pump, isUsed ? nowMs : undefined, may, nowMs);
}

export function zonesNext(cycle: Cycle): Zones {
  const { snapshot, before, leave, demand, plant, nowMs } = cycle;
  const { settings, localHour, zones, outdoorTempC } = snapshot;
  const service = serviceOf(snapshot, plant);
  const quietened = quietFan(settings, leave.quietUntilMs !== undefined);
  const calls = demand.votes.heat + demand.votes.cool;
  const mayMove = mayExercise(snapshot, before.outdoor?.averageC ?? outdoorTempC, calls, plant);
  const memories: [string, ZoneMemory][] = [];
  let isAnyMoving = false;
  const decisions = demand.zones.map((zoneDemand, index) => {
    const zone = zones[index];
    if (zone === undefined) throw new Error('a demand belongs to no zone');
    const { zoneId } = zone;
    const known = memoryOf(before.zones, zoneId);
    const { isFrost } = zoneDemand.call.memory;
    const fan = isFrost === true ? settings.fan : quietened;
    const { decision, memory } = zoneDecision(fan, zone, zoneDemand, plant, service);
    const effect = effectOf(cycle, zone, decision, known);
    // For a room that nobody measures no setpoint is known that opens its units.
    const may = {
      mayMove: mayMove && zone.tempC !== undefined && zone.movesWater !== false,
      isDue: isItsTurn(settings.exercise, localHour, index),
    };
    const { sinceMs, call } = memory;
    const movedMs = call === 'none' ? sinceMs : nowMs;
    const exercise = exerciseNext(settings.exercise, known.exercise, movedMs, may, nowMs);
    const isSame = effect === memory.effect && exercise === memory.exercise;
    memories.push([zoneId, isSame ? memory : { ...memory, effect, exercise }]);
    if (exercise?.isMoving !== true) return decision;
    isAnyMoving = true;
    return exercised(settings.exercise, zone, decision, exercise, settings.fan.minPercent);
  });
  const pump = pumpNext(cycle, isAnyMoving);
  return {
    decisions,
    memory: Object.fromEntries(memories),
    pump,
    circulated: (decision) =>
      pump?.isMoving === true ? circulated(snapshot, decision, pump) : decision,
  };
}
