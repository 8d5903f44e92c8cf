/** A Shelly Plus 2PM: the state of a relay as JSON, on change alone; its farewell is retained. */
import type { GatewayScript } from '../script.ts';

const NODE = 'shellyplus2pm-a8032abe54dc';

const relay = (id: number, on: boolean, seconds?: number): readonly [string, string] => [
  `${NODE}/rpc`,
  JSON.stringify({
    id: 1,
    src: 'aris',
    method: 'Switch.Set',
    params: { id, on, ...(seconds !== undefined && { toggle_after: seconds }) },
  }),
];

const state = (id: number, output: boolean) => ({
  topic: `${NODE}/status/switch:${id}`,
  payload: { id, source: 'MQTT', output },
});

export const script: GatewayScript = {
  profile: 'sg-ready-shelly',
  given: { node: NODE },
  kept: [{ topic: `${NODE}/online`, payload: 'true' }],
  steps: [
    {
      what: 'normal operation, in which nobody knows what the machine does',
      says: [state(0, false), state(1, false)],
      reads: { 'hcu.state': null },
      presence: { hcu: 'online' },
    },
    { what: 'a block', says: [state(0, true)], reads: { 'hcu.state': 'standby' } },
  ],
  // One contact opens before the other closes: both closed would be an order to run.
  orders: [
    {
      order: 'hcu.surplusLevel',
      value: '1',
      tells: [relay(1, false), relay(0, true, 1200)],
      // Blocked it was: it says nothing new.
      answers: [],
    },
    {
      order: 'hcu.surplusLevel',
      value: '2',
      tells: [relay(0, false), relay(1, false)],
      answers: [state(0, false)],
    },
    {
      order: 'hcu.surplusLevel',
      value: '3',
      tells: [relay(0, false), relay(1, true, 1200)],
      answers: [state(1, true)],
    },
    {
      order: 'hcu.surplusLevel',
      value: '4',
      tells: [relay(1, true, 1200), relay(0, true, 1200)],
      answers: [state(0, true)],
    },
  ],
  givesBack: { 'hcu.surplusLevel': [relay(0, false), relay(1, false)] },
};
