/** What is wrong with a house, beyond the form of its file. */
import { bindingFaults } from './binding-faults.ts';
import { EQUIPMENT, EQUIPMENT_KINDS, type EquipmentKind } from './equipment/catalogue.ts';
import { because } from './refusals.ts';
import type { HouseFault } from './house-fault.ts';
import { equipmentOf, idOf, membersOf, type House } from './house.ts';

function repeated(
  label: string,
  ids: readonly (readonly [path: string, id: string])[],
): HouseFault[] {
  const first = new Map<string, string>();
  const faults: HouseFault[] = [];
  for (const [path, id] of ids) {
    const before = first.get(id);
    if (before === undefined) first.set(id, path);
    else
      faults.push({
        path,
        message: `${label} "${id}" is already at ${before}`,
        ...because('house_id_taken', { id, at: before }),
      });
  }
  return faults;
}

const repeatedDevices = (house: House, kind: EquipmentKind): HouseFault[] => {
  const { key, id, name } = EQUIPMENT[kind];
  const ids = equipmentOf(house, kind).map((device, d) => {
    return [`${key}[${d}].${id}`, idOf(kind, device)] as const;
  });
  return repeated(name.toLowerCase(), ids);
};

/** Devices of the kind that are reached through an HCU which is not there. */
const orphans = (house: House, kind: EquipmentKind): HouseFault[] =>
  membersOf(kind, 'parent').flatMap((member) =>
    equipmentOf(house, kind).flatMap((device, d) => {
      const id = String(device[member]);
      if (id === house.hcu?.hcuId) return [];
      const path = `${EQUIPMENT[kind].key}[${d}].${member}`;
      return [{ path, message: `no HCU "${id}" in hcu`, ...because('house_no_unit', { id }) }];
    }),
  );

/**
 * The faults that no single field's form shows: repeated ids, references that lead nowhere, bindings in each other's way.
 * @param base the first levels of the hub's own topics
 */
export function houseFaults(house: House, base: string): HouseFault[] {
  const fcuIds = new Set(house.fcus.map(({ fcuId }) => fcuId));
  const outdoors = new Set(house.outdoorSensors);
  const indoors = house.zones.flatMap((zone, z) =>
    zone.sensors.map((id, s) => [`zones[${z}].sensors[${s}]`, id] as const),
  );
  const terminals = house.zones.flatMap((zone, z) =>
    zone.terminals.map((id, t) => [`zones[${z}].terminals[${t}]`, id] as const),
  );
  return [
    ...repeated(
      'zone',
      house.zones.map(({ zoneId }, z) => [`zones[${z}].zoneId`, zoneId]),
    ),
    ...EQUIPMENT_KINDS.flatMap((kind) => repeatedDevices(house, kind)),
    ...repeated('fan coil', terminals),
    ...indoors
      .filter(([, id]) => outdoors.has(id))
      .map(([path, id]) => ({
        path,
        message: `sensor "${id}" is one of outdoorSensors`,
        ...because('house_sensor_outdoors', { id }),
      })),
    ...terminals
      .filter(([, id]) => !fcuIds.has(id))
      .map(([path, id]) => ({
        path,
        message: `no fan coil "${id}" in fcus`,
        ...because('house_no_fan_coil', { id }),
      })),
    ...house.zones.flatMap((zone, z) =>
      zone.supportsHeat || zone.supportsCool
        ? []
        : [
            {
              path: `zones[${z}]`,
              message: 'a zone must support heating, cooling or both',
              ...because('house_zone_without_work'),
            },
          ],
    ),
    ...EQUIPMENT_KINDS.flatMap((kind) => orphans(house, kind)),
    ...bindingFaults(house, base),
  ];
}
