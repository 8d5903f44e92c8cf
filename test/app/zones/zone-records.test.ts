import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  planChanges,
  readPlan,
  SCHEDULE_ENTRIES,
  ZONE_HOLDS,
  ZONE_PRESSES,
  ZONE_SCHEDULES,
  ZONE_SETTINGS,
} from '../../../src/app/zones/zone-records.ts';
import * as v from 'valibot';
import type { Hold } from '../../../src/domain/hold.ts';
import { LIMITS } from '../../../src/domain/limits.ts';
import type { Presses } from '../../../src/domain/presses.ts';
import { createSchedule, type ScheduleEntry } from '../../../src/domain/schedule.ts';
import { defaultSettings } from '../../../src/domain/zone-setpoints.ts';
import { createTestApp } from '../../support/app.ts';
import { SMALL_HOUSE } from '../../support/house.ts';

const [ZONE] = SMALL_HOUSE.zones;
assert.ok(ZONE);
const { zoneId } = ZONE;
const settings = { mode: 'heat', heatSet: 215 } as const;
const hold: Hold = {
  settings,
  sinceMs: 1,
  untilMs: 2,
  isDuration: true,
  source: 'api',
  preset: 'boost',
};
const entry: ScheduleEntry = { days: ['mon'], at: '06:30', tempHeatSetC: 21.5 };
const presses: Presses = { by: 'x', lastMs: 1, set: settings, before: { settings, holds: [hold] } };

describe('what is kept of a zone', () => {
  it('is as the house has it where nothing was ever set', () => {
    const plan = readPlan(createTestApp().store, ZONE);
    assert.deepEqual(plan, {
      zone: ZONE,
      settings: defaultSettings(ZONE),
      schedule: createSchedule([]),
      holds: [],
      presses: undefined,
    });
  });

  it('is written member by member, and read as it was', async () => {
    const { store } = createTestApp();
    const before = readPlan(store, ZONE);
    const after = {
      zone: ZONE,
      settings,
      holds: [hold],
      schedule: createSchedule([entry]),
      presses,
    };
    const changes = planChanges(zoneId, before, after);
    assert.deepEqual(changes, [
      { put: ZONE_SETTINGS, key: zoneId, value: settings },
      { put: ZONE_HOLDS, key: zoneId, value: [hold] },
      { put: ZONE_SCHEDULES, key: zoneId, value: [entry] },
      { put: ZONE_PRESSES, key: zoneId, value: presses },
    ]);
    await store.commit(changes);
    assert.deepEqual(readPlan(store, ZONE), after);
  });

  it('costs nothing where it is the same, and no more than what is another', () => {
    const plan = {
      zone: ZONE,
      settings,
      holds: [hold],
      schedule: createSchedule([entry]),
      presses,
    };
    assert.deepEqual(planChanges(zoneId, plan, { ...plan }), []);
    assert.deepEqual(planChanges(zoneId, plan, { ...plan, holds: [] }), [
      { put: ZONE_HOLDS, key: zoneId, value: [] },
    ]);
    assert.deepEqual(planChanges(zoneId, plan, { ...plan, presses: undefined }), [
      { remove: ZONE_PRESSES, key: zoneId },
    ]);
  });

  it('has a schedule of so many entries, and no day more than there are', () => {
    const fits = (entries: unknown) => v.safeParse(SCHEDULE_ENTRIES, entries).success;
    const many = (length: number) => Array.from({ length }, () => entry);
    assert.ok(fits(many(LIMITS.scheduleEntries)));
    assert.ok(!fits(many(LIMITS.scheduleEntries + 1)));
    const days = (length: number) => [{ ...entry, days: Array.from({ length }, () => 'mon') }];
    assert.ok(fits(days(7)));
    assert.ok(!fits(days(8)));
    assert.ok(!fits([{ ...entry, days: ['monday'] }]));
    assert.ok(!fits([{ ...entry, mode: 'warm' }]));
  });

  it('is no record where a setpoint is no whole tenth', () => {
    assert.throws(() => ZONE_SETTINGS.parse({ mode: 'heat', heatSet: 21.55 }, 1));
    assert.throws(() => ZONE_SETTINGS.parse({ mode: 'warm' }, 1));
  });
});
