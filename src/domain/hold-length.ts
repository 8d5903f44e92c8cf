/** How long a zone is held as it is: the lengths that a client chooses from, and which of them is in force. */
import type { Hold } from './hold.ts';
import { MINUTE_MS } from './units.ts';
import type { ZoneAsk } from './zone-ask.ts';

const MINUTES = { '1h': 60, '2h': 120, '4h': 240 } as const;
type Timed = keyof typeof MINUTES;

export const HOLD_LENGTHS = ['none', '1h', '2h', '4h', 'next_change', 'until_changed'] as const;
export type HoldLength = (typeof HOLD_LENGTHS)[number];

const isTimed = (length: HoldLength): length is Timed => length in MINUTES;

/** What it asks of the zone. What the same client has set just before is what is held. */
export function holdOfLength(length: HoldLength): ZoneAsk {
  if (isTimed(length)) return { holdAsIs: { durationMinutes: MINUTES[length] } };
  if (length === 'none') return { resumeSchedule: true };
  return length === 'next_change'
    ? { holdAsIs: { until: 'next_schedule' } }
    : { setPreset: 'hold' };
}

/**
 * Undefined for a hold of another length.
 * @param nextMs when the zone's schedule changes next, where it has one
 */
export function lengthOf(
  hold: Hold | undefined,
  nextMs: number | undefined,
): HoldLength | undefined {
  if (hold === undefined) return 'none';
  const { sinceMs, untilMs, isDuration } = hold;
  if (untilMs === undefined) return 'until_changed';
  if (untilMs === nextMs) return 'next_change';
  const minutes = isDuration === true ? (untilMs - sinceMs) / MINUTE_MS : undefined;
  return HOLD_LENGTHS.filter(isTimed).find((length) => MINUTES[length] === minutes);
}
