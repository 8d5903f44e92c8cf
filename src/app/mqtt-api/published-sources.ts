/** Where the retained states come from: the views of the API, each under its topic. */
import { EQUIPMENT, EQUIPMENT_KINDS } from '../../domain/equipment/catalogue.ts';
import { equipmentView, type EquipmentKind } from '../../domain/equipment/view.ts';
import { LIMITS } from '../../domain/limits.ts';
import { climateOf, type ClimateStanding } from '../../domain/climate.ts';
import { NAMED_SETTINGS } from '../../domain/settings.ts';
import { together } from '../base/listeners.ts';
import { isSetting, type ClientTopic, type StateRef, type Topics } from '../messages/topics.ts';
import type { EquipmentViews } from '../views/equipment-views.ts';
import type { ToldEnergy } from '../energy/told-energy.ts';
import type { PowerLimits } from '../house/power-limits.ts';
import type { SetpointShifts } from '../house/setpoint-shifts.ts';
import type { SurplusRequests } from '../house/surplus-requests.ts';
import type { DecisionViews } from '../views/decision-views.ts';
import type { ZoneViews } from '../views/zone-views.ts';
import { refusedView, type Device, type DeviceRegistry } from '../devices/device-registry.ts';
import type { HouseSettingsStore } from '../house/house-settings.ts';
import type { SystemView } from '../views/system-view.ts';
import type { SystemModeStore } from '../house/system-mode.ts';
import type { ZonePlans } from '../zones/planned-zones.ts';
import type { Schedules } from '../zones/schedules.ts';
import type { PublishedSource } from './published-states.ts';

interface Parts {
  readonly topics: Topics;
  readonly zones: Pick<ZoneViews, 'list' | 'onChange'>;
  readonly plans: Pick<ZonePlans, 'get'>;
  readonly schedules: Pick<Schedules, 'get'>;
  readonly devices: Pick<DeviceRegistry, 'all' | 'onChange'>;
  readonly equipment: Pick<EquipmentViews, 'list' | 'onChange'>;
  readonly toldEnergy: Pick<ToldEnergy, 'view' | 'onChange'>;
  readonly system: Pick<SystemModeStore, 'view' | 'onChange'>;
  readonly settings: Pick<HouseSettingsStore, 'get' | 'onChange'>;
  readonly surplus: Pick<SurplusRequests, 'onChange'>;
  readonly powerLimits: Pick<PowerLimits, 'onChange'>;
  readonly shifts: Pick<SetpointShifts, 'onChange'>;
  readonly decisionViews: Pick<DecisionViews, 'onGrid'>;
  readonly systemView: () => SystemView;
}

const ROOM = { measureIntervalMs: LIMITS.roomIntervalMs } as const;
const PLANT = { measureIntervalMs: LIMITS.plantIntervalMs } as const;

const zoneSource = ({ topics, zones }: Parts): PublishedSource => ({
  ...ROOM,
  list: () =>
    zones.list().map((view) => ({
      id: view.zoneId,
      topic: topics.state({ kind: 'zone', id: view.zoneId }),
      view: () => view,
    })),
  onChange: (listener) => zones.onChange(({ zoneId, commanded }) => listener(zoneId, commanded)),
});

const isDefrosting = ({ list }: Parts['equipment']): boolean =>
  list('hcu').some(({ state }) => state === 'defrost') ||
  list('heatpump').some(({ defrostActive }) => defrostActive === true);

function standingOf(
  { system, plans, schedules, equipment }: Parts,
  zoneId: string,
): ClimateStanding {
  const { next } = schedules.get(zoneId);
  return {
    systemMode: system.view().mode,
    hold: plans.get(zoneId).hold,
    nextMs: next && Date.parse(next.at),
    isDefrosting: isDefrosting(equipment),
  };
}

/** Each zone as a thermostat shows it. */
const climateSource = (parts: Parts): PublishedSource => ({
  ...ROOM,
  list: () =>
    parts.zones.list().map((view) => ({
      id: view.zoneId,
      topic: parts.topics.climate(view.zoneId),
      view: () => climateOf(view, standingOf(parts, view.zoneId)),
    })),
  onChange(listener) {
    const { zones, system, equipment } = parts;
    const tellAll = (isAwaited: boolean) =>
      zones.list().forEach(({ zoneId }) => listener(zoneId, isAwaited));
    let wasDefrosting = isDefrosting(equipment);
    return together(
      zones.onChange(({ zoneId, commanded }) => listener(zoneId, commanded)),
      system.onChange(() => tellAll(true)),
      equipment.onChange(({ kind }) => {
        if (kind !== 'hcu' && kind !== 'heatpump') return;
        const is = isDefrosting(equipment);
        if (is !== wasDefrosting) tellAll(false);
        wasDefrosting = is;
      }),
    );
  },
});

