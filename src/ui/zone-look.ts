/** How a zone is told of: why, what is asked of it, and for how long. What happens in it is `activity.ts`. */
import type { ZoneView } from '../domain/zone-view.ts';
import { clockTime, duration, setpoint, type Units } from './format.ts';
import { FIELDS, sidesIn, type Setpoints } from './setpoints.ts';
import { home as words } from './strings/home.ts';

/** Why it is so, with when that is over where it is known. */
export function whyText(
  reason: { readonly text: string; readonly until?: string } | undefined,
  nowMs: number,
): string | undefined {
  if (reason?.until === undefined) return reason?.text;
  return words.zone.why.until(reason.text, clockTime(reason.until, nowMs));
}

/** `heat to 21.0°, cool to 24.0°`: what a change of schedule sets. */
export function settingsText(
  settings: Setpoints & { readonly mode?: ZoneView['mode'] | undefined },
  units: Units,
  zoneMode: ZoneView['mode'],
): string {
  const mode = settings.mode ?? zoneMode;
  if (mode === 'off') return words.zone.modes.off.toLowerCase();
  const sides = sidesIn(mode, settings).map((side) =>
    words.zone.told[side](setpoint(settings[FIELDS[side]], units)).toLowerCase(),
  );
  return sides.length === 0 ? words.zone.modes[mode].toLowerCase() : sides.join(', ');
}

export function holdText(hold: NonNullable<ZoneView['hold']>, nowMs: number): string {
  if (hold.until === undefined) return words.zone.held;
  const left = duration(Date.parse(hold.until) - nowMs);
  return words.zone.heldUntil(clockTime(hold.until, nowMs), left);
}
