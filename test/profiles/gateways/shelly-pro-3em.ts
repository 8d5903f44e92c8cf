/** A Shelly Pro 3EM with the triphase profile. */
import { below, type GatewayScript } from '../script.ts';

const NODE = 'shellypro3em-a8032abe54dc';

export const script: GatewayScript = {
  profile: 'shelly-pro-3em',
  given: { node: NODE },
  kept: [{ topic: `${NODE}/online`, payload: 'true' }],
  steps: [
    {
      what: 'power and energy',
      says: below(`${NODE}/status`, {
        'em:0': { id: 0, a_act_power: 120.1, total_act_power: 1834.6 },
        'emdata:0': { id: 0, total_act: 5060123.4, total_act_ret: 12.3 },
      }),
      reads: { 'meter.powerKw': 1.8346, 'meter.energyKwh': 5060.1234 },
      presence: { meter: 'online' },
    },
  ],
};
