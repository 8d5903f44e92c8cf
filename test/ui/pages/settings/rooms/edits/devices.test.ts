import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import {
  addPiece,
  addSensor,
  goesWith,
  removeDevice,
  renameDevice,
  replaceDevice,
  type FoundPiece,
} from '../../../../../../src/ui/pages/settings/rooms/edits/devices.ts';
import {
  bindingPath,
  devicePath,
  devicesOf,
  freeTerminals,
  idIn,
  roomPath,
  sensorsOf,
  setTimeZone,
  type WrittenDevice,
  type WrittenHouse,
} from '../../../../../../src/ui/pages/settings/rooms/edits/house.ts';
import { KIND_NAMES } from '../../../../../../src/ui/kinds.ts';
import {
  assertGood,
  bindingOf,
  HOUSES,
  NAMES,
  roomAt,
} from '../../../../support/written-houses.ts';

const AT = fc.nat({ max: 20 });

const allOf = (house: WrittenHouse): readonly WrittenDevice[] => [
  ...sensorsOf(house).map((id) => ({ kind: 'sensor' as const, id })),
  ...KIND_NAMES.flatMap((kind) =>
    devicesOf(house, kind).map((one) => ({ kind, id: idIn(kind, one) })),
  ),
];
const keysOf = (house: WrittenHouse) => allOf(house).map(({ kind, id }) => `${kind}/${id}`);
const boundIn = ({ bindings = [] }: WrittenHouse) =>
  bindings.map(({ kind, id }) => `${kind}/${id}`);

const zone = (zoneId: string, sensors: readonly string[], terminals: readonly string[] = []) => ({
  zoneId,
  friendlyName: zoneId,
  sensors,
  terminals,
  supportsHeat: true,
  supportsCool: false,
});
const PIECES: Readonly<Record<string, FoundPiece>> = {
  room: { zones: [zone('new', ['n0'])], bindings: [bindingOf('sensor', 'n0')] },
  outdoors: { outdoorSensors: ['n0'], bindings: [bindingOf('sensor', 'n0')] },
  valve: {
    fcus: [{ fcuId: 'n0', friendlyName: 'New' }],
    zones: [zone('new', [], ['n0'])],
    bindings: [bindingOf('fcu', 'n0')],
  },
  plant: {
    hcu: { hcuId: 'unit' },
    heatpumps: [{ hpId: 'n0', parentHcuId: 'unit' }],
    bindings: [bindingOf('heatpump', 'n0')],
  },
  tank: { dhw: { dhwId: 'tank' }, bindings: [bindingOf('dhw', 'tank')] },
  meter: {
    meters: [{ meterId: 'n0', friendlyName: 'New', measures: 'heat' }],
    bindings: [bindingOf('meter', 'n0')],
  },
};

describe('a found piece', () => {
  it('leaves a house that the hub takes, with all that was there', () => {
    for (const [name, piece] of Object.entries(PIECES))
      fc.assert(
        fc.property(HOUSES, (house) => {
          const edited = addPiece(house, piece);
          assertGood(edited);
          const after = new Set(keysOf(edited));
          assert.deepEqual(
            keysOf(house).filter((key) => !after.has(key)),
            [],
            name,
          );
          for (const { kind, id } of piece.bindings ?? [])
            assert.ok(boundIn(edited).includes(`${kind}/${id}`), name);
        }),
        { numRuns: 30 },
      );
  });

  it('takes the place of what a house has once', () => {
    fc.assert(
      fc.property(HOUSES, (house) => {
        const edited = addPiece(house, { dhw: { dhwId: 'other' } });
        assert.deepEqual(edited.dhw, { dhwId: 'other' });
      }),
      { numRuns: 10 },
    );
  });
});

describe('a device that is removed', () => {
  it('leaves a house that the hub takes, and no word of itself', () => {
    fc.assert(
      fc.property(HOUSES, AT, (house, at) => {
        const all = allOf(house);
        const device = all[at % all.length];
        assert.ok(device);
        const edited = removeDevice(house, device);
        assertGood(edited);
        const gone = [...goesWith(house, device), device].map(({ kind, id }) => `${kind}/${id}`);
        assert.deepEqual(
          keysOf(edited).sort(),
          keysOf(house)
            .filter((key) => !gone.includes(key))
            .sort(),
        );
        assert.deepEqual(
          boundIn(edited),
          boundIn(house).filter((key) => !gone.includes(key)),
        );
        assert.ok(
          !edited.zones.some(({ terminals }) =>
            gone.some((key) => terminals.includes(key.slice(4)) && key.startsWith('fcu/')),
          ),
        );
        assert.equal(edited.zones.length, house.zones.length);
      }),
    );
  });

  it('takes the heat pumps along that are reached through it', () => {
    const house: WrittenHouse = {
      version: 1,
      timeZone: 'Europe/Berlin',
      zones: [zone('hall', [])],
      fcus: [],
      hcu: { hcuId: 'unit' },
      heatpumps: [{ hpId: 'hp', parentHcuId: 'unit' }],
    };
    assert.deepEqual(goesWith(house, { kind: 'hcu', id: 'unit' }), [
      { kind: 'heatpump', id: 'hp' },
    ]);
    const edited = removeDevice(house, { kind: 'hcu', id: 'unit' });
    assert.deepEqual([edited.hcu, edited.heatpumps], [undefined, []]);
  });
});

