/**
 * Holds: what a command keeps a zone at while its schedule, or an absence, would have it otherwise. One that ends lies
 * over one that does not, which is there again after it.
 */
import { invalid } from './errors.ts';
import { because } from './refusals.ts';
import { LIMITS } from './limits.ts';
import { DAY_MS, MINUTE_MS, parseInstant } from './units.ts';
import type { ZoneCommand, ZoneSettings } from './zone-setpoints.ts';

export interface Hold {
  /** All of the zone's settings: what its schedule does meanwhile changes none of them. */
  readonly settings: ZoneSettings;
  readonly sinceMs: number;
  /** Undefined: until changed. */
  readonly untilMs?: number | undefined;
  /** Whether it is to last so long, and not until some hour of the day. */
  readonly isDuration?: true | undefined;
  /** Who asked for it: `mqtt`, or the id of a token or a person. */
  readonly source: string;
  /** What it was asked for as, where not by its values. */
  readonly preset?: ZonePreset | undefined;
}

/** More for a while; set back as if nobody were home; as it is now, whatever the schedule says. */
export const ZONE_PRESETS = ['boost', 'away', 'hold'] as const;
export type ZonePreset = (typeof ZONE_PRESETS)[number];

/** A zone command with how long it is to hold. */
export interface HoldCommand extends ZoneCommand {
  /** ISO 8601, or `next_schedule`. */
  readonly until?: string | undefined;
  readonly durationMinutes?: number | undefined;
  /** Ends every hold of the zone; it stands alone. */
  readonly resumeSchedule?: true | undefined;
  /** Marks the hold, which is one then even where nothing else would have its say on the zone. */
  readonly preset?: ZonePreset | undefined;
}

/** After the clock was set: a duration ends so much later, or earlier; an hour of the day stays what it is. */
export function movedHold(hold: Hold, byMs: number): Hold {
  const { sinceMs, untilMs, isDuration } = hold;
  const end = isDuration && untilMs !== undefined ? { untilMs: untilMs + byMs } : {};
  return { ...hold, sinceMs: sinceMs + byMs, ...end };
}

/** The holds of an earlier life: what was told by a clock that was ahead begins now. */
export function begunHolds(holds: readonly Hold[], nowMs: number): readonly Hold[] {
  if (holds.every(({ sinceMs }) => sinceMs <= nowMs)) return holds;
  return holds.map((hold) => (hold.sinceMs > nowMs ? movedHold(hold, nowMs - hold.sinceMs) : hold));
}

export const isOver = ({ untilMs = Infinity }: Hold, nowMs: number) => nowMs >= untilMs;

export function unexpired(holds: readonly Hold[], nowMs: number): readonly Hold[] {
  const left = holds.filter((hold) => !isOver(hold, nowMs));
  return left.length === holds.length ? holds : left;
}

/** The holds after a new one, of which the last is in force. */
export function lay(holds: readonly Hold[], hold: Hold): readonly Hold[] {
  if (hold.untilMs === undefined) return [hold];
  return [...holds.filter(({ untilMs }) => untilMs === undefined), hold];
}

/**
 * An instant to come.
 * @throws HubError `invalid`: no ISO 8601 time, past, or further ahead than LIMITS.holdMs
 */
export function futureInstant(field: string, text: string, nowMs: number): number {
  const instantMs = parseInstant(text);
  if (instantMs === undefined)
    throw invalid(
      field,
      `${field} must be an ISO 8601 time with a zone, such as 2026-11-21T09:30:00Z`,
    );
  return withinReach(field, instantMs, nowMs);
}

function withinReach(field: string, instantMs: number, nowMs: number): number {
  if (instantMs <= nowMs) throw invalid(field, `${field} must not be past`, because('time_past'));
  if (instantMs > nowMs + LIMITS.holdMs)
    throw invalid(
      field,
      `${field} must be at most ${LIMITS.holdMs / DAY_MS} days ahead`,
      because('time_too_far', { days: LIMITS.holdMs / DAY_MS }),
    );
  return instantMs;
}

/** @throws HubError `invalid`, naming the field that contradicts another */
export function refuseContradiction(command: HoldCommand): void {
  const { mode, tempHeatSetC, tempCoolSetC, until, durationMinutes, resumeSchedule } = command;
  const others = [mode, tempHeatSetC, tempCoolSetC, until, durationMinutes];
  if (resumeSchedule !== undefined && others.some((other) => other !== undefined))
    throw invalid('resumeSchedule', 'resumeSchedule stands alone');
  if (until !== undefined && durationMinutes !== undefined)
    throw invalid('durationMinutes', 'durationMinutes and until cannot both be given');
}

/**
 * When the command's hold ends; undefined: when it is changed.
 * @param nextScheduleMs when the zone's schedule changes next, where it has one
 * @throws HubError `invalid`, naming the field
 */
export function holdEnd(
  { until, durationMinutes }: HoldCommand,
  nowMs: number,
  nextScheduleMs: number | undefined,
): number | undefined {
  if (durationMinutes !== undefined) {
    if (!Number.isInteger(durationMinutes))
      throw invalid('durationMinutes', 'durationMinutes must be a whole number');
    return withinReach('durationMinutes', nowMs + durationMinutes * MINUTE_MS, nowMs);
  }
  if (until !== 'next_schedule')
    return until === undefined ? undefined : futureInstant('until', until, nowMs);
  if (nextScheduleMs === undefined)
    throw invalid('until', 'until cannot be next_schedule: this zone has no schedule');
  return nextScheduleMs;
}
