/**
 * Devices that are bound to topics of their own: what they say there becomes reports and presence like those of the
 * hub's own devices. Each reading grows old by itself, since each may come by a message of its own.
 */
import {
  BINDABLE,
  COMMAND_ECHOES,
  freshMsOf,
  placeOf,
  readAvailability,
  readBound,
  type Binding,
  type BoundAvailability,
  type BoundReading,
  type BoundValue,
} from '../../domain/binding.ts';
import { isMeasure, type Readings, type ReadingValue } from '../../domain/equipment/reading.ts';
import type { Refusal } from '../../domain/equipment/refused.ts';
import type { House } from '../../domain/house.ts';
import type { Device, Devices } from './devices.ts';
import type { Members } from '../messages/members.ts';
import { parseForeign } from '../messages/foreign.ts';
import type { Clock } from '../ports.ts';

export interface BoundDevices {
  /** Takes in the bindings of a house whose devices are known already. */
  setHouse(house: House): void;
  /** What has to be listened to. */
  topics(): readonly string[];
  /**
   * Takes in a message.
   * @returns what of it cannot be, by device; undefined where none is bound to the topic
   */
  hear(topic: string, payload: string, retained: boolean): readonly RefusedOf[] | undefined;
  /** Lets go of readings that have grown old. */
  sweep(): void;
}

export interface RefusedOf {
  readonly device: Device;
  readonly refused: readonly Refusal[];
}

interface Said {
  readonly value: ReadingValue;
  /** Monotonic. */
  readonly atMs: number;
}

interface Bound {
  readonly binding: Binding;
  readonly device: Device;
  /** By field. */
  readonly said: Map<string, Said>;
  /** What cannot be, by field or place, until something else is said there. */
  readonly refused: Map<string, Refusal>;
  /** When it said anything last, monotonic. */
  heardMs: number;
  readonly presence: Map<BoundAvailability, 'online' | 'offline'>;
}

/** What of a bound device's is told on a topic. */
interface Part {
  readonly bound: Bound;
  readonly readings: BoundReading[];
  readonly availability: BoundAvailability[];
}

export interface BoundListener {
  onOnline(device: Device): void;
  onReport(device: Device, message: Members, isBack: boolean): void;
}

/** What a relay's state comes to, where the device says nothing of its mode itself. */
function modeOf({ binding }: Bound, isOn: unknown, asked: unknown): Readings {
  if (typeof isOn !== 'boolean' || binding.readings.some(({ field }) => field === 'mode'))
    return {};
  const modes = binding.switch?.modes ?? ['heat'];
  const isCooling = modes.includes('cool') && (asked === 'cool' || !modes.includes('heat'));
  return { mode: isOn ? (isCooling ? 'cool' : 'heat') : 'idle' };
}

