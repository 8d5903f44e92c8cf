import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { parseHouse } from '../../../src/app/house/house-file.ts';
import { houseUsing } from '../../../src/app/house/profile-house.ts';
import type { Profile } from '../../../src/app/house/profile.ts';
import { EQUIPMENT_KINDS } from '../../../src/domain/equipment/catalogue.ts';
import { equipmentOf, idOf } from '../../../src/domain/house.ts';

const PROFILE: Profile = {
  name: 'box',
  title: 'Box',
  source: 'https://example.org',
  parameters: {},
  places: {},
  devices: { hcu: {}, sensor: {} },
};

describe('a house to try a profile in', () => {
  it('has a device of each kind, as a house file has it', () => {
    const house = houseUsing(PROFILE, {});
    const result = parseHouse(JSON.stringify({ ...house, bindings: [] }), 'aris');
    assert.ok('house' in result, JSON.stringify(result));
    for (const kind of EQUIPMENT_KINDS)
      assert.deepEqual(
        equipmentOf(result.house, kind).map((device) => idOf(kind, device)),
        [`${kind}_it`],
      );
    assert.equal(result.house.heatpumps[0]?.parentHcuId, 'hcu_it');
  });

  it('has those bound that the profile has, all or of one kind, with what is given', () => {
    const bindings = (kind?: string) => houseUsing(PROFILE, { base: 'p' }, kind)['bindings'];
    const hcu = { kind: 'hcu', id: 'hcu_it', use: 'box', base: 'p' };
    assert.deepEqual(bindings(), [hcu, { ...hcu, kind: 'sensor', id: 'sensor_it' }]);
    assert.deepEqual(bindings('hcu'), [hcu]);
    assert.deepEqual(bindings('tes'), []);
  });
});
