/** What devices and rooms are called where people read of them. */
import type { ShownHouse } from './live.ts';
import { devices as words } from './strings/devices.ts';

type Kind = 'hcu' | 'heatpump' | 'dhw' | 'tes' | 'sensor' | 'fcu';
type Named = Pick<ShownHouse, 'zones' | 'fcus' | 'heatpumps' | 'hcu' | 'dhw' | 'tes'>;

/** `living_room_2` is somebody's own word: it is shown as it would be written. */
export function spelledOut(id: string): string {
  const text = id.replaceAll(/[_-]+/g, ' ').trim();
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
}

export function heatPumpName(house: Pick<ShownHouse, 'heatpumps'>, hpId: string): string {
  const index = house.heatpumps.findIndex((pump) => pump['hpId'] === hpId);
  return house.heatpumps.length < 2 || index === -1
    ? words.heatpump
    : words.numbered(words.heatpump, index + 1);
}

/** Its name by kind and id; undefined where nothing of the house is called so. */
export function deviceName(house: Named, kind: string, id: string): string | undefined {
  switch (kind as Kind) {
    case 'fcu': {
      const name = house.fcus.find((fcu) => fcu['fcuId'] === id)?.['friendlyName'];
      return typeof name === 'string' ? name : words.fcu;
    }
    case 'heatpump':
      return heatPumpName(house, id);
    case 'sensor':
      return `${words.sensor} ${spelledOut(id)}`;
    case 'hcu':
    case 'dhw':
    case 'tes':
      return words[kind as 'hcu' | 'dhw' | 'tes'];
    default:
      return house.zones.find(({ zoneId }) => zoneId === id)?.friendlyName;
  }
}