export function createBoundDevices(
  deps: BoundListener & {
    devices: Devices;
    clock: Clock;
    /** The mode that the device was asked last. */
    askedMode: (device: Device) => unknown;
  },
): BoundDevices {
  const { devices, clock } = deps;
  let all: Bound[] = [];
  let byTopic = new Map<string, Part[]>();

  const isFresh = ({ binding }: Bound, { atMs }: Said) =>
    clock.monotonicMs() - atMs < freshMsOf(binding);

  /** Tells what is known now. @returns it by field, with what the device says of its command */
  function tell(bound: Bound): Members {
    const { device, said } = bound;
    const known = Object.fromEntries([...said].map(([field, { value }]) => [field, value]));
    const readings = Object.fromEntries(
      Object.entries(known).filter(([field]) => !(field in COMMAND_ECHOES)),
    );
    const mode = modeOf(bound, known['on'], deps.askedMode(device));
    const refused = [...bound.refused.values()];
    devices.report(device, { ...mode, ...readings }, { atMs: bound.heardMs, refused });
    return known;
  }

  /** What the message says of one reading; undefined where that says nothing now. */
  function hearReading(
    { binding: { kind } }: Bound,
    reading: BoundReading,
    document: unknown,
    retained: boolean,
  ): BoundValue | undefined {
    // While the wall clock may be wrong no age can be told by it.
    const isTimed = reading.timePointer !== undefined && clock.isProvisional?.() !== true;
    // What the broker kept may be of any age. A state stands all the same; a measurement does not.
    if (retained && !isTimed && isMeasure(BINDABLE[kind][reading.field])) return undefined;
    return readBound(kind, reading, document, isTimed ? clock.nowMs() : undefined);
  }

  function take(bound: Bound, field: string, heard: BoundValue, retained: boolean): void {
    const { said, refused } = bound;
    const nowMs = clock.monotonicMs();
    if ('refused' in heard) {
      refused.set(field, heard.refused);
      // It is there, whatever it says; what was kept of it shows no such thing.
      if (!retained) bound.heardMs = nowMs;
      return;
    }
    const { value, ageMs = 0 } = heard;
    const atMs = nowMs - ageMs;
    refused.delete(field);
    if (value === null) said.delete(field);
    else said.set(field, { value, atMs });
    bound.heardMs = Math.max(bound.heardMs, atMs);
  }

  function hearReadings({ bound, readings }: Part, document: unknown, retained: boolean) {
    const heard = readings.flatMap((reading) => {
      const value = hearReading(bound, reading, document, retained);
      return value === undefined ? [] : [[reading.field, value] as const];
    });
    if (heard.length === 0) return [];
    for (const [field, value] of heard) take(bound, field, value, retained);
    forgetOld(bound);
    const { device, heardMs } = bound;
    const wasLive = device.isLive;
    if (heardMs === -Infinity) devices.refuse(device, [...bound.refused.values()]);
    else deps.onReport(device, tell(bound), !wasLive);
    return heard.flatMap(([, value]) => ('refused' in value ? [value.refused] : []));
  }

  /** @returns what of it cannot be */
  function hearPlaces({ bound: { presence, refused }, availability }: Part, document: unknown) {
    return availability.flatMap((place) => {
      const word = readAvailability(place, document);
      if (typeof word === 'object') {
        refused.set(placeOf(place), word);
        return [word];
      }
      if (word === undefined) return [];
      refused.delete(placeOf(place));
      presence.set(place, word);
      return [];
    });
  }

  function hearPresence(part: Part, document: unknown): readonly Refusal[] {
    const { bound, availability } = part;
    if (availability.length === 0) return [];
    const { binding, device, refused: standing } = bound;
    const before = overall(bound);
    const wasRefused = standing.size > 0;
    const refused = hearPlaces(part, document);
    if (wasRefused || standing.size > 0) devices.refuse(device, [...standing.values()]);
    const now = overall(bound);
    if (now === undefined || now === before) return refused;
    devices.setPresence(device, now);
    if (now === 'online' && binding.kind === 'fcu') deps.onOnline(device);
    return refused;
  }

  /** Offline where one place says so, online where all do. */
  function overall({ binding, presence }: Bound): 'online' | 'offline' | undefined {
    const words = (binding.availability ?? []).map((place) => presence.get(place));
    if (words.includes('offline')) return 'offline';
    return words.length > 0 && !words.includes(undefined) ? 'online' : undefined;
  }

  /** @returns whether there was any */
  function forgetOld(bound: Bound): boolean {
    const old = [...bound.said].filter(([, said]) => !isFresh(bound, said));
    old.forEach(([field]) => bound.said.delete(field));
    return old.length > 0;
  }

  function hearPart(part: Part, document: unknown, retained: boolean): RefusedOf {
    const refused = [...hearPresence(part, document), ...hearReadings(part, document, retained)];
    return { device: part.bound.device, refused };
  }

  function partAt(topic: string, bound: Bound): Part {
    const parts = byTopic.get(topic) ?? [];
    const last = parts.at(-1);
    if (last?.bound === bound) return last;
    const part = { bound, readings: [], availability: [] };
    byTopic.set(topic, [...parts, part]);
    return part;
  }

  function listenTo(bound: Bound): void {
    const { readings, availability = [] } = bound.binding;
    for (const reading of readings) partAt(reading.topic, bound).readings.push(reading);
    for (const place of availability) partAt(place.topic, bound).availability.push(place);
  }

  return {
    setHouse({ bindings = [] }) {
      const before = new Map(all.map((bound) => [bound.device, bound]));
      byTopic = new Map();
      all = bindings.flatMap((binding) => {
        const device = devices.get(binding.kind, binding.id);
        if (device === undefined) return [];
        // The same device is one whose binding has not changed: what it said still holds.
        const fresh = {
          heardMs: -Infinity,
          said: new Map(),
          refused: new Map(),
          presence: new Map(),
        };
        return before.get(device) ?? { binding, device, ...fresh };
      });
      all.forEach(listenTo);
    },
    topics: () => [...byTopic.keys()],
    hear(topic, payload, retained) {
      const parts = byTopic.get(topic);
      if (parts === undefined) return undefined;
      const document = parseForeign(payload);
      return parts.map((part) => hearPart(part, document, retained));
    },
    sweep() {
      for (const bound of all) {
        // One that is silent stays shown as what it last said, which counts no more.
        const isHeard = clock.monotonicMs() - bound.heardMs < freshMsOf(bound.binding);
        if (isHeard && forgetOld(bound)) tell(bound);
      }
    },
  };
}
