import type { House, Zone } from '../../src/domain/house.ts';

function zone(zoneId: string, terminals: readonly string[], supports = 'both'): Zone {
  return {
    zoneId,
    friendlyName: zoneId,
    sensors: [`sensor_${zoneId}`],
    terminals,
    supportsHeat: supports !== 'cool',
    supportsCool: supports !== 'heat',
  };
}

/** A house with one of everything, and what is unusual besides: two coils in a zone, a zone that only heats. */
export const HOUSE: House = {
  version: 1,
  timeZone: 'Europe/Berlin',
  zones: [
    zone('living', ['fcu_1', 'fcu_2']),
    zone('bedroom', ['fcu_3']),
    zone('study', ['fcu_4']),
    zone('bath', ['fcu_5'], 'heat'),
  ],
  fcus: [1, 2, 3, 4, 5].map((number) => ({
    fcuId: `fcu_${number}`,
    friendlyName: `Fan coil ${number}`,
  })),
  hcu: { hcuId: 'hcu_main' },
  heatpumps: [{ hpId: 'hp_1', parentHcuId: 'hcu_main' }],
  dhw: { dhwId: 'dhw_main' },
  tes: { tesId: 'tes_main' },
};

/** The same, where what condenses on the coils is drained: water may be colder than the dew point. */
export const DRAINED_HOUSE: House = {
  ...HOUSE,
  fcus: HOUSE.fcus.map((fcu) => ({ ...fcu, drainsCondensate: true })),
};
