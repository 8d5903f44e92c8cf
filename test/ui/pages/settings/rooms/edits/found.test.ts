import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import type { FoundDeviceView } from '../../../../../../src/app/found/views.ts';
import { pieceOf, proposedIn, takenIn } from '../../../../../../src/domain/found/proposal.ts';
import type { Offer } from '../../../../../../src/domain/found/sighting.ts';
import type { House } from '../../../../../../src/domain/house.ts';
import {
  addFound,
  isOfNewRoom,
  likely,
  partsOf,
  terminalsFor,
  type Part,
  type TerminalOffer,
} from '../../../../../../src/ui/pages/settings/rooms/edits/found.ts';
import {
  freeTerminals,
  roomOf,
  type WrittenHouse,
} from '../../../../../../src/ui/pages/settings/rooms/edits/house.ts';
import {
  assertGood,
  bindingOf,
  HOUSES,
  NAMES,
  roomAt,
} from '../../../../support/written-houses.ts';

const EMPTY: WrittenHouse = {
  version: 1,
  timeZone: 'Europe/Berlin',
  zones: [],
  fcus: [],
  heatpumps: [],
};

/** As the hub shows it to somebody with that house. */
function found(
  house: WrittenHouse,
  name: string,
  kinds: readonly Offer['kind'][],
  room?: string,
): FoundDeviceView {
  const sighting = {
    key: name,
    source: 'zigbee2mqtt' as const,
    name,
    room,
    offers: kinds.map((kind, n): Offer => {
      const { readings } = bindingOf(kind, `found${n}`);
      return { kind, binding: { readings } };
    }),
    unread: [],
  };
  const proposed = proposedIn(sighting, takenIn(house as House));
  return {
    foundId: name,
    source: 'zigbee2mqtt',
    name,
    becomes: proposed.map((one) => ({
      kind: one.kind,
      id: one.id,
      name: one.name,
      ...(one.zone !== undefined && { room: one.zone.friendlyName }),
      values: [],
    })),
    unread: [],
    house: pieceOf(proposed, house.hcu?.hcuId),
  };
}

const only = (parts: readonly Part[]): Part => parts[0] ?? assert.fail('no part');
/** What is added where nobody changes the form. */
function added(
  house: WrittenHouse,
  device: FoundDeviceView,
  known: readonly TerminalOffer[] = [],
  change: (part: Part) => Partial<Part> = () => ({}),
): WrittenHouse {
  const parts = partsOf(device, house, known).map((part) => ({ ...part, ...change(part) }));
  return addFound(house, device, parts, known);
}

describe('a found device that is added as it is proposed', () => {
  it('leaves a house that the hub takes, whatever it becomes', () => {
    const kinds = fc.constantFrom<readonly Offer['kind'][]>(
      ['sensor'],
      ['sensor', 'sensor'],
      ['fcu'],
      ['meter'],
      ['sensor', 'fcu'],
      ['hcu', 'heatpump', 'dhw', 'tes'],
      ['solar'],
    );
    fc.assert(
      fc.property(HOUSES, kinds, NAMES, (house, all, name) => {
        const device = found(house, name, all);
        const known = terminalsFor(house, [device]);
        assertGood(added(house, device, known));
      }),
    );
  });

  it('leaves one also where its thermometer and its valve are put where somebody likes', () => {
    const choice = fc.record({
      is: fc.constantFrom('new' as const, 'room' as const, 'none' as const, 'outdoors' as const),
      isAdded: fc.boolean(),
      name: NAMES,
      floor: fc.constantFrom('', 'Attic', ' Cellar '),
      at: fc.nat({ max: 9 }),
    });
    fc.assert(
      fc.property(HOUSES, choice, choice, (house, ofSensor, ofValve) => {
        const device = found(house, 'Box', ['sensor', 'fcu']);
        const edited = added(house, device, terminalsFor(house, [device]), ({ kind }) => {
          const { is, isAdded, name, floor, at } = kind === 'sensor' ? ofSensor : ofValve;
          const { zoneId } = roomAt(house, at);
          const isOdd = kind === 'sensor' ? is === 'none' : is === 'outdoors';
          if (isOdd) return { isAdded: false };
          return {
            isAdded,
            name,
            room: name,
            floor,
            place: is === 'room' ? { is, zoneId } : { is },
          };
        });
        assertGood(edited);
      }),
    );
  });

  it('is the first room of a house that has none', () => {
    const edited = added(EMPTY, found(EMPTY, 'Hall', ['sensor']));
    assertGood(edited);
    assert.deepEqual(edited.zones, [
      {
        zoneId: 'hall',
        friendlyName: 'Hall',
        sensors: ['hall'],
        terminals: [],
        supportsHeat: true,
        supportsCool: false,
      },
    ]);
  });

  it('is outdoors where it says so', () => {
    const { zones, outdoorSensors } = added(EMPTY, found(EMPTY, 'Garden', ['sensor']));
    assert.deepEqual([zones, outdoorSensors], [[], ['garden']]);
  });
});

