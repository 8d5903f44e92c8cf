/**
 * What is asked of a zone now. The last word counts: a hold over the schedule, the schedule over the zone's own
 * settings; and of a hold and an absence of the whole house the one that was told, or began, later.
 */
import type { Hold, HoldCommand, ZonePreset } from './hold.ts';
import { holdEnd, lay, refuseContradiction, unexpired } from './hold.ts';
import type { OffsetOf } from './local-time.ts';
import { nextChange, settingsAt, type Schedule } from './schedule.ts';
import type { HouseSettings } from './settings.ts';
import {
  isReheating,
  nextSystemChange,
  reheatStart,
  systemAt,
  type ModePeriod,
  type SystemState,
} from './system-mode.ts';
import { isoTime, toTenthsC } from './units.ts';
import {
  applyCommand,
  fitSettings,
  overlay,
  type Capabilities,
  type ZoneCommand,
  type ZoneSettings,
} from './zone.ts';

/** All that was told of one zone. */
export interface ZonePlan {
  readonly zone: Capabilities;
  /** Its own settings, beneath everything else. */
  readonly settings: ZoneSettings;
  readonly schedule: Schedule;
  /** The last one that is not over is in force. */
  readonly holds: readonly Hold[];
}

/** All that was told of the whole house. */
export interface HouseState {
  readonly system: SystemState;
  readonly settings: HouseSettings;
  readonly offsetOf: OffsetOf;
}

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
        ...{ source: mode, ...until },
      };
    case 'vacation':
      if (untilMs !== undefined && isReheating(period, settings, nowMs))
        return { ...homeRequest(plan, offsetOf, untilMs), source: 'reheat', untilMs };
      return {
        ...setBack(home, settings.vacationHeatSetC, settings.vacationCoolSetC),
        ...{ source: mode, ...until },
      };
    case 'off':
      return { ...home, mode: 'off', source: mode, ...until };
  }
}

export function effectiveRequest(plan: ZonePlan, house: HouseState, nowMs: number): ZoneRequest {
  const { current } = systemAt(house.system, nowMs);
  const hold = unexpired(plan.holds, nowMs).at(-1);
  if (hold === undefined || (current.mode !== 'home' && current.sinceMs > hold.sinceMs))
    return absentRequest(plan, house, current, nowMs);
  const { settings, untilMs } = hold;
  return {
    ...fitSettings(plan.zone, settings),
    source: 'hold',
    ...(untilMs !== undefined && { untilMs }),
  };
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
    reheatStart(system.current, house.settings),
  ].filter((atMs): atMs is number => atMs !== undefined && atMs > nowMs);
  return candidates.length === 0 ? undefined : Math.min(...candidates);
}

/** What a command came to, as it is echoed. */
export interface AppliedHold extends ZoneCommand {
  /** ISO 8601. */
  readonly until?: string;
  readonly resumeSchedule?: true;
  readonly preset?: ZonePreset;
}

export interface CommandedPlan {
  readonly plan: ZonePlan;
  readonly applied: AppliedHold;
}

/** What the command is laid over: a boost or a preset that it ends, or replaces, leaves nothing behind. */
function beneath(holds: readonly Hold[], { preset, until, durationMinutes }: HoldCommand) {
  const isLasting = until === undefined && durationMinutes === undefined;
  if (preset === undefined && !isLasting) return holds;
  return holds.filter((hold) => hold.preset === undefined && (!isLasting || !hasEnd(hold)));
}
const hasEnd = ({ untilMs }: Hold) => untilMs !== undefined;

/**
 * The plan after the command, which is laid over what is asked of the zone now; one without end over what is asked
 * beneath a hold with one. It changes the zone's own settings where nothing else would have its say on them; else, and
 * where it is a preset, it is a hold.
 * @throws HubError `invalid`, naming the field
 */
export function commandPlan(
  before: ZonePlan,
  house: HouseState,
  command: HoldCommand,
  by: { readonly nowMs: number; readonly source: string },
): CommandedPlan {
  const { nowMs, source } = by;
  refuseContradiction(command);
  if (command.resumeSchedule === true)
    return { plan: { ...before, holds: [] }, applied: { resumeSchedule: true } };
  const { preset } = command;
  const asked = effectiveRequest(
    { ...before, holds: beneath(before.holds, command) },
    house,
    nowMs,
  );
  const { settings, applied } = applyCommand(before.zone, asked, command);
  const next = nextChange(before.schedule, nowMs, house.offsetOf);
  const untilMs = holdEnd(command, nowMs, next?.atMs);
  const isHome = systemAt(house.system, nowMs).current.mode === 'home';
  if (untilMs === undefined && next === undefined && isHome && preset === undefined)
    return { plan: { ...before, settings, holds: [] }, applied };
  const mark = preset === undefined ? {} : { preset };
  const end = untilMs === undefined ? {} : { untilMs };
  const hold = { settings, sinceMs: nowMs, source, ...end, ...mark };
  return {
    plan: { ...before, holds: lay(unexpired(before.holds, nowMs), hold) },
    applied: { ...applied, ...mark, ...(untilMs !== undefined && { until: isoTime(untilMs) }) },
  };
}
