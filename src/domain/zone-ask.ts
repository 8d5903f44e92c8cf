/**
 * What a thermostat's knob and its presets ask of a zone. What that comes to depends on what is asked of the zone when
 * its turn comes: the mode may have been told a moment before.
 */
import type { Direction } from './control/base/work.ts';
import { invalid } from './errors.ts';
import type { HoldCommand, ZonePreset } from './hold.ts';
import { fromTenthsC, type TenthsC } from './units.ts';
import {
  effectiveRequest,
  type HouseState,
  type ZonePlan,
  type ZoneRequest,
} from './zone-request.ts';
import { SETPOINT_MAX_C, SETPOINT_MIN_C } from './zone-setpoints.ts';

export type ZoneAsk =
  | HoldCommand
  /** °C: the one setpoint of the mode that the zone is in; of two, that of what it demands. */
  | { readonly targetTempC: number }
  /** `none` ends whichever is in force, and every other hold. */
  | { readonly setPreset: ZonePreset | 'none' }
  /** As it is now, for so long. */
  | { readonly holdAsIs: Pick<HoldCommand, 'durationMinutes' | 'until'> };

/** What a boost adds, K, and for how long. */
export const BOOST_K = 2;
export const BOOST_MINUTES = 60;

interface Now {
  readonly nowMs: number;
  /** What the zone demands, or would sooner, where control has looked at it. */
  readonly demand?: Direction | undefined;
}

const shown = (set: TenthsC | undefined) => (set === undefined ? undefined : fromTenthsC(set));

/** Of the two setpoints of mode auto, the one that is meant by a single temperature: the nearer, where nothing is known. */
function isCoolMeant(
  targetTempC: number,
  heatSet: TenthsC,
  coolSet: TenthsC,
  demand: Direction | undefined,
): boolean {
  if (demand !== undefined) return demand === 'cool';
  return targetTempC - fromTenthsC(heatSet) > fromTenthsC(coolSet) - targetTempC;
}

/** The setpoint that the zone's one knob turns. */
function targetCommand(
  targetTempC: number,
  { mode, heatSet, coolSet }: ZoneRequest,
  demand: Direction | undefined,
): HoldCommand {
  const isCooling =
    mode === 'cool' ||
    heatSet === undefined ||
    (mode === 'auto' &&
      coolSet !== undefined &&
      isCoolMeant(targetTempC, heatSet, coolSet, demand));
  return isCooling ? { tempCoolSetC: targetTempC } : { tempHeatSetC: targetTempC };
}

/** Warmer, or cooler where the zone cools: by its mode, or in mode auto by what it demands. */
function boostCommand(
  { mode, heatSet, coolSet }: ZoneRequest,
  demand: Direction | undefined,
): HoldCommand {
  if (mode === 'off') throw invalid('preset', 'a zone that is off cannot be boosted');
  const isCooling =
    heatSet === undefined || mode === 'cool' || (mode === 'auto' && demand === 'cool');
  const end = { preset: 'boost' as const, durationMinutes: BOOST_MINUTES };
  const [heatC, coolC] = [shown(heatSet), shown(coolSet)];
  if (isCooling && coolC !== undefined)
    return { tempCoolSetC: Math.max(SETPOINT_MIN_C, coolC - BOOST_K), ...end };
  return { tempHeatSetC: Math.min(SETPOINT_MAX_C, (heatC ?? SETPOINT_MIN_C) + BOOST_K), ...end };
}

function presentSetpoints({ heatSet, coolSet }: ZoneRequest): HoldCommand {
  const [tempHeatSetC, tempCoolSetC] = [shown(heatSet), shown(coolSet)];
  return {
    ...(tempHeatSetC !== undefined && { tempHeatSetC }),
    ...(tempCoolSetC !== undefined && { tempCoolSetC }),
  };
}

/** Setpoints as they are, or no closer to comfort than while all are away. */
function lastingCommand(
  preset: 'away' | 'hold',
  request: ZoneRequest,
  { settings: { awayHeatSetC, awayCoolSetC } }: HouseState,
): HoldCommand {
  const present = presentSetpoints(request);
  if (preset === 'hold') return { preset, ...present };
  const { tempHeatSetC: heatC, tempCoolSetC: coolC } = present;
  return {
    preset,
    ...(heatC !== undefined && { tempHeatSetC: Math.min(heatC, awayHeatSetC) }),
    ...(coolC !== undefined && { tempCoolSetC: Math.max(coolC, awayCoolSetC) }),
  };
}

/** @throws HubError `invalid`: no boost of a zone that is off */
export function holdCommandOf(
  ask: ZoneAsk,
  plan: ZonePlan,
  house: HouseState,
  { nowMs, demand }: Now,
): HoldCommand {
  if ('targetTempC' in ask)
    return targetCommand(ask.targetTempC, effectiveRequest(plan, house, nowMs), demand);
  if ('holdAsIs' in ask)
    return { ...presentSetpoints(effectiveRequest(plan, house, nowMs)), ...ask.holdAsIs };
  if (!('setPreset' in ask)) return ask;
  const preset = ask.setPreset;
  if (preset === 'none') return { resumeSchedule: true };
  // One preset replaces the other: two boosts are no more than one.
  const holds = plan.holds.filter((hold) => preset === 'hold' || hold.preset === undefined);
  const request = effectiveRequest({ ...plan, holds }, house, nowMs);
  return preset === 'boost'
    ? boostCommand(request, demand)
    : lastingCommand(preset, request, house);
}
