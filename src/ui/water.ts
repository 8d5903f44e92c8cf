/** Where the plant's water goes right now, and what it brings: all that is said of it on any page comes from here. */
import type { EquipmentView } from '../domain/equipment/view.ts';
import { isOnline } from './devices.ts';
import type { ShownHouse } from './live.ts';

/** What water that moves brings; `none` where it stands. */
export type Flow = 'heat' | 'cool' | 'none';

const FLOWS: Readonly<Record<string, Flow>> = { heat: 'heat', dhw_charge: 'heat', cool: 'cool' };

/** Whether the unit measures the flow, and there is none. */
const stands = ({ flowRateLpm }: EquipmentView) => flowRateLpm === 0;

/** What the water brings that leaves the unit. */
export function unitFlow(hcu: EquipmentView | undefined): Flow {
  if (hcu === undefined || !isOnline(hcu)) return 'none';
  const { state, mode } = hcu;
  // A defrost takes its heat out of the water.
  if (state === 'defrost') return 'cool';
  const runs = (state === undefined || state === 'running') && !stands(hcu);
  return runs && typeof mode === 'string' ? (FLOWS[mode] ?? 'none') : 'none';
}

export const makesHotWater = (hcu: EquipmentView | undefined): boolean =>
  hcu?.['mode'] === 'dhw_charge' && unitFlow(hcu) === 'heat';

/** Whether the tank gets hotter, by the unit or by a heater of its own. */
export const isTankHeated = ({ hcu, dhw }: Pick<ShownHouse, 'hcu' | 'dhw'>): boolean =>
  dhw?.['heatingActive'] === true || dhw?.['backupHeaterActive'] === true || makesHotWater(hcu);

/** A relay or a heater of its own tells no temperature of water. */
const isFedByWater = (fcu: EquipmentView) => typeof fcu['supplyTempC'] === 'number';

/** Whether no water of use comes to the rooms: it stands, goes into the tank, or a defrost takes its heat. */
const isAway = (hcu: EquipmentView) =>
  stands(hcu) || hcu['state'] === 'defrost' || makesHotWater(hcu);

/** Ids of the zones that water alone can warm or cool, while none of use comes to them. */
export function unreachedZones({
  hcu,
  tes,
  fcus,
}: Pick<ShownHouse, 'hcu' | 'tes' | 'fcus'>): Set<unknown> {
  const isStored = tes?.['dischargeActive'] === true;
  if (hcu === undefined || !isOnline(hcu) || !isAway(hcu) || isStored) return new Set();
  const ofWater = fcus.filter((fcu) => isOnline(fcu) && isFedByWater(fcu));
  const others = new Set(fcus.filter((fcu) => !ofWater.includes(fcu)).map((fcu) => fcu['zoneId']));
  return new Set(ofWater.map((fcu) => fcu['zoneId']).filter((id) => !others.has(id)));
}
