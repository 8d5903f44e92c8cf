/** A Shelly H&T and a Shelly relay, second generation. */
import { below, type GatewayScript } from '../script.ts';

export const script: GatewayScript = {
  profile: 'shelly',
  given: { node: 'shellyplusht-a8032ab12cd3' },
  kept: [{ topic: 'shellyplusht-a8032ab12cd3/online', payload: 'true' }],
  steps: [
    {
      what: 'a thermometer and a relay',
      says: below('shellyplusht-a8032ab12cd3/status', {
        'temperature:0': { id: 0, tC: 21.4, tF: 70.5 },
        'humidity:0': { id: 0, rh: 47.3 },
        'switch:0': { id: 0, output: true },
      }),
      reads: { 'sensor.tempC': 21.4, 'sensor.rhPercent': 47.3, 'fcu.on': true },
      presence: { sensor: 'online', fcu: 'online' },
    },
  ],
};
