/** A house whose rooms and devices have names of all kinds. */
import type { House } from '../../../src/domain/house.ts';
import type { ShownHouse } from '../../../src/ui/live.ts';
import { FULL_HOUSE } from '../../support/house.ts';
import { HEATING, zone } from './heating-house.ts';
import { TROUBLED_HOUSE } from './troubled-house.ts';

/** One word of 40 characters, a German compound, emoji that are several code points each, and right to left. */
export const NAMES = {
  word: 'Wwwwwwwwwwmmmmmmmmmm0000000000oooooooooo',
  compound: 'Donaudampfschifffahrtsgesellschaftskapitänskajütenheizkörper',
  emoji: '👨‍👩‍👧‍👦'.repeat(4) + '🏳️‍🌈🧑‍🚒'.repeat(4),
  rightToLeft: 'غرفةالمعيشةالكبيرةذاتالنوافذالجنوبيةالواسعة',
} as const;
const ALL = Object.entries(NAMES);

export const NAMED_HOUSE: House = {
  ...FULL_HOUSE,
  zones: ALL.map(([zoneId, friendlyName], index) => ({
    zoneId,
    friendlyName,
    floor: Object.values(NAMES)[index % 2],
    sensors: [`sensor_im_raum_mit_dem_namen_${zoneId}`],
    terminals: [`fcu_${zoneId}`],
    supportsHeat: true,
    supportsCool: true,
  })),
  fcus: ALL.map(([id, friendlyName]) => ({ fcuId: `fcu_${id}`, friendlyName })),
  meters: [{ meterId: 'grid', friendlyName: NAMES.word, measures: 'electricity' }],
};

/** All that a card may say, in each room. */
export const SHOWN_NAMES = {
  ...HEATING,
  system: { ...TROUBLED_HOUSE.system, name: NAMES.word },
  zones: ALL.map(([id, friendlyName], index) => ({
    ...TROUBLED_HOUSE.zones[index % 2],
    ...zone(id, { friendlyName, tempHeatSetC: 21, tempCoolSetC: 24, rhPercent: 44, co2Ppm: 1_250 }),
    hold: { until: TROUBLED_HOUSE.system.until, source: 'mqtt' },
  })),
  fcus: ALL.map(([id, friendlyName]) => ({
    fcuId: `fcu_${id}`,
    zoneId: id,
    friendlyName,
    online: false,
    mode: 'heat',
    fanPercent: 40,
  })),
  meters: [{ meterId: 'grid', friendlyName: NAMES.word, measures: 'electricity', powerKw: 1.2 }],
  faults: [
    ...TROUBLED_HOUSE.faults,
    { ...TROUBLED_HOUSE.faults[1], source: 'fcu', objectId: 'fcu_word', code: 'E8' },
  ],
} satisfies { [Key in keyof ShownHouse]: unknown };
