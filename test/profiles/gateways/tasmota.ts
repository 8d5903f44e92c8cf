/** Tasmota: the sensors of a device in one JSON each five minutes; a relay answers under stat. */
import type { GatewayScript } from '../script.ts';

export const script: GatewayScript = {
  profile: 'tasmota',
  given: { node: 'hall', sensor: 'DS18B20' },
  kept: [{ topic: 'tele/hall/LWT', payload: 'Online' }],
  steps: [
    {
      what: 'a thermometer and a relay',
      says: [
        {
          topic: 'tele/hall/SENSOR',
          payload: { DS18B20: { Id: '01', Temperature: 20.6 }, TempUnit: 'C' },
        },
        { topic: 'stat/hall/RESULT', payload: { POWER: 'ON' } },
      ],
      reads: { 'sensor.tempC': 20.6, 'fcu.on': true },
      presence: { sensor: 'online', fcu: 'online' },
    },
    {
      what: 'a probe at power-on, and one that is unplugged',
      says: [{ topic: 'tele/hall/SENSOR', payload: { DS18B20: { Temperature: 85 } } }],
      reads: { 'sensor.tempC': null },
    },
  ],
};
