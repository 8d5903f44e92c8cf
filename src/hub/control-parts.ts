/** What is asked of the house, and what control does about it, joined. */
import { canDisinfect as canBeDisinfected } from '../domain/control/appliance/reach.ts';
import type { Finding } from '../domain/control/findings.ts';
import type { HouseClock, TimeZones } from '../app/base/ports/clock.ts';
import type { Log } from '../app/base/ports/log.ts';
import type { LazySource, Store } from '../app/base/ports/store.ts';
import { createControlLoop, type ControlLoop } from '../app/control/control-loop.ts';
import { createControlMemoryStore } from '../app/control/control-memory.ts';
import { createLevelChanges } from '../app/control/level-changes.ts';
import { createPersonActs } from '../app/control/person-acts.ts';
import { keepTurns } from '../app/control/kept-turns.ts';
import { createDecisions, type Decisions } from '../app/control/decisions.ts';
import type { CurrentHouse } from '../app/house/current-house.ts';
import { createDhwRequests, type DhwRequests } from '../app/house/dhw-requests.ts';
import { createDhwSchedule, type DhwSchedule } from '../app/house/dhw-schedule.ts';
import { createPowerLimits, type PowerLimits } from '../app/house/power-limits.ts';
import { createSurplusRequests, type SurplusRequests } from '../app/house/surplus-requests.ts';
import type { EventJournal } from '../app/records/journal.ts';
import type { DeviceParts } from './device-parts.ts';
import { createPlanning, type Planning } from './planning.ts';

export interface ControlParts extends Planning {
  readonly dhwRequests: DhwRequests;
  readonly dhwSchedule: DhwSchedule;
  readonly surplus: SurplusRequests;
  readonly powerLimits: PowerLimits;
  readonly decisions: Decisions;
  readonly controlLoop: ControlLoop;
  /** What goes with the lazy batch. */
  readonly memory: LazySource;
}

/** Whether the tank of the house can be told to disinfect itself. */
function isDisinfected(
  house: CurrentHouse,
  { devices, machineOrders }: Pick<DeviceParts, 'devices' | 'machineOrders'>,
): boolean {
  const device = devices.get('dhw', house.get().dhw?.dhwId ?? '');
  return canBeDisinfected({ appliance: device?.binding && machineOrders.appliance(device) });
}

export function createControlParts(deps: {
  house: CurrentHouse;
  store: Store;
  journal: EventJournal;
  heard: Pick<
    DeviceParts,
    'devices' | 'deviceCommands' | 'machineOrders' | 'knobTurns' | 'faults' | 'doubts'
  >;
  hubFindings: () => readonly Finding[];
  timeZones: TimeZones;
  clock: HouseClock;
  log: Log;
}): ControlParts {
  const { house, store, journal, heard, hubFindings, timeZones, clock, log } = deps;
  const { devices, deviceCommands, machineOrders, faults, doubts } = heard;
  const decisions = createDecisions();
  const planning = createPlanning({ house, store, journal, decisions, timeZones, clock, log });
  const { plans, system, settings } = planning;
  const asking = { store, journal, clock, log };
  const offsetOf = (atMs: number) => plans.house().offsetOf(atMs);
  const dhwSchedule = createDhwSchedule({ ...asking, house, offsetOf });
  const dhwRequests = createDhwRequests({
    ...asking,
    house,
    settings,
    system,
    schedule: dhwSchedule,
    canDisinfect: () => isDisinfected(house, heard),
  });
  const surplus = createSurplusRequests(asking);
  const powerLimits = createPowerLimits({ ...asking, scheduler: planning.scheduler });
  const memory = createControlMemoryStore({ store, clock, log });
  const controlLoop = createControlLoop({
    house,
    devices,
    plans,
    dhwRequests,
    surplus,
    powerLimits,
    memory,
    deviceCommands,
    machineOrders,
    decisions,
    levelChanges: createLevelChanges({ journal, clock }),
    personActs: createPersonActs({ journal, clock }),
    faults,
    store,
    doubts,
    hubFindings,
    clock,
    log,
  });
  keepTurns({ knobTurns: heard.knobTurns, house, zoneCommands: planning.zoneCommands, log });
  plans.onChange(({ zoneId, commanded }) => {
    if (commanded) controlLoop.soon(zoneId);
  });
  const soon = () => controlLoop.soon();
  machineOrders.onLevel(soon);
  machineOrders.onTold(soon);
  for (const part of [house, system, settings, dhwRequests, dhwSchedule, surplus, powerLimits])
    part.onChange(soon);
  return {
    ...planning,
    dhwRequests,
    dhwSchedule,
    surplus,
    powerLimits,
    decisions,
    memory,
    controlLoop,
  };
}
