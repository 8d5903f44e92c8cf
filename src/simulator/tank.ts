/** The hot water tank: three layers, heated from the bottom, drawn from the top. */
import { MINUTE_MS, SECOND_MS } from '../domain/units.ts';
import { COLD_SUPPLY_C, TAP_C } from './tapping.ts';
import { clamp, each, meanC, pushUp, settle, WATER_J_PER_LK, type Layers } from './water.ts';

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
  /** Water at the taps during the step, of TAP_C as long as the tank has it. */
  readonly tapLiters: number;
  readonly isRecirculationTime: boolean;
  /** Whether the HCU was told to charge the tank. */
  readonly isForced: boolean;
  /** Wall time, for the record of a disinfection. */
  readonly nowMs: number;
}

export const TANK_VOLUME_L = 250;
const LAYER_L = TANK_VOLUME_L / 3;
const LAYER_J_PER_K = LAYER_L * WATER_J_PER_LK;
/** What the mixing valve lets out at most: nobody is scalded. */
const DELIVERY_MAX_C = 48;
const AMBIENT_C = 20;
/** Through the insulation: 81 W at 45 K, class C of Regulation (EU) No 812/2013 for this volume. */
const LOSS_W_PER_K = 1.8;
/** Between two layers, through the water and most of it through the wall. */
const LAYERS_W_PER_K = 1;
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
  const usable = layers.filter((tempC) => tempC >= TAP_C);
  return usable.reduce(
    (sum, tempC) => sum + (LAYER_L * (tempC - COLD_SUPPLY_C)) / (TAP_C - COLD_SUPPLY_C),
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

function drawn(layers: Layers, tapLiters: number): Layers {
  // People mix it with cold water, so less leaves the tank than runs at the tap.
  const share = clamp((TAP_C - COLD_SUPPLY_C) / Math.max(1, layers[0] - COLD_SUPPLY_C), 0, 1);
  return pushUp(layers, COLD_SUPPLY_C, share * tapLiters, LAYER_L);
}

/** What the electric heater does: at the bottom where the source can do no more, at the top where it is told to. */
function heaterW({ layers, settings }: SimulatedTank, isCalling: boolean) {
  const { backupHeater, targetTempC } = settings;
  if (isCalling && layers[1] >= SOURCE_MAX_C) return { topW: 0, bottomW: BACKUP_W };
  return { topW: backupHeater === true && layers[0] < targetTempC ? BACKUP_W : 0, bottomW: 0 };
}

/** The layers once each has gained its heat, and lost some to the air and to its neighbours. */
function warmed(layers: Layers, gainsW: Layers, dtMs: number) {
  const lossesW = each(layers, (tempC) => (LOSS_W_PER_K / 3) * (tempC - AMBIENT_C));
  const [topC, midC, bottomC] = layers;
  const downW = LAYERS_W_PER_K * (topC - midC);
  const furtherDownW = LAYERS_W_PER_K * (midC - bottomC);
  const exchangedW = [-downW, downW - furtherDownW, furtherDownW] as const;
  const next = each(layers, (tempC, at) => {
    const gainW = gainsW[at] - lossesW[at] + exchangedW[at];
    return tempC + (gainW * dtMs) / SECOND_MS / LAYER_J_PER_K;
  });
  return { next: settle(next), lossW: 3 * meanC(lossesW) };
}

function hygieneNext(state: SimulatedTank, { nowMs }: TankInputs, layers: Layers, dtMs: number) {
  const isHot = state.isSanitizing && layers[2] >= SANITIZE_C;
  const hotMs = isHot ? state.hotMs + dtMs : 0;
  const isClean = hotMs >= SANITIZE_MS;
  return {
    isSanitizing: state.isSanitizing && !isClean,
    hotMs: isClean ? 0 : hotMs,
    lastSanitizationMs: isClean ? nowMs : state.lastSanitizationMs,
  };
}

export function stepTank(state: SimulatedTank, inputs: TankInputs, dtMs: number): SimulatedTank {
  const { settings } = state;
  const { chargeW } = inputs;
  const isCalling = isCallingNext(state, inputs.isForced);
  const { topW, bottomW } = heaterW(state, isCalling);
  const recircPumpActive = settings.recirc && inputs.isRecirculationTime;
  const recircW = recircPumpActive ? RECIRC_LOSS_W : 0;
  const left = drawn(state.layers, inputs.tapLiters);
  const tapJ = 3 * LAYER_J_PER_K * (meanC(state.layers) - meanC(left));
  const { next, lossW } = warmed(left, [topW - recircW, 0, chargeW + bottomW], dtMs);
  return {
    layers: next,
    settings,
    isCalling,
    ...hygieneNext(state, inputs, next, dtMs),
    chargeW,
    backupW: bottomW + topW,
    recircPumpActive,
    lossW: lossW + recircW,
    tapW: tapJ / (dtMs / SECOND_MS),
  };
}
