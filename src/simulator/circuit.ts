/** The shared water circuit: the hydronic unit's decisions, and the heat between source, buffer, tank and emitters. */
import { MINUTE_MS, SECOND_MS } from '../domain/units.ts';
import { stepBuffer, type BufferPlace, type BufferState } from './buffer.ts';
import type { EmitterState } from './emitter.ts';
import { stepFanCoil } from './fan-coil.ts';
import { carriedW, flowLPerS, stepFilling, type Filling } from './filling.ts';
import { isChargeForced, stepHcu, type HcuState } from './hcu.ts';
import { stepSource, type SourceInputs, type SourceState } from './heat-pump.ts';
import type { PlantLayout } from './layout.ts';
import type { RoomState } from './room.ts';
import { stepStoreEmitter } from './store-emitter.ts';
import { wantsCharge, type SimulatedTank } from './tank.ts';
import { AMBIENT_C, approach, WATER_J_PER_LK } from './water.ts';

export interface CircuitState {
  readonly rooms: readonly RoomState[];
  readonly emitters: readonly EmitterState[];
  readonly hcu: HcuState;
  readonly source: SourceState;
  readonly circuitTempC: number;
  readonly filling: Filling;
  /** What the pipes lost during the last step. */
  readonly circuitLossW: number;
  /** Water leaving the hydronic unit, to the emitters or to the tank. */
  readonly supplyTempC: number;
  readonly tank: SimulatedTank;
  readonly buffer: BufferState;
}

const CIRCUIT_LOSS_W_PER_K = 8;
const SUPPLY_LAG_MS = 1 * MINUTE_MS;
/** The coil in the tank needs water this much warmer than the tank. */
const TANK_COIL_K = 8;
/** Kelvins that ask for full speed. */
const FULL_LOAD_K = 10;
const SPARE_WITHIN_K = 2;

function nextHcu(layout: PlantLayout, state: CircuitState, outdoorTempC: number, dtMs: number) {
  const calls = (kind: 'heat' | 'cool') =>
    state.emitters.filter(({ call }) => call === kind).length;
  const inputs = {
    heatCalls: calls('heat'),
    coolCalls: calls('cool'),
    tankWantsCharge: layout.hasTank && wantsCharge(state.tank, isChargeForced(state.hcu)),
    outdoorTempC,
  };
  const hcu = stepHcu(state.hcu, inputs, dtMs);
  const asksForWater = (hcu.circuit === 'heat' ? inputs.heatCalls : inputs.coolCalls) > 0;
  const isOff = hcu.settings?.mode === 'idle';
  return { hcu, waterFlows: layout.source !== undefined && asksForWater && !isOff };
}

/** Kelvins that the circuit lacks of its target, counted in the direction it works. */
function circuitErrorK({ circuit, targetTempC }: HcuState, circuitTempC: number): number {
  return (circuit === 'heat' ? 1 : -1) * (targetTempC - circuitTempC);
}

interface Outdoors {
  readonly outdoorTempC: number;
  readonly outdoorDewPointC: number;
}

function sourceInputs(
  { source: spec }: PlantLayout,
  hcu: HcuState,
  state: CircuitState,
  outdoors: Outdoors,
  waterFlows: boolean,
): SourceInputs {
  const { mode } = hcu;
  const supplyTempC = state.circuitTempC;
  const { outdoorTempC, outdoorDewPointC } = outdoors;
  const mostW = carriedW(flowLPerS(state.filling, spec?.nominalW ?? 0));
  const isHeaterAsked = mode === 'heat' && hcu.settings?.backupHeater === true;
  const common = { supplyTempC, outdoorTempC, outdoorDewPointC, waterFlows, isHeaterAsked, mostW };
  switch (mode) {
    case 'idle':
      return { ...common, wanted: 'no', errorK: 0, isForRooms: false };
    case 'dhw_charge': {
      const coilTempC = state.tank.layers[1] + TANK_COIL_K;
      const load = { wanted: 'heat', errorK: FULL_LOAD_K, supplyTempC: coilTempC } as const;
      return { ...common, ...load, isForRooms: false };
    }
    case 'heat':
    case 'cool': {
      const errorK = circuitErrorK(hcu, supplyTempC);
      return { ...common, wanted: mode, errorK, isForRooms: true };
    }
  }
}

function nextEmitters(layout: PlantLayout, state: CircuitState, waterFlows: boolean, dtMs: number) {
  return state.emitters.map((emitter, index) => {
    const spec = layout.emitters[index];
    const room = state.rooms[spec?.roomIndex ?? -1];
    if (spec === undefined || room === undefined) return emitter;
    const inputs = { room, waterTempC: state.circuitTempC, waterFlows };
    return spec.body.kind === 'fan_coil'
      ? stepFanCoil(spec.body.uaWPerK, emitter, inputs, dtMs)
      : stepStoreEmitter(spec.body.store, emitter, inputs, dtMs);
  });
}

function nextBuffer(
  place: BufferPlace,
  state: CircuitState,
  hcu: HcuState,
  source: SourceState,
  waterFlows: boolean,
  dtMs: number,
): BufferState {
  const worksForCircuit = source.running === hcu.mode && source.defrostLeftMs === 0;
  const inputs = {
    place,
    waterFlows: waterFlows || worksForCircuit,
    circuit: hcu.circuit,
    circuitTempC: state.circuitTempC,
    sourceHasSpare: worksForCircuit && circuitErrorK(hcu, state.circuitTempC) < SPARE_WITHIN_K,
    isNeeded: waterFlows && !worksForCircuit,
  };
  return stepBuffer(state.buffer, inputs, dtMs);
}

/** All but rooms and tank, which it leaves as they are; `tankChargeW` is what the tank gets. */
export function stepCircuit(
  layout: PlantLayout,
  state: CircuitState,
  outdoors: Outdoors,
  dtMs: number,
): CircuitState & { readonly tankChargeW: number } {
  const { hcu, waterFlows } = nextHcu(layout, state, outdoors.outdoorTempC, dtMs);
  const asked = sourceInputs(layout, hcu, state, outdoors, waterFlows);
  const source = layout.source
    ? stepSource(layout.source, state.source, asked, dtMs)
    : state.source;
  const emitters = nextEmitters(layout, state, waterFlows, dtMs);
  const buffer = layout.buffer
    ? nextBuffer(layout.buffer, state, hcu, source, waterFlows, dtMs)
    : state.buffer;
  // A defrost takes its heat from the circuit, never from the water that people wash with.
  const tankChargeW = hcu.mode === 'dhw_charge' ? Math.max(0, source.heatW) : 0;
  const circuitLossW = CIRCUIT_LOSS_W_PER_K * (state.circuitTempC - AMBIENT_C);
  const gainW =
    source.heatW -
    tankChargeW +
    buffer.heatToCircuitW -
    emitters.reduce((sum, { waterHeatW }) => sum + waterHeatW, 0) -
    circuitLossW;
  const gainK = (gainW * dtMs) / SECOND_MS / (layout.circuitLiters * WATER_J_PER_LK);
  const circuitTempC = state.circuitTempC + gainK;
  const leavingC = tankChargeW > 0 ? asked.supplyTempC : circuitTempC;
  const supplyTempC = approach(state.supplyTempC, leavingC, dtMs, SUPPLY_LAG_MS);
  const filling = stepFilling(state.filling, dtMs);
  const next = { hcu, source, emitters, buffer, circuitTempC, circuitLossW, supplyTempC, filling };
  return { ...state, ...next, tankChargeW };
}
