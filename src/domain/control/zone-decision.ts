/** What comes of a zone's demand once the plant has decided, and what its fan coils are told. */
import { fromTenthsC } from '../units.ts';
import { SETPOINT_MIN_C } from '../zone-setpoints.ts';
import type { FcuOrder, ZoneDecision } from './decision.ts';
import type { ZoneDemand } from './demand.ts';
import { fanPercent, type FanSettings } from './fan.ts';
import type { PlantDemand } from './plant.ts';
import { reason, type Reason } from './reasons.ts';
import type { ZoneSnapshot } from './snapshot.ts';
import { usable, type Direction, type ZoneMemory, type ThermostatRequest } from './thermostat.ts';

/** How zones fare that call for the way the circuit works. */
export interface Service {
  /** Whether water that is of use comes to them. */
  readonly isServed: boolean;
  /** Why not, or why only what is stored. */
  readonly wait?: Reason | undefined;
}

/** Why a zone that calls for the other way has to wait. */
function outvoted({ circuit, direction }: PlantDemand): Reason {
  if (circuit.isTurning) return reason('changeover');
  if (circuit.holdUntilMs !== undefined) return reason('changeover_hold', circuit.holdUntilMs);
  return reason(direction === 'heat' ? 'circuit_heats' : 'circuit_cools');
}

/** The way in which the zone's fan coils may use the circuit. */
function unitMode(
  request: ThermostatRequest,
  { call }: ZoneMemory,
  direction: Direction,
): FcuOrder['mode'] {
  if (call !== 'none') return call === direction ? call : 'off';
  const { mode, supportsHeat, supportsCool } = request;
  const can = direction === 'heat' ? supportsHeat : supportsCool;
  return can && (mode === direction || mode === 'auto') ? direction : 'off';
}

function order(
  request: ThermostatRequest,
  memory: ZoneMemory,
  mode: FcuOrder['mode'],
  level: number,
): FcuOrder {
  const [heatSet, coolSet] = [usable(request.heatSet), usable(request.coolSet)];
  const frost = memory.isFrost === true && memory.call === 'heat';
  const heatC = frost ? SETPOINT_MIN_C : heatSet === undefined ? undefined : fromTenthsC(heatSet);
  return {
    mode,
    fanPercent: level,
    ...(heatC !== undefined && { tempHeatSetC: heatC }),
    ...(coolSet !== undefined && { tempCoolSetC: fromTenthsC(coolSet) }),
  };
}

export function zoneDecision(
  settings: FanSettings,
  zone: ZoneSnapshot,
  { call: { memory, errorK, reason: why }, request }: ZoneDemand,
  plant: PlantDemand,
  service: Service,
): { readonly decision: ZoneDecision; readonly memory: ZoneMemory } {
  const { call } = memory;
  const mode = unitMode(request, memory, plant.direction);
  const isHeard = call !== 'none' && call === plant.direction;
  // A unit that waits for water is told all the same: it begins by itself when the water is of use.
  const level = isHeard ? fanPercent(settings, errorK, memory.fanPercent) : 0;
  const decision: ZoneDecision = {
    zoneId: zone.zoneId,
    asked: zone.mode,
    activeCall: call,
    effectiveMode: isHeard && service.isServed ? call : zone.mode === 'off' ? 'off' : 'idle',
    reason: call === 'none' ? why : isHeard ? (service.wait ?? why) : outvoted(plant),
    fcu: order(request, memory, mode, level),
  };
  return { decision, memory: level === 0 ? memory : { ...memory, fanPercent: level } };
}
