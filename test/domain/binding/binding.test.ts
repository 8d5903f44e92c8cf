import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  movesWater,
  RELAY_LOADS,
  type DeviceBinding,
} from '../../../src/domain/binding/binding.ts';

const TERMINAL = { kind: 'fcu', id: 'x', readings: [] } as const satisfies DeviceBinding;
const relay = (drives?: (typeof RELAY_LOADS)[number]): DeviceBinding => ({
  ...TERMINAL,
  switch: { topic: 'cmnd/x/POWER', on: 'ON', off: 'OFF', drives },
});

describe('a terminal that may be moved for the sake of moving', () => {
  it('is one that moves water: of a relay that has to be said', () => {
    assert.deepEqual(
      [...RELAY_LOADS, undefined].filter((drives) => movesWater(relay(drives))),
      ['valve', 'pump'],
    );
    assert.equal(movesWater({ ...TERMINAL, setpoint: { topic: 'valve/set' } }), true);
    assert.equal(movesWater(undefined), true, 'a fan coil of the hub’s own topics');
  });
});
