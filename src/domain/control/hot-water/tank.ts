/** What is asked and known of the hot water tank. */
import { mean } from '../../units.ts';
import { sane } from '../base/numbers.ts';

export interface TankSnapshot {
  /** What is asked, °C, with set-backs already in it. */
  readonly targetTempC?: number | undefined;
  /** Hot water is switched off: only frost is kept from the tank. */
  readonly isOff?: boolean | undefined;
  readonly boostUntilMs?: number | undefined;
  /** When a person last asked for a disinfection. */
  readonly sanitizeAskedMs?: number | undefined;
  /** Whether water is to be kept warm up to the taps. */
  readonly recirc?: boolean | undefined;
  /** What is measured; absent where it is not fresh. */
  readonly tempTopC?: number | undefined;
  readonly tempMidC?: number | undefined;
  readonly tempBottomC?: number | undefined;
  readonly lastSanitizationMs?: number | undefined;
  /** Whether it says that it disinfects itself. */
  readonly isSanitizing?: boolean | undefined;
}

interface Temps {
  /** Of all that is measured. */
  readonly meanC: number;
  readonly topC?: number | undefined;
  /** What the target is compared with: the middle of the tank, for charges neither too often nor too late. */
  readonly bodyC: number;
  readonly coldestC?: number | undefined;
}

/** What is known of the tank; undefined where nothing is. */
export function tankTemps(tank: TankSnapshot): Temps | undefined {
  const topC = sane(tank.tempTopC, -10, 110);
  const midC = sane(tank.tempMidC, -10, 110);
  const bottomC = sane(tank.tempBottomC, -10, 110);
  const between =
    topC !== undefined && bottomC !== undefined ? (topC + bottomC) / 2 : (topC ?? bottomC);
  const bodyC = midC ?? between;
  if (bodyC === undefined) return undefined;
  const coldestC =
    bottomC === undefined ? undefined : Math.min(bottomC, midC ?? bottomC, topC ?? bottomC);
  const measured = [topC, midC, bottomC].filter((tempC) => tempC !== undefined);
  return { meanC: mean(measured) ?? bodyC, topC, bodyC, coldestC };
}

/**
 * What proves a disinfection, °C: the coldest of the tank. While the tank says that it disinfects itself, what is measured
 * of it has to do: most tanks have one sensor.
 */
export function provingC(tank: TankSnapshot): number | undefined {
  const temps = tankTemps(tank);
  return temps?.coldestC ?? (tank.isSanitizing === true ? temps?.bodyC : undefined);
}
