/**
 * Devices that are bound to topics of their own: what they say there becomes reports and presence like those of the
 * hub's own devices. Each reading grows old by itself, since each may come by a message of its own.
 */
import { BINDABLE, COMMAND_ECHOES, type PlaceReading } from '../../domain/binding/binding.ts';
import { readBound, type BoundValue } from '../../domain/binding/bound-reading.ts';
import { isMeasure } from '../../domain/equipment/reading.ts';
import type { ReadingRefusal } from '../../domain/equipment/refused.ts';
import type { House } from '../../domain/house.ts';
import {
  age,
  forgetOld,
  isAllRestored,
  isFresh,
  knownOf,
  newBound,
  overall,
  restore,
  take,
  takePlaces,
  type Bound,
  type BoundPart,
  type Said,
} from './bound-device.ts';
import type { CurrentHouse } from '../house/current-house.ts';
import type { Device, DeviceRegistry } from './device-registry.ts';
import type { Members } from '../messages/members.ts';
import { parseForeign } from '../messages/foreign-commands.ts';
import type { Clock } from '../base/ports/clock.ts';

export interface BoundDevices {
  /** What has to be listened to. */
  topics(): readonly string[];
  /**
   * Takes in a message.
   * @returns what of it cannot be, by device; undefined where none is bound to the topic
   */
  hear(topic: string, payload: string, retained: boolean): readonly RefusedOf[] | undefined;
  /** What the device said, by field; undefined for one that is not bound. */
  said(device: Device): ReadonlyMap<string, Said> | undefined;
  /** Takes in what a bound device said in an earlier life. */
  restore(device: Device, said: ReadonlyMap<string, Said>): void;
  /** What was restored of it turns out to be older by so many ms. */
  age(device: Device, byMs: number): void;
  /** Lets go of readings that have grown old. */
  sweep(): void;
}

export interface RefusedOf {
  readonly device: Device;
  readonly refused: readonly ReadingRefusal[];
}

export interface BoundListener {
  onOnline(device: Device): void;
  onReport(device: Device, message: Members, isBack: boolean): void;
}

interface Listening {
  readonly all: readonly Bound[];
  readonly byTopic: ReadonlyMap<string, readonly BoundPart[]>;
}

function partsByTopic(all: readonly Bound[]): Map<string, BoundPart[]> {
  const byTopic = new Map<string, BoundPart[]>();
  function partAt(topic: string, bound: Bound): BoundPart {
    const parts = byTopic.get(topic) ?? [];
    const last = parts.at(-1);
    if (last?.bound === bound) return last;
    const part = { bound, readings: [], availability: [] };
    byTopic.set(topic, [...parts, part]);
    return part;
  }
  for (const bound of all) {
    const { readings, availability = [] } = bound.binding;
    for (const reading of readings) partAt(reading.topic, bound).readings.push(reading);
    for (const place of availability) partAt(place.topic, bound).availability.push(place);
  }
  return byTopic;
}

/** The same device is one whose binding has not changed: what it said still holds. */
function listeningIn(
  { bindings = [] }: House,
  devices: Pick<DeviceRegistry, 'get'>,
  before: readonly Bound[] = [],
): Listening {
  const kept = new Map(before.map((bound) => [bound.device, bound]));
  const all = bindings.flatMap((binding) => {
    const device = devices.get(binding.kind, binding.id);
    return device === undefined ? [] : [kept.get(device) ?? newBound(binding, device)];
  });
  return { all, byTopic: partsByTopic(all) };
}

