/** A zone's settings and the rules of its setpoints (DESIGN.md section 3, aris-api.md section 12). */
import { invalid } from './errors.ts';
import type { Zone } from './house.ts';
import { fromTenthsC, toTenthsC, type TenthsC } from './units.ts';

export const ZONE_MODES = ['heat', 'cool', 'auto', 'off'] as const;
export type ZoneMode = (typeof ZONE_MODES)[number];
/** What a zone demands now. */
export type ActiveCall = 'heat' | 'cool' | 'none';

export const SETPOINT_MIN_C = 10;
export const SETPOINT_MAX_C = 30;
const MIN: TenthsC = toTenthsC(SETPOINT_MIN_C);
const MAX: TenthsC = toTenthsC(SETPOINT_MAX_C);
/** Least distance of the setpoints: 2.2 °C, which is 4 °F. */
export const SETPOINT_GAP: TenthsC = 22;
const DEFAULT_HEAT_SET: TenthsC = 210;
const DEFAULT_COOL_SET: TenthsC = 240;

/** What is asked of a zone. A setpoint is there exactly where the zone supports it. */
export interface ZoneSettings {
  readonly mode: ZoneMode;
  readonly heatSet?: TenthsC | undefined;
  readonly coolSet?: TenthsC | undefined;
}

/** What a person or a client asks for; °C. */
export interface ZoneCommand {
  readonly mode?: ZoneMode | undefined;
  readonly tempHeatSetC?: number | undefined;
  readonly tempCoolSetC?: number | undefined;
}

type Capabilities = Pick<Zone, 'supportsHeat' | 'supportsCool'>;

export function supportedModes({ supportsHeat, supportsCool }: Capabilities): ZoneMode[] {
  return ZONE_MODES.filter(
    (mode) =>
      mode === 'off' || ((supportsHeat || mode === 'cool') && (supportsCool || mode === 'heat')),
  );
}

/** The settings of a zone that nobody has set yet. */
export function defaultSettings(zone: Capabilities): ZoneSettings {
  const { supportsHeat, supportsCool } = zone;
  return {
    mode: supportsHeat && supportsCool ? 'auto' : supportsHeat ? 'heat' : 'cool',
    ...(supportsHeat && { heatSet: DEFAULT_HEAT_SET }),
    ...(supportsCool && { coolSet: DEFAULT_COOL_SET }),
  };
}

/** The settings as far as the zone, whose description may have changed since, still supports them. */
export function fitSettings(zone: Capabilities, settings: ZoneSettings): ZoneSettings {
  const defaults = defaultSettings(zone);
  const heatSet = zone.supportsHeat ? (settings.heatSet ?? defaults.heatSet) : undefined;
  const coolSet = zone.supportsCool ? (settings.coolSet ?? defaults.coolSet) : undefined;
  return {
    mode: supportedModes(zone).includes(settings.mode) ? settings.mode : defaults.mode,
    ...spread(heatSet, coolSet, 'heat'),
  };
}

function askedSetpoint(
  field: string,
  tempC: number | undefined,
  supported: boolean,
): TenthsC | undefined {
  if (tempC === undefined) return undefined;
  if (!supported)
    throw invalid(
      field,
      `${field} cannot be set: this zone does not ${field === 'tempHeatSetC' ? 'heat' : 'cool'}`,
    );
  const tenths = toTenthsC(tempC);
  if (!Number.isFinite(tempC) || tempC < SETPOINT_MIN_C || tempC > SETPOINT_MAX_C) {
    throw invalid(
      field,
      `${field} must be from ${SETPOINT_MIN_C} to ${SETPOINT_MAX_C} °C, not ${tempC}`,
    );
  }
  return tenths;
}

interface Setpoints {
  readonly heatSet?: TenthsC;
  readonly coolSet?: TenthsC;
}

/** Keeps the gap: the setpoint that does not stand moves; at the edge of the range the standing one gives way. */
function spread(
  heatSet: TenthsC | undefined,
  coolSet: TenthsC | undefined,
  standing: 'heat' | 'cool',
): Setpoints {
  if (heatSet === undefined) return coolSet === undefined ? {} : { coolSet };
  if (coolSet === undefined) return { heatSet };
  if (coolSet - heatSet >= SETPOINT_GAP) return { heatSet, coolSet };
  if (standing === 'heat') {
    const moved = Math.min(heatSet + SETPOINT_GAP, MAX);
    return { heatSet: moved - SETPOINT_GAP, coolSet: moved };
  }
  const moved = Math.max(coolSet - SETPOINT_GAP, MIN);
  return { heatSet: moved, coolSet: moved + SETPOINT_GAP };
}

export interface AppliedCommand {
  readonly settings: ZoneSettings;
  /** What was asked and what moved with it, as it now is. */
  readonly applied: ZoneCommand;
}

/**
 * The zone's settings after the command.
 * @throws HubError `invalid`, naming the field: nothing asked, a mode or setpoint that the zone does not support, a
 * setpoint outside 10–30 °C
 */
export function applyCommand(
  zone: Capabilities,
  settings: ZoneSettings,
  command: ZoneCommand,
): AppliedCommand {
  const { mode = settings.mode } = command;
  if (command.mode !== undefined && !supportedModes(zone).includes(command.mode)) {
    throw invalid(
      'mode',
      `mode must be one of ${supportedModes(zone).join(', ')} in this zone, not ${command.mode}`,
    );
  }
  const heatAsked = askedSetpoint('tempHeatSetC', command.tempHeatSetC, zone.supportsHeat);
  const coolAsked = askedSetpoint('tempCoolSetC', command.tempCoolSetC, zone.supportsCool);
  if (command.mode === undefined && heatAsked === undefined && coolAsked === undefined) {
    throw invalid('mode', 'a command needs at least one of mode, tempHeatSetC, tempCoolSetC');
  }
  const onlyOne = heatAsked === undefined || coolAsked === undefined;
  const standing = onlyOne
    ? coolAsked === undefined
      ? 'heat'
      : 'cool'
    : mode === 'cool'
      ? 'cool'
      : 'heat';
  const setpoints = spread(heatAsked ?? settings.heatSet, coolAsked ?? settings.coolSet, standing);
  const { heatSet, coolSet } = setpoints;
  return {
    settings: { mode, ...setpoints },
    applied: {
      ...(command.mode !== undefined && { mode }),
      ...(heatSet !== undefined && (heatAsked !== undefined || heatSet !== settings.heatSet)
        ? { tempHeatSetC: fromTenthsC(heatSet) }
        : {}),
      ...(coolSet !== undefined && (coolAsked !== undefined || coolSet !== settings.coolSet)
        ? { tempCoolSetC: fromTenthsC(coolSet) }
        : {}),
    },
  };
}
