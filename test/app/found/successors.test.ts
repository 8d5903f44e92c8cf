import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { FaultView } from '../../../src/app/faults/faults.ts';
import { successorFinder } from '../../../src/app/found/successors.ts';
import type { House } from '../../../src/domain/house.ts';
import { LIMITS } from '../../../src/domain/limits.ts';
import { candidateOf, relay, thermometer, valve } from '../../support/found/sightings.ts';
import { SMALL_HOUSE } from '../../support/house.ts';

const silent = (source: string, objectId: string, code = 'device_offline'): FaultView => ({
  source,
  objectId,
  code,
  severity: 'warning',
  message: 'silent',
  sinceTs: '2026-01-15T10:00:00Z',
});
const places = (
  of: Parameters<typeof candidateOf>[0],
  faults: readonly FaultView[],
  house: House = SMALL_HOUSE,
) => successorFinder(house, faults)(candidateOf(of)).map(({ id }) => id);

describe('the place of a silent device', () => {
  it('is one that a found device of its kind could take, under its id', () => {
    const finder = successorFinder(SMALL_HOUSE, [silent('sensor', 's1')]);
    assert.deepEqual(finder(candidateOf(thermometer('Attic'))), [
      {
        kind: 'sensor',
        id: 's1',
        zones: ['living'],
        code: 'device_offline',
        message: 'silent',
        sinceTs: '2026-01-15T10:00:00Z',
        binding: {
          kind: 'sensor',
          id: 's1',
          readings: [{ field: 'tempC', topic: 'air/Attic' }],
        },
      },
    ]);
    assert.deepEqual(places(valve('Attic'), [silent('sensor', 's1')]), []);
  });

  it('is there by each way of being silent, and by no other fault', () => {
    for (const code of ['device_offline', 'gateway_offline', 'machine_silent', 'never_heard'])
      assert.deepEqual(places(thermometer('Attic'), [silent('sensor', 's1', code)]), ['s1'], code);
    for (const code of ['battery_low', 'temperature_unknown'])
      assert.deepEqual(places(thermometer('Attic'), [silent('sensor', 's1', code)]), [], code);
  });

  it('is none of the plant, of which there is one of a kind', () => {
    assert.deepEqual(places(thermometer('Attic'), [silent('hcu', 'hcu_main')]), []);
  });

  it('is that of a terminal which is told in the same way', () => {
    const bound = (binding: object): House => ({
      ...SMALL_HOUSE,
      bindings: [{ kind: 'fcu', id: 'f1', readings: [], ...binding }],
    });
    const faults = [silent('fcu', 'f1')];
    const houses = [
      SMALL_HOUSE,
      bound({ setpoint: { topic: 'x' } }),
      bound({ switch: { topic: 'x' } }),
    ];
    assert.deepEqual(
      houses.map((house) => places(valve('Attic'), faults, house)),
      [[], ['f1'], []],
    );
    assert.deepEqual(
      houses.map((house) => places(relay('Attic'), faults, house)),
      [[], [], ['f1']],
    );
  });

  it('indoors is not taken by what says that it is outdoors', () => {
    const house = { ...SMALL_HOUSE, outdoorSensors: ['garden'] };
    const faults = [silent('sensor', 's1'), silent('sensor', 'garden')];
    assert.deepEqual(places(thermometer('Outdoor'), faults, house), ['garden']);
    assert.deepEqual(places(thermometer('Attic'), faults, house), ['s1', 'garden']);
  });

  it('is nobody’s who is in the house already, or speaks the hub’s own topics', () => {
    const finder = successorFinder(SMALL_HOUSE, [silent('sensor', 's1')]);
    const candidate = candidateOf(thermometer('Attic'));
    assert.deepEqual(finder({ ...candidate, inHouse: { kind: 'sensor', id: 's2' } }), []);
    const { kind, id, name } = candidate.proposed;
    assert.deepEqual(finder({ ...candidate, proposed: { kind, id, name } }), []);
  });

  it('is first where it seems to stand, by what it says before what it is called, up to a number', () => {
    const zones = [
      ...SMALL_HOUSE.zones,
      ...['attic', 'cellar'].map((zoneId) => ({
        ...SMALL_HOUSE.zones[1],
        zoneId,
        friendlyName: zoneId,
        sensors: [`${zoneId}_air`],
        terminals: [],
      })),
    ] as House['zones'];
    const house = { ...SMALL_HOUSE, zones };
    const faults = ['s1', 'attic_air', 'cellar_air'].map((id) => silent('sensor', id));
    const found = candidateOf(thermometer('attic one', { room: 'cellar' }), house);
    const all = successorFinder(house, faults)(found);
    assert.deepEqual(
      all.map(({ id, near }) => [id, near]),
      [
        ['cellar_air', 'room'],
        ['attic_air', 'name'],
        ['s1', undefined],
      ],
    );
    const many = Array.from({ length: LIMITS.foundReplaces + 1 }, () => silent('sensor', 's1'));
    assert.equal(places(thermometer('x'), many).length, LIMITS.foundReplaces);
  });
});
