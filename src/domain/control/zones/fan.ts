/** How hard a fan coil blows while its zone is served. That it blows nothing cold is the unit's own business. */
import { clamp } from '../base/numbers.ts';

export interface FanSettings {
  /** The quietest level that still moves air, %. */
  readonly minPercent: number;
  /** The loudest that people bear, %. */
  readonly maxPercent: number;
  /** Kelvins beyond the setpoint that ask for the loudest level. */
  readonly fullErrorK: number;
  /** Levels are this far apart, %: finer ones nobody hears, and each is a message. */
  readonly stepPercent: number;
}

export const FAN_DEFAULTS: FanSettings = {
  minPercent: 25,
  maxPercent: 100,
  fullErrorK: 1,
  stepPercent: 5,
};

/** The level in whole %: from the quietest at the setpoint to the loudest; `before` stands while it is nearly right. */
export function fanPercent(
  { minPercent, maxPercent, fullErrorK, stepPercent }: FanSettings,
  errorK: number,
  before?: number,
): number {
  const share = clamp(errorK / fullErrorK, 0, 1);
  const exact = minPercent + (maxPercent - minPercent) * share;
  if (before !== undefined && before > 0 && Math.abs(exact - before) < stepPercent)
    return Math.min(before, maxPercent);
  const stepped = Math.round(exact / stepPercent) * stepPercent;
  return clamp(stepped, minPercent, maxPercent);
}
