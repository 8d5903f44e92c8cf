/** What becomes of the house where somebody changes a room. Each gives a whole house; the hub says whether it may be. */
import type { Zone } from '../../../../../domain/house.ts';
import { byFloor, type FloorOf } from '../../../../floors.ts';
import { withRoom, type WrittenHouse } from './house.ts';
import { withoutStrayBindings } from './devices.ts';

/** As the hub lists them: those with a place by that, the others after them. */
const inOrder = ({ zones }: WrittenHouse): readonly Zone[] =>
  zones.toSorted((one, other) => (one.order ?? Infinity) - (other.order ?? Infinity) || 0);

export type Floor = FloorOf<Zone>;

export const floorsOf = (house: WrittenHouse): readonly Floor[] => byFloor(inOrder(house));

/** Rooms get the places that they have in this list. */
const placed = (house: WrittenHouse, floors: readonly Floor[]): WrittenHouse => ({
  ...house,
  zones: floors.flatMap(({ rooms }) => rooms).map((zone, order) => ({ ...zone, order })),
});

/** Rooms of one floor stand together. A house in which they do stays as it is. */
export function arranged(house: WrittenHouse): WrittenHouse {
  const floors = floorsOf(house);
  const before = inOrder(house);
  const isArranged = floors.flatMap(({ rooms }) => rooms).every((zone, i) => zone === before[i]);
  return isArranged ? house : placed(house, floors);
}

/** The list with the one at `index` further on by so many places; the same where it would leave the list. */
function moved<T>(list: readonly T[], index: number, by: number): readonly T[] {
  const [one, other] = [list[index], list[index + by]];
  if (index < 0 || one === undefined || other === undefined) return list;
  return list.with(index, other).with(index + by, one);
}

/** Up or down among the rooms of its floor. */
export function moveRoom(house: WrittenHouse, zoneId: string, by: -1 | 1): WrittenHouse {
  const floors = floorsOf(house).map(({ name, rooms }) => {
    const index = rooms.findIndex((zone) => zone.zoneId === zoneId);
    return { name, rooms: index === -1 ? rooms : moved(rooms, index, by) };
  });
  return placed(house, floors);
}

/** Up or down with all of its rooms. Rooms without a floor stay the last. */
export function moveFloor(house: WrittenHouse, name: string, by: -1 | 1): WrittenHouse {
  const floors = floorsOf(house);
  const named = floors.filter((floor) => floor.name !== undefined);
  const index = named.findIndex((floor) => floor.name === name);
  const others = floors.filter((floor) => floor.name === undefined);
  return placed(house, [...moved(named, index, by), ...others]);
}

export const renameRoom = (house: WrittenHouse, zoneId: string, name: string): WrittenHouse =>
  withRoom(house, zoneId, (zone) => ({ ...zone, friendlyName: name.trim() }));

/** @param name empty for no floor */
export function setFloor(house: WrittenHouse, zoneId: string, name: string): WrittenHouse {
  const floor = name.trim();
  return arranged(
    // What is undefined is not sent.
    withRoom(house, zoneId, (zone) => ({ ...zone, floor: floor === '' ? undefined : floor })),
  );
}

export const setUse = (
  house: WrittenHouse,
  zoneId: string,
  use: Pick<Zone, 'supportsHeat' | 'supportsCool'>,
): WrittenHouse => withRoom(house, zoneId, (zone) => ({ ...zone, ...use }));

/** What heats the room from now on. A terminal heats one room: where it heated another, it does no more. */
export const setTerminals = (
  house: WrittenHouse,
  zoneId: string,
  terminals: readonly string[],
): WrittenHouse => ({
  ...house,
  zones: house.zones.map((zone) =>
    zone.zoneId === zoneId
      ? { ...zone, terminals }
      : { ...zone, terminals: zone.terminals.filter((id) => !terminals.includes(id)) },
  ),
});

/** What measures the room from now on; what measures nothing any more goes. */
export const setSensors = (
  house: WrittenHouse,
  zoneId: string,
  sensors: readonly string[],
): WrittenHouse => withoutStrayBindings(withRoom(house, zoneId, (zone) => ({ ...zone, sensors })));

/** Its thermometers go with it, unless they measure elsewhere, too; what heated it stays in the house. */
export const removeRoom = (house: WrittenHouse, zoneId: string): WrittenHouse =>
  withoutStrayBindings({
    ...house,
    zones: house.zones.filter((zone) => zone.zoneId !== zoneId),
  });
