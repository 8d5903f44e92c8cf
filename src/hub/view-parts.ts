/** What the house shows of itself, now and of the past, joined. Nothing here is asked by control. */
import type { EquipmentKind, EquipmentView } from '../domain/equipment/view.ts';
import { createCertainClock } from '../app/base/certain-clock.ts';
import type { Clock } from '../app/base/ports/clock.ts';
import type { Log } from '../app/base/ports/log.ts';
import type { Store } from '../app/base/ports/store.ts';
import { createEnergy, type EnergyMeter } from '../app/energy/energy.ts';
import { createToldEnergy, type ToldEnergy } from '../app/energy/told-energy.ts';
import { createHistory, samplesOf, type History } from '../app/history/history.ts';
import { createZoneTrends, type ZoneTrends } from '../app/history/zone-trends.ts';
import type { CurrentHouse } from '../app/house/current-house.ts';
import type { Topics } from '../app/messages/topics.ts';
import { createDecisionViews, type DecisionViews } from '../app/views/decision-views.ts';
import { createEquipmentViews, type EquipmentViews } from '../app/views/equipment-views.ts';
import { createSystemView, type SystemFacts, type SystemView } from '../app/views/system-view.ts';
import { createZoneViews, type ZoneViews } from '../app/views/zone-views.ts';
import type { ControlParts } from './control-parts.ts';
import type { DeviceParts } from './device-parts.ts';

export interface ViewParts {
  readonly decisionViews: DecisionViews;
  readonly zones: ZoneViews;
  readonly equipment: EquipmentViews;
  readonly energy: EnergyMeter;
  readonly toldEnergy: ToldEnergy;
  readonly history: History;
  readonly zoneTrends: ZoneTrends;
  readonly systemView: () => SystemView;
}

export function createViewParts(deps: {
  house: CurrentHouse;
  store: Store;
  heard: Pick<DeviceParts, 'devices' | 'filters' | 'faults'>;
  control: ControlParts;
  topics: Topics;
  facts: SystemFacts;
  /** Has what can wait written within a minute. */
  flushSoon: () => void;
  clock: Clock;
  log: Log;
}): ViewParts {
  const { house, store, heard, control, topics, facts, flushSoon, clock, log } = deps;
  const { devices, filters, faults } = heard;
  const { plans, dhwRequests, decisions } = control;
  const decisionViews = createDecisionViews({ house, decisions });
  const zones = createZoneViews({ house, plans, devices, decisionViews });
  const decided = (kind: EquipmentKind): EquipmentView => ({
    ...(kind === 'dhw' && dhwRequests.view()),
    ...decisionViews.device(kind),
  });
  const equipment = createEquipmentViews({ house, devices, filters, faults, decided });
  decisionViews.onChange(({ kind, id }) => {
    if (kind !== 'zone') equipment.touch(kind, id);
  });
  dhwRequests.onChange((dhwId) => equipment.touch('dhw', dhwId));
  const utcOffsetMs = (instantMs: number) => plans.house().offsetOf(instantMs);
  const energy = createEnergy({
    house,
    store,
    devices,
    clock: createCertainClock(clock),
    utcOffsetMs,
    flushSoon,
  });
  const history = createHistory({ store, samples: samplesOf(zones, equipment), clock, log });
  return {
    decisionViews,
    zones,
    equipment,
    energy,
    toldEnergy: createToldEnergy({ house, topics, energy, clock }),
    history,
    zoneTrends: createZoneTrends({ history, zones, clock }),
    systemView: createSystemView({ ...control, decisionViews }, facts),
  };
}
