/** Devices that come and go, and the faults that they report, as events. One that flaps is told of now and then. */
import { freshMsOf } from '../../domain/binding/binding.ts';
import { deviceDoer } from '../../domain/doer.ts';
import type { NewEvent } from '../../domain/event.ts';
import type { Fault } from '../../domain/equipment/reading.ts';
import type { ReadingRefusal } from '../../domain/equipment/refused.ts';
import { LIMITS } from '../../domain/limits.ts';
import type { CurrentHouse } from '../house/current-house.ts';
import {
  isRefused,
  reportedFaults,
  type Device,
  type DeviceRegistry,
} from '../devices/device-registry.ts';
import type { EventJournal } from '../records/journal.ts';
import type { Faults } from './faults.ts';
import type { Clock } from '../base/ports/clock.ts';
import { createThrottle, type Throttle } from '../base/throttle.ts';

export interface DeviceEvents {
  /** A device has sent what is no report: told of once in a while, however often it does. */
  refused(device: Device, detail: string): void;
  /** A part of what a device has reported cannot be: told of once an hour for each field. */
  refusedReadings(device: Device, refused: readonly ReadingRefusal[]): void;
}

interface Watched {
  readonly presence: Throttle;
  /** By code: faults that are active, or were a moment ago. */
  readonly faults: Map<string, Throttle>;
}

function presenceEvent({ ref: { kind, id } }: Device, isOnline: boolean): NewEvent {
  return {
    type: isOnline ? 'device_online' : 'device_offline',
    severity: isOnline ? 'info' : 'warning',
    objectId: id,
    ...deviceDoer({ kind, id }),
    data: { kind },
  };
}

function faultEvent({ ref: { kind, id } }: Device, fault: Fault, isActive: boolean): NewEvent {
  const { code, severity, message, sinceTs } = fault;
  return {
    type: isActive ? 'fault_raised' : 'fault_cleared',
    severity: isActive ? severity : 'info',
    objectId: id,
    ...deviceDoer({ kind, id }),
    data: { kind, code, message, ...(sinceTs !== undefined && { sinceTs }) },
  };
}

function refusedEvent({ ref: { kind, id } }: Device, refused: ReadingRefusal): NewEvent {
  return {
    type: 'reading_refused',
    severity: 'warning',
    objectId: id,
    ...deviceDoer({ kind, id }),
    data: { kind, ...refused },
  };
}

export function createDeviceEvents(deps: {
  house: Pick<CurrentHouse, 'onChange'>;
  devices: DeviceRegistry;
  /** What is known of an earlier life stands, and is not told of again. */
  faults: Pick<Faults, 'of'>;
  journal: Pick<EventJournal, 'later'>;
  clock: Clock;
}): DeviceEvents {
  const { devices, journal, clock } = deps;
  const watched = new Map<Device, Watched>();
  /** When a refused report was last told of, monotonic. */
  const refusedMs = new WeakMap<Device, number>();
  /** The same of a refused reading, by field. */
  const refusedFieldMs = new WeakMap<Device, Map<string, number>>();
  const throttle = (eventOf: (isOn: boolean) => NewEvent, known?: boolean) =>
    createThrottle(
      clock,
      LIMITS.deviceEventIntervalMs,
      (isOn) => void journal.later(eventOf(isOn)),
      known,
    );
  const faultToggle = (device: Device, fault: Fault, known?: boolean) =>
    throttle((isOn) => faultEvent(device, fault, isOn), known);

  function watchedOf(device: Device): Watched {
    const known = watched.get(device);
    if (known !== undefined) return known;
    const entry: Watched = {
      presence: throttle((isOn) => presenceEvent(device, isOn)),
      faults: new Map(
        deps.faults.of(device.ref).map((fault) => {
          return [fault.code, faultToggle(device, fault, true)] as const;
        }),
      ),
    };
    watched.set(device, entry);
    return entry;
  }

  function seeFaults(device: Device, faults: Watched['faults']): void {
    const active = reportedFaults(device);
    if (active.length === 0 && faults.size === 0) return;
    for (const fault of active) {
      if (faults.has(fault.code) || faults.size >= LIMITS.deviceFaults) continue;
      faults.set(fault.code, faultToggle(device, fault));
    }
    for (const [code, state] of faults) {
      const isActive = active.some((fault) => fault.code === code);
      // What cannot be read of the list may be the very fault.
      if (isActive || !isRefused(device, 'activeFaults')) state.set(isActive);
      if (state.isAtRest()) faults.delete(code);
    }
  }

  devices.onChange((device) => {
    const { presence, faults } = watchedOf(device);
    presence.set(device.isLive);
    // What an absent device last said of its faults stands; what is kept of its readings has none of them.
    if (device.isLive && !device.isRestored) seeFaults(device, faults);
  });

  /** Of what is not in the house any more nothing is told. */
  function forgetGone(): void {
    const present = new Set(devices.all());
    for (const [device, { presence, faults }] of watched) {
      if (present.has(device)) continue;
      for (const throttle of [presence, ...faults.values()]) throttle.stop();
      watched.delete(device);
    }
  }

  /** A device of the house that is not heard in time is told of as offline. */
  function watch(): void {
    forgetGone();
    // One that may be silent for longer is given longer.
    const waits = new Map<number, Device[]>();
    for (const device of devices.all()) {
      const { presence } = watchedOf(device);
      if (device.isLive) presence.set(true);
      const freshMs = freshMsOf(device.binding);
      const waitMs = Number.isFinite(freshMs) ? freshMs : LIMITS.readingFreshMs;
      waits.set(waitMs, [...(waits.get(waitMs) ?? []), device]);
    }
    for (const [waitMs, awaited] of waits)
      clock.after(waitMs, () => {
        const present = new Set(devices.all());
        for (const device of awaited)
          if (present.has(device)) watchedOf(device).presence.set(device.isLive);
      });
  }
  watch();
  deps.house.onChange(watch);

  return {
    refused(device, detail) {
      const { kind, id } = device.ref;
      const nowMs = clock.monotonicMs();
      if (nowMs - (refusedMs.get(device) ?? -Infinity) < LIMITS.refusalWindowMs) return;
      refusedMs.set(device, nowMs);
      journal.later({
        type: 'report_refused',
        severity: 'warning',
        objectId: id,
        ...deviceDoer({ kind, id }),
        data: { kind, detail },
      });
    },
    refusedReadings(device, refused) {
      const toldMs = refusedFieldMs.get(device) ?? new Map<string, number>();
      refusedFieldMs.set(device, toldMs);
      const nowMs = clock.monotonicMs();
      for (const one of refused) {
        if (nowMs - (toldMs.get(one.field) ?? -Infinity) < LIMITS.readingRefusedIntervalMs)
          continue;
        toldMs.set(one.field, nowMs);
        journal.later(refusedEvent(device, one));
      }
    },
  };
}
