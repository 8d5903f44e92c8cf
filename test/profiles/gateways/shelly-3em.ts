/** A Shelly 3EM: a topic for each phase. */
import { below, type GatewayScript } from '../script.ts';

export const script: GatewayScript = {
  profile: 'shelly-3em',
  given: { node: 'shellyem3-B9E54E' },
  steps: [
    {
      what: 'no sum where a phase is missing',
      says: below('shellies/shellyem3-B9E54E/emeter', { '0/power': '100.00', '1/power': '-40.00' }),
      reads: { 'meter.powerKw': null },
    },
    {
      what: 'the sum of three phases',
      says: [
        { topic: 'shellies/shellyem3-B9E54E/online', payload: 'true' },
        ...below('shellies/shellyem3-B9E54E/emeter', {
          '2/power': '350.50',
          '0/total': '1000.0',
          '1/total': '2000.0',
          '2/total': '3000.0',
        }),
      ],
      reads: { 'meter.powerKw': 0.4105, 'meter.energyKwh': 6 },
      presence: { meter: 'online' },
    },
  ],
};
