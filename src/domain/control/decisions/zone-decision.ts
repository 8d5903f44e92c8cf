/** What comes of a zone's demand once the plant has decided, and what its fan coils are told. */
import { fromTenthsC } from '../../units.ts';
import { SETPOINT_MAX_C, SETPOINT_MIN_C } from '../../zone-setpoints.ts';
import { guardedDewC } from '../zones/dew-point.ts';
import type { FcuOrder, ZoneDecision } from '../cycle/decision.ts';
import type { ZoneDemand } from '../plant/demand.ts';
import { fanPercent, type FanSettings } from '../zones/fan.ts';
import type { PlantDemand } from '../plant/plant-demand.ts';
import { reason, type Reason } from '../base/reasons.ts';
import type { Service } from './service.ts';
import type { ZoneSnapshot } from '../cycle/snapshot.ts';
import { usable, type ZoneMemory, type ThermostatRequest } from '../zones/thermostat.ts';
import type { Direction } from '../base/work.ts';

/** Why a zone that calls for the other way has to wait. */
function outvoted({ isSteered, circuit, direction, calls }: PlantDemand): Reason {
  if (circuit.isTied) {
    if (isSteered) return reason('appliance_unable');
    return reason(direction === 'heat' ? 'appliance_heats' : 'appliance_cools');
  }
  if (circuit.isTurning) return reason('changeover');
  if (circuit.holdUntilMs !== undefined) return reason('changeover_hold', circuit.holdUntilMs);
  if (calls === 0) return reason('changeover_need');
  return reason(direction === 'heat' ? 'circuit_heats' : 'circuit_cools');
}

/** The way in which the zone's fan coils may use the circuit. */
function unitMode(
  request: ThermostatRequest,
  { call }: ZoneMemory,
  direction: Direction,
): FcuOrder['mode'] {
  if (call !== 'none') return call === direction ? call : 'off';
  const { mode, supportsHeat, supportsCool, outOfSeason } = request;
  const can = direction === 'heat' ? supportsHeat : supportsCool;
  return can && !outOfSeason?.[direction] && (mode === direction || mode === 'auto')
    ? direction
    : 'off';
}

/**
 * A unit that is called is told to go so much further than the call, in tenths of a kelvin: the hub ends that, and not the
 * unit's own thermostat at its edge.
 */
const CALL_MARGIN = 5;

/** @param isLed whether the unit blows when it is told to; a valve shows people what it aims for */
function order(
  request: ThermostatRequest,
  memory: ZoneMemory,
  mode: FcuOrder['mode'],
  level: number,
  isLed: boolean,
): FcuOrder {
  const [heatSet, coolSet] = [usable(request.heatSet), usable(request.coolSet)];
  const frost = memory.isFrost === true && memory.call === 'heat';
  const beyond = (direction: Direction) => (isLed && memory.call === direction ? CALL_MARGIN : 0);
  const heatC =
    heatSet === undefined
      ? undefined
      : fromTenthsC(Math.min(heatSet + beyond('heat'), SETPOINT_MAX_C * 10));
  const coolC =
    coolSet === undefined
      ? undefined
      : fromTenthsC(Math.max(coolSet - beyond('cool'), SETPOINT_MIN_C * 10));
  return {
    mode,
    fanPercent: level,
    ...(frost ? { tempHeatSetC: SETPOINT_MIN_C } : heatC !== undefined && { tempHeatSetC: heatC }),
    ...(coolC !== undefined && { tempCoolSetC: coolC }),
  };
}

function zoneReason(
  call: ZoneMemory['call'],
  isHeard: boolean,
  why: Reason,
  plant: PlantDemand,
  { wait = why }: Service,
): Reason {
  if (call === 'none') return why;
  return isHeard ? wait : outvoted(plant);
}

export function zoneDecision(
  settings: FanSettings,
  zone: ZoneSnapshot,
  { call: { memory, errorK, reason: why }, request }: ZoneDemand,
  plant: PlantDemand,
  service: Service,
): { readonly decision: ZoneDecision; readonly memory: ZoneMemory } {
  const { call } = memory;
  const may = unitMode(request, memory, plant.direction);
  const { dampestC } = service;
  const isDamp = dampestC !== undefined && may === 'cool' && guardedDewC(zone) > dampestC;
  const mode = isDamp ? 'off' : may;
  const isHeard = call !== 'none' && call === plant.direction && !isDamp;
  // A unit that waits for water is told all the same: it begins by itself when the water is of use.
  const level = isHeard ? fanPercent(settings, errorK, memory.fanPercent) : 0;
  const decision: ZoneDecision = {
    zoneId: zone.zoneId,
    asked: zone.mode,
    activeCall: call,
    effectiveMode: isHeard && service.isServed ? call : zone.mode === 'off' ? 'off' : 'idle',
    reason: isDamp ? reason('too_humid') : zoneReason(call, isHeard, why, plant, service),
    fcu: order(request, memory, mode, level, level > 0 && zone.hasFans !== false),
  };
  return { decision, memory: level === 0 ? memory : { ...memory, fanPercent: level } };
}
