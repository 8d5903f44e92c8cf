/** A Tasmota with one relay. */
import type { GatewayScript } from '../script.ts';

const answers = (POWER: string) => [{ topic: 'stat/boiler/RESULT', payload: { POWER } }];

export const script: GatewayScript = {
  profile: 'boiler-relay-tasmota',
  given: { node: 'boiler' },
  kept: [{ topic: 'tele/boiler/LWT', payload: 'Online' }],
  steps: [
    {
      what: 'a boiler that is called',
      says: [{ topic: 'tele/boiler/STATE', payload: { POWER: 'ON' } }],
      reads: { 'hcu.mode': 'heat' },
      presence: { hcu: 'online' },
    },
    { what: 'one that rests', says: answers('OFF'), reads: { 'hcu.mode': 'idle' } },
  ],
  orders: [
    {
      order: 'hcu.mode',
      value: 'heat',
      tells: [['cmnd/boiler/POWER', 'ON']],
      answers: answers('ON'),
    },
    {
      order: 'hcu.mode',
      value: 'idle',
      tells: [['cmnd/boiler/POWER', 'OFF']],
      answers: answers('OFF'),
    },
  ],
  givesBack: { 'hcu.mode': [['cmnd/boiler/POWER', 'ON']] },
};
