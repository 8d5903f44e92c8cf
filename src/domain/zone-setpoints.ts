/** A zone's settings and the rules of its setpoints. */
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

/** What a zone can do. */
export type Capabilities = Pick<Zone, 'supportsHeat' | 'supportsCool'>;

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

/** Why a setpoint cannot be asked of the zone; undefined where it can. */
export function setpointFault(
  field: keyof ZoneCommand,
  tempC: number | undefined,
  zone: Capabilities,
): string | undefined {
  if (tempC === undefined) return undefined;
  const does = field === 'tempHeatSetC' ? 'heat' : 'cool';
  if (!(does === 'heat' ? zone.supportsHeat : zone.supportsCool))
    return `cannot be set: this zone does not ${does}`;
  // NaN is in no range.
  return tempC >= SETPOINT_MIN_C && tempC <= SETPOINT_MAX_C
    ? undefined
    : `must be from ${SETPOINT_MIN_C} to ${SETPOINT_MAX_C} °C, not ${tempC}`;
}

/** Why a mode cannot be asked of the zone; undefined where it can. */
export function modeFault(mode: ZoneMode | undefined, zone: Capabilities): string | undefined {
  const modes = supportedModes(zone);
  return mode === undefined || modes.includes(mode)
    ? undefined
    : `must be one of ${modes.join(', ')} in this zone, not ${mode}`;
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

/** Warmer by so many kelvin, or cooler; within the range, and as far apart as before where there is room. */
export function shifted({ mode, heatSet, coolSet }: ZoneSettings, shiftK: number): ZoneSettings {
  const moved = (set: TenthsC | undefined) =>
    set === undefined ? undefined : Math.min(Math.max(set + toTenthsC(shiftK), MIN), MAX);
  return { mode, ...spread(moved(heatSet), moved(coolSet), shiftK > 0 ? 'cool' : 'heat') };
}

/** The settings with what is asked laid over them, as far as the zone supports it. */
export function overlay(
  zone: Capabilities,
  settings: ZoneSettings,
  asked: ZoneCommand,
): ZoneSettings {
  const mode =
    asked.mode !== undefined && modeFault(asked.mode, zone) === undefined
      ? asked.mode
      : settings.mode;
  const heatAsked = zone.supportsHeat ? asked.tempHeatSetC : undefined;
  const coolAsked = zone.supportsCool ? asked.tempCoolSetC : undefined;
  const isCoolStanding = coolAsked !== undefined && (heatAsked === undefined || mode === 'cool');
  const heatSet = heatAsked === undefined ? settings.heatSet : toTenthsC(heatAsked);
  const coolSet = coolAsked === undefined ? settings.coolSet : toTenthsC(coolAsked);
  return { mode, ...spread(heatSet, coolSet, isCoolStanding ? 'cool' : 'heat') };
}

export function sameSettings(one: ZoneSettings, other: ZoneSettings): boolean {
  return one.mode === other.mode && one.heatSet === other.heatSet && one.coolSet === other.coolSet;
}

export interface AppliedCommand {
  readonly settings: ZoneSettings;
  /** What was asked and what moved with it, as it now is. */
  readonly applied: ZoneCommand;
}

function refuse(command: ZoneCommand, zone: Capabilities): void {
  const { mode, tempHeatSetC, tempCoolSetC } = command;
  const faults = {
    mode: modeFault(mode, zone),
    tempHeatSetC: setpointFault('tempHeatSetC', tempHeatSetC, zone),
    tempCoolSetC: setpointFault('tempCoolSetC', tempCoolSetC, zone),
  };
  for (const [field, fault] of Object.entries(faults))
    if (fault !== undefined) throw invalid(field, `${field} ${fault}`);
  if (mode === undefined && tempHeatSetC === undefined && tempCoolSetC === undefined)
    throw invalid('mode', 'a command needs at least one of mode, tempHeatSetC, tempCoolSetC');
}

/**
 * The zone's settings after the command.
 * @throws HubError `invalid`, naming the field: nothing asked, a mode or setpoint that the zone does not support, a
 * setpoint outside 10–30 °C
 */
export function applyCommand(
  zone: Capabilities,
  before: ZoneSettings,
  command: ZoneCommand,
): AppliedCommand {
  refuse(command, zone);
  const settings = overlay(zone, before, command);
  const { mode, heatSet, coolSet } = settings;
  const isEchoed = (asked: number | undefined, was?: TenthsC, is?: TenthsC) =>
    is !== undefined && (asked !== undefined || is !== was);
  return {
    settings,
    applied: {
      ...(command.mode !== undefined && { mode }),
      ...(heatSet !== undefined &&
        isEchoed(command.tempHeatSetC, before.heatSet, heatSet) && {
          tempHeatSetC: fromTenthsC(heatSet),
        }),
      ...(coolSet !== undefined &&
        isEchoed(command.tempCoolSetC, before.coolSet, coolSet) && {
          tempCoolSetC: fromTenthsC(coolSet),
        }),
    },
  };
}
