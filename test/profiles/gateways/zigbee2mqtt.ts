/** Zigbee2MQTT 2: JSON a device; availability and its bridge's state as JSON, retained. */
import type { GatewayScript } from '../script.ts';

export const script: GatewayScript = {
  profile: 'zigbee2mqtt',
  given: { name: 'Hall' },
  kept: [
    { topic: 'zigbee2mqtt/bridge/state', payload: { state: 'online' } },
    { topic: 'zigbee2mqtt/Hall/availability', payload: { state: 'online' } },
  ],
  steps: [
    {
      what: 'a thermometer, and a valve of the same name',
      says: [
        {
          topic: 'zigbee2mqtt/Hall',
          payload: {
            temperature: 20.54,
            humidity: 44.6,
            local_temperature: 20.1,
            occupied_heating_setpoint: 21,
            running_state: 'heat',
            last_seen: new Date().toISOString(),
          },
        },
      ],
      reads: {
        'sensor.tempC': 20.54,
        'sensor.rhPercent': 44.6,
        'sensor.co2Ppm': null,
        'fcu.roomTempC': 20.1,
        'fcu.tempHeatSetC': 21,
        'fcu.mode': 'heat',
      },
      presence: { sensor: 'online', fcu: 'online' },
    },
    {
      what: 'a bridge that stops',
      says: [{ topic: 'zigbee2mqtt/bridge/state', payload: { state: 'offline' } }],
      reads: {},
      presence: { sensor: 'offline', fcu: 'offline' },
    },
  ],
};