describe('a room of a found thermometer', () => {
  const device = found(EMPTY, '0x00158d0001a2b3c1', ['sensor']);

  it('has an id of the name that somebody gives it, which nobody else has', () => {
    const named = (house: WrittenHouse, name: string) =>
      added(house, device, [], () => ({ room: name })).zones.at(-1)?.zoneId;
    assert.equal(named(EMPTY, ' Büro Süd '), 'buro_sud');
    const hall = added(EMPTY, found(EMPTY, 'Hall', ['sensor']));
    assert.equal(named(hall, 'Hall'), 'hall_2');
    assert.equal(named(EMPTY, '客厅'), '0x00158d0001a2b3c1', 'of what can be no id');
  });

  it('is heated by what has its name, of the house or found', () => {
    const house: WrittenHouse = {
      ...EMPTY,
      fcus: [
        { fcuId: 'living_valve', friendlyName: 'Living room valve' },
        { fcuId: 'bath', friendlyName: 'Bath' },
      ],
    };
    const valve = found(house, 'Relay of the living room', ['fcu']);
    const known = terminalsFor(house, [valve]);
    assert.deepEqual(
      known.map(({ id }) => id),
      ['living_valve', 'bath', 'relay_of_the_living_room'],
    );
    const heated = likely('Living room', known);
    assert.deepEqual(heated, ['living_valve', 'relay_of_the_living_room']);
    assert.deepEqual(likely('Li', known), [], 'no part of a word');
    assert.deepEqual(likely('客厅', known), []);
    const living = found(house, 'Living room', ['sensor']);
    const edited = added(house, living, known);
    assertGood(edited);
    assert.deepEqual(edited.zones[0]?.terminals, heated);
    assert.deepEqual(
      edited.bindings?.map(({ id }) => id),
      ['living_room', 'relay_of_the_living_room'],
    );
    assert.deepEqual(
      freeTerminals(edited).map(({ fcuId }) => fcuId),
      ['bath'],
    );
  });

  it('may be on a floor, and stands with the rooms of that', () => {
    const first = added(EMPTY, found(EMPTY, 'Hall', ['sensor']), [], () => ({ floor: 'Down' }));
    const second = added(first, found(first, 'Loft', ['sensor']), [], () => ({ floor: 'Up' }));
    const third = added(second, found(second, 'Bath', ['sensor']), [], () => ({ floor: 'Down' }));
    assert.deepEqual(
      third.zones.map(({ zoneId, floor }) => [zoneId, floor]),
      [
        ['hall', 'Down'],
        ['bath', 'Down'],
        ['loft', 'Up'],
      ],
    );
  });
});

