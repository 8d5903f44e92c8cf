/** Where water begins to drip from what is cold. */
import { sane } from '../base/numbers.ts';

/** Magnus formula over water, −45 to 60 °C (WMO-No. 8, annex 4.B): good to 0.35 K. */
const MAGNUS_B = 17.62;
const MAGNUS_C = 243.12;
/** The dampest air that people call comfortable, 12 g/kg (ASHRAE 55): for a room that nobody measures. */
const UNKNOWN_DEW_C = 16.8;

/** Dew point in °C of air at −40 to 60 °C and 1 to 100 %; undefined where either is missing or nonsense. */
export function dewPointC(
  tempC: number | undefined,
  rhPercent: number | undefined,
): number | undefined {
  const t = sane(tempC, -40, 60);
  const rh = sane(rhPercent, 1, 100);
  if (t === undefined || rh === undefined) return undefined;
  const gamma = Math.log(rh / 100) + (MAGNUS_B * t) / (MAGNUS_C + t);
  return (MAGNUS_C * gamma) / (MAGNUS_B - gamma);
}

/** The dew point to keep above in a room, °C; none where what condenses is drained. */
export function guardedDewC(room: {
  readonly tempC?: number | undefined;
  readonly rhPercent?: number | undefined;
  readonly hasDrains?: boolean | undefined;
}): number {
  if (room.hasDrains === true) return -Infinity;
  return dewPointC(room.tempC, room.rhPercent) ?? UNKNOWN_DEW_C;
}
