/** A Tasmota with an optical reading head. */
import type { GatewayScript } from '../script.ts';

export const script: GatewayScript = {
  profile: 'tasmota-sml',
  given: { node: 'meter' },
  kept: [{ topic: 'tele/meter/LWT', payload: 'Online' }],
  steps: [
    {
      what: 'W and kWh',
      says: [
        {
          topic: 'tele/meter/SENSOR',
          payload: {
            Time: '2026-11-29T12:00:00',
            SML: { Total_in: 5060.123, Total_out: 1.2, Power_curr: -431 },
          },
        },
      ],
      reads: { 'meter.powerKw': -0.431, 'meter.energyKwh': 5060.123 },
      presence: { meter: 'online' },
    },
  ],
};