describe('a thermometer', () => {
  it('takes the place of a dead one under its id; rooms stay what they are', () => {
    fc.assert(
      fc.property(HOUSES, AT, (house, at) => {
        const all = allOf(house).filter(({ kind }) => kind === 'sensor' || kind === 'fcu');
        const dead = all[at % all.length];
        assert.ok(dead);
        const next = { id: 'n0', piece: { bindings: [bindingOf(dead.kind, 'n0')] } };
        const edited = replaceDevice(house, dead, next);
        assertGood(edited);
        assert.deepEqual({ ...edited, bindings: [] }, { ...house, bindings: [] });
        const topics = (of: WrittenHouse) =>
          (of.bindings ?? []).map(({ kind, id, readings }) => [kind, id, readings]);
        const { readings } = bindingOf(dead.kind, 'n0');
        assert.deepEqual(topics(edited), [
          ...topics(house).filter(([kind, id]) => kind !== dead.kind || id !== dead.id),
          [dead.kind, dead.id, readings],
        ]);
      }),
    );
  });

  it('that has its id from whoever made it comes into the rooms of the dead one', () => {
    fc.assert(
      fc.property(HOUSES, AT, (house, at) => {
        const all = sensorsOf(house);
        const dead = all[at % Math.max(1, all.length)];
        if (dead === undefined) return;
        const edited = replaceDevice(house, { kind: 'sensor', id: dead }, { id: 'n0', piece: {} });
        assertGood(edited);
        assert.deepEqual(
          sensorsOf(edited),
          all.map((id) => (id === dead ? 'n0' : id)),
        );
        assert.ok(!boundIn(edited).includes(`sensor/${dead}`));
        const bare = ({ zones }: WrittenHouse) => zones.map((room) => ({ ...room, sensors: [] }));
        assert.deepEqual(bare(edited), bare(house));
      }),
    );
  });

  it('may measure a room beside another', () => {
    fc.assert(
      fc.property(HOUSES, AT, (house, at) => {
        const { zoneId, sensors } = roomAt(house, at);
        const edited = addSensor(house, zoneId, 'n0');
        assertGood(edited);
        assert.deepEqual(roomAt(edited, at).sensors, [...sensors, 'n0']);
        assert.deepEqual(addSensor(edited, zoneId, 'n0'), edited);
      }),
      { numRuns: 30 },
    );
  });
});

describe('a device of the house', () => {
  it('has its new name, and no other has', () => {
    fc.assert(
      fc.property(HOUSES, NAMES, (house, name) => {
        const edited = renameDevice(house, { kind: 'fcu', id: 'f1' }, name);
        assertGood(edited);
        assert.deepEqual(
          edited.fcus.map(({ friendlyName }) => friendlyName),
          house.fcus.map(({ fcuId, friendlyName }) =>
            fcuId === 'f1' ? name.trim() : friendlyName,
          ),
        );
      }),
      { numRuns: 30 },
    );
  });

  it('stands where the faults of the hub name it', () => {
    const house: WrittenHouse = {
      version: 1,
      timeZone: 'Europe/Berlin',
      zones: [zone('a', []), zone('b', ['s'], ['f2'])],
      fcus: ['f1', 'f2'].map((fcuId) => ({ fcuId, friendlyName: fcuId })),
      hcu: { hcuId: 'unit' },
      heatpumps: [],
      bindings: [bindingOf('fcu', 's'), bindingOf('sensor', 's')],
    };
    assert.equal(
      roomPath(house, ({ zoneId }) => zoneId === 'b'),
      'zones[1]',
    );
    assert.equal(
      roomPath(house, () => false),
      undefined,
    );
    assert.equal(devicePath(house, { kind: 'fcu', id: 'f2' }), 'fcus[1]');
    assert.equal(devicePath(house, { kind: 'hcu', id: 'unit' }), 'hcu');
    assert.equal(devicePath(house, { kind: 'sensor', id: 's' }), undefined);
    assert.equal(bindingPath(house, { kind: 'sensor', id: 's' }), 'bindings[1]');
    assert.equal(bindingPath(house, { kind: 'hcu', id: 'unit' }), undefined);
    assert.equal(setTimeZone(house, ' Europe/Rome ').timeZone, 'Europe/Rome');
    assert.deepEqual(
      freeTerminals(house).map(({ fcuId }) => fcuId),
      ['f1'],
    );
  });
});
