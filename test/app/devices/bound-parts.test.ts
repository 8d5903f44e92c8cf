import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { newBound } from '../../../src/app/devices/bound-device.ts';
import { partsByTopic } from '../../../src/app/devices/bound-parts.ts';
import type { Device } from '../../../src/app/devices/device-registry.ts';
import type { DeviceBinding } from '../../../src/domain/binding/binding.ts';

const bound = (binding: Partial<DeviceBinding>) =>
  newBound({ kind: 'hcu', id: 'main', readings: [], ...binding }, {} as Device, 0);

describe('what is told of devices on a topic', () => {
  const supply = { field: 'supplyTempC', topic: 'a', pointer: '/out' };
  const power = { field: 'electricalPowerKw', sum: ['l1', 'l2'] };
  const state = { field: 'state', cases: [{ if: { mode: 1 }, then: 'running' }] };
  const there = { topic: 'a' };
  const machine = bound({
    readings: [supply, power, state],
    places: { l1: { topic: 'b' }, l2: { topic: 'c' }, mode: { topic: 'b' }, other: { topic: 'd' } },
    availability: [there],
    alive: { topic: 'c', withinSeconds: 60 },
    orders: {
      mode: { level: 'steer', values: { heat: [] }, echo: { place: 'mode' } },
    },
  });
  const parts = () => partsByTopic([machine]);
  const at = (topic: string) => {
    const [part, ...others] = parts().get(topic) ?? [];
    assert.ok(part !== undefined && others.length === 0);
    assert.equal(part.bound, machine);
    return part;
  };

  it('is on each of its topics alone', () => {
    assert.deepEqual([...parts().keys()].sort(), ['a', 'b', 'c', 'd']);
  });

  it('are the readings, and whether the device is there', () => {
    assert.deepEqual([at('a').readings, at('a').availability], [[supply], [there]]);
    assert.deepEqual([at('b').readings, at('b').availability], [[], []]);
  });

  it('are named places, of which those that echo an order are settings', () => {
    const named = (topic: string) =>
      at(topic).places.map(({ name, isSetting }) => [name, isSetting]);
    assert.deepEqual(named('b'), [
      ['l1', false],
      ['mode', true],
    ]);
    assert.deepEqual(named('a'), []);
  });

  it('are the readings that follow from one of its places', () => {
    const derived = (topic: string) => at(topic).derived.map(({ reading }) => reading.field);
    assert.deepEqual(['a', 'b', 'c', 'd'].map(derived), [
      [],
      ['electricalPowerKw', 'state'],
      ['electricalPowerKw'],
      [],
    ]);
    assert.deepEqual([...(at('c').derived[0]?.names ?? [])], ['l1', 'l2']);
  });

  it('is a sign of life where that is said there', () => {
    assert.deepEqual(
      ['a', 'b', 'c', 'd'].map((topic) => at(topic).isAlive),
      [false, false, true, false],
    );
  });

  it('may be of several devices', () => {
    const other = bound({ readings: [supply] });
    const shared = partsByTopic([machine, other])
      .get('a')
      ?.map((part) => part.bound);
    assert.deepEqual(shared, [machine, other]);
  });
});
