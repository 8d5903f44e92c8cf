import type { House } from '../../src/domain/house.ts';

/** Two zones that show all that matters: one with two sensors and two fan coils, one that only heats. */
export const SMALL_HOUSE: House = {
  version: 1,
  timeZone: 'Europe/Berlin',
  zones: [
    {
      zoneId: 'living',
      friendlyName: 'Living Room',
      sensors: ['s1', 's2'],
      terminals: ['f1', 'f2'],
      supportsHeat: true,
      supportsCool: true,
    },
    {
      zoneId: 'bath',
      friendlyName: 'Bathroom',
      sensors: [],
      terminals: ['f3'],
      supportsHeat: true,
      supportsCool: false,
    },
  ],
  fcus: [
    { fcuId: 'f1', friendlyName: 'South' },
    { fcuId: 'f2', friendlyName: 'North' },
    { fcuId: 'f3', friendlyName: 'Bath' },
  ],
  hcu: { hcuId: 'hcu_main' },
  heatpumps: [{ hpId: 'hp_1', parentHcuId: 'hcu_main' }],
  dhw: { dhwId: 'dhw_main' },
  tes: { tesId: 'tes_main' },
};

/** One room with a sensor and nothing else. */
export const BARE_HOUSE: House = {
  version: 1,
  timeZone: 'Europe/Berlin',
  zones: SMALL_HOUSE.zones.slice(0, 1).map((zone) => ({ ...zone, sensors: ['s1'], terminals: [] })),
  fcus: [],
  heatpumps: [],
};

/** The same with one of each kind that is not in every house. */
export const FULL_HOUSE: House = {
  ...SMALL_HOUSE,
  solar: { solarId: 'roof' },
  meters: [
    { meterId: 'grid', friendlyName: 'Grid', measures: 'electricity' },
    { meterId: 'floor', friendlyName: 'Floor heating', measures: 'heat' },
  ],
};
