/** The hydronic control unit: which way the shared water circuit works, and for whom the source works. */
import { MINUTE_MS } from '../domain/units.ts';
import { clamp } from './water.ts';

type HcuMode = 'heat' | 'cool' | 'dhw_charge' | 'idle';

interface HcuSettings {
  readonly mode: HcuMode;
  readonly supplyTempC?: number | undefined;
  /** Whether the electric heater is to heat the circuit's water, whatever the source does. */
  readonly backupHeater?: boolean | undefined;
}

export interface HcuState {
  /** What was commanded; the unit judges for itself where nobody has said. */
  readonly settings?: HcuSettings | undefined;
  /** How much warmer than its own curve has it somebody wants the water, K. */
  readonly curveShiftK?: number | undefined;
  /** Which way the circuit works, also while the source stands or heats the tank. */
  readonly circuit: 'heat' | 'cool';
  /** How long the circuit has worked this way. */
  readonly heldMs: number;
  readonly mode: HcuMode;
  /** What the circuit's water is to be, °C. */
  readonly targetTempC: number;
}

export interface HcuInputs {
  readonly heatCalls: number;
  readonly coolCalls: number;
  readonly tankWantsCharge: boolean;
  readonly outdoorTempC: number;
}

/** The circuit is turned round at most this often: each time all of its water is heated or cooled anew. */
const CHANGEOVER_HOLD_MS = 30 * MINUTE_MS;
const COOL_SUPPLY_C = 10;
/** Protection of the plant, whatever the hub asks. */
const SUPPLY_RANGE_C = { heat: [20, 55], cool: [7, 22] } as const;

export function newHcu(outdoorTempC: number): HcuState {
  return {
    circuit: outdoorTempC < 16 ? 'heat' : 'cool',
    heldMs: CHANGEOVER_HOLD_MS,
    mode: 'idle',
    targetTempC: COOL_SUPPLY_C,
  };
}

export const isChargeForced = ({ settings }: HcuState): boolean => settings?.mode === 'dhw_charge';

/** Warmer water in colder weather. */
const heatingCurveC = (outdoorTempC: number) => clamp(30 + 0.6 * (20 - outdoorTempC), 30, 50);

function circuitNext(state: HcuState, { heatCalls, coolCalls }: HcuInputs): HcuState['circuit'] {
  const commanded = state.settings?.mode;
  if (commanded === 'heat' || commanded === 'cool') return commanded;
  if (state.heldMs < CHANGEOVER_HOLD_MS || heatCalls === coolCalls) return state.circuit;
  return heatCalls > coolCalls ? 'heat' : 'cool';
}

function modeNext(state: HcuState, circuit: 'heat' | 'cool', inputs: HcuInputs): HcuMode {
  const commanded = state.settings?.mode;
  if (commanded === 'idle') return 'idle';
  // Hot water comes first, since a tank is full again before a room has noticed.
  if (inputs.tankWantsCharge) return 'dhw_charge';
  if (commanded === 'heat' || commanded === 'cool') return commanded;
  return (circuit === 'heat' ? inputs.heatCalls : inputs.coolCalls) > 0 ? circuit : 'idle';
}

export function stepHcu(state: HcuState, inputs: HcuInputs, dtMs: number): HcuState {
  const circuit = circuitNext(state, inputs);
  const { curveShiftK = 0 } = state;
  const ownTempC =
    circuit === 'heat' ? heatingCurveC(inputs.outdoorTempC) + curveShiftK : COOL_SUPPLY_C;
  const [minC, maxC] = SUPPLY_RANGE_C[circuit];
  // With a charge of the tank comes the temperature for the tank, not for the circuit.
  const asked = state.settings?.mode === circuit ? state.settings.supplyTempC : undefined;
  return {
    settings: state.settings,
    curveShiftK: state.curveShiftK,
    circuit,
    heldMs: circuit === state.circuit ? state.heldMs + dtMs : 0,
    mode: modeNext(state, circuit, inputs),
    targetTempC: clamp(asked ?? ownTempC, minC, maxC),
  };
}
