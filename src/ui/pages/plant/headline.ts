/** What the plant does now, in a sentence, and its powers. */
import { activitiesOf } from '../../activity.ts';
import { isOnline } from '../../devices.ts';
import { amount } from '../../format.ts';
import type { ShownHouse } from '../../live.ts';
import { plant as words } from '../../strings/plant.ts';
import { makesHotWater, unitFlow } from '../../water.ts';
import { numberOf } from './picture.ts';

export function headline(house: ShownHouse): string {
  const { hcu } = house;
  if (hcu === undefined) return words.headline.none;
  if (!isOnline(hcu)) return words.headline.silent;
  const { state } = hcu;
  if (state === 'fault' || state === 'defrost') return words.headline[state];
  if (makesHotWater(hcu)) return words.headline.hotWater;
  const activities = [...activitiesOf(house).values()];
  const isHeated = activities.includes('heating');
  const isCooled = activities.includes('cooling');
  switch (unitFlow(hcu)) {
    case 'heat':
      return isHeated ? words.headline.heat : words.headline.heatUnused;
    case 'cool':
      return isCooled ? words.headline.cool : words.headline.coolUnused;
    case 'none':
      if (isHeated) return words.headline.heatLeft;
      return isCooled ? words.headline.coolLeft : words.headline.rests;
  }
}

/** The powers of the moment, where it runs. */
export function powers({ hcu, heatpumps }: ShownHouse): string | undefined {
  const sum = (field: string) =>
    numberOf(hcu, field) ??
    heatpumps.reduce<number | undefined>((total, pump) => {
      const value = numberOf(pump, field);
      return value === undefined ? total : (total ?? 0) + value;
    }, undefined);
  const [thermal, electrical] = [sum('thermalPowerKw'), sum('electricalPowerKw')];
  if (unitFlow(hcu) === 'none' || hcu?.['state'] === 'defrost') return undefined;
  if (thermal === undefined || electrical === undefined) return undefined;
  const kw = (value: number) => amount(value, 'kW');
  return words.headline.powers(kw(thermal), kw(electrical), hcu?.['mode'] === 'cool');
}
