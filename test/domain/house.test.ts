import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { devicesOf, friendlyNameOf, inOrder, membersOf } from '../../src/domain/house.ts';
import { SMALL_HOUSE } from '../support/house.ts';

const [first] = SMALL_HOUSE.zones;
assert.ok(first);
const zone = (zoneId: string, order?: number) => ({ ...first, zoneId, order });

describe('a house', () => {
  it('has each of its devices once, though two zones share a sensor', () => {
    const shared = { ...SMALL_HOUSE, zones: [first, zone('other')] };
    const ids = devicesOf(shared).map(({ kind, id }) => `${kind}/${id}`);
    assert.equal(new Set(ids).size, ids.length);
    for (const id of first.sensors) assert.ok(ids.includes(`sensor/${id}`));
    for (const { fcuId } of SMALL_HOUSE.fcus) assert.ok(ids.includes(`fcu/${fcuId}`));
  });

  it('lists zones with a place first, others as they stand', () => {
    const zones = [zone('d'), zone('b', 2), zone('c'), zone('a', 0), zone('b2', 2)];
    assert.deepEqual(
      inOrder(zones).map(({ zoneId }) => zoneId),
      ['a', 'b', 'b2', 'd', 'c'],
    );
  });

  it('knows devices by the names that its file gives them', () => {
    const [fcu] = SMALL_HOUSE.fcus;
    assert.ok(fcu);
    const [member = ''] = membersOf('fcu', 'name');
    const named = { ...SMALL_HOUSE, fcus: [{ ...fcu, [member]: 'By the window' }] };
    assert.equal(friendlyNameOf(named, { kind: 'fcu', id: fcu.fcuId }), 'By the window');
    assert.equal(friendlyNameOf(named, { kind: 'fcu', id: 'another' }), undefined);
    assert.equal(friendlyNameOf(named, { kind: 'sensor', id: first.sensors[0] ?? '' }), undefined);
  });
});
