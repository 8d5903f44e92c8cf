/** What decides what is asked of the zones, joined: the house's settings and mode, the zones' plans, and their hours. */
import { createAgenda, type Agenda } from '../app/base/scheduler.ts';
import type { Devices } from '../app/devices/device-registry.ts';
import type { Clock, Journal, Log, Store, TimeZones } from '../app/base/ports.ts';
import { createSchedules, type Schedules } from '../app/zones/schedules.ts';
import { createSettings, type Settings } from '../app/house/house-settings.ts';
import { createSystem, type System } from '../app/house/system-mode.ts';
import type { Verdicts } from '../app/control/decisions.ts';
import { createZonePlans, type ZonePlans } from '../app/zones/zone-plans.ts';
import { createZones, type Zones } from '../app/zones/zones.ts';

export interface Planning {
  readonly agenda: Agenda;
  readonly settings: Settings;
  readonly system: System;
  readonly plans: ZonePlans;
  readonly zones: Zones;
  readonly schedules: Schedules;
}

export function createPlanning(deps: {
  store: Store;
  journal: Journal;
  devices: Devices;
  verdicts: Verdicts;
  timeZones: TimeZones;
  clock: Clock;
  log: Log;
}): Planning {
  const agenda = createAgenda(deps);
  const settings = createSettings(deps);
  const system = createSystem({ ...deps, agenda });
  const plans = createZonePlans({ ...deps, agenda, settings, system });
  const zones = createZones({ ...deps, plans });
  return { agenda, settings, system, plans, zones, schedules: createSchedules({ ...deps, plans }) };
}
