/** One cycle of control: a pure function of what is seen, what is remembered, and the time. */
import { MINUTE_MS } from '../units.ts';
import type { ControlDecision, DhwDecision } from './decision.ts';
import { demandOf, type Demand } from './demand.ts';
import { hcuDecision, tesDecision } from './device-decisions.ts';
import { dhwDecision } from './dhw-decision.ts';
import { dhwNext, provingC, type DhwDemand } from './dhw.ts';
import { heaterNext } from './heater.ts';
import { hygieneNext, type Hygiene } from './hygiene.ts';
import { rebased, type ControlMemory } from './memory.ts';
import { elapsedMs } from './numbers.ts';
import { nudgeNext } from './nudge.ts';
import { outdoorNext } from './outdoor.ts';
import { plantNext, type PlantDemand } from './plant.ts';
import { canDisinfect, steers } from './reach.ts';
import { inSeason, outOfSeasonNext } from './season.ts';
import { serviceOf } from './service.ts';
import type { ControlSnapshot } from './snapshot.ts';
import { surplusNext, type SurplusLevel } from './surplus.ts';
import type { ZoneMemory } from './thermostat.ts';
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
  level: SurplusLevel,
  nowMs: number,
): Tank | undefined {
  if (dhw === undefined) return undefined;
  const isOff = dhw.isOff === true || systemMode === 'off';
  const hygiene = hygieneNext(
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
  const inputs = {
    level,
    tankK: settings.surplus.tankK,
    isAway: systemMode === 'vacation',
    // One that keeps its own control knows how hot its own disinfection has to be.
    isDisinfecting: hygiene.isRunning && steers(dhw),
    disinfectC: settings.hygiene.targetC,
    isDeclined: isDeclined(memory, hcu, nowMs),
  };
  const tank = { ...dhw, isOff };
  return { hygiene, water: dhwNext(settings.dhw, tank, memory.dhw, inputs, nowMs) };
}

function zonesNext(snapshot: ControlSnapshot, demand: Demand, plant: PlantDemand) {
  const service = serviceOf(snapshot, plant);
  const memories: [string, ZoneMemory][] = [];
  const decisions = demand.zones.map((zoneDemand, index) => {
    const zone = snapshot.zones[index];
    if (zone === undefined) throw new Error('a demand belongs to no zone');
    const next = zoneDecision(snapshot.settings.fan, zone, zoneDemand, plant, service);
    memories.push([zone.zoneId, next.memory]);
    return next.decision;
  });
  return { decisions, memory: Object.fromEntries(memories) };
}

/**
 * @param nowMs wall time; where it runs back, timers start afresh
 * @returns what is to be done, and what to remember: hand it to the next cycle, and store it
 */
export function decide(seen: ControlSnapshot, before: ControlMemory, nowMs: number): Decided {
  const { settings, outdoorTempC, surplusLevel = 2, hcu, dhw, tes } = seen;
  const standing = rebased(before, nowMs);
  const outdoor = outdoorNext(settings.outdoor, standing.outdoor, outdoorTempC, nowMs);
  const { averageC } = outdoor ?? {};
  const outOfSeason = outOfSeasonNext(settings.season, standing.outOfSeason, averageC);
  const snapshot = inSeason(seen, outOfSeason);
  const { shift, ...rest } = standing;
  const known = { ...rest, outdoor, outOfSeason };
  const surplus = surplusNext(settings.surplus, known.surplus, surplusLevel, nowMs);
  const { level } = surplus.memory;
  const demand = demandOf(snapshot, known, level, nowMs);
  const tank = tankNext(snapshot, known, level, nowMs);
  const planned = plantNext(snapshot, known, demand, tank?.water, level, nowMs);
  const heater = heaterNext(snapshot, known, demand, planned, nowMs);
  const plant = { ...planned, heater: heater.reason };
  const zones = zonesNext(snapshot, demand, plant);
  const parts = { demand, plant, tank: tank?.water };
  const nudge = nudgeNext(snapshot, shift, parts, level, nowMs);
  const dhwDecided: DhwDecision | undefined =
    dhw && tank && dhwDecision(snapshot, dhw, tank.water, tank.hygiene, plant);
  return {
    decision: {
      zones: zones.decisions,
      ...(hcu && {
        hcu: hcuDecision(snapshot, hcu, plant, tank?.water, {
          nudge,
          isBlocked: level === 1,
        }),
      }),
      ...(dhwDecided && { dhw: dhwDecided }),
      ...(tes && { tes: tesDecision(snapshot, tes, plant, demand) }),
      surplus: { asked: surplusLevel, effective: level, reason: surplus.reason },
      ...(outdoor && { outdoorAverageC: outdoor.averageC }),
    },
    memory: {
      ...known,
      ...plant.memory,
      atMs: nowMs,
      zones: zones.memory,
      surplus: surplus.memory,
      heater: heater.memory,
      ...(nudge.memory && { shift: nudge.memory }),
      ...(tank && { dhw: tank.water.memory, hygiene: tank.hygiene.memory }),
    },
  };
}
