/** ESPHome: text a topic; `nan`, in later versions `None`, is no value. */
import { below, type GatewayScript } from '../script.ts';

export const script: GatewayScript = {
  profile: 'esphome',
  given: { node: 'hall' },
  kept: [{ topic: 'hall/status', payload: 'online' }],
  steps: [
    {
      what: 'a thermometer and a relay',
      says: below('hall', {
        'sensor/temperature/state': '20.5',
        'sensor/humidity/state': '44.0',
        'switch/relay/state': 'ON',
      }),
      reads: { 'sensor.tempC': 20.5, 'sensor.rhPercent': 44, 'fcu.on': true },
      presence: { sensor: 'online', fcu: 'online' },
    },
    {
      what: 'what cannot be measured',
      says: below('hall', { 'sensor/temperature/state': 'nan', 'sensor/humidity/state': 'None' }),
      reads: { 'sensor.tempC': null, 'sensor.rhPercent': null },
    },
  ],
};
