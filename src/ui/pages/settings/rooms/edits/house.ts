/** The house as it is read, edited and put back (`/api/house`): what stands where in it. */
import type { DeviceKind, EquipmentKind } from '../../../../../domain/equipment/catalogue.ts';
import type { House, HouseDevice, Zone } from '../../../../../domain/house.ts';
import { isList, KINDS } from '../../../../kinds.ts';

/** A binding as people write it: in full, or with a profile by name. */
export interface WrittenBinding {
  readonly kind: string;
  readonly id: string;
  readonly [member: string]: unknown;
}

export type WrittenHouse = Omit<House, 'bindings'> & {
  readonly bindings?: readonly WrittenBinding[] | undefined;
};

export interface WrittenDevice {
  readonly kind: DeviceKind;
  readonly id: string;
}

export const isSame = (one: { readonly kind: string; readonly id: string }, other: WrittenDevice) =>
  one.kind === other.kind && one.id === other.id;

/** Those of a kind, in the order of the house. */
export const devicesOf = (house: WrittenHouse, kind: EquipmentKind): readonly HouseDevice[] =>
  [house[KINDS[kind].key] ?? []].flat();

export const idIn = (kind: EquipmentKind, device: HouseDevice): string =>
  String(device[KINDS[kind].id]);

/** The same house with these of a kind. Of a kind that a house has once, the last counts. */
export function withDevices(
  house: WrittenHouse,
  kind: EquipmentKind,
  devices: readonly HouseDevice[],
): WrittenHouse {
  const { key } = KINDS[kind];
  // What is undefined is not sent.
  return { ...house, [key]: isList(kind) ? devices : devices.at(-1) };
}

export const roomOf = (house: WrittenHouse, zoneId: string): Zone | undefined =>
  house.zones.find((zone) => zone.zoneId === zoneId);

/** The same house with one of its rooms otherwise. */
export const withRoom = (
  house: WrittenHouse,
  zoneId: string,
  change: (zone: Zone) => Zone,
): WrittenHouse => ({
  ...house,
  zones: house.zones.map((zone) => (zone.zoneId === zoneId ? change(zone) : zone)),
});

/** Where the hub's faults name the room: `zones[2]`; undefined where there is none. */
export function roomPath(house: WrittenHouse, isIt: (zone: Zone) => boolean): string | undefined {
  const index = house.zones.findIndex(isIt);
  return index === -1 ? undefined : `zones[${index}]`;
}

/** The same of a device: `fcus[3]`, or `hcu`. Sensors stand in their rooms. */
export function devicePath(house: WrittenHouse, { kind, id }: WrittenDevice): string | undefined {
  if (kind === 'sensor') return undefined;
  const index = devicesOf(house, kind).findIndex((one) => idIn(kind, one) === id);
  if (index === -1) return undefined;
  return isList(kind) ? `${KINDS[kind].key}[${index}]` : KINDS[kind].key;
}

export function bindingPath(
  { bindings = [] }: WrittenHouse,
  device: WrittenDevice,
): string | undefined {
  const index = bindings.findIndex((one) => isSame(one, device));
  return index === -1 ? undefined : `bindings[${index}]`;
}

/** Fan coils, valves and relays that heat no room. */
export function freeTerminals(house: WrittenHouse): readonly HouseDevice[] {
  const taken = new Set(house.zones.flatMap(({ terminals }) => terminals));
  return devicesOf(house, 'fcu').filter((one) => !taken.has(idIn('fcu', one)));
}

/** Thermometers, each once: those of rooms, then those outdoors. */
export const sensorsOf = ({ zones, outdoorSensors = [] }: WrittenHouse): readonly string[] => [
  ...new Set([...zones.flatMap(({ sensors }) => sensors), ...outdoorSensors]),
];

export const setTimeZone = (house: WrittenHouse, timeZone: string): WrittenHouse => ({
  ...house,
  timeZone: timeZone.trim(),
});
