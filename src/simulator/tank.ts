/** The hot water tank: three layers, heated from the bottom, drawn from the top. */
import { MINUTE_MS, SECOND_MS } from '../domain/units.ts';
import { clamp, meanC, pushUp, settle, WATER_J_PER_LK, type Layers } from './water.ts';

interface TankSettings {
  /** Whether the tank may ask for heat; by its own judgement where nobody has said. */
  readonly heat?: boolean | undefined;
  readonly targetTempC: number;
  readonly recirc: boolean;
  /** Whether the heater is to heat the top by itself, up to the target. */
  readonly backupHeater?: boolean | undefined;
}

export interface SimulatedTank {
  readonly layers: Layers;
  readonly settings: TankSettings;
  /** Whether the tank asks for heat. */
  readonly isCalling: boolean;
  readonly isSanitizing: boolean;
  /** How long all of it has been hot enough, while it disinfects. */
  readonly hotMs: number;
  readonly lastSanitizationMs?: number | undefined;
  /** What the last step did. */
  readonly chargeW: number;
  readonly backupW: number;
  readonly recircPumpActive: boolean;
  /** What is lost to the air around tank and loop, and what the taps took above the cold supply. */
  readonly lossW: number;
  readonly tapW: number;
}

export interface TankInputs {
  /** Heat from the source. */
  readonly chargeW: number;
  /** Water at the taps, of COMFORT_C as long as the tank has it. */
  readonly tapFlowLpm: number;
  readonly isRecirculationTime: boolean;
  /** Whether the HCU was told to charge the tank. */
  readonly isForced: boolean;
  /** Wall time, for the record of a disinfection. */
  readonly nowMs: number;
}

export const TANK_VOLUME_L = 250;
const LAYER_L = TANK_VOLUME_L / 3;
const LAYER_J_PER_K = LAYER_L * WATER_J_PER_LK;
export const COLD_SUPPLY_C = 12;
/** What the mixing valve lets out at most: nobody is scalded. */
const DELIVERY_MAX_C = 48;
/** Water for a shower. */
const COMFORT_C = 40;
const AMBIENT_C = 20;
const LOSS_W_PER_K = 1.8;
const RECIRC_LOSS_W = 150;
const START_BELOW_K = 5;
const START_BELOW_FORCED_K = 1;
/** What the heat pump can reach; the backup heater does the rest. */
const SOURCE_MAX_C = 55;
export const TARGET_MIN_C = 30;
export const TARGET_MAX_C = 65;
/** All of the tank must stay so hot for so long. */
const SANITIZE_C = 60;
const SANITIZE_MS = 20 * MINUTE_MS;
const SANITIZE_TARGET_C = 62;
/** The electric heater has an element at the bottom, for all of the tank, and one at the top for what is needed at once. */
const BACKUP_W = 3_000;

export const NEW_TANK: SimulatedTank = {
  layers: [50, 48, 40],
  settings: { targetTempC: 50, recirc: true },
  isCalling: false,
  isSanitizing: false,
  hotMs: 0,
  chargeW: 0,
  backupW: 0,
  recircPumpActive: false,
  lossW: 0,
  tapW: 0,
};

const targetOf = ({ settings, isSanitizing }: SimulatedTank): number =>
  isSanitizing ? Math.max(SANITIZE_TARGET_C, settings.targetTempC) : settings.targetTempC;

export const deliveryTempC = ({ layers }: SimulatedTank): number =>
  Math.min(DELIVERY_MAX_C, layers[0]);

/** From 0 (cold supply throughout) to 100 (target throughout). */
export function tankChargePercent({ layers, settings }: SimulatedTank): number {
  const spanK = settings.targetTempC - COLD_SUPPLY_C;
  const shares = layers.map((tempC) => clamp((tempC - COLD_SUPPLY_C) / spanK, 0, 1));
  return (100 * shares.reduce((sum, share) => sum + share, 0)) / shares.length;
}

