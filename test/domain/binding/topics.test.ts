import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { DeviceBinding } from '../../../src/domain/binding/binding.ts';
import { heardTopics } from '../../../src/domain/binding/topics.ts';

const BINDING: DeviceBinding = {
  kind: 'hcu',
  id: 'hcu_main',
  readings: [
    { field: 'supplyTempC', topic: 'supply' },
    { field: 'systemPressureBar', topic: 'pressure', optional: true },
  ],
  places: { valve: { topic: 'valve' }, cooling: { topic: 'cooling', optional: true } },
  availability: [{ topic: 'lwt' }],
};

describe('the topics where something is awaited of a bound device', () => {
  it('are those of all that it says, save what not every machine has', () =>
    assert.deepEqual(heardTopics(BINDING), [['lwt'], ['supply'], ['valve']]));

  it('are of one that tells changes alone those that say whether it is there', () =>
    assert.deepEqual(heardTopics({ ...BINDING, standsWhileOnline: true }), [['lwt']]));
});
