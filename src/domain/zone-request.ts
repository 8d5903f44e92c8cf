/**
 * What is asked of a zone now. The last word counts: a hold over the schedule, the schedule over the zone's own
 * settings; and of a hold and an absence of the whole house the one that was told, or began, later.
 */
import { movedHold, unexpired, type Hold } from './hold.ts';
import type { OffsetOf } from './local-time.ts';
import { nextChange, settingsAt, type Schedule } from './schedule.ts';
import type { HouseSettings } from './settings.ts';
import type { SetpointShift } from './setpoint-shift.ts';
import {
  isReheating,
  nextSystemChange,
  reheatStart,
  systemAt,
  type ModePeriod,
  type SystemState,
} from './system-mode.ts';
import { movedPresses, type Presses } from './presses.ts';
import { toTenthsC } from './units.ts';
import {
  fitSettings,
  overlay,
  shifted,
  type Capabilities,
  type ZoneSettings,
} from './zone-setpoints.ts';

/** All that was told of one zone. */
export interface ZonePlan {
  readonly zone: Capabilities;
  /** Its own settings, beneath everything else. */
  readonly settings: ZoneSettings;
  readonly schedule: Schedule;
  /** The last one that is not over is in force. */
  readonly holds: readonly Hold[];
  /** What was set last, for a length that may still be told. */
  readonly presses?: Presses | undefined;
}

/** The plan after the clock was set: what was told so long ago still was, and what is to last so long still does. */
export function movedPlan(plan: ZonePlan, byMs: number): ZonePlan {
  const { holds, presses } = plan;
  if (holds.length === 0 && presses === undefined) return plan;
  return {
    ...plan,
    holds: holds.length === 0 ? holds : holds.map((hold) => movedHold(hold, byMs)),
    presses: presses && movedPresses(presses, byMs),
  };
}

/** All that was told of the whole house. */
export interface HouseState {
  readonly system: SystemState;
  readonly settings: HouseSettings;
  /** What all zones are moved by for a while. */
  readonly shift?: SetpointShift | undefined;
  readonly offsetOf: OffsetOf;
}

/** The house without what it is moved by for a while. */
export const unshifted = (house: HouseState): HouseState =>
  house.shift === undefined ? house : { ...house, shift: undefined };

/** `reheat` is the end of a vacation, in which the house is made ready. */
export type RequestSource = 'manual' | 'schedule' | 'hold' | 'away' | 'vacation' | 'reheat' | 'off';

export interface ZoneRequest extends ZoneSettings {
  readonly source: RequestSource;
  /** Of a hold or an absence with an end: when that is. */
  readonly untilMs?: number | undefined;
}

/** What would be asked of the zone with nobody away and nothing held. */
function homeRequest(plan: ZonePlan, offsetOf: OffsetOf, atMs: number): ZoneRequest {
  const own = fitSettings(plan.zone, plan.settings);
  const entry = settingsAt(plan.schedule, atMs, offsetOf)?.entry;
  return entry === undefined
    ? { ...own, source: 'manual' }
    : { ...overlay(plan.zone, own, entry), source: 'schedule' };
}

/** No warmer and no cooler than the set-back, and nowhere more than what is asked anyway. */
function setBack(settings: ZoneSettings, heatC: number, coolC: number): ZoneSettings {
  const { mode, heatSet, coolSet } = settings;
  return {
    mode,
    ...(heatSet !== undefined && { heatSet: Math.min(heatSet, toTenthsC(heatC)) }),
    ...(coolSet !== undefined && { coolSet: Math.max(coolSet, toTenthsC(coolC)) }),
  };
}

function absentRequest(
  plan: ZonePlan,
  house: HouseState,
  period: ModePeriod,
  nowMs: number,
): ZoneRequest {
  const { settings, offsetOf } = house;
  const { mode, untilMs } = period;
  const home = homeRequest(plan, offsetOf, nowMs);
  const until = untilMs === undefined ? {} : { untilMs };
  switch (mode) {
    case 'home':
      return home;
    case 'away':
      return {
        ...setBack(home, settings.awayHeatSetC, settings.awayCoolSetC),
        source: mode,
        ...until,
      };
    case 'vacation':
      if (untilMs !== undefined && isReheating(period, settings, nowMs))
        return { ...homeRequest(plan, offsetOf, untilMs), source: 'reheat', untilMs };
      return {
        ...setBack(home, settings.vacationHeatSetC, settings.vacationCoolSetC),
        source: mode,
        ...until,
      };
    case 'off':
      return { ...home, mode: 'off', source: mode, ...until };
  }
}

/** When the house's shift ends in the zone. */
function shiftEnd(plan: ZonePlan, shift: SetpointShift, offsetOf: OffsetOf): number {
  const { sinceMs, untilMs, endsWithSchedule } = shift;
  if (endsWithSchedule !== true) return untilMs;
  return Math.min(untilMs, nextChange(plan.schedule, sinceMs, offsetOf)?.atMs ?? untilMs);
}

/** The request as the house's shift moves it, unless it was told after that. @param toldMs when it was told */
function withShift(
  request: ZoneRequest,
  plan: ZonePlan,
  { shift, offsetOf }: HouseState,
  { nowMs, toldMs }: { readonly nowMs: number; readonly toldMs: number },
): ZoneRequest {
  if (shift === undefined || toldMs > shift.sinceMs) return request;
  if (request.source === 'off' || nowMs >= shiftEnd(plan, shift, offsetOf)) return request;
  return { ...request, ...shifted(request, shift.shiftK) };
}

export function effectiveRequest(plan: ZonePlan, house: HouseState, nowMs: number): ZoneRequest {
  const { current } = systemAt(house.system, nowMs);
  const hold = unexpired(plan.holds, nowMs).at(-1);
  const isAbsent = current.mode !== 'home';
  if (hold === undefined || (isAbsent && current.sinceMs > hold.sinceMs)) {
    const toldMs = isAbsent ? current.sinceMs : -Infinity;
    return withShift(absentRequest(plan, house, current, nowMs), plan, house, { nowMs, toldMs });
  }
  const { settings, untilMs, sinceMs: toldMs } = hold;
  const request: ZoneRequest = {
    ...fitSettings(plan.zone, settings),
    source: 'hold',
    ...(untilMs !== undefined && { untilMs }),
  };
  return withShift(request, plan, house, { nowMs, toldMs });
}

/** The next instant at which the request may change by itself. */
export function nextTransition(
  plan: ZonePlan,
  house: HouseState,
  nowMs: number,
): number | undefined {
  const system = systemAt(house.system, nowMs);
  const candidates = [
    ...plan.holds.map(({ untilMs }) => untilMs),
    nextChange(plan.schedule, nowMs, house.offsetOf)?.atMs,
    nextSystemChange(system),
    house.shift?.untilMs,
    reheatStart(system.current, house.settings),
  ].filter((atMs): atMs is number => atMs !== undefined && atMs > nowMs);
  return candidates.length === 0 ? undefined : Math.min(...candidates);
}
