/** Of which readings most of what a device says cannot be: another unit, another member of the message. */
import type { ReadingRefusal } from '../../domain/equipment/refused.ts';
import { LIMITS } from '../../domain/limits.ts';
import type { Clock } from '../base/ports/clock.ts';
import type { BoundDevices } from './bound-devices.ts';
import { isRefused, type Device, type DeviceRegistry } from './device-registry.ts';

export interface RefusalShare {
  /** These were refused, each in a message of its own. */
  note(device: Device, refused: readonly ReadingRefusal[]): void;
  /** Fields of the device that can hardly ever be. */
  of(device: Device): readonly string[];
}

interface Tally {
  refused: number;
  accepted: number;
  /** When it was refused, and when accepted, last, monotonic. */
  refusedMs: number;
  acceptedMs: number;
}

export function createRefusalShare(deps: {
  devices: Pick<DeviceRegistry, 'onChange'>;
  bound: Pick<BoundDevices, 'said'>;
  clock: Clock;
}): RefusalShare {
  const { devices, bound, clock } = deps;
  /** By field, of devices that have said something that cannot be. */
  const tallies = new WeakMap<Device, Map<string, Tally>>();

  /** What is longer ago counts for half. */
  function count(tally: Tally, what: 'refused' | 'accepted'): void {
    tally[what]++;
    if (tally.refused + tally.accepted < 2 * LIMITS.refusalShareMessages) return;
    tally.refused /= 2;
    tally.accepted /= 2;
  }

  const saidMs = (device: Device, field: string): number =>
    device.binding === undefined
      ? device.heardMs
      : (bound.said(device)?.get(field)?.atMs ?? -Infinity);

  devices.onChange((device) => {
    for (const [field, tally] of tallies.get(device) ?? []) {
      if (isRefused(device, field) || !Object.hasOwn(device.readings ?? {}, field)) continue;
      const atMs = saidMs(device, field);
      if (atMs <= tally.acceptedMs) continue;
      tally.acceptedMs = atMs;
      count(tally, 'accepted');
    }
  });

  function tallyOf(device: Device, field: string): Tally | undefined {
    const ofDevice = tallies.get(device) ?? new Map<string, Tally>();
    tallies.set(device, ofDevice);
    const known = ofDevice.get(field);
    if (known !== undefined || ofDevice.size >= LIMITS.deviceRefused) return known;
    const tally = { refused: 0, accepted: 0, refusedMs: -Infinity, acceptedMs: -Infinity };
    ofDevice.set(field, tally);
    return tally;
  }

  function isHopeless({ refused, accepted, refusedMs }: Tally): boolean {
    const all = refused + accepted;
    const isNow = clock.monotonicMs() - refusedMs < LIMITS.refusalShareMs;
    return isNow && all >= LIMITS.refusalShareMessages && refused >= all * LIMITS.refusalShareLeast;
  }

  return {
    note(device, refused) {
      for (const { field } of refused) {
        const tally = tallyOf(device, field);
        if (tally === undefined) continue;
        tally.refusedMs = clock.monotonicMs();
        count(tally, 'refused');
      }
    },
    of: (device) =>
      [...(tallies.get(device) ?? [])].flatMap(([field, tally]) =>
        isHopeless(tally) ? [field] : [],
      ),
  };
}
