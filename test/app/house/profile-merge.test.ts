import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { merged, namesIn, sharedPlaces, whereIn } from '../../../src/app/house/profile-merge.ts';
import type { Profile } from '../../../src/app/house/profile.ts';

const reading = (field: string, topic: string) => ({ field, topic });
const DEVICE = {
  readings: [reading('supplyTempC', 'p/flow'), reading('returnTempC', 'p/return')],
  orders: { mode: { echo: { place: 'set' } }, supplyTempC: {} },
  needs: { steer: { lock: 0 } },
};
const PROFILE: Profile = {
  name: 'box',
  title: 'A box',
  source: '',
  withoutHub: 'by itself',
  parameters: {},
  places: { set: { topic: 'p/set' }, lock: { topic: 'p/lock' }, pump: {}, idle: {} },
  devices: { hcu: DEVICE },
};
const OWN = { kind: 'hcu', id: 'main', use: 'box', base: 'b' };
const merge = (own: object) => merged({ ...OWN, ...own }, DEVICE, {}, undefined);

describe('what a binding and its profile say together', () => {
  it('is all of both, and neither the profile’s name nor its parameters', () => {
    const { binding } = merge({});
    assert.deepEqual(binding, { ...DEVICE, kind: 'hcu', id: 'main' });
    assert.equal(merged(OWN, DEVICE, {}, 'by itself').binding['withoutHub'], 'by itself');
  });

  it('has a reading of the binding in place of that of the same field, at the end', () => {
    const { binding, kept } = merge({ readings: [reading('supplyTempC', 'own')] });
    assert.deepEqual(binding['readings'], [
      reading('returnTempC', 'p/return'),
      reading('supplyTempC', 'own'),
    ]);
    assert.deepEqual(kept, [1]);
  });

  it('has single orders and needs of the binding in place of those of the same name', () => {
    const { binding } = merge({ orders: { mode: { mine: 1 } } });
    assert.deepEqual(binding['orders'], { mode: { mine: 1 }, supplyTempC: {} });
    assert.deepEqual(binding['needs'], DEVICE.needs);
    assert.equal('places' in binding, false);
  });

  it('leaves what is of a wrong form for the schema to refuse', () => {
    assert.equal(merge({ orders: 5 }).binding['orders'], 5);
    assert.equal(merge({ readings: 'x' }).binding['readings'], 'x');
  });
});

describe('the places of a profile', () => {
  it('are heard where a reading, a need or an order names them, and only there', () => {
    assert.deepEqual(Object.keys(sharedPlaces(PROFILE, DEVICE, OWN)), ['set', 'lock']);
    const own = { readings: [{ field: 'mode', cases: [{ if: { pump: 1 }, then: 'heat' }] }] };
    assert.deepEqual(Object.keys(sharedPlaces(PROFILE, DEVICE, own)), ['set', 'lock', 'pump']);
    const relays = { orders: { mode: { echo: { cases: [{ if: { idle: 1 }, then: 'idle' }] } } } };
    assert.deepEqual(Object.keys(sharedPlaces(PROFILE, {}, relays)), ['idle']);
    assert.ok(namesIn({ readings: [{ field: 'powerKw', sum: ['a', 'b'] }] }).has('b'));
  });
});

describe('where something stands', () => {
  const own = { ...OWN, readings: [reading('supplyTempC', 'own')], orders: { mode: {} } };
  const where = whereIn('bindings[3]', { own, device: DEVICE, profile: PROFILE, kept: [1] });
  const there = (path: string) => ({ path: 'bindings[3].use', profile: { name: 'box', path } });

  for (const [below, said] of [
    ['.readings[0].topic', there('devices.hcu.readings[1].topic')],
    ['.readings[1].topic', { path: 'bindings[3].readings[0].topic' }],
    ['.orders.mode.level', { path: 'bindings[3].orders.mode.level' }],
    ['.orders.supplyTempC.level', there('devices.hcu.orders.supplyTempC.level')],
    ['.needs.steer', there('devices.hcu.needs.steer')],
    ['.kind', { path: 'bindings[3].kind' }],
    ['.places.set.topic', there('places.set.topic')],
    ['.withoutHub', there('withoutHub')],
    ['', there('devices.hcu')],
  ] as const) {
    it(`is said of ${below === '' ? 'all of it' : below}`, () =>
      assert.deepEqual(where(below), said));
  }
});
