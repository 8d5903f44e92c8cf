import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { DeviceBinding } from '../../../src/domain/binding/binding.ts';
import type { BoundOrder, BoundOrders } from '../../../src/domain/binding/order.ts';
import { safetyFaults } from '../../../src/domain/binding/order-safety.ts';

const ON = [{ topic: 'power', message: 1 }];
const OFF = [{ topic: 'power', message: 0 }];
const number = { topic: 'supply', min: 25, max: 55, step: 1 };
const echo = { place: 'target' };

const pathsOf = (orders: BoundOrders, kind: DeviceBinding['kind'] = 'hcu') =>
  safetyFaults(['b', { kind, id: 'x', readings: [], orders }]).map(({ path }) => path);

describe('what a dead hub could leave behind', () => {
  it('has a way back, or lets go by itself', () => {
    const order: BoundOrder = { level: 'steer', number };
    assert.deepEqual(pathsOf({ supplyTempC: order }), ['b.orders.supplyTempC']);
    assert.deepEqual(pathsOf({ supplyTempC: { ...order, echo } }), []);
    assert.deepEqual(pathsOf({ supplyTempC: { ...order, giveBack: ON } }), []);
    assert.deepEqual(pathsOf({ supplyTempC: { ...order, repeatSeconds: 30 } }), []);
    assert.deepEqual(pathsOf({ targetTempC: order }, 'dhw'), ['b.orders.targetTempC']);
  });

  it('is no machine that is off, save where it turns on by itself', () => {
    const off: BoundOrder = { level: 'steer', values: { heat: ON, idle: OFF }, giveBack: ON };
    assert.deepEqual(pathsOf({ mode: off }), ['b.orders.mode.values.idle']);
    assert.deepEqual(pathsOf({ mode: { ...off, repeatSeconds: 60 } }), []);
    assert.deepEqual(pathsOf({ mode: { ...off, values: { heat: ON, idle: ON } } }), []);
    assert.deepEqual(pathsOf({ mode: { ...off, values: { heat: ON } } }), []);
    assert.deepEqual(pathsOf({ mode: off }, 'tes'), [], 'a buffer heats no house');
  });

  it('is no cold, and no hot water alone, that it would keep', () => {
    for (const word of ['cool', 'dhw_charge']) {
      const cold: BoundOrder = { level: 'steer', values: { heat: ON, [word]: OFF }, giveBack: ON };
      assert.deepEqual(pathsOf({ mode: cold }), [`b.orders.mode.values.${word}`]);
      assert.deepEqual(pathsOf({ mode: { ...cold, repeatSeconds: 60 } }), []);
    }
  });

  it('is no block, at any level, save where it ends by itself', () => {
    for (const level of ['nudge', 'steer'] as const) {
      const block: BoundOrder = { level, values: { '1': OFF, '2': ON }, giveBack: ON };
      assert.deepEqual(pathsOf({ surplusLevel: block }), ['b.orders.surplusLevel.values.1']);
      assert.deepEqual(pathsOf({ surplusLevel: { ...block, repeatSeconds: 300 } }), []);
      assert.deepEqual(pathsOf({ surplusLevel: { ...block, values: { '2': ON, '3': OFF } } }), []);
    }
  });

  it('is no water that is too cold to heat with', () => {
    const cold: BoundOrder = { level: 'steer', number: { ...number, min: 24.5 }, echo };
    assert.deepEqual(pathsOf({ supplyTempC: cold }), ['b.orders.supplyTempC.number.min']);
    assert.deepEqual(pathsOf({ supplyTempC: { ...cold, modes: ['cool'] } }), []);
    assert.deepEqual(pathsOf({ supplyTempC: { ...cold, repeatSeconds: 30 } }), []);
  });
});
