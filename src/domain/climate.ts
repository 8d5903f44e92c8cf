/** A zone as a thermostat shows it, in the words of Home Assistant's climate entities. */
import type { Hold } from './hold.ts';
import { lengthOf, type HoldLength } from './hold-length.ts';
import { isoTime } from './units.ts';
import type { SystemMode } from './system-mode.ts';
import type { ZoneView } from './zone-view.ts';
import type { ZoneMode } from './zone-setpoints.ts';

export interface Climate {
  readonly mode: 'off' | 'heat' | 'cool' | 'heat_cool';
  readonly action?: 'off' | 'heating' | 'cooling' | 'idle' | 'defrosting';
  /** `none`, `boost`, `away` or `hold`. */
  readonly preset: string;
  /** °C: either one setpoint, or the two of a range, and never both. */
  readonly targetC?: number;
  readonly lowC?: number;
  readonly highC?: number;
  /** Absent for a hold of another length. */
  readonly hold?: HoldLength;
  readonly plan: ZonePlanWord;
  /** When its schedule sets something next, ISO 8601. */
  readonly nextChange?: string;
}

/** What the zone's setpoints come of. */
export const ZONE_PLAN_WORDS = ['schedule', 'hold', 'away', 'vacation', 'off', 'manual'] as const;
type ZonePlanWord = (typeof ZONE_PLAN_WORDS)[number];

/** What there is to say of the zone besides its view. */
export interface ClimateStanding {
  readonly systemMode: SystemMode;
  /** The hold that is in force. */
  readonly hold?: Hold | undefined;
  /** When its schedule sets something next. */
  readonly nextMs?: number | undefined;
  /** Whether the heat pump thaws its outdoor unit: no heat comes meanwhile. */
  readonly isDefrosting?: boolean;
}

export const CLIMATE_MODES = {
  heat: 'heat',
  cool: 'cool',
  auto: 'heat_cool',
  off: 'off',
} as const satisfies Record<ZoneMode, Climate['mode']>;
export const CLIMATE_ACTIONS = {
  heat: 'heating',
  cool: 'cooling',
  idle: 'idle',
  off: 'off',
} as const;

function presetOf({ hold }: ZoneView, systemMode: SystemMode): string {
  if (hold !== undefined) return hold.preset ?? 'hold';
  return systemMode === 'away' || systemMode === 'vacation' ? 'away' : 'none';
}

/** So near to the tenth of a kelvin that it was rounded to lies every whole or half degree Fahrenheit that was set. */
const ROUNDED_K = 0.045;

/**
 * The setpoint as a whole or half degree Fahrenheit, where it may have been set as that: 71.5 °F is kept as 21.9 °C, which
 * would read 71.4 °F. Rounded to tenths, as it is shown in °C, it is the same as before.
 */
function fahrenheitSafe(tempC: number): number {
  const halfDegreesF = Math.round((tempC * 1.8 + 32) * 2) / 2;
  const exactC = (halfDegreesF - 32) / 1.8;
  return Math.abs(exactC - tempC) < ROUNDED_K ? Math.round(exactC * 100) / 100 : tempC;
}

function setpoints(view: ZoneView): Pick<Climate, 'targetC' | 'lowC' | 'highC'> {
  const { mode, tempHeatSetC: heatC, tempCoolSetC: coolC } = view;
  if (heatC !== undefined && coolC !== undefined && mode !== 'heat' && mode !== 'cool')
    return { lowC: fahrenheitSafe(heatC), highC: fahrenheitSafe(coolC) };
  const targetC = mode === 'cool' ? coolC : (heatC ?? coolC);
  return targetC === undefined ? {} : { targetC: fahrenheitSafe(targetC) };
}

function actionOf({ effectiveMode }: ZoneView, isDefrosting: boolean): Pick<Climate, 'action'> {
  if (effectiveMode === undefined) return {};
  const isHeld = isDefrosting && effectiveMode === 'heat';
  return { action: isHeld ? 'defrosting' : CLIMATE_ACTIONS[effectiveMode] };
}

export function zonePlanWord({
  systemMode,
  hold,
  nextMs,
}: Pick<ClimateStanding, 'systemMode' | 'hold' | 'nextMs'>): ZonePlanWord {
  if (hold !== undefined) return 'hold';
  if (systemMode !== 'home') return systemMode;
  return nextMs === undefined ? 'manual' : 'schedule';
}

export function climateOf(view: ZoneView, standing: ClimateStanding): Climate {
  const { systemMode, hold, nextMs, isDefrosting = false } = standing;
  const length = lengthOf(hold, nextMs);
  return {
    mode: CLIMATE_MODES[view.mode],
    ...actionOf(view, isDefrosting),
    preset: presetOf(view, systemMode),
    ...setpoints(view),
    ...(length !== undefined && { hold: length }),
    plan: zonePlanWord(standing),
    ...(nextMs !== undefined && { nextChange: isoTime(nextMs) }),
  };
}
