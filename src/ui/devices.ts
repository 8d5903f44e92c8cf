/** What devices and rooms are called where people read of them. */
import type { EquipmentView } from '../domain/equipment/view.ts';
import type { EquipmentKind } from '../domain/equipment/catalogue.ts';
import { equipmentOf, isKind, KINDS, type ShownEquipment } from './kinds.ts';
import type { ShownHouse } from './live.ts';
import { devices as words } from './strings/devices.ts';
import { kinds } from './strings/kinds.ts';

/** Whether the hub hears of it. */
export const isOnline = (device: EquipmentView): boolean => device['online'] !== false;

/** `living_room_2` is somebody's own word: it is shown as it would be written. */
export function spelledOut(id: string): string {
  const text = id.replaceAll(/[_-]+/g, ' ').trim();
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
}

/** `tempHeatSetC` and `target_temp` as words. */
export const fieldWords = (field: string): string =>
  spelledOut(field.replaceAll(/([a-z])([A-Z])/g, '$1 $2').toLowerCase());

/** Its own name, with its id where another has that too; else that of its kind, numbered where there are several. */
export function equipmentName(house: ShownEquipment, kind: EquipmentKind, id: string): string {
  const all = equipmentOf(house, kind);
  const index = all.findIndex((one) => one[KINDS[kind].id] === id);
  const friendlyName = all[index]?.['friendlyName'];
  if (typeof friendlyName === 'string') {
    const isShared = all.filter((one) => one['friendlyName'] === friendlyName).length > 1;
    return isShared ? words.apart(friendlyName, id) : friendlyName;
  }
  const { name } = kinds[kind];
  return all.length < 2 || index === -1 ? name : words.numbered(name, index + 1);
}

/** Its name by kind and id; undefined where nothing of the house is called so. */
export function deviceName(
  house: ShownEquipment & Pick<ShownHouse, 'zones'>,
  kind: string,
  id: string,
): string | undefined {
  if (isKind(kind)) return equipmentName(house, kind, id);
  if (kind === 'sensor') return `${kinds.sensor.name} ${spelledOut(id)}`;
  return house.zones.find(({ zoneId }) => zoneId === id)?.friendlyName;
}
