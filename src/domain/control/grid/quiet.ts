/** Quiet hours: the source is asked to be quiet, fans blow more softly, and hot water waits. */
import { HOUR_MS } from '../../units.ts';
import type { FanSettings } from '../zones/fan.ts';

export interface QuietSettings {
  /** Hours of the house's day, 0 to under 24. The same twice: all day. */
  readonly fromHour: number;
  readonly untilHour: number;
  /** The loudest that a fan may be meanwhile, %. */
  readonly fanPercent: number;
}

const DAY_HOURS = 24;

/** When it will be over; undefined where it is not quiet now, or nobody knows what time it is in the house. */
export function quietUntilMs(
  quiet: QuietSettings | undefined,
  localHour: number | undefined,
  nowMs: number,
): number | undefined {
  if (quiet === undefined || localHour === undefined) return undefined;
  const { fromHour, untilHour } = quiet;
  const isIn =
    fromHour < untilHour
      ? localHour >= fromHour && localHour < untilHour
      : localHour >= fromHour || localHour < untilHour;
  if (!isIn) return undefined;
  const left = untilHour > localHour ? untilHour - localHour : untilHour - localHour + DAY_HOURS;
  return nowMs + left * HOUR_MS;
}

/** How fans blow now. */
export function quietFan(
  { fan, quiet }: { readonly fan: FanSettings; readonly quiet?: QuietSettings | undefined },
  isQuiet: boolean,
): FanSettings {
  if (quiet === undefined || !isQuiet) return fan;
  return { ...fan, maxPercent: Math.min(fan.maxPercent, quiet.fanPercent) };
}
