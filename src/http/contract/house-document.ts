/** The description of the house, its versions and its faults, as they are answered. */
import * as v from 'valibot';
import { type HouseOrigin, HOUSE_TROUBLES } from '../../app/house/house-file-reload.ts';
import type { HouseVersionView } from '../../app/house/house-version-view.ts';
import { ACTOR_KINDS } from '../../domain/doer.ts';
import { EQUIPMENT, type Equipment, type Member } from '../../domain/equipment/catalogue.ts';
import { COUNT, describes, maybe, OPEN_OBJECT, said, TIME, WHOLE } from './describe.ts';
import { HOUSE_FAULT } from './errors.ts';

const TEXT = v.string();
const TEXTS = v.array(TEXT);

function memberSchema(member: Member): v.GenericSchema {
  switch (member.type) {
    case 'name':
    case 'parent':
      return TEXT;
    case 'choice':
      return v.picklist(member.values);
    case 'flag':
      return maybe(v.boolean());
  }
}

function kindSchema({ id, members, cardinality, ...kind }: Equipment): v.GenericSchema {
  const device = v.object({
    [id]: TEXT,
    ...Object.fromEntries(
      Object.entries(members).map(([name, member]) => [name, memberSchema(member)]),
    ),
  });
  if (cardinality === 'one') return maybe(device);
  return kind.isRequired === true ? v.array(device) : maybe(v.array(device));
}

/** As it was sent: what it may be, the body of the PUT says. */
export const HOUSE_DOCUMENT = v.object({
  version: v.literal(1),
  timeZone: said(TEXT, 'An IANA name; schedules are in its time'),
  zones: v.array(
    v.object({
      zoneId: TEXT,
      friendlyName: TEXT,
      sensors: said(TEXTS, 'Ids of its thermometers'),
      terminals: said(TEXTS, 'Ids of its fan coils'),
      supportsHeat: v.boolean(),
      supportsCool: v.boolean(),
      floor: maybe(TEXT),
      order: maybe(said(WHOLE, 'Its place in lists')),
    }),
  ),
  outdoorSensors: maybe(TEXTS),
  ...Object.fromEntries(
    Object.values<Equipment>(EQUIPMENT).map((kind) => [kind.key, kindSchema(kind)]),
  ),
  bindings: maybe(said(v.array(OPEN_OBJECT), 'Devices that speak other topics than the hub’s own')),
});

export const HOUSE_FAULTS = v.object({
  faults: said(v.array(HOUSE_FAULT), 'As far as they are not too many; none where it is a house'),
  metadata: v.object({ count: said(COUNT, 'All of them') }),
});

export const HOUSE_VERSION = describes<HouseVersionView>()(
  v.object({
    version: COUNT,
    at: TIME,
    by: v.object({ kind: v.picklist(ACTOR_KINDS), id: TEXT, name: maybe(TEXT) }),
    bytes: COUNT,
    changed: said(TEXTS, 'Members that are otherwise than in the version before'),
    restored: maybe(said(COUNT, 'The version that it is as again')),
    path: maybe(said(TEXT, 'The file that it was read of')),
  }),
);
export const HOUSE_VERSION_WHOLE = v.object({ ...HOUSE_VERSION.entries, house: HOUSE_DOCUMENT });

const ORIGIN = describes<HouseOrigin>()(
  v.object({
    inCharge: said(
      v.picklist(['file', 'store']),
      'file: the house is as its file says, and follows it at the next start',
    ),
    path: said(TEXT, 'Of the file'),
    setting: maybe(said(TEXT, 'That names the file: then nothing else changes the house')),
    trouble: maybe(
      said(
        v.picklist(HOUSE_TROUBLES),
        'conflict: file and kept house were both changed; broken: it is not usable as it stands',
      ),
    ),
  }),
);
export const HOUSE_VERSIONS = v.object({
  versions: said(v.array(HOUSE_VERSION), 'Newest first'),
  origin: ORIGIN,
  undo: maybe(said(COUNT, 'The version that it would be as again by undo')),
  redo: maybe(said(COUNT, 'The version that it would be as again by redo')),
  metadata: v.object({ count: COUNT }),
});
