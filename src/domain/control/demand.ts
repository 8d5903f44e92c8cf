/** What all zones demand together. */
import { guardedDewC } from './dew-point.ts';
import type { Votes } from './changeover.ts';
import type { ControlMemory } from './memory.ts';
import { elapsedMs } from './numbers.ts';
import { isFrosty } from './outdoor.ts';
import type { ControlSnapshot } from './snapshot.ts';
import { isTooHumid } from './supply-temperature.ts';
import { raise, type SurplusLevel } from './surplus.ts';
import {
  NEW_ZONE,
  shifted,
  thermostat,
  type ZoneCall,
  type Direction,
  type ZoneMemory,
  type ThermostatRequest,
} from './thermostat.ts';

export interface ZoneDemand {
  readonly call: ZoneCall;
  /** What the zone was asked, with what surplus energy moved. */
  readonly request: ThermostatRequest;
}

export interface Demand {
  /** In the order of the snapshot. */
  readonly zones: readonly ZoneDemand[];
  readonly votes: Votes;
  /** What the calling room lacks most that is furthest from its setpoint, K. */
  readonly lackK: Readonly<Record<Direction, number>>;
  /** Highest dew point of the rooms that call for cold, else of all that could, °C. */
  readonly wettestDewC: number;
}

/** The zone's own memory; an id may be any word, also one that every object knows. */
const memoryOf = (zones: ControlMemory['zones'], zoneId: string): ZoneMemory =>
  (Object.hasOwn(zones, zoneId) ? zones[zoneId] : undefined) ?? NEW_ZONE;

/** The way that the source works for the rooms, where it runs, or nobody says that it does not. */
function runsFor({ compressor }: ControlMemory): Direction | undefined {
  const { work, isRunning } = compressor;
  return (work === 'heat' || work === 'cool') && isRunning !== false ? work : undefined;
}

function demandWith(
  { settings, zones, outdoorTempC }: ControlSnapshot,
  memory: ControlMemory,
  level: SurplusLevel,
  nowMs: number,
  lingers?: Direction,
): Demand {
  const direction = memory.circuit?.direction ?? 'heat';
  const byK = raise(settings.surplus.roomK, level);
  const dry = {
    isBlocked: level === 1,
    isTooHumid: false,
    isFrosty: isFrosty(settings.outdoor, outdoorTempC, memory.outdoor),
    runs: runsFor(memory),
    lingers,
  };
  const damp = { ...dry, isTooHumid: true };
  const votes = { heat: 0, cool: 0, frost: 0 };
  const lackK = { heat: 0, cool: 0 };
  let cooledDewC = -Infinity;
  let possibleDewC = -Infinity;
  const demands = zones.map((zone) => {
    const dewC = guardedDewC(zone);
    const conditions = isTooHumid(settings.supply, dewC) ? damp : dry;
    const request = shifted<ThermostatRequest>(zone, direction, byK);
    const before = memoryOf(memory.zones, zone.zoneId);
    const call = thermostat(settings.thermostat, request, before, conditions, nowMs);
    const kind = call.memory.call;
    if (kind !== 'none') votes[kind] += 1;
    if (kind === 'heat' && call.memory.isFrost) votes.frost += 1;
    if (kind !== 'none') lackK[kind] = Math.max(lackK[kind], call.errorK);
    if (kind === 'cool') cooledDewC = Math.max(cooledDewC, dewC);
    if (zone.supportsCool) possibleDewC = Math.max(possibleDewC, dewC);
    return { call, request };
  });
  const wettestDewC = votes.cool > 0 ? cooledDewC : possibleDewC;
  return { zones: demands, votes, lackK, wettestDewC };
}

/** A pause of a minute between two rooms' calls is no reason to stop: the rooms that called last go on for a while. */
export function demandOf(
  snapshot: ControlSnapshot,
  memory: ControlMemory,
  level: SurplusLevel,
  nowMs: number,
): Demand {
  const demand = demandWith(snapshot, memory, level, nowMs);
  const { heat, cool } = demand.votes;
  const runs = runsFor(memory);
  const { startedMs, runningMs = startedMs } = memory.compressor;
  const isYoung = elapsedMs(nowMs, runningMs) < snapshot.settings.thermostat.lingerMs;
  if (runs === undefined || !isYoung || heat + cool > 0) return demand;
  return demandWith(snapshot, memory, level, nowMs, runs);
}
