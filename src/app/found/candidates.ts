/**
 * Found devices as they would be in the house: the binding of each as the house file would have it, checked as that
 * is, and what it would read of what the device says now.
 */
import { bindingFaults } from '../../domain/binding-faults.ts';
import { hasOwnPlace, type DeviceBinding } from '../../domain/binding/binding.ts';
import { placeOf } from '../../domain/binding/place.ts';
import type { DeviceKind } from '../../domain/equipment/catalogue.ts';
import type { Sighting } from '../../domain/found/sighting.ts';
import {
  proposedIn,
  takenIn,
  type HousePiece,
  type Proposed,
} from '../../domain/found/proposal.ts';
import type { House } from '../../domain/house.ts';
import { LIMITS } from '../../domain/limits.ts';
import { checked, faultsOf } from '../base/schema.ts';
import type { BusMessage } from '../base/ports/bus.ts';
import { hearPart } from '../devices/bound-hearing.ts';
import { forgetOld, newBound, type Bound } from '../devices/bound-device.ts';
import { partsByTopic, type PartsByTopic } from '../devices/bound-parts.ts';
import { takeAlive, takePresence, trust } from '../devices/bound-presence.ts';
import { deviceKey, type Device } from '../devices/device-registry.ts';
import { BINDINGS } from '../house/binding-file.ts';
import type { createProfileReader } from '../house/profile-reader.ts';
import { expanded } from '../house/profile-use.ts';
import { parseForeign } from '../messages/foreign-commands.ts';

/** One of the devices that a sighting would become. */
export interface Candidate {
  readonly proposed: Proposed;
  readonly bound: Bound;
  /** Fields that the broker had kept when they were read: of any age. */
  readonly kept: Set<string>;
  /** The device of the house that reads the same already. */
  readonly inHouse?: { readonly kind: DeviceKind; readonly id: string } | undefined;
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
} as const;

const deviceOf = (binding: DeviceBinding): Device => {
  const { kind, id } = binding;
  return Object.assign({ ref: { kind, id }, key: deviceKey(kind, id), binding }, NOBODY);
};

/** A house of nothing but that device, for the rules that bindings go by. */
function houseOf({ kind, id }: Proposed, binding: DeviceBinding): House {
  const piece: HousePiece = { bindings: [binding] };
  const zone = {
    zoneId: 'room',
    friendlyName: 'Room',
    sensors: kind === 'sensor' ? [id] : [],
    terminals: [],
    supportsHeat: true,
    supportsCool: false,
  };
  return {
    version: 1,
    timeZone: 'UTC',
    zones: [zone],
    fcus: kind === 'fcu' ? [{ fcuId: id, friendlyName: id }] : [],
    hcu: { hcuId: kind === 'hcu' ? id : 'hcu' },
    heatpumps: kind === 'heatpump' ? [{ hpId: id, parentHcuId: 'hcu' }] : [],
    ...(kind === 'dhw' && { dhw: { dhwId: id } }),
    ...(kind === 'tes' && { tes: { tesId: id } }),
    ...(kind === 'solar' && { solar: { solarId: id } }),
    ...(kind === 'meter' && {
      meters: [{ meterId: id, friendlyName: id, measures: 'electricity' }],
    }),
    ...(piece as Pick<House, 'bindings'>),
  };
}

type Checked = { readonly binding: DeviceBinding } | { readonly fault: string };

function checkedBinding(
  proposed: Proposed,
  deps: { readProfile: ReturnType<typeof createProfileReader>; mqttBase: string },
): Checked {
  const { binding: own = {} } = proposed;
  const whole = 'use' in own ? expanded(own, '', deps.readProfile) : { binding: own };
  if ('faults' in whole) return { fault: whole.faults[0]?.message ?? '' };
  const value = [whole.binding];
  const [wrong] = faultsOf(BINDINGS, value);
  if (wrong !== undefined)
    return { fault: `${wrong.path.replace(/^\[0\]\.?/, '')} ${wrong.message}` };
  const [binding] = checked(BINDINGS, value);
  if (binding === undefined) return { fault: 'it has no binding' };
  const [fault] = bindingFaults(houseOf(proposed, binding), deps.mqttBase);
  return fault === undefined
    ? { binding }
    : { fault: `${fault.path.replace(/^bindings\[0\]\.?/, '')} ${fault.message}` };
}

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
  const inHouse = readInHouse(house);
  const earlier = new Map(
    before?.devices.flatMap(({ sighting, candidates }) =>
      candidates.map((one) => [keyOf(sighting, one.proposed), one] as const),
    ),
  );

  function candidateOf(sighting: Sighting, proposed: Proposed): Candidate | string {
    const same = earlier.get(keyOf(sighting, proposed));
    const result = same?.bound ?? checkedBinding(proposed, deps);
    if ('fault' in result) return result.fault;
    const { binding } = result;
    const bound = same?.bound ?? newBound(binding, deviceOf(binding), nowMs);
    const reader = placesIn(binding).flatMap(
      (place) => inHouse.get(`${binding.kind} ${place}`) ?? [],
    )[0];
    return {
      proposed,
      bound,
      kept: same?.kept ?? new Set(),
      inHouse: reader && { kind: reader.kind, id: reader.id },
    };
  }

  function deviceIn(sighting: Sighting): FoundDevice {
    const made = proposedIn(sighting, taken).map(
      (one) => [one.name, candidateOf(sighting, one)] as const,
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

  const shown = sightings.slice(0, LIMITS.foundDevices);
  const devices = shown.map(deviceIn);
  const candidates = new Map(
    devices.flatMap((device) => device.candidates.map((one) => [one.bound, one] as const)),
  );
  const byTopic: PartsByTopic = partsByTopic([...candidates.keys()]);

  return {
    devices,
    leftOut: sightings.length - shown.length,
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
