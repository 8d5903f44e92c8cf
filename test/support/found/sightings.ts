/** What is found, as its own forms would have been read: for those who make something of it. */
import { createCandidates, type Candidate } from '../../../src/app/found/candidates.ts';
import { createProfileReader } from '../../../src/app/house/profile-reader.ts';
import type { Sighting } from '../../../src/domain/found/sighting.ts';
import type { House } from '../../../src/domain/house.ts';
import { SMALL_HOUSE } from '../house.ts';

export const NO_PROFILES = createProfileReader({ names: () => [], read: () => undefined });

/** A thermometer that says its temperature as text on a topic of its own. */
export const thermometer = (name: string, more: Partial<Sighting> = {}): Sighting => ({
  key: `test/${name}`,
  source: 'zigbee2mqtt',
  name,
  offers: [{ kind: 'sensor', binding: { readings: [{ field: 'tempC', topic: `air/${name}` }] } }],
  unread: [],
  ...more,
});

/** A radiator valve that measures its room itself. */
export const valve = (name: string, more: Partial<Sighting> = {}): Sighting => ({
  ...thermometer(name),
  offers: [
    {
      kind: 'fcu',
      hasThermometer: true,
      binding: {
        readings: [{ field: 'roomTempC', topic: `valve/${name}` }],
        setpoint: { topic: `valve/${name}/set` },
      },
    },
  ],
  ...more,
});

export const relay = (name: string, more: Partial<Sighting> = {}): Sighting => ({
  ...thermometer(name),
  offers: [
    {
      kind: 'fcu',
      binding: {
        readings: [{ field: 'on', topic: `relay/${name}`, values: { on: true, off: false } }],
        switch: { topic: `relay/${name}/set`, on: 'on', off: 'off' },
      },
    },
  ],
  ...more,
});

/** What they would be in the house. */
export const candidatesOf = (
  sightings: readonly Sighting[],
  {
    house = SMALL_HOUSE,
    before,
    nowMs = 0,
  }: {
    house?: House;
    before?: ReturnType<typeof createCandidates>;
    nowMs?: number;
  } = {},
) =>
  createCandidates({ house, readProfile: NO_PROFILES, mqttBase: 'aris', nowMs }, sightings, before);

export function candidateOf(sighting: Sighting, house?: House): Candidate {
  const [candidate] = candidatesOf([sighting], house && { house }).devices[0]?.candidates ?? [];
  if (candidate === undefined) throw new Error(`${sighting.name} would be nothing`);
  return candidate;
}
