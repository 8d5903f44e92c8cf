/** How warm or cold the circuit's water is to be. */
import { DEFAULT_SETTINGS } from '../../settings.ts';
import { MINUTE_MS } from '../../units.ts';
import { fittedC, type SupplyBounds } from '../appliance/appliance.ts';
import { clamp, elapsedMs, toHalves } from '../base/numbers.ts';

export interface SupplySettings {
  /** The heating curve: two days as designed, and the water they need. Fan coils of a sound house. */
  readonly coldOutdoorC: number;
  readonly coldSupplyC: number;
  readonly mildOutdoorC: number;
  readonly mildSupplyC: number;
  /** Bounds of what the curve and all corrections may ask, °C. */
  readonly minC: number;
  readonly maxC: number;
  /** What the curve takes where nobody knows the weather, °C outdoors. */
  readonly unknownOutdoorC: number;
  /** Rooms that lack nothing do with water so much colder than the curve, which has to do for rooms that nobody sees … */
  readonly roomMinK: number;
  /** … and for each kelvin that the coldest lacks it is so much warmer, up to so much above the curve. */
  readonly roomKPerK: number;
  readonly roomMaxK: number;
  /** What cooling asks for in dry air, and the warmest water that still cools, °C. */
  readonly coolC: number;
  readonly coolMaxC: number;
  /** Cold water stays this far above the dew point: 2 K for the errors of sensors and pipes colder than their water. */
  readonly dewMarginK: number;
  /** A fan coil blows no water that is less than so much warmer, or colder, than its room; a valve lets any through, K. */
  readonly fanCoilK: number;
  /** A machine starts only where its water is so far from what it is told, K. */
  readonly startK: number;
  /** Water that asks nothing of the source, so that only what is stored flows, °C. */
  readonly restHeatC: number;
  readonly restCoolC: number;
  /** Water to the tank's coil is this much hotter than the tank is to be. */
  readonly tankCoilK: number;
}

export const SUPPLY_DEFAULTS: SupplySettings = {
  coldOutdoorC: DEFAULT_SETTINGS.curveColdOutdoorC,
  coldSupplyC: DEFAULT_SETTINGS.curveColdSupplyC,
  mildOutdoorC: DEFAULT_SETTINGS.curveMildOutdoorC,
  mildSupplyC: DEFAULT_SETTINGS.curveMildSupplyC,
  minC: 25,
  maxC: 50,
  unknownOutdoorC: 0,
  roomMinK: 4,
  roomKPerK: 10,
  roomMaxK: 3,
  coolC: DEFAULT_SETTINGS.coolSupplyC,
  coolMaxC: 20,
  dewMarginK: 2,
  fanCoilK: 4,
  startK: 2,
  restHeatC: 20,
  restCoolC: 22,
  tankCoilK: 5,
};

/** Hottest water that is ever asked for, °C. */
const COIL_MAX_C = 65;
/** Smaller changes of the target are not worth a message. */
const STEADY_K = 0.75;

export interface HeatingInputs {
  /** What the coldest of the heated rooms lacks, K. */
  readonly lackK: number;
  /** Warmer water is of use to one that calls, °C; infinite where none does. */
  readonly usefulC?: number;
  /** What surplus energy adds, K. */
  readonly raiseK?: number;
}

/** @param outdoorC averaged outdoor temperature */
export function heatingSupplyC(
  settings: SupplySettings,
  outdoorC: number | undefined,
  { lackK, usefulC = Infinity, raiseK = 0 }: HeatingInputs,
  beforeC?: number,
): number {
  const { coldOutdoorC, coldSupplyC, mildOutdoorC, mildSupplyC, minC, maxC } = settings;
  const slope = (coldSupplyC - mildSupplyC) / (mildOutdoorC - coldOutdoorC);
  const curveC = mildSupplyC + slope * (mildOutdoorC - (outdoorC ?? settings.unknownOutdoorC));
  const roomK = Math.min(settings.roomKPerK * lackK - settings.roomMinK, settings.roomMaxK);
  const leastC = usefulC === Infinity ? minC : Math.max(minC, usefulC + settings.startK);
  const targetC = clamp(Math.max(curveC + roomK + raiseK, leastC), minC, maxC);
  if (beforeC !== undefined && Math.abs(targetC - beforeC) < STEADY_K) return beforeC;
  return clamp(toHalves(targetC), minC, maxC);
}

/** A machine of another make may store what it is told, in a memory that wears: it is told less, and less often. */
const STORED_STEADY_K = 1;
const STORED_STEADY_MS = 15 * MINUTE_MS;
/** That much is not kept from it, however soon. */
const STORED_AT_ONCE_K = 3;

export interface StoredSupply {
  readonly tempC: number;
  readonly sinceMs: number;
}

/** Heating water for a machine of another make: as it can be told, and held where the difference is small or soon. */
export function storedSupplyC(
  bounds: SupplyBounds,
  tempC: number,
  before: StoredSupply | undefined,
  nowMs: number,
): StoredSupply {
  const wanted = { tempC: fittedC(bounds, tempC), sinceMs: nowMs };
  if (before === undefined) return wanted;
  // Its bounds may be others than they were.
  const isTold = fittedC(bounds, before.tempC) === before.tempC;
  const byK = Math.abs(tempC - before.tempC);
  const isSmall = byK < Math.max(bounds.stepK, STORED_STEADY_K);
  const isSoon = elapsedMs(nowMs, before.sinceMs) < STORED_STEADY_MS && byK < STORED_AT_ONCE_K;
  return isTold && (isSmall || isSoon || wanted.tempC === before.tempC) ? before : wanted;
}

/** Whether a room of this dew point can be cooled at all without condensation. */
export const isTooHumid = ({ coolMaxC, dewMarginK }: SupplySettings, dewC: number): boolean =>
  dewC + dewMarginK > coolMaxC;

/**
 * @param wettestDewC highest dew point of the rooms that are cooled
 * @param errorK what the warmest of them lacks
 */
export function coolingSupplyC(
  { coolC, coolMaxC, dewMarginK, roomMinK, roomKPerK }: SupplySettings,
  wettestDewC: number,
  errorK = Infinity,
): number {
  // Up to the next half degree: rounding must not eat into the margin.
  const guardedC = Math.ceil((wettestDewC + dewMarginK) * 2) / 2;
  const wantedC = coolC + Math.max(0, roomMinK - roomKPerK * errorK);
  return Math.min(Math.max(guardedC, toHalves(wantedC)), Math.max(coolMaxC, guardedC));
}

export const tankSupplyC = ({ tankCoilK }: SupplySettings, targetTempC: number): number =>
  Math.min(COIL_MAX_C, targetTempC + tankCoilK);
