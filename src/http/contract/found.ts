/** Devices that were found on the broker. */
import * as v from 'valibot';
import { LISTENING_STATES, type FoundDevicesView } from '../../app/found/found-devices.ts';
import type { FoundDeviceView } from '../../app/found/views.ts';
import { DEVICE_KINDS } from '../../domain/equipment/catalogue.ts';
import { FOUND_SOURCES } from '../../domain/found/sighting.ts';
import { COUNT, describes, maybe, said, TIME } from './describe.ts';

const KIND = v.picklist(DEVICE_KINDS);

const BECOMING = v.object({
  kind: KIND,
  id: v.string(),
  name: v.string(),
  room: maybe(said(v.string(), 'The room that a thermometer would be the beginning of')),
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
    listening: v.object({
      state: v.picklist(LISTENING_STATES),
      reason: maybe(said(v.string(), 'Why nothing is heard')),
      refusedTopics: maybe(said(v.array(v.string()), 'What the broker keeps from the hub')),
      leftOut: maybe(said(COUNT, 'Documents and devices that were left out: there are too many')),
    }),
  }),
);
