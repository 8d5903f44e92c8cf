/** The source of heat and cold: heat pumps that work as one, or a district's heat. */
import { MINUTE_MS, SECOND_MS } from '../domain/units.ts';
import { clamp } from './water.ts';

export interface SourceSpec {
  /** How many units share the load; 0 is a district interface. */
  readonly unitCount: number;
  /** Thermal output of all units at 7 °C outdoors and full speed, W. */
  readonly nominalW: number;
}

export interface SourceState {
  readonly running: 'heat' | 'cool' | 'no';
  /** Share of full speed, 0 to 1. */
  readonly speed: number;
  /** How long it has been running, or standing. */
  readonly sinceMs: number;
  /** Running time in frosty weather since the last defrost. */
  readonly frostMs: number;
  /** What is left of the defrost; 0 where there is none. */
  readonly defrostLeftMs: number;
  /** Heat given to the water during the last step; negative when cooling or defrosting. */
  readonly heatW: number;
  readonly electricalW: number;
  /** Heat of the electric heater, in both of the above. */
  readonly backupW: number;
  /** How long the water has lagged its target at full speed. */
  readonly lagMs: number;
  /** Thermal energy delivered, hot or cold, and electricity consumed since the start; never less than before. */
  readonly lifetimeThermalKwh: number;
  readonly lifetimeElecKwh: number;
}

export interface SourceInputs {
  readonly wanted: 'heat' | 'cool' | 'no';
  /** Kelvins that the water lacks of its target: warmth in heating, cold in cooling. */
  readonly errorK: number;
  readonly supplyTempC: number;
  readonly outdoorTempC: number;
  /** Whether it is rooms that wait for the heat. */
  readonly isForRooms: boolean;
}

const J_PER_KWH = 3.6e6;
const MIN_ON_MS = 5 * MINUTE_MS;
const MIN_OFF_MS = 3 * MINUTE_MS;
const START_ERROR_K = 1;
const STOP_ERROR_K = -2;
const FULL_SPEED_ERROR_K = 5;
const MIN_SPEED = 0.25;
const SPEED_PER_S = 0.01;
const FROST_BELOW_C = 3;
const DEFROST_AFTER_MS = 60 * MINUTE_MS;
const DEFROST_MS = 4 * MINUTE_MS;
/** Heat taken from the water by a defrost, as a share of the nominal output. */
const DEFROST_SHARE = 0.3;
/** Share of the ideal coefficient of performance that a real machine reaches. */
const CARNOT_SHARE = 0.42;
/** Temperature differences at the two heat exchangers. */
const CONDENSER_K = 4;
const EVAPORATOR_K = 6;
/** The electric heater helps in the cold, where the heat pump alone has not been enough for so long. */
const BACKUP_W = 3_000;
const BACKUP_BELOW_C = -2;
const BACKUP_AFTER_MS = 20 * MINUTE_MS;
const BACKUP_END_ERROR_K = 2;
const PUMP_W = 60;
const STANDBY_W = 12;
const ZERO_C_IN_K = 273.15;

export const NEW_SOURCE: SourceState = {
  running: 'no',
  speed: 0,
  sinceMs: MIN_OFF_MS,
  frostMs: 0,
  defrostLeftMs: 0,
  heatW: 0,
  electricalW: STANDBY_W,
  backupW: 0,
  lagMs: 0,
  lifetimeThermalKwh: 0,
  lifetimeElecKwh: 0,
};

/** Where the refrigerant condenses and evaporates, °C. */
export function refrigerantTemps(
  running: 'heat' | 'cool',
  { supplyTempC, outdoorTempC }: Pick<SourceInputs, 'supplyTempC' | 'outdoorTempC'>,
): { readonly condensingC: number; readonly evaporatingC: number } {
  const [hotC, coldC] =
    running === 'heat' ? [supplyTempC, outdoorTempC] : [outdoorTempC, supplyTempC];
  return { condensingC: hotC + CONDENSER_K, evaporatingC: coldC - EVAPORATOR_K };
}

/** Thermal over compressor power, from the temperature lift. */
function copOf(
  running: 'heat' | 'cool',
  temps: Pick<SourceInputs, 'supplyTempC' | 'outdoorTempC'>,
): number {
  const { condensingC, evaporatingC } = refrigerantTemps(running, temps);
  const usefulK = ZERO_C_IN_K + (running === 'heat' ? condensingC : evaporatingC);
  const liftK = Math.max(15, condensingC - evaporatingC);
  return clamp((CARNOT_SHARE * usefulK) / liftK, 1, 8);
}

