/** Found devices as the API shows them. */
import { READINGS, type DeviceKind } from '../../domain/equipment/catalogue.ts';
import type { ReadingValue } from '../../domain/equipment/reading.ts';
import type { ReadingRefusal } from '../../domain/equipment/refused.ts';
import type { FoundSource } from '../../domain/found/sighting.ts';
import { cleanName } from '../../domain/found/names.ts';
import type { NearRoom, roomFinder } from '../../domain/found/nearness.ts';
import {
  pieceOf,
  proposedIn,
  type HousePiece,
  type Proposed,
  type TakenIds,
} from '../../domain/found/proposal.ts';
import { shownName } from '../../domain/found/told-apart.ts';
import { visible } from '../../domain/text.ts';
import { isoTime } from '../../domain/units.ts';
import type { Clock } from '../base/ports/clock.ts';
import { presenceOf } from '../devices/bound-presence.ts';
import type { Candidate, FoundDevice } from './candidates.ts';
import type { StrangerNote } from './listening.ts';
import type { Replaced, successorFinder } from './successors.ts';

/** What it says now. */
export interface FoundValue {
  readonly field: string;
  readonly value: string | number | boolean;
  /** When it was heard. */
  readonly ts?: string;
  /** Whether the broker had kept it, so that nobody knows how old it is. */
  readonly kept?: true;
}

/** A device of the house that it would become. */
export interface Becoming {
  readonly kind: DeviceKind;
  readonly id: string;
  readonly name: string;
  /** The room that it would be the beginning of: of a thermometer indoors, or of a valve that has one. */
  readonly room?: string;
  /** Whether it measures how warm a room is. */
  readonly measuresRoom?: true;
  /** Rooms of the house that it seems to stand in, the likeliest first. */
  readonly near?: readonly NearRoom[];
  /** Silent devices of the house that it could take the place of, the likeliest first. */
  readonly replaces?: readonly Replaced[];
  readonly online?: boolean;
  readonly values: readonly FoundValue[];
  /** What it says that cannot be. */
  readonly refused?: readonly ReadingRefusal[];
  /** The device of the house that reads the same already. */
  readonly inHouse?: { readonly kind: DeviceKind; readonly id: string };
}

export interface FoundDeviceView {
  readonly foundId: string;
  readonly source: FoundSource;
  readonly name: string;
  readonly model?: string;
  readonly becomes: readonly Becoming[];
  /** What of it cannot be read, and why. */
  readonly unread: readonly string[];
  /** What has to be turned on in the device. */
  readonly setUp?: string;
  /** The members of `house.json` to add what of it does not stand there yet; absent where all of it does. */
  readonly house?: HousePiece;
}

const plainValue = (value: ReadingValue): string | number | boolean | undefined =>
  typeof value === 'object' ? undefined : typeof value === 'string' ? visible(value) : value;

function valuesOf({ bound, kept }: Candidate, clock: Clock): FoundValue[] {
  const nowMs = clock.nowMs();
  const monotonicMs = clock.monotonicMs();
  return [...bound.said].flatMap(([field, { value, atMs }]) => {
    const plain = plainValue(value);
    if (plain === undefined) return [];
    const ts = isoTime(nowMs - (monotonicMs - atMs));
    return [{ field, value: plain, ts, ...(kept.has(field) && { kept: true as const }) }];
  });
}

/** What found devices are shown with. */
export interface Looking {
  /** Of the house's hydronic unit, where it has one. */
  readonly hcuId: string | undefined;
  /** What has to be turned on, by the name of a profile. */
  readonly setUpOf: (profile: unknown) => string | undefined;
  readonly replacedBy: ReturnType<typeof successorFinder>;
  readonly clock: Clock;
}

/** @param near rooms of the house that it seems to stand in, which matters of what is in rooms alone */
function shared(
  { kind, id, name, zone }: Proposed,
  near: readonly NearRoom[],
  hasThermometer: boolean,
) {
  const isIndoors = kind === 'fcu' || (kind === 'sensor' && zone !== undefined);
  const measuresRoom = isIndoors && (kind === 'sensor' || hasThermometer);
  return {
    kind,
    id,
    name,
    ...(zone !== undefined && { room: zone.friendlyName }),
    ...(measuresRoom && { measuresRoom: true as const }),
    ...(isIndoors && near.length > 0 && { near }),
  };
}

function becomingOf(candidate: Candidate, { replacedBy, clock }: Looking): Becoming {
  const { proposed, bound, inHouse, near } = candidate;
  const presence = presenceOf(bound, clock.monotonicMs());
  const refused = [...bound.refused.values()];
  const replaces = replacedBy(candidate);
  const hasThermometer = bound.binding.readings.some(({ field }) => field === 'roomTempC');
  return {
    ...shared(proposed, inHouse === undefined ? near : [], hasThermometer),
    ...(replaces.length > 0 && { replaces }),
    ...(presence !== undefined && { online: presence === 'online' }),
    values: valuesOf(candidate, clock),
    ...(refused.length > 0 && { refused }),
    ...(inHouse !== undefined && { inHouse }),
  };
}

/** Of a gateway that may have machines behind it or not: those that something was heard of, once anything was. */
function heardOf({ sighting, candidates }: FoundDevice): readonly Candidate[] {
  if (sighting.source !== 'profile') return candidates;
  const heard = candidates.filter(({ bound }) => bound.said.size > 0);
  return heard.length > 0 ? heard : candidates;
}

export function foundView(device: FoundDevice, looking: Looking): FoundDeviceView {
  const { sighting, unread } = device;
  const { hcuId, setUpOf } = looking;
  const { key, source, model } = sighting;
  const candidates = heardOf(device);
  const fresh = candidates.filter(({ inHouse }) => inHouse === undefined);
  const setUp = candidates.flatMap(({ proposed }) => setUpOf(proposed.binding?.['use']) ?? [])[0];
  const modelName = model === undefined ? '' : cleanName(model, '');
  return {
    foundId: visible(key),
    source,
    name: shownName(sighting),
    ...(modelName !== '' && { model: modelName }),
    becomes: candidates.map((one) => becomingOf(one, looking)),
    unread: unread.map(visible),
    ...(setUp !== undefined && { setUp }),
    ...(fresh.length > 0 && {
      house: pieceOf(
        fresh.map(({ proposed }) => proposed),
        hcuId,
      ),
    }),
  };
}

/** One that speaks the hub's own topics: it needs no binding. */
export function strangerView(
  { kind, id, readings }: StrangerNote,
  taken: TakenIds,
  nearRooms: ReturnType<typeof roomFinder>,
  hcuId: string | undefined,
): FoundDeviceView {
  const key = `own_topics/${kind}/${id}`;
  const sighting = {
    key,
    source: 'own_topics',
    name: id,
    offers: [{ kind, id }],
    unread: [],
  } as const;
  const proposed = proposedIn(sighting, taken);
  const near = nearRooms(sighting);
  const hasThermometer = 'roomTempC' in readings;
  const values = Object.entries(readings).flatMap(([field, value]) => {
    const plain = field in READINGS[kind] ? plainValue(value) : undefined;
    return plain === undefined ? [] : [{ field, value: plain }];
  });
  return {
    foundId: key,
    source: 'own_topics',
    name: cleanName(id, kind),
    becomes: proposed.map((one) => ({ ...shared(one, near, hasThermometer), values })),
    unread: [],
    house: pieceOf(proposed, hcuId),
  };
}
