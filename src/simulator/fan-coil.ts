/** A fan coil unit with its own thermostat, which carries out the last command that it got. */
import { MINUTE_MS } from '../domain/units.ts';
import type { ActiveCall } from '../domain/zone-setpoints.ts';
import {
  callOf,
  errorK,
  type EmitterInputs,
  type EmitterSettings,
  type EmitterState,
} from './emitter.ts';
import { saturationGPerKg } from './room.ts';
import { approach, clamp, WATER_J_PER_LK } from './water.ts';

/** Least distance of water and room: less would blow cold air on people who asked for warmth. */
const USEFUL_WATER_K = 4;
const FAN_MIN_PERCENT = 25;
/** The fan is at full speed this far from the end of the call. */
const FULL_FAN_ERROR_K = 1;
const COIL_FLOW_L_PER_S = 0.05;
/** How fast standing water takes the room's temperature, and flowing water the circuit's. */
const STANDING_WATER_MS = 20 * MINUTE_MS;
const FLOWING_WATER_MS = 1 * MINUTE_MS;
/** Air that a unit moves at full speed, kg per hour and W/K of its coil. */
const AIR_KG_PER_HOUR_PER_UA = 2;
/** Share of the air that touches the cold coil and leaves its moisture there. */
const COIL_CONTACT_SHARE = 0.3;
/** Heat that vapour gives up as it condenses, Wh/g (2,450 kJ/kg). */
const CONDENSATION_WH_PER_G = 0.68;

function fanFor(settings: EmitterSettings, kind: 'heat' | 'cool', roomTempC: number): number {
  if (settings.fanPercent !== undefined) return settings.fanPercent;
  const share = errorK(settings, kind, roomTempC) / FULL_FAN_ERROR_K;
  return Math.round(clamp(100 * share, FAN_MIN_PERCENT, 100));
}

/** What the unit does about its call, with water `warmerK` kelvins above the room. */
function actionOf(
  settings: EmitterSettings,
  call: ActiveCall,
  { room, waterFlows }: EmitterInputs,
  warmerK: number,
): Pick<EmitterState, 'mode' | 'fanPercent'> {
  if (call === 'none') return { mode: 'idle', fanPercent: 0 };
  const usefulK = call === 'heat' ? warmerK : -warmerK;
  if (!waterFlows || usefulK < USEFUL_WATER_K) return { mode: 'inhibit', fanPercent: 0 };
  const fanPercent = fanFor(settings, call, room.sensor.shownC);
  return { mode: fanPercent > 0 ? call : 'idle', fanPercent };
}

/** @param uaWPerK heat passed per kelvin between water and room at full fan speed */
export function stepFanCoil(
  uaWPerK: number,
  state: EmitterState,
  inputs: EmitterInputs,
  dtMs: number,
): EmitterState {
  const { settings } = state;
  const { room, waterTempC, waterFlows } = inputs;
  const call = callOf(state, ['heat', 'cool'], room.sensor.shownC);
  const supplyTempC = waterFlows
    ? approach(state.supplyTempC, waterTempC, dtMs, FLOWING_WATER_MS)
    : approach(state.supplyTempC, room.tempC, dtMs, STANDING_WATER_MS);
  const warmerK = supplyTempC - room.tempC;
  const action = actionOf(settings, call, inputs, warmerK);
  const airShare = action.fanPercent / 100;
  // Air flow has less and less to say the more there is of it.
  const heatW = uaWPerK * airShare ** 0.7 * warmerK;
  const touchingKgPerHour = uaWPerK * AIR_KG_PER_HOUR_PER_UA * airShare * COIL_CONTACT_SHARE;
  const excessGPerKg = Math.max(0, room.moistureGPerKg - saturationGPerKg(supplyTempC));
  const condensateGPerHour = action.mode === 'cool' ? excessGPerKg * touchingKgPerHour : 0;
  const waterHeatW = heatW - CONDENSATION_WH_PER_G * condensateGPerHour;
  return {
    settings,
    call,
    ...action,
    supplyTempC,
    returnTempC: supplyTempC - waterHeatW / (COIL_FLOW_L_PER_S * WATER_J_PER_LK),
    storeTempC: room.tempC,
    heatW,
    condensateGPerHour,
    waterHeatW,
  };
}
