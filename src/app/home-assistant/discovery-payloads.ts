/** Each device of the house as Home Assistant's discovery describes it. */
import { terminalOf } from '../../domain/binding/binding.ts';
import { EQUIPMENT, modelOf, READINGS } from '../../domain/equipment/catalogue.ts';
import {
  bindingOf,
  devicesOf,
  equipmentOf,
  friendlyNameOf,
  type DeviceRef,
  type House,
  type Zone,
} from '../../domain/house.ts';
import {
  CLIMATE_STATEMENTS,
  ENERGY_STATEMENTS,
  STATEMENTS,
  SYSTEM_STATEMENTS,
  ZONE_STATEMENTS,
} from '../../domain/statements.ts';
import {
  announcement,
  deviceAvailability,
  hubAvailability,
  hubObjectId,
  type AnnouncedHouse,
  type Announcement,
  type HubIdentity,
} from './announcement.ts';
import { connectivity, tableComponents } from './component.ts';
import {
  climate,
  deviceControls,
  waterHeater,
  zoneControls,
  type ControlContext,
} from './controls.ts';
import { houseEvents } from './events.ts';
import { tankDisplays, zoneDisplays } from './displays.ts';
import { refusals } from './refusals.ts';
import { settingControls, systemControls } from './system-controls.ts';
import { constantly, valueAt } from './template.ts';
import { unusedOfDevice, unusedOfEnergy, unusedOfZone } from './unused.ts';

function ofHub(all: AnnouncedHouse): Announcement {
  const { identity, topics, acceptsCommands } = all;
  const { name, serial, version } = identity;
  const objectId = hubObjectId(identity);
  const stateTopic = topics.state({ kind: 'system' });
  const isHeard = { ...hubAvailability(topics), value_template: constantly('online') };
  return announcement(all, objectId, {
    device: { name, model: 'Hub', sw_version: version, serial_number: serial },
    availability: [hubAvailability(topics)],
    components: {
      ...tableComponents(SYSTEM_STATEMENTS, { objectId, stateTopic }),
      ...(acceptsCommands && systemControls(topics, objectId)),
      ...(acceptsCommands && settingControls(topics, objectId)),
      ...houseEvents(topics, objectId),
      ...refusals(topics, objectId),
      online: {
        ...connectivity({ objectId, stateTopic: topics.hubStatus }, [isHeard]),
        value_template: valueAt('status'),
        payload_on: 'online',
        payload_off: 'offline',
      },
    },
    states: [],
  });
}

function ofZone(all: AnnouncedHouse, zone: Zone): Announcement {
  const { identity, topics, acceptsCommands } = all;
  const { zoneId: id, friendlyName: name } = zone;
  const objectId = `${identity.hubId}_zone_${id}`;
  const stateTopic = topics.state({ kind: 'zone', id });
  const context: ControlContext = { topics, objectId, id };
  return announcement(all, objectId, {
    device: { name, model: 'Zone', suggested_area: name, via_device: hubObjectId(identity) },
    availability: [hubAvailability(topics)],
    components: {
      ...(acceptsCommands
        ? { climate: climate(zone, context), ...zoneControls(context) }
        : zoneDisplays(zone, topics, objectId)),
      ...tableComponents(
        ZONE_STATEMENTS,
        { objectId, stateTopic },
        { unused: unusedOfZone(all.house, zone) },
      ),
      ...tableComponents(CLIMATE_STATEMENTS, { objectId, stateTopic: topics.climate(id) }),
    },
    states: [stateTopic, topics.climate(id)],
    path: `/zones/${id}`,
  });
}

/** What people call the device, and the room that it is in. */
export function placeOf(
  house: House,
  { kind, id }: DeviceRef,
): { name: string; suggested_area?: string } {
  if (kind === 'sensor') {
    const { outdoorSensors = [] } = house;
    if (outdoorSensors.includes(id))
      return { name: `Outdoors${outdoorSensors.length > 1 ? ` ${id}` : ''}` };
    const zone = house.zones.find(({ sensors }) => sensors.includes(id));
    const { friendlyName = id, sensors = [] } = zone ?? {};
    const name = `${friendlyName} sensor${sensors.length > 1 ? ` ${id}` : ''}`;
    return { name, suggested_area: friendlyName };
  }
  const friendlyName = friendlyNameOf(house, { kind, id });
  if (kind === 'fcu') {
    const zone = house.zones.find(({ terminals }) => terminals.includes(id));
    const area = zone && { suggested_area: zone.friendlyName };
    const what = terminalOf(bindingOf(house, { kind, id })) ?? 'fan coil';
    return { name: `${friendlyName ?? id} ${what}`, ...area };
  }
  const isOneOfSeveral = equipmentOf(house, kind).length > 1;
  return { name: friendlyName ?? `${EQUIPMENT[kind].name}${isOneOfSeveral ? ` ${id}` : ''}` };
}

/** A heat pump is reached through its hydronic unit, all else through the hub. */
function parentOf(house: House, { kind, id }: DeviceRef, identity: HubIdentity): string {
  const parent = house.heatpumps.find(({ hpId }) => kind === 'heatpump' && hpId === id);
  return parent === undefined
    ? hubObjectId(identity)
    : `${identity.hubId}_hcu_${parent.parentHcuId}`;
}

function ofDevice(all: AnnouncedHouse, ref: DeviceRef): Announcement {
  const { house, identity, topics, acceptsCommands } = all;
  const { kind, id } = ref;
  const objectId = `${identity.hubId}_${kind}_${id}`;
  const stateTopic = topics.state(ref);
  const context = { objectId, stateTopic };
  const control: ControlContext = { topics, objectId, id };
  const byHub = [hubAvailability(topics)];
  const firmware = all.firmwareOf(ref);
  const energyTopic = kind === 'hcu' ? topics.energy(id) : undefined;
  return announcement(all, objectId, {
    device: {
      ...placeOf(house, ref),
      model: modelOf(kind),
      ...(firmware !== undefined && { sw_version: firmware }),
      via_device: parentOf(house, ref, identity),
    },
    availability: [...byHub, deviceAvailability(stateTopic)],
    components: {
      ...(kind === 'dhw' &&
        (acceptsCommands
          ? { water_heater: waterHeater(control) }
          : tankDisplays(stateTopic, objectId))),
      ...tableComponents(READINGS[kind], context, { unused: unusedOfDevice(house, ref) }),
      ...tableComponents(STATEMENTS[kind] ?? {}, context),
      // The hub's own meters stand whether or not the unit is heard of.
      ...(energyTopic !== undefined &&
        tableComponents(
          ENERGY_STATEMENTS,
          { objectId, stateTopic: energyTopic },
          { more: { availability: byHub }, unused: unusedOfEnergy(house, ref) },
        )),
      ...(acceptsCommands && deviceControls(kind, control, bindingOf(house, ref))),
      online: connectivity(context, byHub),
    },
    states: [stateTopic, ...(energyTopic === undefined ? [] : [energyTopic])],
    path: '/plant',
  });
}

/** The hub first: the others refer to it. */
export function announcementsOf(all: AnnouncedHouse): Announcement[] {
  const { house } = all;
  return [
    ofHub(all),
    ...house.zones.map((zone) => ofZone(all, zone)),
    // A heat pump comes after the unit that it refers to.
    ...devicesOf(house).map((ref) => ofDevice(all, ref)),
  ];
}
