/** The source of heat and cold: heat pumps that work as one, or a district's heat. */
import { MINUTE_MS, SECOND_MS } from '../domain/units.ts';
import {
  coolingCapacity,
  coolingCop,
  heatingCapacity,
  heatingCop,
  type HeatPumpMap,
} from './heat-pump-map.ts';
import { EVAPORATOR_K, icingNext, type Icing } from './icing.ts';
import { clamp } from './water.ts';

export interface SourceSpec {
  /** How many units share the load; 0 is a district interface. */
  readonly unitCount: number;
  /** Thermal output of all units at 7 °C outdoors, water of 35 °C and full speed, W. */
  readonly nominalW: number;
  readonly map: HeatPumpMap;
}

export interface SourceState extends Icing {
  /** It is broken: the compressor stands, whoever asks. */
  readonly hasFault?: boolean | undefined;
  readonly running: 'heat' | 'cool' | 'no';
  /** Share of full speed, 0 to 1. */
  readonly speed: number;
  /** How long it has been running, or standing. */
  readonly sinceMs: number;
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
  readonly outdoorDewPointC: number;
  /** Whether it is rooms that wait for the heat. */
  readonly isForRooms: boolean;
  /** Whether water is sent round, also while the compressor stands. */
  readonly waterFlows: boolean;
  /** Whether the electric heater is told to heat the water. */
  readonly isHeaterAsked: boolean;
  /** The most that the water carries away, W: it throttles itself to that. */
  readonly mostW?: number;
}

const J_PER_KWH = 3.6e6;
const MIN_ON_MS = 5 * MINUTE_MS;
const MIN_OFF_MS = 3 * MINUTE_MS;
const START_ERROR_K = 1;
const STOP_ERROR_K = -2;
const FULL_SPEED_ERROR_K = 5;
const SPEED_PER_S = 0.01;
/** Heat taken from the water by a defrost, as a share of the nominal output. */
const DEFROST_SHARE = 0.3;
/** After a start the heat comes late, and the electricity does not. */
const START_LAG_MS = 60 * SECOND_MS;
/** Temperature difference at the warmer of the two heat exchangers. */
const CONDENSER_K = 4;
/** The electric heater helps in the cold, where the heat pump alone has not been enough for so long. */
const BACKUP_W = 3_000;
const BACKUP_BELOW_C = -2;
const BACKUP_AFTER_MS = 20 * MINUTE_MS;
const BACKUP_END_ERROR_K = 2;
const PUMP_W = 60;
const STANDBY_W = 12;
/** The fan of a whole unit's speed, W; what the compressor's efficiency says counts it in. */
const FAN_W = 70;

