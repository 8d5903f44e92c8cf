import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { FaultView } from '../../../src/app/faults/faults.ts';
import { unmeasuredZones } from '../../../src/app/found/unmeasured.ts';
import type { FoundDeviceView } from '../../../src/app/found/views.ts';
import type { NearRoom } from '../../../src/domain/found/nearness.ts';
import { LIMITS } from '../../../src/domain/limits.ts';
import { SMALL_HOUSE } from '../../support/house.ts';

const fault = (source: string, objectId: string, code = 'temperature_unknown') =>
  ({ source, objectId, code, sinceTs: '2026-01-15T10:00:00Z' }) as FaultView;
const found = (foundId: string, near: readonly NearRoom[], measuresRoom = true) =>
  ({
    foundId,
    becomes: [{ kind: 'sensor', id: foundId, near, ...(measuresRoom && { measuresRoom }) }],
  }) as unknown as FoundDeviceView;
const BATH = { zoneId: 'bath', by: 'name' } as const;

describe('a room that nobody measures', () => {
  it('is one of which no temperature is known, since when that is so', () => {
    assert.deepEqual(unmeasuredZones(SMALL_HOUSE, [], []), []);
    assert.deepEqual(
      unmeasuredZones(
        SMALL_HOUSE,
        [fault('zone', 'bath'), fault('fcu', 'living'), fault('zone', 'living', 'frost')],
        [],
      ).map(({ zoneId, code, sinceTs }) => [zoneId, code, sinceTs]),
      [['bath', 'temperature_unknown', '2026-01-15T10:00:00Z']],
    );
  });

  it('is one without a thermometer and a terminal, from the start', () => {
    const zones = SMALL_HOUSE.zones.map((zone) => ({ ...zone, sensors: [], terminals: [] }));
    const [first] = unmeasuredZones({ ...SMALL_HOUSE, zones }, [], []);
    assert.deepEqual([first?.code, first?.near], ['no_thermometer', []]);
    assert.ok(first !== undefined && !('sinceTs' in first) && first.message !== '');
  });

  it('has the thermometers that stand near, by what they say before what they are called', () => {
    const [bath] = unmeasuredZones(
      SMALL_HOUSE,
      [fault('zone', 'bath')],
      [
        found('called', [BATH]),
        found('relay', [BATH], false),
        found('elsewhere', [{ zoneId: 'living', by: 'room' }]),
        found('says', [{ zoneId: 'bath', by: 'room' }]),
      ],
    );
    assert.deepEqual(bath?.near, [
      { foundId: 'says', id: 'says', by: 'room' },
      { foundId: 'called', id: 'called', by: 'name' },
    ]);
  });

  it('has so many of them and no more', () => {
    const all = Array.from({ length: LIMITS.foundNear + 1 }, (_, n) => found(`t${n}`, [BATH]));
    const [bath] = unmeasuredZones(SMALL_HOUSE, [fault('zone', 'bath')], all);
    assert.equal(bath?.near.length, LIMITS.foundNear);
  });
});
