/** Devices that were found on the broker. */
import * as v from 'valibot';
import { LISTENING_STATES, type FoundDevicesView } from '../../app/found/found-devices-view.ts';
import type { Replaced } from '../../app/found/successors.ts';
import type { UnmeasuredZone } from '../../app/found/unmeasured.ts';
import type { FoundDeviceView } from '../../app/found/views.ts';
import { DEVICE_KINDS } from '../../domain/equipment/catalogue.ts';
import { NEARNESSES } from '../../domain/found/nearness.ts';
import { FOUND_SOURCES } from '../../domain/found/sighting.ts';
import { UNMEASURED_SENTENCES, type UnmeasuredCode } from '../../domain/sentences/found.ts';
import { COUNT, describes, maybe, said, TIME } from './describe.ts';

const KIND = v.picklist(DEVICE_KINDS);

const NEARNESS = v.picklist(NEARNESSES);

const REPLACED = describes<Replaced>()(
  v.object({
    kind: KIND,
    id: v.string(),
    zones: said(v.array(v.string()), 'Zones that it measures or serves'),
    code: said(v.string(), 'Why nothing is heard of it: a code as in faults'),
    message: v.string(),
    sinceTs: TIME,
    near: maybe(said(NEARNESS, 'Where the found one seems to stand in one of those zones')),
    binding: said(
      v.record(v.string(), v.unknown()),
      'What has to stand in bindings for it, in place of what does: name, schedule and history go on',
    ),
  }),
);

const UNMEASURED_ZONE = describes<UnmeasuredZone>()(
  v.object({
    zoneId: v.string(),
    friendlyName: v.string(),
    code: v.picklist(Object.keys(UNMEASURED_SENTENCES) as UnmeasuredCode[]),
    message: v.string(),
    sinceTs: maybe(TIME),
    near: said(
      v.array(v.object({ foundId: v.string(), id: v.string(), by: NEARNESS })),
      'Found thermometers that seem to stand there, the likeliest first',
    ),
  }),
);

const BECOMING = v.object({
  kind: KIND,
  id: v.string(),
  name: v.string(),
  room: maybe(said(v.string(), 'The room that it would be the beginning of')),
  measuresRoom: maybe(said(v.literal(true), 'It measures how warm a room is')),
  near: maybe(
    said(
      v.array(v.object({ zoneId: v.string(), by: NEARNESS })),
      'Rooms of the house that it seems to stand in, the likeliest first',
    ),
  ),
  replaces: maybe(said(v.array(REPLACED), 'Silent devices that it could take the place of')),
  online: maybe(said(v.boolean(), 'What it says of being there; absent where it says nothing')),
  values: said(
    v.array(
      v.object({
        field: said(v.string(), 'A reading of the kind'),
        value: v.union([v.string(), v.number(), v.boolean()]),
        ts: maybe(TIME),
        kept: maybe(said(v.literal(true), 'The broker had kept it: it is of any age')),
      }),
    ),
    'What the hub would read of it now',
  ),
  refused: maybe(
    said(
      v.array(v.object({ field: v.string(), value: v.string(), reason: v.string() })),
      'What it says that cannot be',
    ),
  ),
  inHouse: maybe(
    said(v.object({ kind: KIND, id: v.string() }), 'The device of the house that reads the same'),
  ),
});

const FOUND_DEVICE = describes<FoundDeviceView>()(
  v.object({
    foundId: v.string(),
    source: said(v.picklist(FOUND_SOURCES), 'How it was found'),
    name: v.string(),
    model: maybe(v.string()),
    becomes: said(v.array(BECOMING), 'What it could be in the house'),
    unread: said(v.array(v.string()), 'What of it cannot be read, and why'),
    setUp: maybe(said(v.string(), 'What has to be turned on in it')),
    house: maybe(
      said(v.record(v.string(), v.unknown()), 'Members of house.json that would add it'),
    ),
  }),
);

export const FOUND_DEVICES = describes<FoundDevicesView>()(
  v.object({
    foundDevices: v.array(FOUND_DEVICE),
    metadata: v.object({ count: COUNT }),
    unmeasuredZones: said(v.array(UNMEASURED_ZONE), 'Rooms of the house that nobody measures'),
    listening: v.object({
      state: v.picklist(LISTENING_STATES),
      reason: maybe(said(v.string(), 'Why nothing is heard')),
      refusedTopics: maybe(said(v.array(v.string()), 'What the broker keeps from the hub')),
      leftOut: maybe(said(COUNT, 'Documents and devices that were left out: there are too many')),
    }),
  }),
);
