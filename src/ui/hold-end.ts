/** The end of what is set by hand. */
import type { HoldCommand } from '../domain/hold.ts';
import type { ZoneView } from '../domain/zone-view.ts';
import { hubNowMs } from './now.ts';

/** A hold that is about to end is over when the hub hears of it. */
const ABOUT_MS = 10_000;

/**
 * How long what is set by hand lasts: as long as the hold that it changes, else until the schedule has its next say, else
 * until it is changed.
 */
export function endOf(
  { hold }: Pick<ZoneView, 'hold'>,
  hasNextChange: boolean,
  nowMs = hubNowMs(),
): Pick<HoldCommand, 'until'> {
  const isHeld = hold !== undefined && !(Date.parse(hold.until ?? '') < nowMs + ABOUT_MS);
  if (isHeld) return hold.until === undefined ? {} : { until: hold.until };
  return hasNextChange ? { until: 'next_schedule' } : {};
}
