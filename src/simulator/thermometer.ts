/** The thermometer of a room: it lags, it is not exact, and it tells steps. */
import { approach } from './water.ts';

export interface ThermometerSpec {
  /** Time constant with which it follows the air; 0 follows at once. */
  readonly lagMs: number;
  /** Standard deviation of what it is off, anew each minute. */
  readonly noiseK: number;
  /** What it tells is a multiple of this; 0 tells all. */
  readonly stepK: number;
}

export interface ThermometerState {
  /** Of the thermometer itself. */
  readonly tempC: number;
  /** What it tells. */
  readonly shownC: number;
}

export const newThermometer = (tempC: number): ThermometerState => ({ tempC, shownC: tempC });

/** @param noise how far off it is now, in standard deviations */
export function stepThermometer(
  { lagMs, noiseK, stepK }: ThermometerSpec,
  state: ThermometerState,
  airTempC: number,
  noise: number,
  dtMs: number,
): ThermometerState {
  const tempC = lagMs > 0 ? approach(state.tempC, airTempC, dtMs, lagMs) : airTempC;
  const exactC = tempC + noise * noiseK;
  return { tempC, shownC: stepK > 0 ? Math.round(exactC / stepK) * stepK : exactC };
}
