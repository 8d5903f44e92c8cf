import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { cleanName, isOutdoors } from '../../../src/domain/found/names.ts';
import { pieceOf, proposedIn, takenIn } from '../../../src/domain/found/proposal.ts';
import type { Sighting } from '../../../src/domain/found/sighting.ts';
import { nameFault } from '../../../src/domain/text.ts';
import { LIMITS } from '../../../src/domain/limits.ts';
import { HOSTILE } from '../../support/hostile-text.ts';
import { SMALL_HOUSE } from '../../support/house.ts';

describe('the name of a found device', () => {
  it('is what it says, without what is no name', () => {
    const clean = (name: string) => cleanName(name, 'Device');
    assert.equal(clean('Küche (Süd)'), 'Küche (Süd)');
    assert.equal(clean('客厅'), '客厅');
    assert.equal(clean('<script>alert(1)</script>'), 'script alert(1) /script');
    assert.equal(clean('Hall\u202Egnirps\u0007\u001b[31m'), 'Hall gnirps 31m');
    assert.equal(clean('\u200B\u2066'), 'Device');
    assert.equal(clean('a'.repeat(1_000)).length, LIMITS.friendlyNameChars);
    assert.equal(
      clean(`${'a'.repeat(LIMITS.friendlyNameChars - 1)}𝔸`).length,
      LIMITS.friendlyNameChars - 1,
    );
  });

  it('is one that a house file takes, whatever was said', () => {
    for (const text of Object.values(HOSTILE))
      assert.equal(nameFault(cleanName(text, 'Device')), undefined);
  });

  it('tells where it is outdoors', () => {
    for (const name of ['Outside north', 'Außen', 'garden_temp', 'Outdoor', 'Außentemperatur'])
      assert.ok(isOutdoors(name), name);
    for (const name of ['Living room', 'Gardena', 'Checkout']) assert.ok(!isOutdoors(name), name);
  });
});

