/** A fan coil unit with its own thermostat, which carries out the last command that it got. */
import { MINUTE_MS } from '../domain/units.ts';
import type { ActiveCall } from '../domain/zone-setpoints.ts';
import type { EmitterSettings, EmitterState } from './emitter.ts';
import { saturationGPerKg, type RoomState } from './room.ts';
import { approach, clamp, WATER_J_PER_LK } from './water.ts';

export interface FanCoilInputs {
  readonly room: RoomState;
  readonly waterTempC: number;
  /** Whether the circuit's pump sends water to the emitters. */
  readonly waterFlows: boolean;
}

/** A call starts this far beyond the setpoint and ends as far within it: 0.3 K in all. */
const HYSTERESIS_K = 0.15;
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

export function newFanCoil(settings: EmitterSettings, roomTempC: number): EmitterState {
  return {
    settings,
    call: 'none',
    mode: 'idle',
    fanPercent: 0,
    supplyTempC: roomTempC,
    returnTempC: roomTempC,
    heatW: 0,
    condensateGPerHour: 0,
    waterHeatW: 0,
  };
}

/** Kelvins by which the room is beyond the point where the call `kind` ends; negative past that point. */
function errorK(settings: EmitterSettings, kind: 'heat' | 'cool', roomTempC: number): number {
  const setC = kind === 'heat' ? settings.tempHeatSetC : settings.tempCoolSetC;
  if (setC === undefined || (settings.mode !== kind && settings.mode !== 'auto')) return -Infinity;
  return (kind === 'heat' ? setC - roomTempC : roomTempC - setC) + HYSTERESIS_K;
}

function callOf({ settings, call }: EmitterState, roomTempC: number): ActiveCall {
  for (const kind of ['heat', 'cool'] as const) {
    const startK = call === kind ? 0 : 2 * HYSTERESIS_K;
    if (errorK(settings, kind, roomTempC) > startK) return kind;
  }
  return 'none';
}

function fanFor(settings: EmitterSettings, kind: 'heat' | 'cool', roomTempC: number): number {
  if (settings.fanPercent !== undefined) return settings.fanPercent;
  const share = errorK(settings, kind, roomTempC) / FULL_FAN_ERROR_K;
  return Math.round(clamp(100 * share, FAN_MIN_PERCENT, 100));
}

/** What the unit does about its call, with water `warmerK` kelvins above the room. */
function actionOf(
  settings: EmitterSettings,
  call: ActiveCall,
  { room, waterFlows }: FanCoilInputs,
  warmerK: number,
): Pick<EmitterState, 'mode' | 'fanPercent'> {
  if (call === 'none') return { mode: 'idle', fanPercent: 0 };
  const usefulK = call === 'heat' ? warmerK : -warmerK;
  if (!waterFlows || usefulK < USEFUL_WATER_K) return { mode: 'inhibit', fanPercent: 0 };
  const fanPercent = fanFor(settings, call, room.tempC);
  return { mode: fanPercent > 0 ? call : 'idle', fanPercent };
}

/** @param uaWPerK heat passed per kelvin between water and room at full fan speed */
export function stepFanCoil(
  uaWPerK: number,
  state: EmitterState,
  inputs: FanCoilInputs,
  dtMs: number,
): EmitterState {
  const { settings } = state;
  const { room, waterTempC, waterFlows } = inputs;
  const call = callOf(state, room.tempC);
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
    heatW,
    condensateGPerHour,
    waterHeatW,
  };
}
