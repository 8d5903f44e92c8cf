/**
 * Found devices as they would be in the house: the binding of each as the house file would have it, checked as that
 * is, and what it would read of what the device says now.
 */
import { hasOwnPlace, type DeviceBinding } from '../../domain/binding/binding.ts';
import { placeOf } from '../../domain/binding/place.ts';
import type { DeviceKind } from '../../domain/equipment/catalogue.ts';
import type { Sighting } from '../../domain/found/sighting.ts';
import { fitted, namesIn } from '../../domain/found/fitting.ts';
import { roomFinder, type NearRoom } from '../../domain/found/nearness.ts';
import { proposedIn, takenIn, type Proposed } from '../../domain/found/proposal.ts';
import { shownName, toldApart } from '../../domain/found/told-apart.ts';
import type { House } from '../../domain/house.ts';
import { LIMITS } from '../../domain/limits.ts';
import type { BusMessage } from '../base/ports/bus.ts';
import { hearPart } from '../devices/bound-hearing.ts';
import { forgetOld, newBound, type Bound } from '../devices/bound-device.ts';
import { partsByTopic, type PartsByTopic } from '../devices/bound-parts.ts';
import { takeAlive, takePresence, trust } from '../devices/bound-presence.ts';
import { deviceKey, type Device } from '../devices/device-registry.ts';
import type { createProfileReader } from '../house/profile-reader.ts';
import { parseForeign } from '../messages/foreign-commands.ts';
import { checkedBinding } from './checked-binding.ts';

/** One of the devices that a sighting would become. */
export interface Candidate {
  readonly proposed: Proposed;
  readonly bound: Bound;
  /** Fields that the broker had kept when they were read: of any age. */
  readonly kept: Set<string>;
  /** The device of the house that reads the same already. */
  readonly inHouse?: { readonly kind: DeviceKind; readonly id: string } | undefined;
  /** Rooms of the house that it seems to stand in. */
  readonly near: readonly NearRoom[];
}

export interface FoundDevice {
  readonly sighting: Sighting;
  readonly candidates: readonly Candidate[];
  readonly unread: readonly string[];
}

export interface Candidates {
  readonly devices: readonly FoundDevice[];
  /** Devices that were left out, since there were too many. */
  readonly leftOut: number;
  readonly topics: readonly string[];
  hear(message: BusMessage, nowMs: number): boolean;
  sweep(nowMs: number): void;
}

const NOBODY = {
  readings: undefined,
  refused: [],
  lastSeenMs: undefined,
  isLive: false,
  isRestored: false,
  heardMs: -Infinity,
  everyMs: undefined,
  presence: undefined,
  isStuck: false,
  unmovedMs: 0,
} as const;

const deviceOf = (binding: DeviceBinding): Device => {
  const { kind, id } = binding;
  return Object.assign({ ref: { kind, id }, key: deviceKey(kind, id), binding }, NOBODY);
};

const placesIn = ({ readings, places = {} }: DeviceBinding): string[] =>
  [...readings.filter(hasOwnPlace), ...Object.values(places)].map(placeOf);

/** Where something is read in the house, and by which device. */
function readInHouse({ bindings = [] }: House): ReadonlyMap<string, DeviceBinding> {
  return new Map(
    bindings.flatMap((binding) =>
      placesIn(binding).map((place) => [`${binding.kind} ${place}`, binding] as const),
    ),
  );
}

/** The same where nothing but ids of the house may have changed. */
function keyOf({ key }: Sighting, { kind, binding }: Proposed): string {
  const said = Object.entries(binding ?? {}).filter(([name]) => name !== 'id');
  return JSON.stringify([key, kind, said]);
}

/** @param before of it those stay that are the same, with what they have said */
export function createCandidates(
  deps: {
    house: House;
    readProfile: ReturnType<typeof createProfileReader>;
    mqttBase: string;
    nowMs: number;
  },
  sightings: readonly Sighting[],
  before: Candidates | undefined,
): Candidates {
  const { house, nowMs } = deps;
  const taken = takenIn(house);
  const names = namesIn(house);
  const roomsNear = roomFinder(house.zones);
  const inHouse = readInHouse(house);
  const earlier = new Map(
    before?.devices.flatMap(({ sighting, candidates }) =>
      candidates.map((one) => [keyOf(sighting, one.proposed), one] as const),
    ),
  );

  function candidateOf(
    sighting: Sighting,
    proposed: Proposed,
    near: readonly NearRoom[],
  ): Candidate | string {
    const same = earlier.get(keyOf(sighting, proposed));
    const result = same?.bound ?? checkedBinding(proposed, deps);
    if ('fault' in result) return result.fault;
    const { binding } = result;
    const bound = same?.bound ?? newBound(binding, deviceOf(binding), nowMs);
    const reader = placesIn(binding).flatMap(
      (place) => inHouse.get(`${binding.kind} ${place}`) ?? [],
    )[0];
    return {
      proposed: reader === undefined ? fitted(proposed, sighting, { names, near }) : proposed,
      bound,
      kept: same?.kept ?? new Set(),
      inHouse: reader && { kind: reader.kind, id: reader.id },
      near,
    };
  }

  function deviceIn(sighting: Sighting): FoundDevice {
    const near = roomsNear({ name: shownName(sighting), room: sighting.room });
    const made = proposedIn(sighting, taken).map(
      (one) => [one.name, candidateOf(sighting, one, near)] as const,
    );
    const faults = made.flatMap(([name, one]) =>
      typeof one === 'string' ? [`${name} cannot be bound: ${one}`] : [],
    );
    const unread = [...sighting.unread, ...faults].slice(0, LIMITS.foundUnread);
    return {
      sighting,
      candidates: made.flatMap(([, one]) => (typeof one === 'string' ? [] : [one])),
      unread,
    };
  }

  const shown = toldApart(sightings.slice(0, LIMITS.foundDevices));
  const devices = shown.map(deviceIn);
  const candidates = new Map(
    devices.flatMap((device) => device.candidates.map((one) => [one.bound, one] as const)),
  );
  return {
    devices,
    leftOut: sightings.length - shown.length,
    ...hearing(candidates),
  };
}

/** Apart from what they were made of, which would lie in memory for as long as they are. */
function hearing(
  candidates: ReadonlyMap<Bound, Candidate>,
): Pick<Candidates, 'topics' | 'hear' | 'sweep'> {
  const byTopic: PartsByTopic = partsByTopic([...candidates.keys()]);
  return {
    topics: [...byTopic.keys()].slice(0, LIMITS.foundTopics),
    hear({ topic, payload, retained }, heardMs) {
      const parts = byTopic.get(topic);
      if (parts === undefined || payload.length > LIMITS.mqttPayloadBytes) return false;
      const document = parseForeign(payload.toString('utf8'));
      for (const part of parts) {
        const { bound } = part;
        takePresence(bound, part.availability, document, retained);
        if (part.isAlive && !retained) takeAlive(bound, document, heardMs);
        // For who looks, what the broker has kept is better than nothing: it is said beside it.
        const said = hearPart(part, {
          document,
          retained: false,
          nowMs: heardMs,
          wallMs: undefined,
        });
        if (!retained && said.readings.length > 0) trust(bound);
        const kept = candidates.get(bound)?.kept;
        for (const [field] of said.readings) {
          if (retained) kept?.add(field);
          else kept?.delete(field);
        }
      }
      return true;
    },
    sweep(now) {
      for (const bound of candidates.keys()) forgetOld(bound, now);
    },
  };
}
