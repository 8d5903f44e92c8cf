/** Each zone's weekly schedule: shown with what comes next, and set as a whole, for one zone or for many. */
import * as v from 'valibot';
import type { Doer } from '../../domain/doer.ts';
import { invalid } from '../../domain/errors.ts';
import { because } from '../../domain/refusals.ts';
import { createSchedule, nextChange, type ScheduleEntry } from '../../domain/schedule.ts';
import { checkSchedule, fittingEntries, type AskedEntry } from '../../domain/schedule-check.ts';
import { isoTime, roundToTenth } from '../../domain/units.ts';
import { LIMITS } from '../../domain/limits.ts';
import type { Capabilities, ZoneCommand } from '../../domain/zone-setpoints.ts';
import type { Clock } from '../base/ports/clock.ts';
import { UNCONDITIONALLY, type Precondition } from '../base/precondition.ts';
import { nameText } from '../base/schema.ts';
import { differenceEvents } from './zone-events.ts';
import type { PlanEdit, PlannedZone, ZoneEdit, ZonePlans } from './planned-zones.ts';
import { SCHEDULE_ENTRIES } from './zone-records.ts';

/** The body of `PUT /api/zones/{zoneId}/schedule`. */
export const SCHEDULE = v.strictObject({ entries: SCHEDULE_ENTRIES });

/** The body of `POST /api/schedules/apply`. */
export const SCHEDULE_FOR_ZONES = v.strictObject({
  zoneIds: v.pipe(v.array(nameText(LIMITS.idChars)), v.minLength(1), v.maxLength(LIMITS.zones)),
  entries: SCHEDULE_ENTRIES,
});

export interface ScheduleView {
  readonly zoneId: string;
  readonly entries: readonly ScheduleEntry[];
  /** What is set next, and when. */
  readonly next?: ZoneCommand & { readonly at: string };
}

export interface Schedules {
  /** @throws HubError `not_found` */
  get(zoneId: string): ScheduleView;
  /** In the order of the house. */
  list(): readonly ScheduleView[];
  /**
   * Replaces the schedule; without entries there is none. Holds stay as they are.
   * @param precondition of its entries
   * @throws HubError `not_found`, `invalid` naming the field, `storage_full`
   */
  put(
    zoneId: string,
    entries: readonly ScheduleEntry[],
    doer: Doer,
    precondition?: Precondition,
  ): Promise<ScheduleView>;
  /**
   * Gives each of the zones the schedule, as far as it can have it: all in one commit, or none.
   * @throws HubError `not_found`, `invalid` naming the field: an entry, or a zone that can have none of them; `storage_full`
   */
  apply(
    zoneIds: readonly string[],
    entries: readonly ScheduleEntry[],
    doer: Doer,
  ): Promise<readonly ScheduleView[]>;
}

const settingsOf = ({ tempHeatSetC, tempCoolSetC, mode }: ZoneCommand): ZoneCommand => ({
  ...(tempHeatSetC !== undefined && { tempHeatSetC: roundToTenth(tempHeatSetC) }),
  ...(tempCoolSetC !== undefined && { tempCoolSetC: roundToTenth(tempCoolSetC) }),
  ...(mode !== undefined && { mode }),
});

/** As they are kept. */
export const tidyEntries = (entries: readonly ScheduleEntry[]): readonly ScheduleEntry[] =>
  entries.map((entry) => ({ days: entry.days, at: entry.at, ...settingsOf(entry) }));

/** A zone that can do all that may be asked of one. */
const ANY_ZONE: Capabilities = { supportsHeat: true, supportsCool: true };

/** @throws HubError `invalid`, naming the field */
export function refuseFaulty(entries: readonly AskedEntry[], zone = ANY_ZONE): void {
  const [fault] = checkSchedule(entries, zone);
  if (fault !== undefined) throw invalid(fault.path, `${fault.path} ${fault.message}`);
}

/** @throws HubError `invalid`, naming the place */
function refuseTwice(zoneIds: readonly string[]): void {
  const seen = new Set<string>();
  for (const [place, zoneId] of zoneIds.entries()) {
    const path = `zoneIds[${place}]`;
    if (seen.has(zoneId)) throw invalid(path, `${path} stands twice: ${zoneId}`);
    seen.add(zoneId);
  }
}

/** When the schedules of all zones that have one will have changed; undefined where none has one. */
export function allChangedMs(plans: Pick<ZonePlans, 'all' | 'house'>, nowMs: number) {
  const { offsetOf } = plans.house();
  const times = [...plans.all()].map(
    ({ plan }) => nextChange(plan.schedule, nowMs, offsetOf)?.atMs,
  );
  const latestMs = Math.max(...times.filter((atMs) => atMs !== undefined));
  return latestMs === -Infinity ? undefined : latestMs;
}

/** What becomes of a zone with another schedule. @param entries without fault */
function withSchedule(
  { zone, plan, request }: PlannedZone,
  entries: readonly ScheduleEntry[],
  doer: Doer,
): PlanEdit<undefined> {
  const data = { name: zone.friendlyName, entries: entries.length };
  const { zoneId: objectId } = zone;
  return {
    plan: { ...plan, schedule: createSchedule(tidyEntries(entries)) },
    result: undefined,
    events: (after) => [
      { type: 'schedule_changed', severity: 'info', objectId, ...doer, data },
      ...differenceEvents(zone, request, after, doer),
    ],
  };
}

export function createSchedules(deps: { plans: ZonePlans; clock: Clock }): Schedules {
  const { plans, clock } = deps;

  function viewOf({ zone: { zoneId }, plan: { schedule } }: PlannedZone): ScheduleView {
    const next = nextChange(schedule, clock.nowMs(), plans.house().offsetOf);
    return {
      zoneId,
      entries: schedule.entries,
      ...(next && { next: { at: isoTime(next.atMs), ...settingsOf(next.entry) } }),
    };
  }

  /** @param place of the zone among those that are asked for */
  function editOf(
    zoneId: string,
    place: number,
    entries: readonly ScheduleEntry[],
    doer: Doer,
  ): ZoneEdit<undefined> {
    const { zone } = plans.get(zoneId);
    const fitting = fittingEntries(entries, zone);
    if (fitting.length === 0 && entries.length > 0) {
      const path = `zoneIds[${place}]`;
      throw invalid(
        path,
        `${path} can have nothing of it: ${zone.friendlyName} supports none`,
        because('schedule_fits_nothing', { zone: zone.friendlyName }),
      );
    }
    return { zoneId, edit: (planned) => withSchedule(planned, fitting, doer) };
  }

  return {
    get: (zoneId) => viewOf(plans.get(zoneId)),
    list: () => [...plans.all()].map(viewOf),
    async put(zoneId, entries, doer, precondition = UNCONDITIONALLY) {
      await plans.change(zoneId, (planned) => {
        refuseFaulty(entries, planned.zone);
        precondition({ entries: planned.plan.schedule.entries });
        return withSchedule(planned, entries, doer);
      });
      return viewOf(plans.get(zoneId));
    },
    async apply(zoneIds, entries, doer) {
      refuseFaulty(entries);
      refuseTwice(zoneIds);
      const edits = zoneIds.map((zoneId, place) => editOf(zoneId, place, entries, doer));
      const outcomes = await plans.changeAll(edits);
      // All were looked at before: only a zone that went meanwhile is left out.
      const failed = outcomes.find((outcome) => 'error' in outcome);
      if (failed !== undefined) throw failed.error;
      return zoneIds.map((zoneId) => viewOf(plans.get(zoneId)));
    },
  };
}
