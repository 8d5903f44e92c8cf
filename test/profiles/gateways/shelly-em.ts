/** A Shelly EM: text, each 30 s. */
import { below, type GatewayScript } from '../script.ts';

export const script: GatewayScript = {
  profile: 'shelly-em',
  given: { node: 'shellyem-B9E54E' },
  kept: [{ topic: 'shellies/shellyem-B9E54E/online', payload: 'true' }],
  steps: [
    {
      what: 'what is fed into the grid, and Wh',
      says: below('shellies/shellyem-B9E54E/emeter/0', { power: '-812.34', total: '1234567.8' }),
      reads: { 'meter.powerKw': -0.8123, 'meter.energyKwh': 1234.5678 },
      presence: { meter: 'online' },
    },
  ],
};
