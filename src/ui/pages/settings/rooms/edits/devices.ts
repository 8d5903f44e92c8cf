/** What becomes of the house where a device comes, goes, or takes the place of another. */
import type { EquipmentKind } from '../../../../../domain/equipment/catalogue.ts';
import type { HousePiece } from '../../../../../domain/found/proposal.ts';
import type { HouseDevice, Zone } from '../../../../../domain/house.ts';
import { KIND_NAMES, KINDS } from '../../../../kinds.ts';
import {
  devicesOf,
  idIn,
  isSame,
  sensorsOf,
  withDevices,
  type WrittenDevice,
  type WrittenBinding,
  type WrittenHouse,
} from './house.ts';

/** Members of the house as a found device would add them. */
export type FoundPiece = HousePiece & {
  readonly zones?: readonly Zone[];
  readonly outdoorSensors?: readonly string[];
  readonly bindings?: readonly WrittenBinding[];
};

/** With those bindings: each takes the place of one of the same device. */
function bound(house: WrittenHouse, added: readonly WrittenBinding[]): WrittenHouse {
  if (added.length === 0) return house;
  const kept = (house.bindings ?? []).filter(
    (one) => !added.some((other) => other.kind === one.kind && other.id === one.id),
  );
  return { ...house, bindings: [...kept, ...added] };
}

function without(house: WrittenHouse, isGone: (binding: WrittenBinding) => boolean): WrittenHouse {
  const { bindings } = house;
  return bindings === undefined
    ? house
    : { ...house, bindings: bindings.filter((one) => !isGone(one)) };
}

/** Without bindings of thermometers that measure nothing any more. */
export function withoutStrayBindings(house: WrittenHouse): WrittenHouse {
  const sensors = new Set(sensorsOf(house));
  return without(house, ({ kind, id }) => kind === 'sensor' && !sensors.has(id));
}

export const devicesIn = (piece: FoundPiece, kind: EquipmentKind): readonly HouseDevice[] =>
  [(piece[KINDS[kind].key] ?? []) as HouseDevice | readonly HouseDevice[]].flat();

/** Adds all that the piece has. Of what a house has once, it takes the place of what was there. */
export function addPiece(house: WrittenHouse, piece: FoundPiece): WrittenHouse {
  const { zones = [], outdoorSensors = [], bindings = [] } = piece;
  const outdoors = [...new Set([...(house.outdoorSensors ?? []), ...outdoorSensors])];
  const withRooms = {
    ...house,
    zones: [...house.zones, ...zones],
    ...(outdoors.length > 0 && { outdoorSensors: outdoors }),
  };
  const whole = KIND_NAMES.reduce<WrittenHouse>((before, kind) => {
    const added = devicesIn(piece, kind);
    const all = [...devicesOf(before, kind), ...added];
    return added.length === 0 ? before : withDevices(before, kind, all);
  }, withRooms);
  return bound(whole, bindings);
}

/** Of a piece, what makes that one device: without a room of its own. */
export function pieceOfDevice(piece: FoundPiece, device: WrittenDevice): FoundPiece {
  const { kind, id } = device;
  const bindings = (piece.bindings ?? []).filter((one) => isSame(one, device));
  const equipment =
    kind === 'sensor' ? [] : devicesIn(piece, kind).filter((one) => idIn(kind, one) === id);
  return {
    ...(kind !== 'sensor' && equipment.length > 0 && { [KINDS[kind].key]: equipment }),
    ...(bindings.length > 0 && { bindings }),
  };
}

/** What else goes with a device: heat pumps with the unit through which they are reached. */
export function goesWith(
  house: WrittenHouse,
  { kind, id }: WrittenDevice,
): readonly WrittenDevice[] {
  if (kind !== 'hcu') return [];
  return devicesOf(house, 'heatpump')
    .filter(({ parentHcuId }) => parentHcuId === id)
    .map((one) => ({ kind: 'heatpump', id: idIn('heatpump', one) }));
}

function withoutDevice(house: WrittenHouse, device: WrittenDevice): WrittenHouse {
  const { kind, id } = device;
  const { outdoorSensors } = house;
  const list = kind === 'sensor' ? 'sensors' : 'terminals';
  const isOfRoom = kind === 'sensor' || kind === 'fcu';
  const others = (ids: readonly string[]) => ids.filter((one) => one !== id);
  const unlinked: WrittenHouse = isOfRoom
    ? {
        ...house,
        zones: house.zones.map((zone) => ({ ...zone, [list]: others(zone[list]) })),
        ...(kind === 'sensor' && outdoorSensors && { outdoorSensors: others(outdoorSensors) }),
      }
    : house;
  const kept =
    kind === 'sensor'
      ? unlinked
      : withDevices(
          unlinked,
          kind,
          devicesOf(house, kind).filter((one) => idIn(kind, one) !== id),
        );
  return without(kept, (binding) => isSame(binding, device));
}

export const removeDevice = (house: WrittenHouse, device: WrittenDevice): WrittenHouse =>
  [...goesWith(house, device), device].reduce(withoutDevice, house);

export const renameDevice = (
  house: WrittenHouse,
  { kind, id }: WrittenDevice & { readonly kind: EquipmentKind },
  name: string,
): WrittenHouse =>
  withDevices(
    house,
    kind,
    devicesOf(house, kind).map((one) =>
      idIn(kind, one) === id ? { ...one, friendlyName: name.trim() } : one,
    ),
  );

/** A device that is found, and could take the place of one of the house. */
export interface Successor {
  readonly id: string;
  readonly piece: FoundPiece;
}

/** One that speaks the hub's own topics has its id from whoever made it: that comes into the rooms. */
function renumbered(house: WrittenHouse, sensorId: string, id: string): WrittenHouse {
  const replaced = (ids: readonly string[]) => [
    ...new Set(ids.map((one) => (one === sensorId ? id : one))),
  ];
  const { outdoorSensors } = house;
  return withoutStrayBindings({
    ...house,
    zones: house.zones.map((zone) => ({ ...zone, sensors: replaced(zone.sensors) })),
    ...(outdoorSensors && { outdoorSensors: replaced(outdoorSensors) }),
  });
}

/**
 * Another device in its place, wherever that stood: under its id, so that its history goes on, as those of its rooms
 * do.
 */
export function replaceDevice(
  house: WrittenHouse,
  dead: WrittenDevice,
  next: Successor,
): WrittenHouse {
  const { kind } = dead;
  const { bindings = [] } = pieceOfDevice(next.piece, { kind, id: next.id });
  if (bindings.length > 0)
    return bound(
      house,
      bindings.map((one) => ({ ...one, id: dead.id })),
    );
  return kind === 'sensor' ? renumbered(house, dead.id, next.id) : house;
}

export const addSensor = (house: WrittenHouse, zoneId: string, id: string): WrittenHouse => ({
  ...house,
  zones: house.zones.map((zone) =>
    zone.zoneId === zoneId ? { ...zone, sensors: [...new Set([...zone.sensors, id])] } : zone,
  ),
});
