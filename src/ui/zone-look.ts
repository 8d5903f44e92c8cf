/** How a zone is told of: why, what is asked of it, and for how long. What happens in it is `activity.ts`. */
import type { ZoneView } from '../domain/zone-view.ts';
import { clockTime, duration, setpoint, type Units } from './format.ts';
import { reasonText, type CodedText } from './said.ts';
import { FIELDS, sidesIn, type Setpoints } from './setpoints.ts';
import { home as words } from './strings/home.ts';

/** Why it is so, with when that is over where it is known. */
export function whyText(
  reason: (CodedText & { readonly until?: string }) | undefined,
  nowMs: number,
): string | undefined {
  if (reason === undefined) return undefined;
  const text = reasonText(reason);
  if (reason.until === undefined) return text;
  return words.zone.why.until(text, clockTime(reason.until, nowMs));
}

/** `heat to 21.0°, cool to 24.0°`: what a change of schedule sets. */
export function settingsText(
  settings: Setpoints & { readonly mode?: ZoneView['mode'] | undefined },
  units: Units,
  zoneMode: ZoneView['mode'],
): string {
  const { planned } = words.zone;
  const mode = settings.mode ?? zoneMode;
  if (mode === 'off') return planned.modes.off;
  const sides = sidesIn(mode, settings).map((side) =>
    planned[side](setpoint(settings[FIELDS[side]], units)),
  );
  return sides.length === 0 ? planned.modes[mode] : sides.join(', ');
}

export function holdText(hold: NonNullable<ZoneView['hold']>, nowMs: number): string {
  if (hold.until === undefined) return words.zone.held;
  const left = duration(Date.parse(hold.until) - nowMs);
  return words.zone.heldUntil(clockTime(hold.until, nowMs), left);
}
