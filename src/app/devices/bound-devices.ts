/**
 * Devices that are bound to topics of their own: what they say there becomes reports and presence like those of the
 * hub's own devices. Each reading grows old by itself, since each may come by a message of its own.
 */
import { COMMAND_ECHOES } from '../../domain/binding/binding.ts';
import type { ReadingRefusal } from '../../domain/equipment/refused.ts';
import type { House } from '../../domain/house.ts';
import {
  age,
  forgetOld,
  isAllRestored,
  isFresh,
  knownOf,
  newBound,
  restore,
  type Bound,
  type Said,
} from './bound-device.ts';
import { hearPart, type Heard, type HeardOf } from './bound-hearing.ts';
import { partsByTopic, type BoundPart, type PartsByTopic } from './bound-parts.ts';
import { isMachineSilent, presenceOf, takeAlive, takePresence, trust } from './bound-presence.ts';
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
  /** What a named place of the device says now; undefined where that is not known, or the device is not there. */
  place(device: Device, name: string): Said | undefined;
  /** Whether its gateway is there, and silent about the machine behind it. */
  isMachineSilent(device: Device): boolean;
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
  /** A message has said something of these named places of the device: what it said before, or something else. */
  onPlaces(device: Device, names: readonly string[]): void;
}

interface Listening {
  readonly byDevice: ReadonlyMap<Device, Bound>;
  readonly byTopic: PartsByTopic;
}

/** The same device is one whose binding has not changed: what it said still holds. */
function listeningIn(
  { bindings = [] }: House,
  devices: Pick<DeviceRegistry, 'get'>,
  nowMs: number,
  before: Listening['byDevice'] = new Map(),
): Listening {
  const all = bindings.flatMap((binding) => {
    const device = devices.get(binding.kind, binding.id);
    return device === undefined ? [] : [before.get(device) ?? newBound(binding, device, nowMs)];
  });
  return {
    byDevice: new Map(all.map((bound) => [bound.device, bound])),
    byTopic: partsByTopic(all),
  };
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
    listeningIn(now, devices, clock.monotonicMs(), before?.byDevice),
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

  /** Tells whether it is there now. @returns whether that is other than before */
  function tellPresence(bound: Bound, nowMs: number): boolean {
    const { device, presence } = bound;
    const now = presenceOf(bound, nowMs);
    if (now === presence.told) return false;
    presence.told = now;
    devices.setPresence(device, now);
    return true;
  }

  function tellReadings(bound: Bound, { readings, names }: HeardOf, nowMs: number): void {
    if (readings.length + names.length === 0) return;
    forgetOld(bound, nowMs);
    const { device, heardMs } = bound;
    const wasLive = device.isLive;
    if (heardMs === -Infinity) devices.refuse(device, [...bound.refused.values()]);
    else {
      const known = tell(bound);
      // What it said of its command before proves nothing of now.
      const isEcho = readings.some(([field, said]) => field in COMMAND_ECHOES && 'value' in said);
      deps.onReport(device, isEcho ? known : {}, !wasLive);
    }
    if (names.length > 0) deps.onPlaces(device, names);
  }

  function hearOne(part: BoundPart, heard: Heard): RefusedOf {
    const { bound, availability } = part;
    const { device, binding, refused: standing } = bound;
    const { retained, nowMs, document } = heard;
    const wasRefused = standing.size > 0;
    const presence = takePresence(bound, availability, document, retained);
    if (part.isAlive && !retained) takeAlive(bound, document, nowMs);
    const said = hearPart(part, heard);
    if (!retained && said.readings.length + said.names.length > 0) trust(bound);
    const isToldRefused = availability.length > 0 && (wasRefused || standing.size > 0);
    if (isToldRefused) devices.refuse(device, [...standing.values()]);
    const isChanged = tellPresence(bound, nowMs);
    // The same word again is a return, of one whose farewell nobody heard; from what the broker has kept it is none.
    const isReturn = isChanged || (presence.isSaid && !retained);
    if (bound.presence.told === 'online' && isReturn && binding.kind === 'fcu')
      deps.onOnline(device);
    tellReadings(bound, said, nowMs);
    return {
      device,
      refused: [
        ...presence.refused,
        ...said.readings.flatMap(([, value]) => ('refused' in value ? [value.refused] : [])),
      ],
    };
  }

  /** Where a device is bound and has said something by then, it is told as it is. */
  function change(device: Device, by: (bound: Bound) => void): void {
    const bound = boundOf(device);
    if (bound === undefined) return;
    by(bound);
    forgetOld(bound, clock.monotonicMs());
    if (bound.heardMs !== -Infinity) tell(bound);
  }

  const boundOf = (device: Device) => listening().byDevice.get(device);

  return {
    topics: () => [...listening().byTopic.keys()],
    hear(topic, payload, retained) {
      const parts = listening().byTopic.get(topic);
      if (parts === undefined) return undefined;
      const wallMs = clock.isProvisional?.() === true ? undefined : clock.nowMs();
      const document = parseForeign(payload);
      const heard = { document, retained, nowMs: clock.monotonicMs(), wallMs };
      return parts.map((part) => hearOne(part, heard));
    },
    said: (device) => boundOf(device)?.said,
    place(device, name) {
      const bound = boundOf(device);
      const said = bound?.places.get(name);
      if (bound === undefined || said === undefined || !device.isLive) return undefined;
      const nowMs = clock.monotonicMs();
      const isThere = presenceOf(bound, nowMs) !== 'offline';
      return isThere && isFresh(bound, said.atMs, nowMs) ? said : undefined;
    },
    isMachineSilent(device) {
      const bound = boundOf(device);
      return bound !== undefined && isMachineSilent(bound, clock.monotonicMs());
    },
    restore: (device, said) => change(device, (bound) => restore(bound, said)),
    age: (device, byMs) => change(device, (bound) => age(bound, byMs)),
    sweep() {
      const nowMs = clock.monotonicMs();
      for (const bound of listening().byDevice.values()) {
        if (bound.binding.alive !== undefined) tellPresence(bound, nowMs);
        // One that is silent stays shown as what it last said, which counts no more.
        if (isFresh(bound, bound.heardMs, nowMs) && forgetOld(bound, nowMs)) tell(bound);
      }
    },
  };
}
