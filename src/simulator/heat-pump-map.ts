/**
 * How much heat or cold a heat pump makes of how much electricity. Fitted to the heat pumps of the Keymark register as
 * hplib has them (Tjaden, Hoops, Rösken 2021, doi:10.5281/zenodo.5521597, CC BY 4.0); `test/simulator/data` has an extract.
 */
import { clamp } from './water.ts';

export interface HeatPumpMap {
  /** Least share of full speed: where less is needed it runs and stands in turn. 1 where the speed is fixed. */
  readonly minSpeed: number;
  /** Taken as long as heat or cold is asked of it, whether it runs or stands, W: as by the pump of a well. */
  readonly readyW: number;
}

/** Most heat pumps on air: best in long runs with water no warmer than need be. */
export const MODULATING: HeatPumpMap = { minSpeed: 0.3, readyW: 0 };

/** Best in short runs with hot water: each minute in which something is asked of it is dear. */
export const FIXED_SPEED: HeatPumpMap = { minSpeed: 1, readyW: 1_100 };

const ZERO_C_IN_K = 273.15;
/** Speed at which the register's machines are measured, near enough. */
const RATED_SPEED = 0.7;
/**
 * Kelvins of exchanger that less load leaves unused, as a share of efficiency for each share of speed: what the register's
 * machines of fixed speed lack of those that modulate.
 */
const GAIN_PER_SPEED = 0.2;
/** Share of the ideal efficiency between water and air that is reached; colder air and hotter water leave less of it. */
const CARNOT_SHARE = 0.446;
const SHARE_PER_AIR_K = 0.0038;
const SHARE_PER_WATER_K = 0.0005;
const FALLS_BELOW_AIR_C = 2;
const FALLS_ABOVE_WATER_C = 35;
/** Smaller lifts make it no better. */
const LIFT_MIN_K = 20;
/** The same in cooling, between refrigerant and refrigerant: exchangers count for more where the lift is small. */
const COOLING_SHARE = 0.44;
const COOLING_LIFT_MIN_K = 15;
const COP_MAX = 9;

const partLoad = (speed: number): number => 1 + GAIN_PER_SPEED * (RATED_SPEED - speed);

/** Heat per electricity of compressor and fan, between two defrosts. */
export function heatingCop(airC: number, waterC: number, speed = RATED_SPEED): number {
  const share =
    CARNOT_SHARE -
    SHARE_PER_AIR_K * Math.max(0, FALLS_BELOW_AIR_C - airC) -
    SHARE_PER_WATER_K * Math.max(0, waterC - FALLS_ABOVE_WATER_C);
  const ideal = (ZERO_C_IN_K + waterC) / Math.max(LIFT_MIN_K, waterC - airC);
  return clamp(share * ideal * partLoad(speed), 1, COP_MAX);
}

/** Cold per electricity, by where the refrigerant condenses and evaporates. */
export function coolingCop(condensingC: number, evaporatingC: number, speed = RATED_SPEED): number {
  const liftK = Math.max(COOLING_LIFT_MIN_K, condensingC - evaporatingC);
  const ideal = (ZERO_C_IN_K + evaporatingC) / liftK;
  return clamp(COOLING_SHARE * ideal * partLoad(speed), 1, COP_MAX);
}

/** Full heat as a share of that at 7 °C outdoors and water of 35 °C. */
export const heatingCapacity = (airC: number, waterC: number): number =>
  clamp(1 + 0.025 * (airC - 7) - 0.003 * (waterC - 35), 0.3, 1.3);

/** Full cold as a share of the same. */
export const coolingCapacity = (airC: number, waterC: number): number =>
  clamp(0.9 - 0.008 * (airC - 35) + 0.02 * (waterC - 7), 0.6, 1.3);
