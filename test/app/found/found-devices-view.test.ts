import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { FaultView } from '../../../src/app/faults/faults.ts';
import { foundDevicesView } from '../../../src/app/found/found-devices-view.ts';
import type { StrangerNote } from '../../../src/app/found/listening.ts';
import { createProfileReader } from '../../../src/app/house/profile-reader.ts';
import { LIMITS } from '../../../src/domain/limits.ts';
import { createFakeClock } from '../../support/fake-clock.ts';
import { candidatesOf, NO_PROFILES, thermometer } from '../../support/found/sightings.ts';
import { SMALL_HOUSE } from '../../support/house.ts';

type Inputs = Parameters<typeof foundDevicesView>[0];
const stranger = (id: string): StrangerNote =>
  ({ kind: 'sensor', id, readings: { tempC: 20 } }) as unknown as StrangerNote;

const view = ({
  strangers = [],
  heard = {},
  ...more
}: Omit<Partial<Inputs>, 'heard'> & {
  strangers?: readonly StrangerNote[];
  heard?: Partial<Inputs['heard']>;
} = {}) =>
  foundDevicesView({
    heard: {
      state: 'listening',
      listening: { strangers: () => strangers },
      candidates: undefined,
      bus: undefined,
      readProfile: NO_PROFILES,
      ...heard,
    },
    house: SMALL_HOUSE,
    faults: [],
    leftOut: 0,
    clock: createFakeClock(),
    ...more,
  });

describe('what is found', () => {
  it('is nothing before anything was heard, with how it is listened for', () => {
    const { foundDevices, metadata, listening } = view();
    assert.deepEqual([foundDevices, metadata.count], [[], 0]);
    assert.deepEqual(listening, { state: 'listening' });
  });

  it('says why nothing is heard, which topics are refused, and how much was left out of both kinds', () => {
    const refused = () => ({ heard: new Set(['zigbee2mqtt/#']), published: new Set<string>() });
    const { listening } = view({
      leftOut: 2,
      heard: {
        state: 'paused',
        reason: 'too much',
        bus: { refused: refused as never },
        candidates: { devices: [], leftOut: 3 },
      },
    });
    assert.deepEqual(listening, {
      state: 'paused',
      reason: 'too much',
      refusedTopics: ['zigbee2mqtt/#'],
      leftOut: 5,
    });
  });

  it('is what others tell of, then what speaks the hub’s own topics and is not in the house', () => {
    const { foundDevices, metadata } = view({
      strangers: [stranger('s1'), stranger('hall')],
      heard: { candidates: candidatesOf([thermometer('Attic')]) },
    });
    assert.deepEqual(
      foundDevices.map(({ name }) => name),
      ['Attic', 'hall'],
    );
    assert.equal(metadata.count, 2);
  });

  it('is not more of the latter than are shown', () => {
    const strangers = Array.from({ length: LIMITS.foundDevices + 1 }, (_, n) => stranger(`t${n}`));
    assert.equal(view({ strangers }).foundDevices.length, LIMITS.foundDevices);
  });

  it('stands near a room that nobody measures', () => {
    const { unmeasuredZones } = view({
      faults: [
        { source: 'zone', objectId: 'bath', code: 'temperature_unknown', sinceTs: '2026' },
      ] as FaultView[],
      heard: { candidates: candidatesOf([thermometer('Bathroom')]) },
    });
    assert.deepEqual(
      unmeasuredZones.map(({ zoneId, near }) => [zoneId, near]),
      [['bath', [{ foundId: 'test/Bathroom', id: 'bathroom', by: 'name' }]]],
    );
  });

  it('says what has to be turned on, by the profile that its binding uses', () => {
    const profile = {
      version: 1,
      name: 'gate',
      title: 'Gate',
      source: 'https://example.org',
      setUp: 'Turn it on',
      parameters: {},
      devices: { sensor: { readings: [{ field: 'tempC', topic: 'gate/t' }] } },
    };
    const readProfile = createProfileReader({
      names: () => ['gate'],
      read: () => JSON.stringify(profile),
    });
    const candidates = candidatesOf([thermometer('Attic')]);
    const [device] = candidates.devices;
    const [candidate] = device?.candidates ?? [];
    assert.ok(device && candidate);
    const setUpWith = (use: string) => {
      const proposed = { ...candidate.proposed, binding: { use } };
      const devices = [{ ...device, candidates: [{ ...candidate, proposed }] }];
      const { foundDevices } = view({
        heard: { readProfile, candidates: { devices, leftOut: 0 } },
      });
      return foundDevices[0]?.setUp;
    };
    assert.ok('profile' in readProfile('gate'), JSON.stringify(readProfile('gate')));
    assert.deepEqual([setUpWith('gate'), setUpWith('other')], ['Turn it on', undefined]);
  });
});
