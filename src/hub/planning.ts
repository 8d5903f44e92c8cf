/** What decides what is asked of the zones, joined: the house's settings and mode, the zones' plans, and their hours. */
import { createScheduler, type Scheduler } from '../app/base/scheduler.ts';
import type { HouseClock, TimeZones } from '../app/base/ports/clock.ts';
import type { Journal } from '../app/base/ports/journal.ts';
import type { Log } from '../app/base/ports/log.ts';
import type { Store } from '../app/base/ports/store.ts';
import {
  createScheduleTemplates,
  type ScheduleTemplates,
} from '../app/zones/schedule-templates.ts';
import { allChangedMs, createSchedules, type Schedules } from '../app/zones/schedules.ts';
import type { CurrentHouse } from '../app/house/current-house.ts';
import { createHouseSettingsStore, type HouseSettingsStore } from '../app/house/house-settings.ts';
import { createSetpointShifts, type SetpointShifts } from '../app/house/setpoint-shifts.ts';
import { createSystemModeStore, type SystemModeStore } from '../app/house/system-mode.ts';
import type { Decisions } from '../app/control/decisions.ts';
import type { ZonePlans } from '../app/zones/planned-zones.ts';
import { createZonePlans } from '../app/zones/zone-plans.ts';
import { createZoneCommands, type ZoneCommands } from '../app/zones/zone-commands.ts';

export interface Planning {
  readonly scheduler: Scheduler;
  readonly settings: HouseSettingsStore;
  readonly system: SystemModeStore;
  readonly shifts: SetpointShifts;
  readonly plans: ZonePlans;
  readonly zoneCommands: ZoneCommands;
  readonly schedules: Schedules;
  readonly scheduleTemplates: ScheduleTemplates;
}

export function createPlanning(deps: {
  house: CurrentHouse;
  store: Store;
  journal: Journal;
  decisions: Decisions;
  timeZones: TimeZones;
  clock: HouseClock;
  log: Log;
}): Planning {
  const scheduler = createScheduler(deps);
  const settings = createHouseSettingsStore(deps);
  const system = createSystemModeStore({ ...deps, scheduler });
  const shifts = createSetpointShifts({
    ...deps,
    scheduler,
    allChangedMs: (nowMs) => allChangedMs(plans, nowMs),
  });
  const plans = createZonePlans({ ...deps, scheduler, settings, system, shifts });
  const zoneCommands = createZoneCommands({
    plans,
    demandOf: (zoneId) => deps.decisions.demandOf(zoneId),
    log: deps.log,
  });
  return {
    scheduler,
    settings,
    system,
    shifts,
    plans,
    zoneCommands,
    schedules: createSchedules({ ...deps, plans }),
    scheduleTemplates: createScheduleTemplates(deps),
  };
}
