import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { inOrder } from '../../../../../../src/domain/house.ts';
import {
  arranged,
  floorsOf,
  moveFloor,
  moveRoom,
  removeRoom,
  renameRoom,
  setFloor,
  setTerminals,
  setUse,
} from '../../../../../../src/ui/pages/settings/rooms/edits/rooms.ts';
import {
  roomOf,
  type WrittenHouse,
} from '../../../../../../src/ui/pages/settings/rooms/edits/house.ts';
import { assertGood, faultsOf, HOUSES, NAMES, roomAt } from '../../../../support/written-houses.ts';

const AT = fc.nat({ max: 20 });
const BY = fc.constantFrom(-1 as const, 1 as const);
/** As everybody lists them. */
const listed = ({ zones }: WrittenHouse) => inOrder(zones).map(({ zoneId }) => zoneId);
const named = (...rooms: readonly (readonly [zoneId: string, floor?: string])[]): WrittenHouse => ({
  version: 1,
  timeZone: 'Europe/Berlin',
  zones: rooms.map(([zoneId, floor]) => ({
    zoneId,
    friendlyName: zoneId,
    sensors: [],
    terminals: [],
    supportsHeat: true,
    supportsCool: false,
    ...(floor !== undefined && { floor }),
  })),
  fcus: [],
  heatpumps: [],
});
/** What of a room is not its place. */
const bare = ({ zones }: WrittenHouse) =>
  new Map(zones.map((zone) => [zone.zoneId, { ...zone, order: undefined }]));

describe('a room that is edited', () => {
  it('leaves a house that the hub takes', () => {
    fc.assert(
      fc.property(HOUSES, AT, NAMES, BY, fc.subarray(['f0', 'f1', 'f2', 'f3', 'f4']), (...all) => {
        const [house, at, name, by, terminals] = all;
        assertGood(house);
        const { zoneId } = roomAt(house, at);
        for (const edited of [
          renameRoom(house, zoneId, name),
          setFloor(house, zoneId, name),
          setFloor(house, zoneId, ' '),
          setUse(house, zoneId, { supportsHeat: false, supportsCool: true }),
          setTerminals(house, zoneId, terminals),
          moveRoom(house, zoneId, by),
          moveFloor(house, roomAt(house, at).floor ?? '', by),
          arranged(house),
        ])
          assertGood(edited);
      }),
    );
  });

  it('has its new name, and no other has', () => {
    fc.assert(
      fc.property(HOUSES, AT, NAMES, (house, at, name) => {
        const { zoneId } = roomAt(house, at);
        const edited = renameRoom(house, zoneId, name);
        for (const zone of house.zones)
          assert.deepEqual(
            roomOf(edited, zone.zoneId),
            zone.zoneId === zoneId ? { ...zone, friendlyName: name.trim() } : zone,
          );
      }),
    );
  });

  it('with a name that cannot be has a fault there, and nowhere else', () => {
    const house = named(['hall']);
    for (const name of ['', '   ', 'x'.repeat(101), 'a\u202Eb'])
      assert.deepEqual(
        faultsOf(renameRoom(house, 'hall', name)).map(({ path }) => path),
        ['zones[0].friendlyName'],
      );
  });

  it('is heated by what was chosen, which heats no other room any more', () => {
    fc.assert(
      fc.property(HOUSES, AT, fc.subarray(['f0', 'f1', 'f2', 'f3', 'f4']), (house, at, chosen) => {
        const { zoneId } = roomAt(house, at);
        const edited = setTerminals(house, zoneId, chosen);
        assert.deepEqual(roomOf(edited, zoneId)?.terminals, chosen);
        assert.deepEqual(edited.fcus, house.fcus);
      }),
    );
  });
});

describe('the order of rooms', () => {
  it('has those of one floor together, in their order, and all others after them', () => {
    fc.assert(
      fc.property(HOUSES, (house) => {
        const edited = arranged(house);
        assert.deepEqual(bare(edited), bare(house));
        assert.deepEqual(
          listed(edited),
          floorsOf(house).flatMap(({ rooms }) => rooms.map(({ zoneId }) => zoneId)),
        );
        assert.deepEqual(arranged(edited), edited, 'once is enough');
      }),
    );
  });

  it('is changed by one place among those of its floor, and back', () => {
    fc.assert(
      fc.property(HOUSES, AT, BY, (unsorted, at, by) => {
        const house = arranged(unsorted);
        const { zoneId, floor } = roomAt(house, at);
        const own = (of: WrittenHouse) =>
          floorsOf(of)
            .find(({ name }) => name === floor)
            ?.rooms.map((room) => room.zoneId) ?? [];
        const edited = moveRoom(house, zoneId, by);
        const before = own(house).indexOf(zoneId);
        const after = Math.max(0, Math.min(own(house).length - 1, before + by));
        assert.equal(own(edited).indexOf(zoneId), after);
        assert.deepEqual(bare(edited), bare(house));
        if (after !== before)
          assert.deepEqual(listed(moveRoom(edited, zoneId, by === 1 ? -1 : 1)), listed(house));
      }),
    );
  });

  it('goes by the places that rooms have, and gives each one', () => {
    const house = named(['a'], ['b'], ['c']);
    const edited = moveRoom(house, 'c', -1);
    assert.deepEqual(listed(edited), ['a', 'c', 'b']);
    assert.deepEqual(
      edited.zones.map(({ order }) => order),
      [0, 1, 2],
    );
  });

  it('has a floor go up with all of its rooms, and rooms without one stay last', () => {
    const house = arranged(named(['loose'], ['a', 'Down'], ['b', 'Up'], ['c', 'Down']));
    assert.deepEqual(listed(house), ['a', 'c', 'b', 'loose']);
    assert.deepEqual(listed(moveFloor(house, 'Up', -1)), ['b', 'a', 'c', 'loose']);
    assert.deepEqual(listed(moveFloor(house, 'Up', 1)), listed(house));
    assert.deepEqual(listed(moveFloor(house, 'Down', -1)), listed(house));
  });

  it('has a room that changes its floor come last there', () => {
    const house = named(['a', 'Down'], ['b', 'Up'], ['c', 'Up']);
    assert.deepEqual(listed(setFloor(house, 'a', 'Up')), ['a', 'b', 'c']);
    assert.deepEqual(listed(setFloor(house, 'c', 'Down')), ['a', 'c', 'b']);
    const { floor } = roomOf(setFloor(house, 'a', ''), 'a') ?? {};
    assert.equal(floor, undefined);
  });
});

describe('a room that is removed', () => {
  it('leaves a house that the hub takes, and all that heated it; the last one leaves none', () => {
    fc.assert(
      fc.property(HOUSES, AT, (house, at) => {
        const { zoneId, sensors } = roomAt(house, at);
        const edited = removeRoom(house, zoneId);
        assert.equal(roomOf(edited, zoneId), undefined);
        assert.deepEqual(edited.fcus, house.fcus);
        const elsewhere = new Set(edited.zones.flatMap((zone) => zone.sensors));
        const gone = sensors.filter((id) => !elsewhere.has(id));
        for (const { kind, id } of edited.bindings ?? [])
          assert.ok(kind !== 'sensor' || !gone.includes(id), id);
        const lost = (house.bindings ?? []).length - (edited.bindings ?? []).length;
        assert.equal(lost, house.bindings === undefined ? 0 : gone.length);
        if (house.zones.length > 1) assertGood(edited);
        else assert.deepEqual(faultsOf(edited)[0]?.path, 'zones');
      }),
    );
  });
});
