/**
 * Devices that are bound to topics of their own: what they say there becomes reports and presence like those of the
 * hub's own devices. Each reading grows old by itself, since each may come by a message of its own.
 */
import {
  ageOf,
  BINDABLE,
  COMMAND_ECHOES,
  freshMsOf,
  readAvailability,
  readBound,
  type Binding,
  type BoundAvailability,
  type BoundReading,
} from '../../domain/binding.ts';
import { isMeasure, type Readings, type ReadingValue } from '../../domain/equipment/reading.ts';
import { HubError } from '../../domain/errors.ts';
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
   * @returns false where no device is bound to the topic
   * @throws HubError `invalid` where what it says cannot be; the other devices of the topic have been heard
   */
  hear(topic: string, payload: string, retained: boolean): boolean;
  /** Lets go of readings that have grown old. */
  sweep(): void;
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
  onRefusedReport(device: Device, detail: string): void;
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
    devices.report(device, { ...mode, ...readings }, bound.heardMs);
    return known;
  }

  /** What the message says of one reading, and since when; undefined where that says nothing now. */
  function hearReading(
    { binding: { kind } }: Bound,
    reading: BoundReading,
    document: unknown,
    retained: boolean,
  ): { value: ReadingValue | null; atMs: number } | undefined {
    const value = readBound(kind, reading, document);
    if (value === undefined) return undefined;
    const nowMs = clock.monotonicMs();
    // While the wall clock may be wrong no age can be told by it.
    const isTimed = reading.timePointer !== undefined && clock.isProvisional?.() !== true;
    const ageMs = isTimed ? ageOf(reading, document, clock.nowMs()) : undefined;
    // What the broker kept may be of any age. A state stands all the same; a measurement does not.
    if (retained && ageMs === undefined && isMeasure(BINDABLE[kind][reading.field]))
      return undefined;
    return { value, atMs: nowMs - (ageMs ?? 0) };
  }

  function hearReadings({ bound, readings }: Part, document: unknown, retained: boolean): void {
    const heard = readings.flatMap((reading) => {
      const said = hearReading(bound, reading, document, retained);
      return said === undefined ? [] : [[reading.field, said] as const];
    });
    if (heard.length === 0) return;
    const { device, said } = bound;
    for (const [field, { value, atMs }] of heard) {
      if (value === null) said.delete(field);
      else said.set(field, { value, atMs });
      bound.heardMs = Math.max(bound.heardMs, atMs);
    }
    forgetOld(bound);
    const wasLive = device.isLive;
    deps.onReport(device, tell(bound), !wasLive);
  }

  function hearPresence({ bound, availability }: Part, document: unknown): void {
    const { binding, device, presence } = bound;
    const before = overall(bound);
    for (const place of availability) {
      const word = readAvailability(place, document);
      if (word !== undefined) presence.set(place, word);
    }
    const now = overall(bound);
    if (now === undefined || now === before) return;
    devices.setPresence(device, now);
    if (now === 'online' && binding.kind === 'fcu') deps.onOnline(device);
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

  function hearPart(part: Part, document: unknown, retained: boolean): HubError | undefined {
    try {
      hearPresence(part, document);
      hearReadings(part, document, retained);
      return undefined;
    } catch (error) {
      if (!(error instanceof HubError)) throw error;
      deps.onRefusedReport(part.bound.device, error.message);
      return error;
    }
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
        const fresh = { heardMs: -Infinity, said: new Map(), presence: new Map() };
        return before.get(device) ?? { binding, device, ...fresh };
      });
      all.forEach(listenTo);
    },
    topics: () => [...byTopic.keys()],
    hear(topic, payload, retained) {
      const parts = byTopic.get(topic);
      if (parts === undefined) return false;
      const document = parseForeign(payload);
      const faults = parts.map((part) => hearPart(part, document, retained));
      const fault = faults.find((one) => one !== undefined);
      if (fault !== undefined) throw fault;
      return true;
    },
    sweep() {
      for (const bound of all) {
        // The last of them stays shown as what it last said, and counts no more.
        const isLast =
          bound.said.size > 0 && [...bound.said.values()].every((s) => !isFresh(bound, s));
        if (!isLast && forgetOld(bound)) tell(bound);
      }
    },
  };
}
