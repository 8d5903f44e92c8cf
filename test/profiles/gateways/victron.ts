/** A Victron GX: {"value":x}, not retained; null or nothing at all where there is no value. */
import { below, type GatewayScript } from '../script.ts';

export const script: GatewayScript = {
  profile: 'victron',
  given: { portal: 'c0619ab12345' },
  steps: [
    {
      what: 'three phases',
      says: below('N/c0619ab12345', {
        'system/0/Ac/Grid/L1/Power': { value: 812.5 },
        'system/0/Ac/Grid/L2/Power': { value: -100 },
        'system/0/Ac/Grid/L3/Power': { value: 287.5 },
        'grid/30/Ac/Energy/Forward': { value: 5060.12 },
      }),
      reads: { 'meter.powerKw': 1, 'meter.energyKwh': 5060.12 },
      presence: { meter: 'online' },
    },
    {
      what: 'a phase that is no more',
      says: [
        ...below('N/c0619ab12345', {
          'system/0/Ac/Grid/L2/Power': { value: null },
          'grid/30/Ac/Energy/Forward': '',
        }),
      ],
      reads: { 'meter.powerKw': null },
    },
  ],
};
