/** One cycle of control: a pure function of what is seen, what is remembered, and the time. */
import { MINUTE_MS } from '../units.ts';
import type { ControlDecision, DhwDecision } from './decision.ts';
import { demandOf, type Demand } from './demand.ts';
import { hcuDecision, tesDecision } from './device-decisions.ts';
import { dhwDecision } from './dhw-decision.ts';
import { dhwNext, type DhwDemand } from './dhw.ts';
import { hygieneNext, type Hygiene } from './hygiene.ts';
import { rebased, type ControlMemory } from './memory.ts';
import { elapsedMs } from './numbers.ts';
import { leaveOf, type Leave } from './leave.ts';
import { nudgeNext } from './nudge.ts';
import { outdoorNext } from './outdoor.ts';
import { plantNext, type PlantDemand } from './plant.ts';
import { powerLimitDecision, powerLimitNext } from './power-limit.ts';
import { canDisinfect, steers } from './reach.ts';
import { roomEffectNext } from './room-effect.ts';
import { serviceOf } from './service.ts';
import type { ControlSnapshot, ZoneSnapshot } from './snapshot.ts';
import { surplusNext } from './surplus.ts';
import { provingC } from './tank.ts';
import type { ZoneMemory } from './thermostat.ts';
import { waterNext } from './water-guard.ts';
import { zoneDecision } from './zone-decision.ts';

export interface Decided {
  readonly decision: ControlDecision;
  readonly memory: ControlMemory;
}

interface Tank {
  readonly hygiene: Hygiene;
  readonly water: DhwDemand;
}

/** So long a source may take to start once it is told: its own rest is over by then. */
const START_WITHIN_MS = 5 * MINUTE_MS;

function isDeclined(
  { compressor: { work, startedMs } }: ControlMemory,
  hcu: ControlSnapshot['hcu'],
  nowMs: number,
): boolean {
  const stands = work === 'hot_water' && hcu?.isRunning === false;
  return stands && elapsedMs(nowMs, startedMs) >= START_WITHIN_MS;
}

function tankNext(
  { settings, systemMode, localHour, hcu, dhw }: ControlSnapshot,
  memory: ControlMemory,
  { level, block, isFrostOnly, isLimited }: Leave,
  nowMs: number,
): Tank | undefined {
  if (dhw === undefined) return undefined;
  const isOff = dhw.isOff === true || systemMode === 'off';
  const disinfection = hygieneNext(
    settings.hygiene,
    memory.hygiene,
    {
      coldestC: provingC(dhw),
      reportedMs: dhw.lastSanitizationMs,
      askedMs: dhw.sanitizeAskedMs,
      // In a block it waits until it is due.
      localHour: level === 1 ? undefined : localHour,
      hasSurplus: level > 2,
      isOff,
      isLeft: !canDisinfect(dhw),
    },
    nowMs,
  );
  // What heats beyond what the source can is not measured: a limit holds it up.
  const hygiene = { ...disinfection, isRunning: disinfection.isRunning && !isLimited };
  const inputs = {
    level,
    block,
    isLimited,
    tankK: settings.surplus.tankK,
    isAway: systemMode === 'vacation' || isFrostOnly,
    // One that keeps its own control knows how hot its own disinfection has to be.
    isDisinfecting: hygiene.isRunning && steers(dhw),
    disinfectC: settings.hygiene.targetC,
    isDeclined: isDeclined(memory, hcu, nowMs),
    // What a broken source does not do is no fault of the tank's.
    isCharged: memory.compressor.work === 'hot_water' && hcu?.hasFault !== true,
    lastMs: memory.atMs,
  };
  const tank = { ...dhw, isOff };
  return { hygiene, water: dhwNext(settings.dhw, tank, memory.dhw, inputs, nowMs) };
}

