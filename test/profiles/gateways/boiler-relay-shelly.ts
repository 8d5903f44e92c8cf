/** A Shelly 1: its state on change alone. */
import type { GatewayScript } from '../script.ts';

const NODE = 'shelly1g3-a8032abe54dc';

const relay = (id: number, on: boolean, seconds?: number): readonly [string, string] => [
  `${NODE}/rpc`,
  JSON.stringify({
    id: 1,
    src: 'aris',
    method: 'Switch.Set',
    params: { id, on, ...(seconds !== undefined && { toggle_after: seconds }) },
  }),
];

const state = (output: boolean) => ({
  topic: `${NODE}/status/switch:0`,
  payload: { id: 0, output },
});

export const script: GatewayScript = {
  profile: 'boiler-relay-shelly',
  given: { node: NODE },
  kept: [{ topic: `${NODE}/online`, payload: 'true' }],
  steps: [
    {
      what: 'a boiler that is called',
      says: [state(true)],
      reads: { 'hcu.mode': 'heat' },
      presence: { hcu: 'online' },
    },
    { what: 'one that rests', says: [state(false)], reads: { 'hcu.mode': 'idle' } },
  ],
  orders: [
    { order: 'hcu.mode', value: 'heat', tells: [relay(0, true)], answers: [state(true)] },
    // It closes by itself, should nobody say so again.
    { order: 'hcu.mode', value: 'idle', tells: [relay(0, false, 900)], answers: [state(false)] },
  ],
  givesBack: { 'hcu.mode': [relay(0, true)] },
};
