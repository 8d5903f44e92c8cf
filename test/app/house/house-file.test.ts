import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { parseHouse } from '../../../src/app/house/house-file.ts';
import { LIMITS } from '../../../src/domain/limits.ts';
import sampleHouse from '../../../src/simulator/sample-house.json' with { type: 'json' };
import { FULL_HOUSE, SMALL_HOUSE } from '../../support/house.ts';

type Draft = Record<string, unknown> & {
  zones: Record<string, unknown>[];
  fcus: Record<string, unknown>[];
};

const faultsOf = (text: string) => {
  const result = parseHouse(text, 'aris');
  return 'faults' in result ? result.faults : [];
};

const METER = { meterId: 'm', friendlyName: 'Grid', measures: 'heat' };

/** The paths of the faults that a change makes of a good house. */
function pathsAfter(change: (draft: Draft) => void): string[] {
  const draft = structuredClone(SMALL_HOUSE) as unknown as Draft;
  change(draft);
  return faultsOf(JSON.stringify(draft)).map(({ path }) => path);
}

describe('a house file', () => {
  it('is taken as it is', () => {
    assert.deepEqual(parseHouse(JSON.stringify(SMALL_HOUSE), 'aris'), { house: SMALL_HOUSE });
  });

  for (const id of ['#', 'a/#', '+', 'a/b', 'a.b', ''])
    it(`has no device or zone with the id "${id}", which is a part of topics`, () => {
      const draft = structuredClone(FULL_HOUSE) as unknown as Draft & {
        meters: Record<string, unknown>[];
      };
      Object.assign(draft.zones[0] ?? {}, { zoneId: id, sensors: [id], terminals: [] });
      Object.assign(draft.meters[0] ?? {}, { meterId: id });
      const message = `must be 1 to ${LIMITS.idChars} letters, digits, _ or -`;
      const faults = faultsOf(JSON.stringify(draft));
      for (const path of ['zones[0].zoneId', 'zones[0].sensors[0]', 'meters[0].meterId'])
        assert.deepEqual(
          faults.find((fault) => fault.path === path),
          { path, message },
        );
    });

  it('may have each kind of equipment, up to as many as there may be', () => {
    const meters = Array.from({ length: LIMITS.devicesOfKind }, (_, i) => ({
      ...METER,
      meterId: `m${i}`,
    }));
    for (const house of [FULL_HOUSE, { ...FULL_HOUSE, meters }])
      assert.deepEqual(parseHouse(JSON.stringify(house), 'aris'), { house });
  });

  it('lists zones by their place, and those without one after them as they stand', () => {
    const places = [undefined, 7, undefined, 0, 7, LIMITS.zoneOrder];
    const zones = places.map((order, i) => ({
      ...SMALL_HOUSE.zones[1],
      zoneId: `z${i}`,
      terminals: [],
      floor: i < 3 ? 'Ground floor' : undefined,
      order,
    }));
    const result = parseHouse(JSON.stringify({ ...SMALL_HOUSE, zones }), 'aris');
    assert.ok('house' in result);
    const order = result.house.zones.map(({ zoneId }) => zoneId);
    assert.deepEqual(order, ['z3', 'z1', 'z4', 'z5', 'z0', 'z2']);
    assert.equal(result.house.zones[1]?.floor, 'Ground floor');
  });

  it('names the place of a fault in the file, whatever the order of the zones', () => {
    const paths = pathsAfter((draft) => {
      draft.zones[0] = { ...draft.zones[0], order: 9 };
      draft.zones[1] = { ...draft.zones[1], order: 1, supportsHeat: false };
    });
    assert.deepEqual(paths, ['zones[1]']);
  });

  it('may be the sample house, of five zones', () => {
    const result = parseHouse(JSON.stringify(sampleHouse), 'aris');
    assert.ok('house' in result && result.house.zones.length === 5);
  });

  const cases: readonly (readonly [string, (draft: Draft) => void, readonly string[]])[] = [
    ['an unknown member', (d) => (d['heating'] = true), ['heating']],
    ['another version', (d) => (d['version'] = 2), ['version']],
    ['no version', (d) => delete d['version'], ['version']],
    ['an unknown time zone', (d) => (d['timeZone'] = 'Mars/Olympus'), ['timeZone']],
    ['no zones', (d) => (d.zones = []), ['zones']],
    [
      'a zone id with a slash',
      (d) => (d.zones[0] = { ...d.zones[0], zoneId: 'a/b' }),
      ['zones[0].zoneId'],
    ],
    [
      'a zone id that is too long',
      (d) => (d.zones[0] = { ...d.zones[0], zoneId: 'x'.repeat(LIMITS.idChars + 1) }),
      ['zones[0].zoneId'],
    ],
    [
      'text for true',
      (d) => (d.zones[1] = { ...d.zones[1], supportsHeat: 'yes' }),
      ['zones[1].supportsHeat'],
    ],
    [
      'a blank name',
      (d) => (d.zones[0] = { ...d.zones[0], friendlyName: '  ' }),
      ['zones[0].friendlyName'],
    ],
    [
      'a zone that does nothing',
      (d) => (d.zones[1] = { ...d.zones[1], supportsHeat: false }),
      ['zones[1]'],
    ],
    [
      'a repeated zone',
      (d) => (d.zones[1] = { ...d.zones[1], zoneId: 'living' }),
      ['zones[1].zoneId'],
    ],
    [
      'a repeated fan coil',
      (d) => (d.fcus[1] = { ...d.fcus[1], fcuId: 'f1' }),
      ['fcus[1].fcuId', 'zones[0].terminals[1]'],
    ],
    [
      'a terminal that is no fan coil',
      (d) => (d.zones[1] = { ...d.zones[1], terminals: ['f9'] }),
      ['zones[1].terminals[0]'],
    ],
    [
      'a terminal of two zones',
      (d) => (d.zones[1] = { ...d.zones[1], terminals: ['f1'] }),
      ['zones[1].terminals[0]'],
    ],
    ['a heat pump without its HCU', (d) => delete d['hcu'], ['heatpumps[0].parentHcuId']],
    ['a repeated meter', (d) => (d['meters'] = [METER, METER]), ['meters[1].meterId']],
    [
      'a meter of what nobody meters',
      (d) => (d['meters'] = [{ ...METER, measures: 'noise' }]),
      ['meters[0].measures'],
    ],
    [
      'a nameless meter',
      (d) => (d['meters'] = [{ meterId: 'm' }]),
      ['meters[0].friendlyName', 'meters[0].measures'],
    ],
    [
      'a meter with a name that acts',
      (d) => (d['meters'] = [{ ...METER, friendlyName: 'G\u0007' }]),
      ['meters[0].friendlyName'],
    ],
    [
      'one meter more than there may be',
      (d) =>
        (d['meters'] = Array.from({ length: LIMITS.devicesOfKind + 1 }, (_, i) => ({
          ...METER,
          meterId: `m${i}`,
        }))),
      ['meters'],
    ],
    [
      'two solar collectors',
      (d) => (d['solar'] = [{ solarId: 'a' }]),
      ['solar.solarId', 'solar.0'],
    ],
    [
      'a place beyond the last',
      (d) => (d.zones[0] = { ...d.zones[0], order: LIMITS.zoneOrder + 1 }),
      ['zones[0].order'],
    ],
    ['half a place', (d) => (d.zones[0] = { ...d.zones[0], order: 1.5 }), ['zones[0].order']],
    [
      'a floor without a name',
      (d) => (d.zones[0] = { ...d.zones[0], floor: ' ' }),
      ['zones[0].floor'],
    ],
    [
      'too many sensors',
      (d) =>
        (d.zones[0] = {
          ...d.zones[0],
          sensors: Array.from({ length: LIMITS.zoneSensors + 1 }, (_, i) => `s${i}`),
        }),
      ['zones[0].sensors'],
    ],
  ];
  for (const [what, change, paths] of cases) {
    it(`with ${what} has a fault at ${paths.join(' and ')}`, () =>
      assert.deepEqual(pathsAfter(change), paths));
  }

  it('tells of every fault at once', () => {
    const paths = pathsAfter((draft) => {
      draft['timeZone'] = 7;
      draft.zones[0] = { ...draft.zones[0], zoneId: '', sensors: 's1' };
      draft.fcus[2] = {};
    });
    assert.deepEqual(paths, [
      'timeZone',
      'zones[0].zoneId',
      'zones[0].sensors',
      'fcus[2].fcuId',
      'fcus[2].friendlyName',
    ]);
  });

  it('takes as many zones as the limit, and not one more', () => {
    const zones = (count: number) =>
      JSON.stringify({
        ...SMALL_HOUSE,
        zones: Array.from({ length: count }, (_, i) => ({
          ...SMALL_HOUSE.zones[1],
          zoneId: `z${i}`,
          terminals: [],
        })),
      });
    assert.deepEqual(faultsOf(zones(LIMITS.zones)), []);
    assert.deepEqual(
      faultsOf(zones(LIMITS.zones + 1)).map(({ path }) => path),
      ['zones'],
    );
  });

  it('that is no JSON says where', () => {
    assert.match(faultsOf('{"version":1,\n "zones":[}')[0]?.message ?? '', /line 2, column 11/);
    assert.match(faultsOf('')[0]?.message ?? '', /not JSON/);
  });

  it('with a member that stands twice says which and where', () => {
    const [fault] = faultsOf('{"version":1,\n"zones":[{"zoneId":"a",\n"zoneId":"b"}]}');
    assert.match(fault?.message ?? '', /^zones\[0\]\.zoneId stands twice, again at line 3/);
  });
});
