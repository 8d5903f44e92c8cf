/** How a zone is told of: what is happening in it, what is asked of it, and for how long. */
import type { ZoneView } from '../domain/zone-view.ts';
import type { IconName } from './components/icon.tsx';
import type { Tone } from './components/notice.tsx';
import { clockTime, duration, setpoint, type Units } from './format.ts';
import { reasonText, type CodedText } from './said.ts';
import { FIELDS, sidesIn, type Setpoints } from './setpoints.ts';
import { home as words } from './strings/home.ts';

export type Activity = keyof typeof words.zone.activity;

/** @param still the zones that nothing reaches, since their water stands */
export function activityOf(zone: ZoneView, still: ReadonlySet<string>): Activity {
  const { zoneId, effectiveMode, activeCall, mode, reason, tempC } = zone;
  const isStill = still.has(zoneId);
  // Frost is kept out whatever the mode.
  if (effectiveMode === 'heat') return isStill ? 'wantsHeat' : 'heating';
  if (effectiveMode === 'cool') return isStill ? 'wantsCool' : 'cooling';
  if (mode === 'off') return 'off';
  if (tempC === undefined) return effectiveMode === undefined ? 'unknown' : 'blind';
  if (activeCall === 'heat') return 'wantsHeat';
  if (activeCall === 'cool') return 'wantsCool';
  return reason?.code === 'satisfied' ? 'comfortable' : 'resting';
}

export const LOOKS: Readonly<Record<Activity, { readonly tone?: Tone; readonly icon: IconName }>> =
  {
    heating: { tone: 'heat', icon: 'flame' },
    cooling: { tone: 'cool', icon: 'snow' },
    wantsHeat: { tone: 'warn', icon: 'clock' },
    wantsCool: { tone: 'warn', icon: 'clock' },
    comfortable: { tone: 'good', icon: 'check' },
    resting: { icon: 'check' },
    blind: { tone: 'warn', icon: 'thermometer' },
    off: { icon: 'power' },
    unknown: { icon: 'clock' },
  };

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

/** The house in one sentence, or two. */
export function houseSentence(zones: readonly ZoneView[], still: ReadonlySet<string>): string {
  const { sentence } = words;
  const activities = zones.map((zone) => activityOf(zone, still));
  const many = (wanted: Activity) => activities.filter((one) => one === wanted).length;
  const [heating, cooling] = [many('heating'), many('cooling')];
  const waiting = many('wantsHeat') + many('wantsCool');
  const unknown = zones.filter(({ tempC }) => tempC === undefined).length;
  const told = [
    ...(heating > 0 ? [sentence.heating(heating, zones.length)] : []),
    ...(cooling > 0 ? [sentence.cooling(cooling, zones.length)] : []),
    ...(waiting > 0 ? [sentence.waiting(waiting)] : []),
    ...(unknown > 0 ? [sentence.unknown(unknown)] : []),
  ];
  if (told.length > 0) return told.join(' ');
  if (many('off') === zones.length) return sentence.off;
  return many('comfortable') === zones.length ? sentence.comfortable : sentence.resting;
}
