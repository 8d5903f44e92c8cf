/** Orders to machines in a house file. What is wrong with them as a whole is in `test/domain/binding/order-faults.test.ts`. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { parseHouse } from '../../../src/app/house/house-file.ts';
import type { DeviceBinding } from '../../../src/domain/binding/binding.ts';
import { LIMITS } from '../../../src/domain/limits.ts';
import { assertFault, numberOrder, withAt } from '../../support/binding-drafts.ts';
import {
  EMS_DHW,
  EMS_HCU,
  EMS_HEAT_PUMP,
  HEISHAMON_DHW,
  HEISHAMON_HCU,
  HEISHAMON_TES,
  machinesWith,
} from '../../support/bound-machines.ts';

const faultsOf = (binding: unknown) => {
  const result = parseHouse(JSON.stringify(machinesWith(binding as DeviceBinding)), 'site42/aris');
  return 'faults' in result ? result.faults : [];
};

const MESSAGE = { topic: 'relay/2', message: 'on' };
const SURPLUS = {
  level: 'nudge',
  values: {
    2: [
      { topic: 'relay/1', message: 'off', pauseMs: 500 },
      { topic: 'relay/2', message: { on: false } },
    ],
    3: [MESSAGE],
  },
  repeatSeconds: 60,
  minIntervalSeconds: 600,
  perDay: 24,
  giveBack: [{ topic: 'relay/2', message: 'off' }],
};
const surplus = (member: string, value: unknown) =>
  withAt('orders.surplusLevel', { ...SURPLUS, [member]: value });

const cases: readonly (readonly [what: string, binding: unknown, fault: string | RegExp])[] = [
  [
    'an order that is to be told at watch',
    withAt('orders.supplyTempC.level', 'watch'),
    'bindings[0].orders.supplyTempC.level: must be nudge, steer, not "watch"',
  ],
  [
    'a level that is none',
    withAt('level', 'drive'),
    'bindings[0].level: must be watch, nudge, steer, not "drive"',
  ],
  [
    'a word that is sent as nothing',
    withAt('orders.mode', { level: 'steer', values: { idle: [] } }),
    'bindings[0].orders.mode.values.idle: must not be shorter than 1, not 0',
  ],
  [
    'more messages than there may be',
    surplus(
      'giveBack',
      Array.from({ length: LIMITS.bindingMessages + 1 }, () => MESSAGE),
    ),
    /^bindings\[0\]\.orders\.surplusLevel\.giveBack: must not be longer than \d+/,
  ],
  [
    'a pause that is too long',
    surplus('giveBack', [{ ...MESSAGE, pauseMs: LIMITS.bindingPauseMs + 1 }]),
    /giveBack\[0\]\.pauseMs: must be at most/,
  ],
  ['an order that is repeated all the time', surplus('repeatSeconds', 0), /must be at least 1/],
  [
    'more orders a day than there may be',
    surplus('perDay', LIMITS.bindingOrdersPerDay + 1),
    /surplusLevel\.perDay: must be at most/,
  ],
  [
    'a telegram of too many digits',
    withAt('orders.supplyTempC', numberOrder({ hex: { prefix: 'E', digits: 9 } })),
    'bindings[0].orders.supplyTempC.number.hex.digits: must be at most 8, not 9',
  ],
  [
    'a keepalive on the topics of the hub',
    withAt('keepalive', { topic: 'site42/aris/hub/status', everySeconds: 45 }),
    "bindings[0].keepalive.topic: lies below site42/aris/, which is the hub's own",
  ],
  [
    'a keepalive that would flood its gateway',
    withAt('keepalive', { topic: 'R/x/keepalive', everySeconds: 1 }),
    'bindings[0].keepalive.everySeconds: must be at least 5, not 1',
  ],
  [
    'a tolerance below zero',
    surplus('echo', { place: 'hz', tolerance: -1 }),
    /echo\.tolerance: must be at least 0/,
  ],
  ['an echo in no cases', surplus('echo', { cases: [] }), /surplusLevel\.echo\.cases: must not be/],
  [
    'an echo both at a place and in cases',
    surplus('echo', { place: 'hz', cases: [{ if: { hz: 0 }, then: '2' }] }),
    /surplusLevel\.echo\.place: /,
  ],
  [
    'an empty sentence on what is without a hub',
    withAt('withoutHub', ''),
    /withoutHub: must not be/,
  ],
];

describe('orders in a house file', () => {
  it('are taken as they are', () => {
    const everything = {
      ...HEISHAMON_HCU,
      alive: { topic: 'alive', pointer: '/bus', withinSeconds: 60 },
      standsWhileOnline: true,
      withoutHub: 'It keeps the last target.',
      needs: { nudge: { hz: { above: 0 } }, steer: { heating: ['direct', 1, true] } },
      orders: {
        ...HEISHAMON_HCU.orders,
        surplusLevel: { ...SURPLUS, echo: { cases: [{ if: { hz: 0, valve: 'dhw' }, then: '2' }] } },
        mode: {
          level: 'steer',
          modes: ['heat'],
          values: SURPLUS.values,
          repeatSeconds: 60,
          giveBack: SURPLUS.giveBack,
        },
      },
    };
    // "mode" has words of its own.
    everything.orders.mode.values = { heat: SURPLUS.values[3] } as never;
    for (const bindings of [
      [HEISHAMON_HCU, HEISHAMON_DHW, HEISHAMON_TES],
      [EMS_HCU, EMS_HEAT_PUMP, EMS_DHW],
      [everything],
    ]) {
      const house = machinesWith(...(bindings as []));
      assert.deepEqual(parseHouse(JSON.stringify(house), 'aris'), { house });
    }
  });

  for (const [what, binding, fault] of cases)
    it(`have a fault at ${what}`, () => assertFault(faultsOf(binding), fault));
});