/** Full output of all units, W: there is less heat in colder air. */
function capacityW({ unitCount, nominalW }: SourceSpec, outdoorTempC: number): number {
  return unitCount === 0 ? nominalW : nominalW * clamp(1 + 0.02 * (outdoorTempC - 7), 0.5, 1.2);
}

function runningNext(state: SourceState, { wanted, errorK }: SourceInputs): SourceState['running'] {
  if (state.running === 'no') {
    return errorK > START_ERROR_K && state.sinceMs >= MIN_OFF_MS ? wanted : 'no';
  }
  // The refrigerant cycle turns round only at a standstill; whoever asks, a start is worth its shortest run.
  const shallStop = wanted !== state.running || errorK < STOP_ERROR_K;
  return shallStop && state.sinceMs >= MIN_ON_MS ? 'no' : state.running;
}

function speedNext(state: SourceState, errorK: number, dtMs: number): number {
  const goal = clamp(MIN_SPEED + (1 - MIN_SPEED) * (errorK / FULL_SPEED_ERROR_K), MIN_SPEED, 1);
  const most = (SPEED_PER_S * dtMs) / SECOND_MS;
  return state.speed + clamp(goal - state.speed, -most, most);
}

/** How far icing of the outdoor coil has come after the step. */
function frostNext(state: SourceState, isIcing: boolean, dtMs: number) {
  if (state.defrostLeftMs > 0) {
    return { frostMs: 0, defrostLeftMs: Math.max(0, state.defrostLeftMs - dtMs) };
  }
  const frostMs = isIcing ? state.frostMs + dtMs : state.frostMs;
  return frostMs >= DEFROST_AFTER_MS
    ? { frostMs: 0, defrostLeftMs: DEFROST_MS }
    : { frostMs, defrostLeftMs: 0 };
}

/** Whether it lags, and what the electric heater does about it. A defrost is no reason to stop either. */
function helpNext(spec: SourceSpec, state: SourceState, inputs: SourceInputs, dtMs: number) {
  const { isForRooms, outdoorTempC, errorK } = inputs;
  const mayHelp = isForRooms && outdoorTempC < BACKUP_BELOW_C && spec.unitCount > 0;
  if (!mayHelp || state.running !== 'heat') return { lagMs: 0, backupW: 0 };
  const staysOn = state.backupW > 0 && errorK > BACKUP_END_ERROR_K;
  const lagMs = staysOn || state.speed >= 1 ? state.lagMs + dtMs : 0;
  return { lagMs, backupW: lagMs >= BACKUP_AFTER_MS ? BACKUP_W : 0 };
}

function powers(spec: SourceSpec, next: SourceState, inputs: SourceInputs) {
  const { backupW } = next;
  if (next.running === 'no') return { heatW: 0, electricalW: STANDBY_W };
  if (spec.unitCount > 0 && next.defrostLeftMs > 0) {
    const heatW = -DEFROST_SHARE * spec.nominalW;
    return { heatW: heatW + backupW, electricalW: PUMP_W + 0.4 * Math.abs(heatW) + backupW };
  }
  const thermalW = next.speed * capacityW(spec, inputs.outdoorTempC);
  const compressorW = spec.unitCount === 0 ? 0 : thermalW / copOf(next.running, inputs);
  return {
    heatW: next.running === 'heat' ? thermalW + backupW : -thermalW,
    electricalW: PUMP_W + compressorW + backupW,
  };
}

export function stepSource(
  spec: SourceSpec,
  state: SourceState,
  inputs: SourceInputs,
  dtMs: number,
): SourceState {
  const running = runningNext(state, inputs);
  const isIcing = running === 'heat' && inputs.outdoorTempC < FROST_BELOW_C && spec.unitCount > 0;
  const frost = frostNext(state, isIcing, dtMs);
  const next = {
    ...state,
    ...(running === 'no' ? { ...frost, defrostLeftMs: 0 } : frost),
    running,
    speed: running === 'no' ? 0 : speedNext(state, inputs.errorK, dtMs),
    sinceMs: running === state.running ? state.sinceMs + dtMs : 0,
    ...helpNext(spec, { ...state, running }, inputs, dtMs),
  };
  const { heatW, electricalW } = powers(spec, next, inputs);
  const deliveredW = next.defrostLeftMs > 0 ? Math.max(0, heatW) : Math.abs(heatW);
  const dtS = dtMs / SECOND_MS;
  return {
    ...next,
    heatW,
    electricalW,
    lifetimeThermalKwh: state.lifetimeThermalKwh + (deliveredW * dtS) / J_PER_KWH,
    lifetimeElecKwh: state.lifetimeElecKwh + (electricalW * dtS) / J_PER_KWH,
  };
}