const SYSTEM: StateRef = { kind: 'system' };

const systemSource = (parts: Parts): PublishedSource => ({
  ...PLANT,
  list: () => [{ id: SYSTEM.kind, topic: parts.topics.state(SYSTEM), view: parts.systemView }],
  onChange(listener) {
    const tell = () => listener(SYSTEM.kind, true);
    return together(
      parts.system.onChange(tell),
      parts.settings.onChange(tell),
      parts.surplus.onChange(tell),
      parts.powerLimits.onChange(tell),
      parts.shifts.onChange(tell),
      parts.decisionViews.onGrid(() => listener(SYSTEM.kind, false)),
    );
  },
});

const settingsSource = ({ topics, settings }: Parts): PublishedSource => ({
  list: () => [
    {
      id: topics.settings,
      topic: topics.settings,
      view: () => {
        const all = settings.get();
        return Object.fromEntries(NAMED_SETTINGS.map(({ key }) => [key, all[key]]));
      },
    },
  ],
  onChange: (listener) => settings.onChange(() => listener(topics.settings, true)),
});

const equipmentSource = ({ topics, equipment }: Parts, kind: EquipmentKind): PublishedSource => ({
  ...PLANT,
  list: () =>
    equipment.list(kind).map((view) => {
      const id = view[EQUIPMENT[kind].id] as string;
      return { id, topic: topics.state({ kind, id }), view: () => view };
    }),
  onChange: (listener) =>
    equipment.onChange((change) => {
      if (change.kind === kind) listener(change.id, false);
    }),
});

/** A sensor has no view in the API, where it shows in its zone: here it says whether it is there at all. */
function sensorView(device: Device): object {
  const { ref, isLive, readings, lastSeenMs } = device;
  const said = { readings: isLive ? readings : undefined, lastSeenMs };
  return equipmentView('sensor', { sensorId: ref.id }, said, refusedView(device));
}

const sensorSource = ({ topics, devices }: Parts): PublishedSource => ({
  ...ROOM,
  list: () =>
    [...devices.all()]
      .filter(({ ref }) => ref.kind === 'sensor')
      .map((device) => ({
        id: device.ref.id,
        topic: topics.state(device.ref),
        view: () => sensorView(device),
      })),
  onChange: (listener) =>
    devices.onChange(({ ref }) => {
      if (ref.kind === 'sensor') listener(ref.id, false);
    }),
});

const energySource = ({ topics, toldEnergy, equipment }: Parts): PublishedSource => {
  const hcuIds = () => equipment.list('hcu').map((view) => view[EQUIPMENT.hcu.id] as string);
  return {
    ...PLANT,
    list: () =>
      hcuIds().map((id) => ({ id, topic: topics.energy(id), view: () => toldEnergy.view() })),
    onChange: (listener) =>
      toldEnergy.onChange(() => hcuIds().forEach((id) => listener(id, false))),
  };
};

/** What tells a client what came of its word. */
export function echoTopics(topics: Topics, set: ClientTopic): string[] {
  switch (set.to) {
    case 'zone_set':
      return [topics.state({ kind: 'zone', id: set.zoneId }), topics.climate(set.zoneId)];
    case 'dhw_set':
      return [topics.state({ kind: 'dhw', id: set.dhwId })];
    case 'fcu_set':
      return [topics.state({ kind: 'fcu', id: set.fcuId })];
    case 'system_set':
      return [isSetting(set.settable) ? topics.settings : topics.state(SYSTEM)];
  }
}

export function publishedSources(parts: Parts): PublishedSource[] {
  return [
    zoneSource(parts),
    climateSource(parts),
    systemSource(parts),
    settingsSource(parts),
    ...EQUIPMENT_KINDS.map((kind) => equipmentSource(parts, kind)),
    sensorSource(parts),
    energySource(parts),
  ];
}
