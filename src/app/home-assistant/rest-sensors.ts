/** The house as sensors of Home Assistant's `rest` integration: those of discovery that are on at first. */
import { READINGS, type EquipmentKind } from '../../domain/equipment/catalogue.ts';
import type { ReadingTable } from '../../domain/equipment/reading.ts';
import { devicesOf, type House } from '../../domain/house.ts';
import { STATEMENTS, SYSTEM_STATEMENTS, ZONE_STATEMENTS } from '../../domain/statements.ts';
import { connectivity, tableComponents, type Component } from './component.ts';
import { placeOf } from './discovery-payloads.ts';
import {
  equipmentObject,
  has,
  plainName,
  SYSTEM_OBJECT,
  within,
  zoneObject,
  type RestObject,
} from './rest-object.ts';
import { unusedOfDevice, unusedOfZone } from './unused.ts';
import type { Yaml } from './yaml.ts';

/** What `rest` knows of a sensor; an enumeration it cannot be told. */
const KEPT = ['unique_id', 'unit_of_measurement', 'state_class', 'device_class'] as const;
export type SensorPlatform = 'sensor' | 'binary_sensor';

/** An entity, and the platform under which it stands. */
export interface RestSensor {
  readonly platform: SensorPlatform;
  readonly entity: Readonly<Record<string, Yaml>>;
}

/** What sensors are made of. */
interface Subject {
  readonly object: RestObject;
  /** Begins every `unique_id`. */
  readonly objectId: string;
  /** As people call it. */
  readonly name: string;
}

/** @param path of what it shows */
function sensorOf(component: Component, path: string, { object, name }: Subject): RestSensor {
  const isBinary = component.platform === 'binary_sensor';
  const kept = KEPT.flatMap((key): [string, Yaml][] => {
    const value = component[key];
    return typeof value === 'string' && value !== 'enum' ? [[key, value]] : [];
  });
  return {
    platform: isBinary ? 'binary_sensor' : 'sensor',
    entity: {
      name: plainName(`${name} ${String(component['name'])}`),
      ...Object.fromEntries(kept),
      value_template: within(object, String(component['value_template'])),
      availability: has(object, path),
    },
  };
}

function sensorsOf(
  table: ReadingTable,
  subject: Subject,
  unused: ReadonlySet<string> = new Set(),
): RestSensor[] {
  const context = { objectId: subject.objectId, stateTopic: '' };
  return Object.entries(table)
    .filter(([path, { isNoisy }]) => isNoisy !== true && !unused.has(path))
    .flatMap(([path, reading]) =>
      Object.values(tableComponents({ [path]: reading }, context)).map((component) =>
        sensorOf(component, path, subject),
      ),
    );
}

const isEquipment = (ref: {
  readonly kind: string;
  readonly id: string;
}): ref is {
  kind: EquipmentKind;
  id: string;
} => ref.kind !== 'sensor';

/** Sensors of a room are not by themselves in the state: the zone shows what they measure. */
export function restSensors(house: House, hubId: string): RestSensor[] {
  const zones = house.zones.flatMap((zone) => {
    const { zoneId, friendlyName: name } = zone;
    const subject = { object: zoneObject(zoneId), objectId: `${hubId}_zone_${zoneId}`, name };
    return sensorsOf(ZONE_STATEMENTS, subject, unusedOfZone(house, zone));
  });
  const devices = devicesOf(house)
    .filter(isEquipment)
    .flatMap((ref) => {
      const { kind, id } = ref;
      const objectId = `${hubId}_${kind}_${id}`;
      const subject = {
        object: equipmentObject(kind, id),
        objectId,
        name: placeOf(house, ref).name,
      };
      return [
        ...sensorsOf(READINGS[kind], subject, unusedOfDevice(house, ref)),
        ...sensorsOf(STATEMENTS[kind] ?? {}, subject),
        sensorOf(connectivity({ objectId, stateTopic: '' }, []), 'online', subject),
      ];
    });
  const system = { object: SYSTEM_OBJECT, objectId: `${hubId}_hub`, name: 'House' };
  return [...sensorsOf(SYSTEM_STATEMENTS, system), ...zones, ...devices];
}
