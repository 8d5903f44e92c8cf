import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { fitted, namesIn } from '../../../src/domain/found/fitting.ts';
import type { Proposed } from '../../../src/domain/found/proposal.ts';
import type { Sighting } from '../../../src/domain/found/sighting.ts';
import { SMALL_HOUSE } from '../../support/house.ts';

const [ZONE] = SMALL_HOUSE.zones;
const SIGHTING: Sighting = {
  key: 'zigbee2mqtt/0x00158d0001a2b3c1',
  source: 'zigbee2mqtt',
  name: 'x',
  offers: [],
  unread: [],
};
const names = namesIn({ ...SMALL_HOUSE, fcus: [{ fcuId: 'v', friendlyName: 'Valve' }] });
const fit = (proposed: Proposed, near: readonly string[] = []) =>
  fitted(proposed, SIGHTING, { names, near: near.map((zoneId) => ({ zoneId, by: 'name' })) });

describe('what is proposed beside a house', () => {
  it('has a name of its own, and its room has', () => {
    const friendlyName = ZONE?.friendlyName.toUpperCase() ?? '';
    const thermometer = { kind: 'sensor', id: 'a', name: 'A' } as const;
    const zone = { zoneId: 'a', friendlyName };
    assert.equal(fit({ ...thermometer, zone }).zone?.friendlyName, `${friendlyName} (b3c1)`);
    assert.equal(fit({ kind: 'fcu', id: 'a', name: 'valve' }).name, 'valve (b3c1)');
  });

  it('keeps the name that only something of another kind has', () => {
    const zone = { zoneId: 'a', friendlyName: 'Valve' };
    assert.equal(fit({ kind: 'sensor', id: 'a', name: 'A', zone }).zone?.friendlyName, 'Valve');
    assert.equal(fit({ kind: 'meter', id: 'a', name: 'Valve' }).name, 'Valve');
  });

  it('is no room of its own, of a valve that seems to stand in one of the house', () => {
    const zone = { zoneId: 'a', friendlyName: 'Attic' };
    const valve = { kind: 'fcu', id: 'a', name: 'A', zone } as const;
    assert.deepEqual(fit(valve).zone, zone);
    assert.equal(fit(valve, ['attic']).zone, undefined);
    assert.deepEqual(fit({ ...valve, kind: 'sensor' }, ['attic']).zone, zone);
  });
});
