/** The topology of a house, as `house.json` describes it. It is written by a person. */
import type { DeviceBinding } from './binding.ts';
import type { DeviceKind } from './equipment/catalogue.ts';
import { visible } from './text.ts';

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