export const NEW_SOURCE: SourceState = {
  running: 'no',
  speed: 0,
  sinceMs: MIN_OFF_MS,
  iced: 0,
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

/** Heat or cold at full speed of all units, and its ratio to the electricity at this speed. */
function outputOf({ nominalW }: SourceSpec, { running, speed }: SourceState, inputs: SourceInputs) {
  const { supplyTempC, outdoorTempC } = inputs;
  if (running !== 'cool') {
    const cop = heatingCop(outdoorTempC, supplyTempC, speed);
    return { fullW: nominalW * heatingCapacity(outdoorTempC, supplyTempC), cop };
  }
  const { condensingC, evaporatingC } = refrigerantTemps('cool', inputs);
  const cop = coolingCop(condensingC, evaporatingC, speed);
  return { fullW: nominalW * coolingCapacity(outdoorTempC, supplyTempC), cop };
}

function runningNext(state: SourceState, { wanted, errorK }: SourceInputs): SourceState['running'] {
  if (state.hasFault) return 'no';
  if (state.running === 'no') {
    return errorK > START_ERROR_K && state.sinceMs >= MIN_OFF_MS ? wanted : 'no';
  }
  // The refrigerant cycle turns round only at a standstill; whoever asks, a start is worth its shortest run.
  const shallStop = wanted !== state.running || errorK < STOP_ERROR_K;
  return shallStop && state.sinceMs >= MIN_ON_MS ? 'no' : state.running;
}

function speedNext({ map }: SourceSpec, state: SourceState, errorK: number, dtMs: number): number {
  const { minSpeed } = map;
  const goal = clamp(minSpeed + (1 - minSpeed) * (errorK / FULL_SPEED_ERROR_K), minSpeed, 1);
  const most = (SPEED_PER_S * dtMs) / SECOND_MS;
  return Math.max(minSpeed, state.speed + clamp(goal - state.speed, -most, most));
}

/** Whether it lags, and what the electric heater does about it. A defrost is no reason to stop either. */
function helpNext(spec: SourceSpec, state: SourceState, inputs: SourceInputs, dtMs: number) {
  const { isForRooms, outdoorTempC, errorK } = inputs;
  if (inputs.isHeaterAsked) {
    const isCold = errorK > (state.backupW > 0 ? 0 : BACKUP_END_ERROR_K);
    return { lagMs: 0, backupW: isCold ? BACKUP_W : 0 };
  }
  const mayHelp = isForRooms && outdoorTempC < BACKUP_BELOW_C && spec.unitCount > 0;
  if (!mayHelp || state.running !== 'heat') return { lagMs: 0, backupW: 0 };
  const staysOn = state.backupW > 0 && errorK > BACKUP_END_ERROR_K;
  const isAtItsEnd = state.speed >= 1 && errorK > BACKUP_END_ERROR_K;
  const lagMs = staysOn || isAtItsEnd ? state.lagMs + dtMs : 0;
  return { lagMs, backupW: lagMs >= BACKUP_AFTER_MS ? BACKUP_W : 0 };
}

/** What it takes beside its compressor and the fan. */
function otherW({ map }: SourceSpec, { running }: SourceState, inputs: SourceInputs): number {
  const pumpW = running !== 'no' || inputs.waterFlows ? PUMP_W : 0;
  return STANDBY_W + pumpW + (inputs.wanted === 'no' ? 0 : map.readyW);
}

function powers(spec: SourceSpec, next: SourceState, inputs: SourceInputs, dtMs: number) {
  const { backupW, speed } = next;
  const restW = otherW(spec, next, inputs);
  if (next.running === 'no') return { heatW: backupW, electricalW: restW + backupW };
  if (spec.unitCount > 0 && next.defrostLeftMs > 0) {
    const heatW = -DEFROST_SHARE * spec.nominalW;
    return { heatW: heatW + backupW, electricalW: restW + 0.4 * Math.abs(heatW) + backupW };
  }
  if (spec.unitCount === 0) {
    const heatW = speed * spec.nominalW;
    return { heatW: next.running === 'heat' ? heatW : -heatW, electricalW: restW };
  }
  const { fullW, cop } = outputOf(spec, next, inputs);
  const fanW = FAN_W * speed;
  const compressorW = Math.max(0, (speed * fullW) / cop - fanW);
  const madeW = speed * fullW * (1 - Math.exp(-(next.sinceMs + dtMs) / START_LAG_MS));
  const { mostW = Infinity } = inputs;
  const thermalW = Math.min(madeW, mostW);
  const throttle = Math.min(1, mostW / (speed * fullW));
  return {
    heatW: next.running === 'heat' ? thermalW + backupW : -thermalW,
    electricalW: restW + throttle * compressorW + fanW + backupW,
  };
}

export function stepSource(
  spec: SourceSpec,
  state: SourceState,
  inputs: SourceInputs,
  dtMs: number,
): SourceState {
  const running = runningNext(state, inputs);
  const isIcing = running === 'heat' && spec.unitCount > 0;
  const icing = icingNext(state, isIcing ? inputs : undefined, dtMs);
  const next = {
    ...state,
    ...(running === 'no' ? { ...icing, defrostLeftMs: 0 } : icing),
    running,
    speed: running === 'no' ? 0 : speedNext(spec, state, inputs.errorK, dtMs),
    sinceMs: running === state.running ? state.sinceMs + dtMs : 0,
    ...helpNext(spec, { ...state, running }, inputs, dtMs),
  };
  const { heatW, electricalW } = powers(spec, next, inputs, dtMs);
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
