/** The zones as they are shown: what is asked of them, what is measured in them, and what control makes of both. */
import type { House } from '../../domain/house.ts';
import { zoneView, type ZoneView } from '../../domain/zone-view.ts';
import type { CurrentHouse } from '../house/current-house.ts';
import { createListeners, type Listener } from '../base/listeners.ts';
import type { Cancel } from '../base/ports/clock.ts';
import type { DecisionViews } from './decision-views.ts';
import { deviceKey, type DeviceRegistry } from '../devices/device-registry.ts';
import type { PlanChange, PlannedZone, ZonePlans } from '../zones/planned-zones.ts';

export interface ZoneViews {
  /** In the order of the house. */
  list(): ZoneView[];
  /** @throws HubError `not_found` */
  get(zoneId: string): ZoneView;
  /** Rises with every change of any view. */
  version(): number;
  onChange(listener: Listener<PlanChange>): Cancel;
}

/** A device's key → ids of the zones it belongs to. */
function zonesByDevice({ zones }: House): ReadonlyMap<string, readonly string[]> {
  const zonesOf = new Map<string, string[]>();
  for (const { zoneId, sensors, terminals } of zones) {
    const keys = [
      ...sensors.map((id) => deviceKey('sensor', id)),
      ...terminals.map((id) => deviceKey('fcu', id)),
    ];
    for (const key of keys) zonesOf.set(key, [...(zonesOf.get(key) ?? []), zoneId]);
  }
  return zonesOf;
}

export function createZoneViews(deps: {
  house: CurrentHouse;
  plans: Pick<ZonePlans, 'all' | 'get' | 'onChange'>;
  devices: DeviceRegistry;
  decisionViews: Pick<DecisionViews, 'zone' | 'onChange'>;
}): ZoneViews {
  const { house, plans, devices, decisionViews } = deps;
  const listeners = createListeners<PlanChange>();
  /** Each zone's view, until something changes it. */
  const views = house.derive(() => new Map<string, ZoneView>());
  const zonesOf = house.derive(zonesByDevice);
  let version = 0;

  function changed(change: PlanChange): void {
    views().delete(change.zoneId);
    version++;
    listeners.tell(change);
  }

  function viewOf({ zone, request, hold }: PlannedZone): ZoneView {
    const kept = views().get(zone.zoneId);
    if (kept !== undefined) return kept;
    const sensors = devices.liveReadings('sensor', zone.sensors);
    const fcus = devices.liveReadings('fcu', zone.terminals);
    const decision = decisionViews.zone(zone.zoneId);
    const view = zoneView(zone, request, sensors, fcus, { hold, decision });
    views().set(zone.zoneId, view);
    return view;
  }

  devices.onChange(({ key }) => {
    for (const zoneId of zonesOf().get(key) ?? []) changed({ zoneId, commanded: false });
  });
  decisionViews.onChange(({ kind, id }) => {
    if (kind === 'zone') changed({ zoneId: id, commanded: false });
  });
  plans.onChange(changed);
  house.onChange(() => {
    for (const { zone } of plans.all()) changed({ zoneId: zone.zoneId, commanded: false });
  });

  return {
    list: () => [...plans.all()].map(viewOf),
    get: (zoneId) => viewOf(plans.get(zoneId)),
    version: () => version,
    onChange: listeners.add,
  };
}
