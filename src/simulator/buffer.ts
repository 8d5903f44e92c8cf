/**
 * The buffer tank (TES). In parallel it stands beside the circuit: a valve lets it take what the source has to spare, and
 * give it back. In series all of the circuit's water passes through it, whatever it is told.
 */
import { SECOND_MS } from '../domain/units.ts';
import { AMBIENT_C, clamp, meanC, pushDown, pushUp, WATER_J_PER_LK, type Layers } from './water.ts';

type BufferMode = 'heat' | 'cool' | 'idle';
export type BufferPlace = 'parallel' | 'series';

export interface BufferState {
  /** The top is the end at the circuit's supply: hot in heating, cold in cooling. */
  readonly layers: Layers;
  /** What was commanded; it follows the circuit where nobody has said. */
  readonly commanded?: BufferMode | undefined;
  readonly mode: BufferMode;
  /** What the water in it is good for, also while idle. */
  readonly stores: 'heat' | 'cool';
  readonly chargeActive: boolean;
  readonly dischargeActive: boolean;
  /** Heat given to the circuit during the last step; negative when it takes some. */
  readonly heatToCircuitW: number;
  readonly lossW: number;
}

export interface BufferInputs {
  readonly place: BufferPlace;
  /** Whether the circuit's pump runs. */
  readonly waterFlows: boolean;
  readonly circuit: 'heat' | 'cool';
  readonly circuitTempC: number;
  /** Whether the source works for the circuit and has reached its target. */
  readonly sourceHasSpare: boolean;
  /** Whether emitters ask for water while the source does not work for the circuit. */
  readonly isNeeded: boolean;
}

const VOLUME_L = 180;
export const BUFFER_VOLUME_L = VOLUME_L;
/** Through the valve, and through the whole circuit. */
const FLOW_L_PER_S = { parallel: 0.12, series: 0.4 } as const;
const LOSS_W_PER_K = 1.5;
/** A charge begins where the far end lags the circuit by this, and ends where it has all but caught up. */
const CHARGE_START_K = 4;
const CHARGE_END_K = 1;
const USEFUL_K = 1;
/** Where the tank counts as empty and as full. */
const RANGE_C = { heat: [25, 45], cool: [20, 10] } as const;

export const NEW_BUFFER: BufferState = {
  layers: [AMBIENT_C, AMBIENT_C, AMBIENT_C],
  mode: 'idle',
  stores: 'heat',
  chargeActive: false,
  dischargeActive: false,
  heatToCircuitW: 0,
  lossW: 0,
};

export function bufferChargePercent({ layers, stores }: BufferState): number {
  const [emptyC, fullC] = RANGE_C[stores];
  return clamp((100 * (meanC(layers) - emptyC)) / (fullC - emptyC), 0, 100);
}

/** In series: which way the heat goes is the water's own matter. */
function flowsThrough({ layers }: BufferState, inputs: BufferInputs) {
  const sign = inputs.circuit === 'heat' ? 1 : -1;
  const [, , bottomC] = layers;
  const gainsK = sign * (inputs.circuitTempC - bottomC);
  return {
    chargeActive: inputs.waterFlows && gainsK > 0,
    dischargeActive: inputs.waterFlows && gainsK < 0,
  };
}

/** What flows now: kelvins count in the direction that is useful in this mode. */
function flowsNext(state: BufferState, mode: BufferMode, inputs: BufferInputs) {
  const none = { chargeActive: false, dischargeActive: false };
  if (mode === 'idle' || mode !== inputs.circuit) return none;
  const sign = mode === 'heat' ? 1 : -1;
  const [topC, , bottomC] = state.layers;
  if (inputs.isNeeded) {
    return { ...none, dischargeActive: sign * (topC - inputs.circuitTempC) > USEFUL_K };
  }
  const lagK = sign * (inputs.circuitTempC - bottomC);
  const startK = state.chargeActive ? CHARGE_END_K : CHARGE_START_K;
  return { ...none, chargeActive: inputs.sourceHasSpare && lagK > startK };
}

export function stepBuffer(state: BufferState, inputs: BufferInputs, dtMs: number): BufferState {
  const isInSeries = inputs.place === 'series';
  const mode = (isInSeries ? undefined : state.commanded) ?? inputs.circuit;
  const stores = mode === 'idle' ? state.stores : mode;
  // Turned upside down, the layers would be of no use: they mix.
  const evenC = meanC(state.layers);
  const layers: Layers = stores === state.stores ? state.layers : [evenC, evenC, evenC];
  const now = { ...state, layers };
  const flows = isInSeries ? flowsThrough(now, inputs) : flowsNext(now, mode, inputs);
  const dtS = dtMs / SECOND_MS;
  const liters = FLOW_L_PER_S[inputs.place] * dtS;
  const isPushedDown = flows.chargeActive || (isInSeries && flows.dischargeActive);
  const moved = isPushedDown
    ? pushDown(layers, inputs.circuitTempC, liters, VOLUME_L / 3)
    : flows.dischargeActive
      ? pushUp(layers, inputs.circuitTempC, liters, VOLUME_L / 3)
      : layers;
  // From what the layers gained: nothing is lost between tank and circuit.
  const gainedJ = (meanC(moved) - meanC(layers)) * VOLUME_L * WATER_J_PER_LK;
  const lossW = LOSS_W_PER_K * (meanC(moved) - AMBIENT_C);
  const lossK = (lossW * dtS) / (VOLUME_L * WATER_J_PER_LK);
  const [topC, midC, bottomC] = moved;
  return {
    commanded: state.commanded,
    layers: [topC - lossK, midC - lossK, bottomC - lossK],
    mode,
    stores,
    ...flows,
    heatToCircuitW: -gainedJ / dtS,
    lossW,
  };
}
