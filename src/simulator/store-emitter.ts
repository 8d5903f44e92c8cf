/**
 * A radiator or a heated floor: water warms what stores heat, and that warms the room, long after the valve has closed.
 * Neither cools: what condensed on them would drip.
 */
import { MINUTE_MS, SECOND_MS } from '../domain/units.ts';
import { callOf, type EmitterInputs, type EmitterState } from './emitter.ts';
import { approach, WATER_J_PER_LK } from './water.ts';

export interface StoreEmitterSpec {
  /** Output where the store is `nominalK` warmer than the room, W. */
  readonly nominalW: number;
  readonly nominalK: number;
  /** With the difference of temperatures to this power the output grows. */
  readonly exponent: number;
  readonly capacityJPerK: number;
  readonly flowLPerS: number;
  /** Share of what the water could give at most, were the store to cool it to its own temperature. */
  readonly exchangeShare: number;
}

/** How fast the water at a closed valve takes the store's temperature, and at an open one the circuit's. */
const STANDING_WATER_MS = 20 * MINUTE_MS;
const FLOWING_WATER_MS = 1 * MINUTE_MS;

/** What the store gives the room. */
export function outputW(
  { nominalW, nominalK, exponent }: StoreEmitterSpec,
  warmerK: number,
): number {
  return nominalW * Math.sign(warmerK) * (Math.abs(warmerK) / nominalK) ** exponent;
}

/**
 * Its valve is open or closed: how fast a fan were to turn is nothing to it, save that it is not to turn at all. Its pipe
 * has a thermostat: cold water stays out of a room that wants heat.
 */
function isValveOpen(
  { settings, call }: Pick<EmitterState, 'settings' | 'call'>,
  { room, waterTempC, waterFlows }: EmitterInputs,
): boolean {
  const isAsked = call === 'heat' && settings.fanPercent !== 0;
  return isAsked && waterFlows && waterTempC > room.tempC;
}

export function stepStoreEmitter(
  spec: StoreEmitterSpec,
  state: EmitterState,
  inputs: EmitterInputs,
  dtMs: number,
): EmitterState {
  const { settings, storeTempC } = state;
  const { room, waterTempC } = inputs;
  const call = callOf(state, ['heat'], room.sensor.shownC);
  const isOpen = isValveOpen({ settings, call }, inputs);
  const flowLPerS = isOpen ? spec.flowLPerS : 0;
  const waterHeatW = flowLPerS * WATER_J_PER_LK * spec.exchangeShare * (waterTempC - storeTempC);
  const heatW = outputW(spec, storeTempC - room.tempC);
  const supplyTempC = isOpen
    ? approach(state.supplyTempC, waterTempC, dtMs, FLOWING_WATER_MS)
    : approach(state.supplyTempC, storeTempC, dtMs, STANDING_WATER_MS);
  return {
    settings,
    call,
    mode: isOpen ? 'heat' : call === 'heat' ? 'inhibit' : 'idle',
    fanPercent: isOpen ? 100 : 0,
    supplyTempC,
    returnTempC: isOpen ? waterTempC - spec.exchangeShare * (waterTempC - storeTempC) : storeTempC,
    storeTempC: storeTempC + ((waterHeatW - heatW) * dtMs) / SECOND_MS / spec.capacityJPerK,
    heatW,
    condensateGPerHour: 0,
    waterHeatW,
  };
}
