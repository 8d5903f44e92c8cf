/** Each zone's weekly schedule: shown with what comes next, and set as a whole. */
import * as v from 'valibot';
import type { Doer } from '../../domain/doer.ts';
import { invalid } from '../../domain/errors.ts';
import {
  checkSchedule,
  createSchedule,
  nextChange,
  type ScheduleEntry,
} from '../../domain/schedule.ts';
import { isoTime, roundToTenth } from '../../domain/units.ts';
import type { ZoneCommand } from '../../domain/zone-setpoints.ts';
import type { Clock } from '../base/ports/clock.ts';
import { UNCONDITIONALLY, type Precondition } from '../base/precondition.ts';
import { differenceEvents } from './zone-events.ts';
import type { PlannedZone, ZonePlans } from './planned-zones.ts';
import { SCHEDULE_ENTRIES } from './zone-records.ts';

/** The body of `PUT /api/zones/{zoneId}/schedule`. */
export const SCHEDULE = v.strictObject({ entries: SCHEDULE_ENTRIES });

export interface ScheduleView {
  readonly zoneId: string;
  readonly entries: readonly ScheduleEntry[];
  /** What is set next, and when. */
  readonly next?: ZoneCommand & { readonly at: string };
}

export interface Schedules {
  /** @throws HubError `not_found` */
  get(zoneId: string): ScheduleView;
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
}

const settingsOf = ({ tempHeatSetC, tempCoolSetC, mode }: ZoneCommand): ZoneCommand => ({
  ...(tempHeatSetC !== undefined && { tempHeatSetC: roundToTenth(tempHeatSetC) }),
  ...(tempCoolSetC !== undefined && { tempCoolSetC: roundToTenth(tempCoolSetC) }),
  ...(mode !== undefined && { mode }),
});

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

  return {
    get: (zoneId) => viewOf(plans.get(zoneId)),
    async put(zoneId, entries, doer, precondition = UNCONDITIONALLY) {
      await plans.change(zoneId, ({ zone, plan, request }) => {
        const [fault] = checkSchedule(entries, zone);
        if (fault !== undefined) throw invalid(fault.path, `${fault.path} ${fault.message}`);
        precondition({ entries: plan.schedule.entries });
        const tidy = entries.map((entry) => ({
          days: entry.days,
          at: entry.at,
          ...settingsOf(entry),
        }));
        return {
          plan: { ...plan, schedule: createSchedule(tidy) },
          result: undefined,
          events: (after) => [
            {
              type: 'schedule_changed',
              severity: 'info',
              objectId: zoneId,
              ...doer,
              data: { name: zone.friendlyName, entries: tidy.length },
            },
            ...differenceEvents(zone, request, after, doer),
          ],
        };
      });
      return viewOf(plans.get(zoneId));
    },
  };
}
