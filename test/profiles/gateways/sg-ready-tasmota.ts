/** A Tasmota with two relays: it answers under stat, and repeats its state under tele. */
import type { GatewayScript } from '../script.ts';

/** Its answer to an order, of the one relay that it was of. */
const said = (relay: 'POWER1' | 'POWER2', word: 'ON' | 'OFF') => ({
  topic: 'stat/sg/RESULT',
  payload: { [relay]: word },
});

export const script: GatewayScript = {
  profile: 'sg-ready-tasmota',
  given: { node: 'sg' },
  kept: [{ topic: 'tele/sg/LWT', payload: 'Online' }],
  steps: [
    {
      what: 'a block',
      says: [{ topic: 'tele/sg/STATE', payload: { POWER1: 'ON', POWER2: 'OFF' } }],
      reads: { 'hcu.state': 'standby' },
      presence: { hcu: 'online' },
    },
    {
      what: 'normal operation',
      says: [{ topic: 'tele/sg/STATE', payload: { POWER1: 'OFF', POWER2: 'OFF' } }],
      reads: { 'hcu.state': null },
    },
  ],
  orders: [
    {
      order: 'hcu.surplusLevel',
      value: '1',
      tells: [
        ['cmnd/sg/POWER2', 'OFF'],
        ['cmnd/sg/POWER1', 'ON'],
      ],
      answers: [said('POWER2', 'OFF'), said('POWER1', 'ON')],
    },
    {
      order: 'hcu.surplusLevel',
      value: '2',
      tells: [
        ['cmnd/sg/POWER1', 'OFF'],
        ['cmnd/sg/POWER2', 'OFF'],
      ],
      answers: [said('POWER1', 'OFF'), said('POWER2', 'OFF')],
    },
    {
      order: 'hcu.surplusLevel',
      value: '3',
      tells: [
        ['cmnd/sg/POWER1', 'OFF'],
        ['cmnd/sg/POWER2', 'ON'],
      ],
      answers: [said('POWER1', 'OFF'), said('POWER2', 'ON')],
    },
    {
      order: 'hcu.surplusLevel',
      value: '4',
      tells: [
        ['cmnd/sg/POWER2', 'ON'],
        ['cmnd/sg/POWER1', 'ON'],
      ],
      answers: [said('POWER2', 'ON'), said('POWER1', 'ON')],
    },
  ],
  givesBack: {
    'hcu.surplusLevel': [
      ['cmnd/sg/POWER1', 'OFF'],
      ['cmnd/sg/POWER2', 'OFF'],
    ],
  },
};
