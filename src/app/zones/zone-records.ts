/** What is kept of each zone: its own settings, its schedule, its holds, and what was set last. */
import * as v from 'valibot';
import { ZONE_PRESETS, type Hold } from '../../domain/hold.ts';
import { LIMITS } from '../../domain/limits.ts';
import { WEEKDAYS } from '../../domain/local-time.ts';
import { createSchedule, type ScheduleEntry } from '../../domain/schedule.ts';
import type { Presses } from '../../domain/presses.ts';
import type { ZonePlan } from '../../domain/zone-request.ts';
import type { Zone } from '../../domain/house.ts';
import { defaultSettings, ZONE_MODES, type ZoneSettings } from '../../domain/zone-setpoints.ts';
import type { Change, Store, Table } from '../base/ports/store.ts';
import { recordValue } from '../base/schema.ts';

const SETTINGS = v.strictObject({
  mode: v.picklist(ZONE_MODES),
  heatSet: v.optional(v.pipe(v.number(), v.integer())),
  coolSet: v.optional(v.pipe(v.number(), v.integer())),
});
export const ZONE_SETTINGS: Table<ZoneSettings> = {
  name: 'zone_settings',
  version: 1,
  parse: (value) => recordValue(SETTINGS, value),
};

const HOLDS = v.array(
  v.strictObject({
    settings: SETTINGS,
    sinceMs: v.number(),
    untilMs: v.optional(v.number()),
    isDuration: v.optional(v.literal(true)),
    source: v.string(),
    preset: v.optional(v.picklist(ZONE_PRESETS)),
  }),
);
const PRESSES = v.strictObject({
  by: v.string(),
  lastMs: v.number(),
  set: SETTINGS,
  before: v.strictObject({ settings: SETTINGS, holds: HOLDS }),
});
export const ZONE_HOLDS: Table<readonly Hold[]> = {
  name: 'zone_holds',
  version: 1,
  parse: (value) => recordValue(HOLDS, value),
};

export const SCHEDULE_ENTRIES = v.pipe(
  v.array(
    v.strictObject({
      days: v.pipe(v.array(v.picklist(WEEKDAYS)), v.maxLength(WEEKDAYS.length)),
      at: v.string(),
      tempHeatSetC: v.optional(v.number()),
      tempCoolSetC: v.optional(v.number()),
      mode: v.optional(v.picklist(ZONE_MODES)),
    }),
  ),
  v.maxLength(LIMITS.scheduleEntries),
);
export const ZONE_SCHEDULES: Table<readonly ScheduleEntry[]> = {
  name: 'zone_schedules',
  version: 1,
  parse: (value) => recordValue(SCHEDULE_ENTRIES, value),
};

/** A hub of 0.1.0 kept none of it. */
export const ZONE_PRESSES: Table<Presses> = {
  name: 'zone_presses',
  version: 1,
  parse: (value) => recordValue(PRESSES, value),
};

/** What is kept of the zone. */
export function readPlan(store: Store, zone: Zone): ZonePlan {
  return {
    zone,
    settings: store.get(ZONE_SETTINGS, zone.zoneId) ?? defaultSettings(zone),
    schedule: createSchedule(store.get(ZONE_SCHEDULES, zone.zoneId) ?? []),
    holds: store.get(ZONE_HOLDS, zone.zoneId) ?? [],
    presses: store.get(ZONE_PRESSES, zone.zoneId),
  };
}

/** What has to be written to come from one plan to the other. */
export function planChanges(zoneId: string, before: ZonePlan, after: ZonePlan): Change[] {
  const { settings, holds, schedule, presses } = after;
  const changes: Change[] = [];
  const put = (table: Table<unknown>, value: unknown) =>
    changes.push({ put: table, key: zoneId, value });
  if (settings !== before.settings) put(ZONE_SETTINGS, settings);
  if (holds !== before.holds) put(ZONE_HOLDS, holds);
  if (schedule !== before.schedule) put(ZONE_SCHEDULES, schedule.entries);
  if (presses === before.presses) return changes;
  if (presses === undefined) changes.push({ remove: ZONE_PRESSES, key: zoneId });
  else put(ZONE_PRESSES, presses);
  return changes;
}
