/** Rooms that water alone can warm or cool, while it stands: nothing reaches them, whatever the hub wants for them. */
import { computed } from '@preact/signals';
import type { EquipmentView } from '../domain/equipment/view.ts';
import { isOnline } from './devices.ts';
import { house, type ShownHouse } from './live.ts';

/** A relay or a heater of its own tells no temperature of water. */
const isFedByWater = (fcu: EquipmentView) => typeof fcu['supplyTempC'] === 'number';

/** Ids of zones. */
export function stillZonesOf({ hcu, fcus }: Pick<ShownHouse, 'hcu' | 'fcus'>): readonly string[] {
  if (hcu?.['flowRateLpm'] !== 0 || !isOnline(hcu)) return [];
  const ofWater = fcus.filter((fcu) => isOnline(fcu) && isFedByWater(fcu));
  const others = new Set(fcus.filter((fcu) => !ofWater.includes(fcu)).map((fcu) => fcu['zoneId']));
  const ids = new Set(ofWater.map((fcu) => fcu['zoneId']).filter((id) => !others.has(id)));
  return [...ids].filter((id) => typeof id === 'string').toSorted();
}

/** As text, so that it is the same while they are: ids are joined by what none of them has in it. */
const still = computed(() => (house.value === undefined ? '' : stillZonesOf(house.value).join()));

export const stillZones = computed<ReadonlySet<string>>(() => new Set(still.value.split(',')));
