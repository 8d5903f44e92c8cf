/** The topology of a house, as `house.json` describes it (DESIGN.md section 6). It is written by a person. */
import type { DeviceBinding } from './binding.ts';
import { bindingFaults } from './binding-faults.ts';
import type { DeviceKind } from './equipment/catalogue.ts';
import { nameFault, visible } from './text.ts';

export interface Zone {
  readonly zoneId: string;
  readonly friendlyName: string;
  /** Ids of the room sensors. */
  readonly sensors: readonly string[];
  /** Ids of the fan coil units. */
  readonly terminals: readonly string[];
  readonly supportsHeat: boolean;
  readonly supportsCool: boolean;
}

export interface Fcu {
  readonly fcuId: string;
  readonly friendlyName: string;
  /** It catches and drains what condenses on its coil, and so may be colder than the dew point. Not assumed. */
  readonly drainsCondensate?: boolean | undefined;
}

export interface HeatPump {
  readonly hpId: string;
  readonly parentHcuId: string;
}

export interface House {
  readonly version: 1;
  /** An IANA name such as `Europe/Berlin`. */
  readonly timeZone: string;
  readonly zones: readonly Zone[];
  readonly fcus: readonly Fcu[];
  readonly hcu?: { readonly hcuId: string } | undefined;
  readonly heatpumps: readonly HeatPump[];
  readonly dhw?: { readonly dhwId: string } | undefined;
  readonly tes?: { readonly tesId: string } | undefined;
  /** Sensors and terminals that speak other topics than the hub's own. */
  readonly bindings?: readonly DeviceBinding[] | undefined;
}

export const zoneIdsOf = ({ zones }: Pick<House, 'zones'>): string[] =>
  zones.map(({ zoneId }) => zoneId);

export interface DeviceRef {
  readonly kind: DeviceKind;
  readonly id: string;
}

/** Every device the house is made of, each once. */
export function devicesOf(house: House): DeviceRef[] {
  const sensors = new Set(house.zones.flatMap((zone) => zone.sensors));
  return [
    ...[...sensors].map((id) => ({ kind: 'sensor' as const, id })),
    ...house.fcus.map(({ fcuId }) => ({ kind: 'fcu' as const, id: fcuId })),
    ...(house.hcu ? [{ kind: 'hcu' as const, id: house.hcu.hcuId }] : []),
    ...house.heatpumps.map(({ hpId }) => ({ kind: 'heatpump' as const, id: hpId })),
    ...(house.dhw ? [{ kind: 'dhw' as const, id: house.dhw.dhwId }] : []),
    ...(house.tes ? [{ kind: 'tes' as const, id: house.tes.tesId }] : []),
  ];
}

export interface HouseFault {
  /** Where in the file, such as `zones[1].terminals[0]`. */
  readonly path: string;
  readonly message: string;
}

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

const named = <Named extends { readonly friendlyName: string }>(one: Named): Named => ({
  ...one,
  friendlyName: visible(one.friendlyName),
});

/** A house that an earlier version took, with names that can be shown. */
export const shownHouse = (house: House): House => ({
  ...house,
  zones: house.zones.map(named),
  fcus: house.fcus.map(named),
});

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