/** Litres of 40 °C that the tank gives when mixed with cold water. */
export function usableLiters({ layers }: SimulatedTank): number {
  const usable = layers.filter((tempC) => tempC >= COMFORT_C);
  return usable.reduce(
    (sum, tempC) => sum + (LAYER_L * (tempC - COLD_SUPPLY_C)) / (COMFORT_C - COLD_SUPPLY_C),
    0,
  );
}

/** @param isForced whether the HCU was told to charge the tank */
function isCallingNext(state: SimulatedTank, isForced: boolean): boolean {
  const { heat } = state.settings;
  // A disinfection that has begun goes on without leave to heat: `sanitize: false` ends it.
  if (!isForced && heat === false && !state.isSanitizing) return false;
  const belowK = targetOf(state) - state.layers[1];
  if (state.isCalling) return belowK > 0;
  return belowK > (isForced || heat === true ? START_BELOW_FORCED_K : START_BELOW_K);
}

/** Whether the source is to heat the tank: it is called for, and not hotter than the source can make it. */
export const wantsCharge = (tank: SimulatedTank, isForced: boolean): boolean =>
  isCallingNext(tank, isForced) && tank.layers[1] < SOURCE_MAX_C;

function drawn(layers: Layers, tapFlowLpm: number, dtMs: number): Layers {
  // People mix it with cold water, so less leaves the tank than runs at the tap.
  const share = clamp((COMFORT_C - COLD_SUPPLY_C) / Math.max(1, layers[0] - COLD_SUPPLY_C), 0, 1);
  const liters = share * tapFlowLpm * (dtMs / (60 * SECOND_MS));
  return pushUp(layers, COLD_SUPPLY_C, liters, LAYER_L);
}

export function stepTank(state: SimulatedTank, inputs: TankInputs, dtMs: number): SimulatedTank {
  const isCalling = isCallingNext(state, inputs.isForced);
  const { backupHeater, targetTempC } = state.settings;
  const bottomW = isCalling && state.layers[1] >= SOURCE_MAX_C ? BACKUP_W : 0;
  const isTopHeated = bottomW === 0 && backupHeater === true && state.layers[0] < targetTempC;
  const topW = isTopHeated ? BACKUP_W : 0;
  const recircPumpActive = state.settings.recirc && inputs.isRecirculationTime;
  const dtS = dtMs / SECOND_MS;
  const lossW = LOSS_W_PER_K * (meanC(state.layers) - AMBIENT_C);
  const lossK = (lossW * dtS) / (3 * LAYER_J_PER_K);
  const recircW = recircPumpActive ? RECIRC_LOSS_W : 0;
  const recircK = (recircW * dtS) / LAYER_J_PER_K;
  const gainK = ((inputs.chargeW + bottomW) * dtS) / LAYER_J_PER_K;
  const topGainK = (topW * dtS) / LAYER_J_PER_K;
  const left = drawn(state.layers, inputs.tapFlowLpm, dtMs);
  const tapJ = 3 * LAYER_J_PER_K * (meanC(state.layers) - meanC(left));
  const [topC, midC, bottomC] = left;
  const layers = settle([topC - lossK - recircK + topGainK, midC - lossK, bottomC - lossK + gainK]);
  const isHot = state.isSanitizing && layers[2] >= SANITIZE_C;
  const hotMs = isHot ? state.hotMs + dtMs : 0;
  const isClean = hotMs >= SANITIZE_MS;
  return {
    layers,
    settings: state.settings,
    isCalling,
    isSanitizing: state.isSanitizing && !isClean,
    hotMs: isClean ? 0 : hotMs,
    lastSanitizationMs: isClean ? inputs.nowMs : state.lastSanitizationMs,
    chargeW: inputs.chargeW,
    backupW: bottomW + topW,
    recircPumpActive,
    lossW: lossW + recircW,
    tapW: tapJ / dtS,
  };
}