describe('what a found device would add to the house', () => {
  const sighting = (name: string, offers: Sighting['offers'], room?: string): Sighting => ({
    key: 'x/1',
    source: 'zigbee2mqtt',
    name,
    room,
    offers,
    unread: [],
  });
  const piece = (one: Sighting, hcuId?: string) =>
    pieceOf(proposedIn(one, takenIn(SMALL_HOUSE)), hcuId);
  const binding = { use: 'zigbee2mqtt', name: 'Hall' };

  it('is a room with its thermometer', () => {
    assert.deepEqual(piece(sighting('Hall', [{ kind: 'sensor', binding }], 'Entrance')), {
      zones: [
        {
          zoneId: 'entrance',
          friendlyName: 'Entrance',
          sensors: ['hall'],
          terminals: [],
          supportsHeat: true,
          supportsCool: false,
        },
      ],
      bindings: [{ kind: 'sensor', id: 'hall', ...binding }],
    });
  });

  it('is a thermometer outdoors where it says so', () => {
    assert.deepEqual(piece(sighting('Outside north', [{ kind: 'sensor', binding }])), {
      outdoorSensors: ['outside_north'],
      bindings: [{ kind: 'sensor', id: 'outside_north', ...binding }],
    });
  });

  it('is a room of its own of a valve that measures it', () => {
    const valve = { kind: 'fcu', hasThermometer: true, binding } as const;
    const { zones, fcus } = piece(sighting('Hall valve', [valve], 'Hall'));
    assert.deepEqual(zones, [
      {
        zoneId: 'hall',
        friendlyName: 'Hall',
        sensors: [],
        terminals: ['hall_valve'],
        supportsHeat: true,
        supportsCool: false,
      },
    ]);
    assert.deepEqual(fcus, [{ fcuId: 'hall_valve', friendlyName: 'Hall valve' }]);
    assert.equal(piece(sighting('Valve', [{ kind: 'fcu', binding }]))['zones'], undefined);
  });

  it('is one room of a valve and a thermometer in one device, and as many as there are of several', () => {
    const valve = { kind: 'fcu', hasThermometer: true, binding } as const;
    const sensor = { kind: 'sensor', binding } as const;
    const zonesOf = (...offers: Sighting['offers']) =>
      (piece(sighting('Nook', offers))['zones'] as Record<string, unknown>[]).map(
        ({ zoneId, sensors, terminals }) => [zoneId, sensors, terminals],
      );
    assert.deepEqual(zonesOf(valve, sensor), [['nook', ['nook'], ['nook']]]);
    const valves = [
      { ...valve, part: 'a' },
      { ...valve, part: 'b' },
    ];
    assert.deepEqual(zonesOf(...valves), [
      ['nook_a', [], ['nook_a']],
      ['nook_b', [], ['nook_b']],
    ]);
    assert.equal(zonesOf(...valves, sensor).length, 3);
  });

  it('is the whole of a heat pump, its parts by one another', () => {
    const kinds = ['hcu', 'heatpump', 'dhw', 'tes'] as const;
    const one = sighting(
      'HeishaMon',
      kinds.map((kind) => ({ kind, binding: { use: 'heishamon' } })),
    );
    const taken = takenIn({
      ...SMALL_HOUSE,
      hcu: undefined,
      heatpumps: [],
      dhw: undefined,
      tes: undefined,
    });
    const { bindings, ...house } = pieceOf(proposedIn(one, taken), undefined);
    assert.deepEqual(house, {
      hcu: { hcuId: 'hcu_main' },
      heatpumps: [{ hpId: 'hp_1', parentHcuId: 'hcu_main' }],
      dhw: { dhwId: 'dhw_main' },
      tes: { tesId: 'tes_main' },
    });
    assert.equal((bindings as unknown[]).length, 4);
  });

  it('is the one that the house has, of what a house has once', () => {
    const of = (house: object) =>
      proposedIn(sighting('HP', [{ kind: 'hcu', binding }]), takenIn({ ...SMALL_HOUSE, ...house }));
    assert.equal(of({ hcu: { hcuId: 'mine' } })[0]?.id, 'mine');
    assert.equal(of({ hcu: undefined })[0]?.id, 'hcu_main');
  });

  it('is a heat pump behind the unit that the house has', () => {
    const { heatpumps } = piece(sighting('HP', [{ kind: 'heatpump', binding }]), 'hcu_mine');
    assert.deepEqual(
      (heatpumps as { parentHcuId: string }[]).map(({ parentHcuId }) => parentHcuId),
      ['hcu_mine'],
    );
  });

  it('has ids that neither the house nor another has', () => {
    const taken = takenIn(SMALL_HOUSE);
    const [zone] = SMALL_HOUSE.zones;
    const { zoneId = '', sensors: [sensorId = ''] = [] } = zone ?? {};
    const named = (name: string) =>
      proposedIn(sighting(name, [{ kind: 'sensor', binding }]), taken);
    assert.deepEqual(
      [named(zoneId), named(zoneId)].map(([one]) => one?.zone?.zoneId),
      [`${zoneId}_2`, `${zoneId}_3`],
    );
    assert.deepEqual(
      [named(sensorId), named(sensorId)].map(([one]) => one?.id),
      [`${sensorId}_2`, `${sensorId}_3`],
    );
  });

  it('is a relay, a meter, and one on the hub’s own topics under its own id', () => {
    assert.deepEqual(piece(sighting('Valve', [{ kind: 'fcu', part: 'l1', binding }])), {
      fcus: [{ fcuId: 'valve_l1', friendlyName: 'Valve l1' }],
      bindings: [{ kind: 'fcu', id: 'valve_l1', ...binding }],
    });
    assert.deepEqual(piece(sighting('Grid', [{ kind: 'meter', binding }]))['meters'], [
      { meterId: 'grid', friendlyName: 'Grid', measures: 'electricity' },
    ]);
    assert.deepEqual(piece(sighting('x', [{ kind: 'fcu', id: 'FCU-7' }])), {
      fcus: [{ fcuId: 'FCU-7', friendlyName: 'x' }],
    });
  });
});