describe('a found valve', () => {
  const withRoom = (device: FoundDeviceView, sensors: readonly string[]): FoundDeviceView => ({
    ...device,
    house: {
      ...device.house,
      zones: [
        {
          zoneId: 'bath',
          friendlyName: 'Bath',
          sensors,
          terminals: ['bath_valve'],
          supportsHeat: true,
          supportsCool: false,
        },
      ],
    },
  });

  it('heats a room that there is, beside what heats it already', () => {
    fc.assert(
      fc.property(HOUSES, fc.nat({ max: 9 }), (house, at) => {
        const { zoneId, terminals } = roomAt(house, at);
        const device = found(house, 'New', ['fcu']);
        const edited = added(house, device, [], () => ({ place: { is: 'room', zoneId } }));
        assertGood(edited);
        assert.deepEqual(roomOf(edited, zoneId)?.terminals, [...terminals, 'new']);
      }),
      { numRuns: 30 },
    );
  });

  it('comes into the room that it seems to stand in, where that lacks one', () => {
    const house = added(EMPTY, found(EMPTY, 'Hall', ['sensor']));
    const near = (device: FoundDeviceView): FoundDeviceView => ({
      ...device,
      becomes: device.becomes.map((one) => ({ ...one, near: [{ zoneId: 'hall', by: 'name' }] })),
    });
    const placeOf = (of: WrittenHouse, kind: 'fcu' | 'sensor') =>
      only(partsOf(near(found(of, 'Hall box', [kind])), of, [])).place;
    assert.deepEqual(placeOf(house, 'fcu'), { is: 'room', zoneId: 'hall' });
    assert.deepEqual(placeOf(house, 'sensor'), { is: 'new' }, 'it is measured already');
    const heated = added(house, near(found(house, 'Hall valve', ['fcu'])));
    assert.deepEqual(heated.zones[0]?.terminals, ['hall_valve']);
    assert.deepEqual(placeOf(heated, 'fcu'), { is: 'none' });
  });

  it('heats none until somebody says which', () => {
    const house = added(EMPTY, found(EMPTY, 'Hall', ['sensor']));
    const parts = partsOf(found(house, 'New', ['fcu']), house, []);
    assert.deepEqual(only(parts).place, { is: 'none' });
  });

  it('is a room of its own where the hub proposes one, measured by itself', () => {
    const device = withRoom(found(EMPTY, 'Bath valve', ['fcu']), []);
    assert.deepEqual(only(partsOf(device, EMPTY, [])).place, { is: 'new' });
    const edited = added(EMPTY, device);
    assertGood(edited);
    assert.deepEqual(
      edited.zones.map(({ zoneId, sensors, terminals }) => [zoneId, sensors, terminals]),
      [['bath', [], ['bath_valve']]],
    );
    assert.equal(edited.fcus[0]?.friendlyName, 'Bath valve');
  });

  it('heats the room that its own thermometer makes', () => {
    const pair = found(EMPTY, 'Bath valve', ['sensor', 'fcu']);
    const device = withRoom(pair, ['bath_valve']);
    const parts = partsOf(device, EMPTY, terminalsFor(EMPTY, [device]));
    const [sensor, valve] = parts;
    assert.deepEqual([sensor?.terminals, valve?.place], [['bath_valve'], { is: 'none' }]);
    assert.ok(valve && isOfNewRoom(parts, valve));
    const edited = addFound(EMPTY, device, parts, []);
    assertGood(edited);
    assert.deepEqual(
      edited.zones.map(({ zoneId, sensors, terminals }) => [zoneId, sensors, terminals]),
      [['bath', ['bath_valve'], ['bath_valve']]],
    );
    const apart = parts.map((one) => ({ ...one, isAdded: one.kind === 'fcu' }));
    assert.ok(!isOfNewRoom(apart, valve), 'where its room is not added it has to be asked');
  });
});

describe('what heats a new room', () => {
  it('is called after the room where it has nothing but a number, and keeps a name of its own', () => {
    const nameOf = (relay: string) => {
      const device = found(EMPTY, 'Hall', ['sensor']);
      const known = terminalsFor(EMPTY, [found(EMPTY, relay, ['fcu'])]);
      const ids = known.map(({ id }) => id);
      const house = added(EMPTY, device, known, () => ({ terminals: ids }));
      assertGood(house);
      return house.fcus.map(({ friendlyName }) => friendlyName);
    };
    assert.deepEqual(nameOf('shellyplus1-a8032abe54dc'), ['Hall heating']);
    assert.deepEqual(nameOf('Valve in the hall'), ['Valve in the hall']);
    assert.deepEqual(nameOf('facade'), ['facade']);
  });
});

describe('what is asked of a found device', () => {
  it('is the name of a meter and what it measures', () => {
    const house = added(EMPTY, found(EMPTY, 'Hall', ['sensor']));
    const device = found(house, 'Mains', ['meter']);
    assert.equal(only(partsOf(device, EMPTY, [])).measures, 'electricity');
    const { meters } = added(house, device, [], () => ({ name: 'Floor', measures: 'heat' }));
    assert.deepEqual(meters, [{ meterId: 'mains', friendlyName: 'Floor', measures: 'heat' }]);
  });

  it('is nothing of a part that stands in the house already, or is left out', () => {
    const house = added(EMPTY, found(EMPTY, 'Hall', ['sensor']));
    const device = found(house, 'HeishaMon', ['hcu', 'dhw']);
    const [hcu, dhw] = device.becomes;
    assert.ok(hcu && dhw);
    const inHouse = { ...dhw, inHouse: { kind: 'dhw' as const, id: 'dhw_main' } };
    const seen = { ...device, becomes: [hcu, inHouse] };
    assert.deepEqual(
      partsOf(seen, house, []).map(({ kind }) => kind),
      ['hcu'],
    );
    const edited = added(house, device, [], ({ kind }) => ({ isAdded: kind === 'hcu' }));
    assertGood(edited);
    assert.deepEqual([edited.hcu, edited.dhw], [{ hcuId: 'hcu_main' }, undefined]);
  });
});
