import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import type { FoundDeviceView } from '../../../../../../src/app/found/views.ts';
import {
  draftOf,
  foundSensors,
  nearFirst,
  withDraft,
  type RoomDraft,
  type SensorFate,
} from '../../../../../../src/ui/pages/settings/rooms/edits/room-draft.ts';
import { roomOf } from '../../../../../../src/ui/pages/settings/rooms/edits/house.ts';
import {
  assertGood,
  bindingOf,
  HOUSES,
  NAMES,
  roomAt,
} from '../../../../support/written-houses.ts';

const device = (id: string, tempC?: number, inHouse?: string): FoundDeviceView => ({
  foundId: id,
  source: 'zigbee2mqtt',
  name: id,
  becomes: [
    {
      kind: 'sensor',
      id,
      name: `Sensor ${id}`,
      values: tempC === undefined ? [] : [{ field: 'tempC', value: tempC }],
      ...(inHouse !== undefined && { inHouse: { kind: 'sensor' as const, id: inHouse } }),
    },
  ],
  unread: [],
  house: { bindings: [bindingOf('sensor', id)] },
});
const FOUND = foundSensors([device('n0', 20.5), device('n1')]);

const FATE = fc.constantFrom<SensorFate>('keep', 'drop', { by: 'n0' });
const CHANGES: fc.Arbitrary<Partial<RoomDraft>> = fc.record(
  {
    name: NAMES,
    floor: fc.constantFrom('', 'Attic', ' Cellar '),
    use: fc.constantFrom('heat' as const, 'cool' as const, 'both' as const),
    terminals: fc.subarray(['f0', 'f1', 'f2', 'f3', 'f4']),
    added: fc.constantFrom('', 'n1', 'gone'),
  },
  { requiredKeys: [] },
);

describe('the form of a room', () => {
  it('leaves a house that the hub takes, whatever is chosen', () => {
    fc.assert(
      fc.property(HOUSES, fc.nat({ max: 9 }), CHANGES, FATE, (house, at, changes, fate) => {
        const zone = roomAt(house, at);
        const [sensor] = zone.sensors;
        const fates = sensor === undefined ? {} : { [sensor]: fate };
        const draft = { ...draftOf(zone), fates, ...changes };
        const edited = withDraft(house, zone, draft, FOUND);
        assertGood(edited);
        const after = roomOf(edited, zone.zoneId);
        assert.equal(after?.friendlyName, draft.name.trim());
        assert.equal(after.floor ?? '', draft.floor.trim());
        assert.deepEqual(after.terminals, draft.terminals);
        const stays = zone.sensors.filter((id) => id !== sensor || fate !== 'drop');
        assert.deepEqual(after.sensors, [...stays, ...(draft.added === 'n1' ? ['n1'] : [])]);
        const isReplaced = sensor !== undefined && typeof fate === 'object';
        const own = edited.bindings?.find(({ kind, id }) => kind === 'sensor' && id === sensor);
        const topicsOf = (of: unknown) =>
          JSON.stringify((of as { readings?: unknown } | undefined)?.readings);
        const isOfNew = topicsOf(own) === topicsOf(bindingOf('sensor', 'n0'));
        assert.equal(isOfNew, isReplaced);
      }),
    );
  });

  it('that nobody has touched changes nothing', () => {
    fc.assert(
      fc.property(HOUSES, fc.nat({ max: 9 }), (house, at) => {
        const zone = roomAt(house, at);
        assert.deepEqual(withDraft(house, zone, draftOf(zone), FOUND), house);
      }),
    );
  });

  it('offers those first that stand near', () => {
    const [one, other] = FOUND;
    assert.ok(one && other);
    const found = [one, { ...other, near: ['r0'] }];
    fc.assert(
      fc.property(HOUSES, (house) => {
        const ids = nearFirst(found, roomAt(house, 0)).map(({ id }) => id);
        assert.deepEqual(ids, ['n1', 'n0']);
      }),
      { numRuns: 1 },
    );
  });

  it('offers what is found and not in the house, with what it says now', () => {
    const all = [device('n0', 20.5), device('n1'), device('n2', 19, 'hall')];
    assert.deepEqual(
      foundSensors(all).map(({ id, name, tempC }) => [id, name, tempC]),
      [
        ['n0', 'Sensor n0', 20.5],
        ['n1', 'Sensor n1', undefined],
      ],
    );
  });
});
