import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { ordersFaults } from '../../../src/domain/binding/order-faults.ts';
import { assertFault, numberOrder, standing, withAt } from '../../support/binding-drafts.ts';
import { METER, RELAY } from '../../support/bound-house.ts';
import { HEISHAMON_HCU } from '../../support/bound-machines.ts';

const SURPLUS = {
  level: 'nudge',
  values: { 2: [{ topic: 'relay/1', message: 'off' }], 3: [{ topic: 'relay/2', message: 'on' }] },
};

const faultsOf = (...bindings: readonly unknown[]) => standing(bindings).flatMap(ordersFaults);
const cases: readonly (readonly [what: string, binding: unknown, fault: string | RegExp])[] = [
  [
    'an order that is none of the kind',
    withAt('orders.targetTempC', numberOrder()),
    'bindings[0].orders.targetTempC: must be one of mode, supplyTempC, backupHeater, curveShiftK, surplusLevel, powerLimitKw, quiet',
  ],
  [
    'an order that objects inherit',
    withAt('orders.toString', numberOrder()),
    'bindings[0].orders.toString: must be one of mode, supplyTempC, backupHeater, curveShiftK, surplusLevel, powerLimitKw, quiet',
  ],
  [
    'a level without orders',
    withAt('level', 'nudge'),
    'bindings[0].level: must be watch, or another for which there are orders: nudge has none',
  ],
  [
    'a number without a number',
    withAt('orders.curveShiftK', { level: 'nudge' }),
    'bindings[0].orders.curveShiftK.number: is required',
  ],
  [
    'words for a number',
    withAt('orders.supplyTempC.values', { 1: [{ topic: 'c', message: '1' }] }),
    'bindings[0].orders.supplyTempC.values: goes with words alone',
  ],
  [
    'a number for words',
    withAt('orders.surplusLevel', { ...SURPLUS, number: numberOrder().number }),
    'bindings[0].orders.surplusLevel.number: goes with numbers alone',
  ],
  [
    'words without any',
    withAt('orders.surplusLevel', { level: 'nudge' }),
    'bindings[0].orders.surplusLevel.values: is required',
  ],
  [
    'a word that is none',
    withAt(
      'orders.surplusLevel.values',
      { 5: [{ topic: 'c', message: '1' }] },
      {
        ...HEISHAMON_HCU,
        orders: { ...HEISHAMON_HCU.orders, surplusLevel: SURPLUS },
      },
    ),
    'bindings[0].orders.surplusLevel.values.5: must be one of 1, 2, 3, 4',
  ],
  [
    'bounds that cross',
    withAt('orders.supplyTempC.number.max', 20),
    'bindings[0].orders.supplyTempC.number.max: must be more than min',
  ],
  [
    'a step that is too large',
    withAt('orders.supplyTempC.number.step', 36),
    'bindings[0].orders.supplyTempC.number.step: must be no more than from min to max',
  ],
  [
    'a number that goes nowhere',
    withAt('orders.supplyTempC.number.message', { a: 1 }),
    'bindings[0].orders.supplyTempC.number.pointer: is required with message',
  ],
  [
    'a telegram with too few digits',
    withAt('orders.supplyTempC', numberOrder({ hex: { prefix: 'E', digits: 2 }, scale: 10 })),
    'bindings[0].orders.supplyTempC.number.hex.digits: are too few for min and max',
  ],
  [
    'a telegram in JSON',
    withAt('orders.supplyTempC', numberOrder({ hex: { prefix: 'E', digits: 4 }, pointer: '/a' })),
    'bindings[0].orders.supplyTempC.number.pointer: goes into JSON, and hex is text',
  ],
  [
    'an echo at a place that is none',
    withAt('orders.supplyTempC.echo.place', 'goal'),
    'bindings[0].orders.supplyTempC.echo.place: no place "goal" in places',
  ],
  [
    'an echo in cases for a number',
    withAt('orders.supplyTempC.echo', { cases: [{ if: { hz: 0 }, then: '1' }] }),
    'bindings[0].orders.supplyTempC.echo.cases: goes with words alone',
  ],
  [
    'an echo in cases at a place that is none',
    withAt('orders.surplusLevel', {
      ...SURPLUS,
      echo: { cases: [{ if: { goal: 0 }, then: '2' }] },
    }),
    'bindings[0].orders.surplusLevel.echo.cases[0].if.goal: no place "goal" in places',
  ],
  [
    'an echo in cases of a word that is not told',
    withAt('orders.surplusLevel', {
      ...SURPLUS,
      echo: { cases: [{ if: { hz: 0 }, then: 'toString' }] },
    }),
    'bindings[0].orders.surplusLevel.echo.cases[0].then: is no word of values',
  ],
  [
    'an order for a mode that is none',
    withAt('orders.supplyTempC.modes', ['heat', 'off']),
    'bindings[0].orders.supplyTempC.modes[1]: must be one of heat, cool, dhw_charge, idle',
  ],
  [
    'a need at a place that is none',
    withAt('needs.steer', { mode: 'direct' }),
    'bindings[0].needs.steer.mode: no place "mode" in places',
  ],
  [
    'orders for a meter',
    withAt('orders', {}, { ...METER, id: 'grid' }),
    'bindings[0].orders: a meter takes no orders',
  ],
  [
    'a level of a terminal',
    withAt('level', 'steer', RELAY),
    'bindings[0].level: a fcu takes no orders of its own',
  ],
];

describe('the orders of a machine', () => {
  for (const [what, binding, fault] of cases)
    it(`have a fault at ${what}`, () => assertFault(faultsOf(binding), fault));

  it('may go from their least to their most in one step, and no further', () => {
    const { min = 0, max = 0 } = HEISHAMON_HCU.orders?.supplyTempC?.number ?? {};
    assert.deepEqual(faultsOf(withAt('orders.supplyTempC.number.step', max - min)), []);
  });

  it('may be none for what is watched', () =>
    assert.deepEqual(faultsOf({ kind: 'hcu', id: 'x', readings: [], level: 'watch' }), []));
});