/** What is noticed of a room, with the rest of what it remembers. */
function withEffect(
  { settings, localHour }: ControlSnapshot,
  zone: ZoneSnapshot,
  { decision, memory }: ReturnType<typeof zoneDecision>,
  plant: PlantDemand,
  before: ControlMemory,
  nowMs: number,
): ZoneMemory {
  const known = Object.hasOwn(before.zones, zone.zoneId) ? before.zones[zone.zoneId] : undefined;
  const { activeCall: call, effectiveMode } = decision;
  const { tempC, heatSet, hasFans = true } = zone;
  const isServed = call !== 'none' && effectiveMode === call;
  const isCircuitHeated = plant.work === 'heat';
  const seen = { tempC, heatSet, hasFans, call, isServed, isCircuitHeated, localHour };
  const effect = roomEffectNext(settings.roomEffect, known?.effect, seen, before.atMs, nowMs);
  return effect === memory.effect ? memory : { ...memory, effect };
}

function zonesNext(
  snapshot: ControlSnapshot,
  before: ControlMemory,
  demand: Demand,
  plant: PlantDemand,
  nowMs: number,
) {
  const service = serviceOf(snapshot, plant);
  const memories: [string, ZoneMemory][] = [];
  const decisions = demand.zones.map((zoneDemand, index) => {
    const zone = snapshot.zones[index];
    if (zone === undefined) throw new Error('a demand belongs to no zone');
    const next = zoneDecision(snapshot.settings.fan, zone, zoneDemand, plant, service);
    memories.push([zone.zoneId, withEffect(snapshot, zone, next, plant, before, nowMs)]);
    return next.decision;
  });
  return { decisions, memory: Object.fromEntries(memories) };
}

/**
 * @param nowMs wall time; where it runs back, timers start afresh
 * @returns what is to be done, and what to remember: hand it to the next cycle, and store it
 */
export function decide(snapshot: ControlSnapshot, before: ControlMemory, nowMs: number): Decided {
  const { settings, outdoorTempC, surplusLevel = 2, hcu, dhw, tes } = snapshot;
  const standing = rebased(before, nowMs);
  const outdoor = outdoorNext(settings.outdoor, standing.outdoor, outdoorTempC, nowMs);
  const { shift, ...rest } = standing;
  const water = waterNext(settings.water, standing.water, hcu ?? {}, nowMs);
  const known = { ...rest, outdoor, water };
  const surplus = surplusNext(settings.surplus, known.surplus, surplusLevel, nowMs);
  const power = powerLimitNext(snapshot.powerLimit, hcu, known.power, nowMs);
  const leave = leaveOf(surplus.memory.level, power);
  const { level } = leave;
  const demand = demandOf(snapshot, known, leave, nowMs);
  const tank = tankNext(snapshot, known, leave, nowMs);
  const plant = plantNext(snapshot, known, demand, tank?.water, level, nowMs);
  const zones = zonesNext(snapshot, known, demand, plant, nowMs);
  const parts = { demand, plant, tank: tank?.water };
  const nudge = nudgeNext(snapshot, shift, parts, level, nowMs);
  const dhwDecided: DhwDecision | undefined =
    dhw && tank && dhwDecision(snapshot, dhw, tank.water, tank.hygiene, plant);
  const limited = powerLimitDecision(power, hcu, demand.votes.frost > 0);
  return {
    decision: {
      zones: zones.decisions,
      ...(hcu && {
        hcu: hcuDecision(snapshot, hcu, plant, tank?.water, {
          nudge,
          block: leave.block,
          toldKw: power.toldKw,
        }),
      }),
      ...(dhwDecided && { dhw: dhwDecided }),
      ...(tes && { tes: tesDecision(snapshot, tes, plant, demand) }),
      surplus: { asked: surplusLevel, effective: surplus.memory.level, reason: surplus.reason },
      ...(limited && { powerLimit: limited }),
      ...(outdoor && { outdoorAverageC: outdoor.averageC }),
    },
    memory: {
      ...known,
      ...plant.memory,
      atMs: nowMs,
      zones: zones.memory,
      surplus: surplus.memory,
      power: power.memory,
      ...(nudge.memory && { shift: nudge.memory }),
      ...(tank && { dhw: tank.water.memory, hygiene: tank.hygiene.memory }),
    },
  };
}
