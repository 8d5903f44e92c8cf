import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { houseFaults } from '../../src/domain/house-faults.ts';
import type { House, Zone } from '../../src/domain/house.ts';

const ZONE: Zone = {
  zoneId: 'living',
  friendlyName: 'Living room',
  sensors: [],
  terminals: ['f1'],
  supportsHeat: true,
  supportsCool: true,
};
const BARE: Zone = { ...ZONE, zoneId: 'bath', terminals: [] };
const house = (of: Partial<House>): House =>
  ({
    version: 1,
    timeZone: 'UTC',
    zones: [ZONE],
    fcus: [{ fcuId: 'f1' }],
    heatpumps: [],
    ...of,
  }) as House;

describe('a house', () => {
  const cases = [
    ['may be without fault', {}, []],
    [
      'has each zone once',
      { zones: [ZONE, { ...BARE, zoneId: 'living' }] },
      ['zones[1].zoneId: zone "living" is already at zones[0].zoneId'],
    ],
    [
      'has each fan coil once',
      { fcus: [{ fcuId: 'f1' }, { fcuId: 'f1' }] },
      ['fcus[1].fcuId: fan coil "f1" is already at fcus[0].fcuId'],
    ],
    [
      'has each fan coil in one zone',
      { zones: [ZONE, { ...BARE, terminals: ['f1'] }] },
      ['zones[1].terminals[0]: fan coil "f1" is already at zones[0].terminals[0]'],
    ],
    [
      'has the fan coils that its zones name',
      { fcus: [] },
      ['zones[0].terminals[0]: no fan coil "f1" in fcus'],
    ],
    [
      'has no zone that can do nothing',
      { zones: [{ ...ZONE, supportsHeat: false, supportsCool: false }] },
      ['zones[0]: a zone must support heating, cooling or both'],
    ],
    [
      'has no sensor indoors and outdoors',
      { zones: [{ ...ZONE, sensors: ['garden'] }], outdoorSensors: ['garden'] },
      ['zones[0].sensors[0]: sensor "garden" is one of outdoorSensors'],
    ],
    [
      'has the unit that its heat pumps hang on',
      { heatpumps: [{ hpId: 'h1', parentHcuId: 'u1' }] },
      ['heatpumps[0].parentHcuId: no HCU "u1" in hcu'],
    ],
  ] as const;
  for (const [what, of, faults] of cases)
    it(what, () => {
      const found = houseFaults(house(of as unknown as Partial<House>), 'aris');
      assert.deepEqual(
        found.map(({ path, message }) => `${path}: ${message}`),
        faults,
      );
    });

  it('says by code what is wrong, for who says it in another language', () => {
    const idle = { ...BARE, supportsHeat: false, supportsCool: false };
    const found = houseFaults(
      house({
        zones: [{ ...ZONE, sensors: ['garden'] }, { ...ZONE, terminals: ['f2'] }, idle],
        outdoorSensors: ['garden'],
        heatpumps: [{ hpId: 'h1', parentHcuId: 'u1' }],
      }),
      'aris',
    );
    assert.deepEqual(
      found.map(({ code, data }) => [code, data]),
      [
        ['house_id_taken', { id: 'living', at: 'zones[0].zoneId' }],
        ['house_sensor_outdoors', { id: 'garden' }],
        ['house_no_fan_coil', { id: 'f2' }],
        ['house_zone_without_work', undefined],
        ['house_no_unit', { id: 'u1' }],
      ],
    );
  });
});
