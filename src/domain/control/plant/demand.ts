/** What all zones demand together. */
import { roomNeedK, type Votes } from '../circuit/changeover.ts';
import { guardedDewC } from '../zones/dew-point.ts';
import type { Leave } from '../grid/leave.ts';
import type { ControlMemory } from '../cycle/memory.ts';
import { elapsedMs, sane } from '../base/numbers.ts';
import type { WindowMemory } from '../zones/open-window.ts';
import { isFrosty } from '../weather/outdoor.ts';
import { hasNoEffect, isLeaking, isStuck } from '../zones/room-effect.ts';
import { seasonReason } from '../weather/season.ts';
import type { ControlSnapshot } from '../cycle/snapshot.ts';
import { isTooHumid } from '../circuit/supply-temperature.ts';
import { raise } from '../grid/surplus.ts';
import { shifted, type ThermostatRequest, type ZoneCall } from '../zones/thermostat.ts';
import type { Direction } from '../base/work.ts';
import { memoryOf, zoneCall } from './zone-call.ts';

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
  /** Warmer water, or colder water in cooling, is of use to a calling room, °C. */
  readonly usefulC: Readonly<Record<Direction, number>>;
  /** Highest dew point of the rooms that call for cold, else of all that could, °C. */
  readonly wettestDewC: number;
  /** What is remembered of windows, by zone; absent where none are looked for. */
  readonly windows?: ControlMemory['windows'];
}

/** The way that the source works for the rooms, where it runs, or nobody says that it does not. */
function runsFor({ compressor }: ControlMemory): Direction | undefined {
  const { work, isRunning } = compressor;
  return (work === 'heat' || work === 'cool') && isRunning !== false ? work : undefined;
}

function demandWith(
  snapshot: ControlSnapshot,
  memory: ControlMemory,
  { level, block }: Leave,
  nowMs: number,
  lingers?: Direction,
): Demand {
  const { settings, zones, outdoorTempC } = snapshot;
  const direction = memory.circuit?.direction ?? 'heat';
  const byK = raise(settings.surplus.roomK, level);
  const dry = {
    block,
    isTooHumid: false,
    isFrosty: isFrosty(settings.outdoor, outdoorTempC, memory.outdoor),
    runs: runsFor(memory),
    lingers,
  };
  const damp = { ...dry, isTooHumid: true };
  const votes = { heat: 0, cool: 0, frost: 0, needK: { heat: 0, cool: 0 } };
  const lackK = { heat: 0, cool: 0 };
  const usefulC = { heat: Infinity, cool: -Infinity };
  // Who lacks so much has the water of the curve.
  const evenK = settings.supply.roomMinK / settings.supply.roomKPerK;
  let cooledDewC = -Infinity;
  let possibleDewC = -Infinity;
  const windows: [string, WindowMemory][] = [];
  const demands = zones.map((zone) => {
    const dewC = guardedDewC(zone);
    const conditions = isTooHumid(settings.supply, dewC) ? damp : dry;
    const request = shifted<ThermostatRequest>(zone, direction, byK);
    const { zoneId } = zone;
    const before = memoryOf(memory.zones, zoneId);
    const { call, window } = zoneCall(snapshot, memory, request, { zoneId, conditions }, nowMs);
    if (window !== undefined) windows.push([zoneId, window]);
    const kind = call.memory.call;
    const isFelt = kind !== 'heat' || !(hasNoEffect(before.effect) || isStuck(before.effect));
    if (kind !== 'none') {
      const { sinceMs } = call.memory;
      const of = { direction: kind, sinceMs };
      // One that does not feel what it gets holds the circuit against nobody.
      const needK = isFelt
        ? roomNeedK(settings.changeover, memory.circuit, of, call.errorK, nowMs)
        : 0;
      votes[kind] += 1;
      votes.needK[kind] = Math.max(votes.needK[kind], needK);
    }
    if (kind === 'heat' && call.memory.isFrost) votes.frost += 1;
    // Nor is water hotter than by the curve of use to it.
    if (kind !== 'none')
      lackK[kind] = Math.max(lackK[kind], isFelt ? call.errorK : Math.min(call.errorK, evenK));
    const usefulK = zone.hasFans === false ? 0 : settings.supply.fanCoilK;
    const tempC = sane(request.tempC, -40, 60);
    if (kind === 'heat') usefulC.heat = Math.min(usefulC.heat, (tempC ?? -Infinity) + usefulK);
    if (kind === 'cool') usefulC.cool = Math.max(usefulC.cool, (tempC ?? Infinity) - usefulK);
    // Cold water comes to one whose valve does not close, too.
    if (kind === 'cool' || isLeaking(before.effect)) cooledDewC = Math.max(cooledDewC, dewC);
    if (zone.supportsCool) possibleDewC = Math.max(possibleDewC, dewC);
    const isContent = call.reason.code === 'satisfied';
    const why = isContent ? seasonReason(request, settings.thermostat.startK) : undefined;
    return { call: why === undefined ? call : { ...call, reason: why }, request };
  });
  const wettestDewC = votes.cool > 0 ? cooledDewC : possibleDewC;
  const seen = settings.window && { windows: Object.fromEntries(windows) };
  return { zones: demands, votes, lackK, usefulC, wettestDewC, ...seen };
}

/** A pause of a minute between two rooms' calls is no reason to stop: the rooms that called last go on for a while. */
export function demandOf(
  snapshot: ControlSnapshot,
  memory: ControlMemory,
  leave: Leave,
  nowMs: number,
): Demand {
  const demand = demandWith(snapshot, memory, leave, nowMs);
  const { heat, cool } = demand.votes;
  const runs = runsFor(memory);
  const { startedMs, runningMs = startedMs } = memory.compressor;
  const isYoung = elapsedMs(nowMs, runningMs) < snapshot.settings.thermostat.lingerMs;
  if (runs === undefined || !isYoung || heat + cool > 0) return demand;
  return demandWith(snapshot, memory, leave, nowMs, runs);
}
