import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { equipmentName } from '../../src/ui/devices.ts';
import type { ShownEquipment } from '../../src/ui/kinds.ts';

const fcu = (fcuId: string, friendlyName: string) => ({ fcuId, friendlyName });

describe('what a device is called', () => {
  it('is its name, with its id where another is called so too', () => {
    const fcus = [fcu('a', 'Valve'), fcu('b', 'Valve'), fcu('c', 'Relay')];
    const house = { fcus } as unknown as ShownEquipment;
    assert.deepEqual(
      fcus.map(({ fcuId }) => equipmentName(house, 'fcu', fcuId)),
      ['Valve (a)', 'Valve (b)', 'Relay'],
    );
  });
});
