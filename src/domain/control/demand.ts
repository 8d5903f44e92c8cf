/** What all zones demand together. */
import { guardedDewC } from './dew-point.ts';
import { roomNeedK, type Votes } from './changeover.ts';
import type { ControlMemory } from './memory.ts';
import { isFrosty } from './outdoor.ts';
import { hasNoEffect, isLeaking } from './room-effect.ts';
import { seasonReason } from './season.ts';
import type { ControlSnapshot } from './snapshot.ts';
import { isTooHumid } from './supply-temperature.ts';
import { heldUntilMs, windowNext, type WindowMemory } from './open-window.ts';
import { seenWork, steersSource } from './reach.ts';
import { reason } from './reasons.ts';
import { raise } from './surplus.ts';
import type { Leave } from './leave.ts';
import {
  NEW_ZONE,
  shifted,
  thermostat,
  type ZoneCall,
  type ZoneMemory,
  type ThermostatRequest,
  type ZoneConditions,
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
  /** What the coldest of the calling rooms lacks, K. */
  readonly heatErrorK: number;
  /** Highest dew point of the rooms that call for cold, else of all that could, °C. */
  readonly wettestDewC: number;
  /** What is remembered of windows, by zone; absent where none are looked for. */
  readonly windows?: ControlMemory['windows'];
}

/** The zone's own memory; an id may be any word, also one that every object knows. */
const memoryOf = (zones: ControlMemory['zones'], zoneId: string): ZoneMemory =>
  (Object.hasOwn(zones, zoneId) ? zones[zoneId] : undefined) ?? NEW_ZONE;

/** Whether its air says anything of a window: it is heated, or asks for no heat. */
function isTelling(
  { hcu }: ControlSnapshot,
  { compressor, circuit }: ControlMemory,
  { call }: ZoneMemory,
): boolean {
  if ((circuit?.direction ?? 'heat') !== 'heat' || call === 'cool') return false;
  if (call === 'none' || hcu === undefined) return true;
  return (steersSource(hcu) ? compressor.work : seenWork(hcu)) === 'heat';
}

/** What a zone calls for, held while its window seems to be open. Frost goes before any block. */
function callOf(
  snapshot: ControlSnapshot,
  memory: ControlMemory,
  request: ThermostatRequest,
  { zoneId, conditions }: { readonly zoneId: string; readonly conditions: ZoneConditions },
  nowMs: number,
): { readonly call: ZoneCall; readonly window?: WindowMemory } {
  const { settings, outdoorTempC } = snapshot;
  const before = memoryOf(memory.zones, zoneId);
  const call = thermostat(settings.thermostat, request, before, conditions, nowMs);
  if (settings.window === undefined) return { call };
  const { windows = {} } = memory;
  const known = Object.hasOwn(windows, zoneId) ? windows[zoneId] : undefined;
  const { tempC } = request;
  const inputs = { tempC, outdoorTempC, isTelling: isTelling(snapshot, memory, before) };
  const window = windowNext(settings.window, known, inputs, nowMs);
  const untilMs = heldUntilMs(settings.window, window);
  const isHeld = untilMs !== undefined && call.memory.call === 'heat';
  if (!isHeld) return { call, window };
  const held = { ...conditions, block: reason('open_window', untilMs) };
  return { call: thermostat(settings.thermostat, request, before, held, nowMs), window };
}

export function demandOf(
  snapshot: ControlSnapshot,
  memory: ControlMemory,
  { level, block }: Leave,
  nowMs: number,
): Demand {
  const { settings, zones, outdoorTempC } = snapshot;
  const direction = memory.circuit?.direction ?? 'heat';
  const byK = raise(settings.surplus.roomK, level);
  const dry = {
    block,
    isTooHumid: false,
    isFrosty: isFrosty(settings.outdoor, outdoorTempC, memory.outdoor),
  };
  const damp = { ...dry, isTooHumid: true };
  const votes = { heat: 0, cool: 0, frost: 0, needK: { heat: 0, cool: 0 } };
  let heatErrorK = 0;
  let cooledDewC = -Infinity;
  let possibleDewC = -Infinity;
  const windows: [string, WindowMemory][] = [];
  const demands = zones.map((zone) => {
    const dewC = guardedDewC(zone);
    const conditions = isTooHumid(settings.supply, dewC) ? damp : dry;
    const request = shifted<ThermostatRequest>(zone, direction, byK);
    const { zoneId } = zone;
    const before = memoryOf(memory.zones, zoneId);
    const { call, window } = callOf(snapshot, memory, request, { zoneId, conditions }, nowMs);
    if (window !== undefined) windows.push([zoneId, window]);
    const kind = call.memory.call;
    const isFelt = kind !== 'heat' || !hasNoEffect(before.effect);
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
    // Nor is hotter water of use to it.
    if (kind === 'heat' && isFelt) heatErrorK = Math.max(heatErrorK, call.errorK);
    // Cold water comes to one whose valve does not close, too.
    if (kind === 'cool' || isLeaking(before.effect)) cooledDewC = Math.max(cooledDewC, dewC);
    if (zone.supportsCool) possibleDewC = Math.max(possibleDewC, dewC);
    const isContent = call.reason.code === 'satisfied';
    const why = isContent ? seasonReason(request, settings.thermostat.startK) : undefined;
    return { call: why === undefined ? call : { ...call, reason: why }, request };
  });
  const wettestDewC = votes.cool > 0 ? cooledDewC : possibleDewC;
  const seen = settings.window && { windows: Object.fromEntries(windows) };
  return { zones: demands, votes, heatErrorK, wettestDewC, ...seen };
}
