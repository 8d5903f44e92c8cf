/** What one zone calls for: what its thermostat says, unless its window seems to be open. */
import type { ControlMemory } from '../cycle/memory.ts';
import { heldUntilMs, windowNext, type WindowMemory } from '../zones/open-window.ts';
import { seenWork, steersSource } from '../appliance/reach.ts';
import { stuckRestUntilMs } from '../zones/room-effect.ts';
import { reason } from '../base/reasons.ts';
import type { ControlSnapshot } from '../cycle/snapshot.ts';
import {
  NEW_ZONE,
  thermostat,
  type ThermostatRequest,
  type ZoneCall,
  type ZoneConditions,
  type ZoneMemory,
} from '../zones/thermostat.ts';

/** The zone's own memory; an id may be any word, also one that every object knows. */
export const memoryOf = (zones: ControlMemory['zones'], zoneId: string): ZoneMemory =>
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
export function zoneCall(
  snapshot: ControlSnapshot,
  memory: ControlMemory,
  request: ThermostatRequest,
  { zoneId, conditions }: { readonly zoneId: string; readonly conditions: ZoneConditions },
  nowMs: number,
): { readonly call: ZoneCall; readonly window?: WindowMemory } {
  const { settings, outdoorTempC } = snapshot;
  const before = memoryOf(memory.zones, zoneId);
  const called = thermostat(settings.thermostat, request, before, conditions, nowMs);
  const restMs = stuckRestUntilMs(settings.roomEffect, before.effect, nowMs);
  const isResting = restMs !== undefined && called.memory.call === 'heat';
  const rested = { ...conditions, block: reason('thermometer_stuck', restMs) };
  const call = isResting ? thermostat(settings.thermostat, request, before, rested, nowMs) : called;
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
