/** What is wrong with a house, beyond the form of its file. */
import { bindingFaults, type HouseFault } from './binding-faults.ts';
import type { House } from './house.ts';
import { nameFault } from './text.ts';

function repeated(
  label: string,
  ids: readonly (readonly [path: string, id: string])[],
): HouseFault[] {
  const first = new Map<string, string>();
  const faults: HouseFault[] = [];
  for (const [path, id] of ids) {
    const before = first.get(id);
    if (before === undefined) first.set(id, path);
    else faults.push({ path, message: `${label} "${id}" is already at ${before}` });
  }
  return faults;
}

/** Path and text of each name in it. */
const namesIn = ({ zones, fcus }: House): (readonly [path: string, name: string])[] => [
  ...zones.map(({ friendlyName }, z) => [`zones[${z}].friendlyName`, friendlyName] as const),
  ...fcus.map(({ friendlyName }, f) => [`fcus[${f}].friendlyName`, friendlyName] as const),
];

/**
 * The faults that no single field's form shows: names that would act where they are shown, repeated ids, references that lead nowhere, bindings in each other's way.
 * @param base the first levels of the hub's own topics
 */
export function houseFaults(house: House, base: string): HouseFault[] {
  const fcuIds = new Set(house.fcus.map(({ fcuId }) => fcuId));
  const terminals = house.zones.flatMap((zone, z) =>
    zone.terminals.map((id, t) => [`zones[${z}].terminals[${t}]`, id] as const),
  );
  return [
    ...namesIn(house).flatMap(([path, name]) => {
      const message = nameFault(name);
      return message === undefined ? [] : [{ path, message }];
    }),
    ...repeated(
      'zone',
      house.zones.map(({ zoneId }, z) => [`zones[${z}].zoneId`, zoneId]),
    ),
    ...repeated(
      'fan coil',
      house.fcus.map(({ fcuId }, f) => [`fcus[${f}].fcuId`, fcuId]),
    ),
    ...repeated(
      'heat pump',
      house.heatpumps.map(({ hpId }, h) => [`heatpumps[${h}].hpId`, hpId]),
    ),
    ...repeated('fan coil', terminals),
    ...terminals
      .filter(([, id]) => !fcuIds.has(id))
      .map(([path, id]) => ({ path, message: `no fan coil "${id}" in fcus` })),
    ...house.zones.flatMap((zone, z) =>
      zone.supportsHeat || zone.supportsCool
        ? []
        : [{ path: `zones[${z}]`, message: 'a zone must support heating, cooling or both' }],
    ),
    ...house.heatpumps
      .map(({ parentHcuId }, h) => ({ path: `heatpumps[${h}].parentHcuId`, id: parentHcuId }))
      .filter(({ id }) => id !== house.hcu?.hcuId)
      .map(({ path, id }) => ({ path, message: `no HCU "${id}" in hcu` })),
    ...bindingFaults(house, base),
  ];
}