export function createBoundDevices(
  deps: BoundListener & {
    house: CurrentHouse;
    devices: DeviceRegistry;
    clock: Clock;
    /** The mode that the device was asked last. */
    askedMode: (device: Device) => unknown;
  },
): BoundDevices {
  const { house, devices, clock } = deps;
  const listening = house.derive<Listening>((now, before) =>
    listeningIn(now, devices, before?.all),
  );

  /** Tells what is known now. @returns it by field, with what the device says of its command */
  function tell(bound: Bound): Members {
    const { device, heardMs } = bound;
    const { known, readings } = knownOf(bound, deps.askedMode(device));
    const refused = [...bound.refused.values()];
    const saidMs = (field: string) => bound.said.get(field)?.atMs;
    const isRestored = isAllRestored(bound);
    devices.report(device, readings, { atMs: heardMs, refused, isRestored, saidMs });
    return known;
  }

  /** What the message says of one reading; undefined where that says nothing now. */
  function hearReading(
    { binding: { kind } }: Bound,
    reading: PlaceReading,
    document: unknown,
    retained: boolean,
  ): BoundValue | undefined {
    // While the wall clock may be wrong no age can be told by it.
    const isTimed = reading.timePointer !== undefined && clock.isProvisional?.() !== true;
    // What the broker kept may be of any age. A state stands all the same; a measurement does not.
    if (retained && !isTimed && isMeasure(BINDABLE[kind][reading.field])) return undefined;
    return readBound(kind, reading, document, isTimed ? clock.nowMs() : undefined);
  }

  function hearReadings({ bound, readings }: BoundPart, document: unknown, retained: boolean) {
    const heard = readings.flatMap((reading) => {
      const value = hearReading(bound, reading, document, retained);
      return value === undefined ? [] : [[reading.field, value] as const];
    });
    if (heard.length === 0) return [];
    const nowMs = clock.monotonicMs();
    for (const [field, value] of heard) take(bound, field, value, { retained, nowMs });
    forgetOld(bound, nowMs);
    const { device, heardMs } = bound;
    const wasLive = device.isLive;
    if (heardMs === -Infinity) devices.refuse(device, [...bound.refused.values()]);
    else {
      const known = tell(bound);
      // What it said of its command before proves nothing of now.
      const isEcho = heard.some(([field, said]) => field in COMMAND_ECHOES && 'value' in said);
      deps.onReport(device, isEcho ? known : {}, !wasLive);
    }
    return heard.flatMap(([, value]) => ('refused' in value ? [value.refused] : []));
  }

  function hearPresence(
    part: BoundPart,
    document: unknown,
    retained: boolean,
  ): readonly ReadingRefusal[] {
    const { bound, availability } = part;
    if (availability.length === 0) return [];
    const { binding, device, refused: standing } = bound;
    const before = overall(bound);
    const wasRefused = standing.size > 0;
    const { refused, isSaid } = takePlaces(part, document);
    if (wasRefused || standing.size > 0) devices.refuse(device, [...standing.values()]);
    const now = overall(bound);
    if (now === undefined || !isSaid) return refused;
    if (now !== before) devices.setPresence(device, now);
    // The same word again is a return, of one whose farewell nobody heard; from what the broker has kept it is none.
    const isReturn = now !== before || !retained;
    if (now === 'online' && isReturn && binding.kind === 'fcu') deps.onOnline(device);
    return refused;
  }

  /** Where a device is bound and has said something by then, it is told as it is. */
  function change(device: Device, by: (bound: Bound) => void): void {
    const bound = boundOf(device);
    if (bound === undefined) return;
    by(bound);
    forgetOld(bound, clock.monotonicMs());
    if (bound.heardMs !== -Infinity) tell(bound);
  }

  const boundOf = (device: Device) => listening().all.find((bound) => bound.device === device);

  function hearPart(part: BoundPart, document: unknown, retained: boolean): RefusedOf {
    const refused = [
      ...hearPresence(part, document, retained),
      ...hearReadings(part, document, retained),
    ];
    return { device: part.bound.device, refused };
  }

  return {
    topics: () => [...listening().byTopic.keys()],
    hear(topic, payload, retained) {
      const parts = listening().byTopic.get(topic);
      if (parts === undefined) return undefined;
      const document = parseForeign(payload);
      return parts.map((part) => hearPart(part, document, retained));
    },
    said: (device) => boundOf(device)?.said,
    restore: (device, said) => change(device, (bound) => restore(bound, said)),
    age: (device, byMs) => change(device, (bound) => age(bound, byMs)),
    sweep() {
      const nowMs = clock.monotonicMs();
      for (const bound of listening().all) {
        // One that is silent stays shown as what it last said, which counts no more.
        if (isFresh(bound, bound.heardMs, nowMs) && forgetOld(bound, nowMs)) tell(bound);
      }
    },
  };
}
