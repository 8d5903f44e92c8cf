/**
 * What rooms were last measured at, kept over a restart: a thermometer on a battery that reports once an hour is not
 * missed for an hour. It is as old then as it was when it was kept, and the time that the hub was off; what is older
 * than its own limit counts no more. Devices that report within the minute that control waits for after a start need
 * no keeping: with them the card is not written for each report.
 */
import * as v from 'valibot';
import { BINDABLE, boundText } from '../../domain/binding/binding.ts';
import { READINGS } from '../../domain/equipment/catalogue.ts';
import { parseReadings } from '../../domain/equipment/parse-readings.ts';
import { LIMITS } from '../../domain/limits.ts';
import type { Clock } from '../base/ports/clock.ts';
import type { LazySource, Store, Table } from '../base/ports/store.ts';
import { recordValue } from '../base/schema.ts';
import type { CurrentHouse } from '../house/current-house.ts';
import type { Said } from './bound-device.ts';
import type { BoundDevices } from './bound-devices.ts';
import type { Device, DeviceRegistry } from './device-registry.ts';

/** Times in ms since 1970. */
const KEPT = v.strictObject({
  /** How the device was bound, in short: of one that is bound otherwise now it says nothing. */
  bound: v.optional(v.string()),
  /** By field: the value, and when it was said. */
  said: v.record(v.string(), v.tuple([v.union([v.number(), v.boolean(), v.string()]), v.number()])),
});
type Kept = v.InferOutput<typeof KEPT>;

/** By `kind/id` of the device. */
export const KEPT_READINGS: Table<Kept> = {
  name: 'last_readings',
  version: 1,
  parse: (value) => recordValue(KEPT, value),
};

/** Until when the hub listened, ms since 1970: with each batch, though no reading has changed. Its one key is `mark`. */
export const LISTENED: Table<number> = {
  name: 'listened_until',
  version: 1,
  parse: (value) => recordValue(v.number(), value),
};
const MARK = 'mark';

export interface KeptReadings extends LazySource {
  /** What was restored grows old by the wall clock as well, once that can be trusted. */
  sweep(): void;
}

const isOfRoom = ({ ref: { kind } }: Device) => kind === 'sensor' || kind === 'fcu';

export function createKeptReadings(deps: {
  house: CurrentHouse;
  store: Store;
  devices: DeviceRegistry;
  bound: BoundDevices;
  clock: Clock;
  /** Short for how a device is bound. */
  fingerprint: (text: string) => string;
  /** Has the lazy batch written within a minute. */
  flushSoon: () => void;
}): KeptReadings {
  const { house, store, devices, bound, clock, fingerprint, flushSoon } = deps;
  const onDisk = new Map(store.entries(KEPT_READINGS));
  /** Devices that have been looked up on the disk, and those that have been heard. */
  const known = new WeakSet<Device>();
  const heard = new WeakSet<Device>();
  const startedMs = clock.monotonicMs();
  const listenedUntilMs = store.get(LISTENED, MARK) ?? clock.nowMs();
  /** How much of the time that the hub was off has been counted, of each device that was given its readings. */
  const countedMs = new Map<Device, number>();
  /** When each device that is on the disk was heard, monotonic. */
  const writtenMs = new Map<string, number>();
  let gathered: (readonly [key: string, heardMs: number, kept: Kept | undefined])[] = [];

  const boundAs = ({ binding }: Device) => binding && fingerprint(boundText(binding));

  function saidBy(device: Device): ReadonlyMap<string, Said> {
    const { readings = {}, heardMs: atMs, everyMs } = device;
    const ofOwn = () =>
      new Map(Object.entries(readings).map(([field, value]) => [field, { value, atMs, everyMs }]));
    return bound.said(device) ?? ofOwn();
  }

  /** Whether so much time may pass until it is said again that a restart would miss it. */
  function isSlow({ atMs, everyMs = Infinity }: Said): boolean {
    return Math.max(everyMs, clock.monotonicMs() - atMs) > LIMITS.controlSettleMs;
  }

  function keptOf(device: Device): Kept | undefined {
    const said = [...saidBy(device)];
    if (!said.some(([, one]) => isSlow(one))) return undefined;
    const [nowMs, monotonicMs] = [clock.nowMs(), clock.monotonicMs()];
    const isBound = boundAs(device);
    return {
      ...(isBound !== undefined && { bound: isBound }),
      said: Object.fromEntries(
        said.flatMap(([field, { value, atMs }]) =>
          typeof value === 'object' ? [] : [[field, [value, nowMs - (monotonicMs - atMs)]]],
        ),
      ),
    };
  }

  /** What of it still can be, with its age; the readings of a kind may have changed with the program. */
  function saidIn({ ref: { kind }, binding }: Device, { said }: Kept): Map<string, Said> {
    const table = binding === undefined ? READINGS[kind] : BINDABLE[binding.kind];
    const values = Object.fromEntries(
      Object.entries(said).map(([field, [value]]) => [field, value]),
    );
    return new Map(
      Object.entries(parseReadings(table, values).readings).map(([field, value]) => {
        const [, saidMs = listenedUntilMs] = said[field] ?? [];
        return [field, { value, atMs: startedMs - Math.max(0, listenedUntilMs - saidMs) }];
      }),
    );
  }

  function give(device: Device, kept: Kept): void {
    const said = saidIn(device, kept);
    if (said.size === 0) return;
    if (device.binding !== undefined) bound.restore(device, said);
    else {
      const readings = Object.fromEntries([...said].map(([field, { value }]) => [field, value]));
      const atMs = Math.max(...[...said.values()].map((one) => one.atMs));
      devices.report(device, readings, { atMs, isRestored: true });
    }
    countedMs.set(device, 0);
    countOff(device, 0);
  }

  /** How long the hub was off is known only by a wall clock that can be trusted. */
  function countOff(device: Device, beforeMs: number): void {
    if (clock.isProvisional?.() === true) return;
    const offMs = clock.nowMs() - listenedUntilMs - (clock.monotonicMs() - startedMs);
    const byMs = offMs - beforeMs;
    if (byMs <= 0) return;
    countedMs.set(device, offMs);
    if (device.binding === undefined) devices.age(device, byMs);
    else bound.age(device, byMs);
  }

  function isStillRestored(device: Device): boolean {
    if (devices.get(device.ref.kind, device.ref.id) !== device) return false;
    const said = bound.said(device);
    return said === undefined
      ? device.isRestored
      : [...said.values()].some((one) => one.isRestored === true);
  }

  devices.onChange((device) => {
    if (!isOfRoom(device) || device.isRestored || device.readings === undefined) return;
    if (heard.has(device)) return;
    heard.add(device);
    flushSoon();
  });

  /** Gives each device that is new in the house what it said in an earlier life. */
  function restore(): void {
    for (const device of devices.all()) {
      if (known.has(device) || !isOfRoom(device)) continue;
      known.add(device);
      const kept = onDisk.get(device.key);
      if (kept !== undefined && device.readings === undefined && kept.bound === boundAs(device))
        give(device, kept);
    }
  }
  restore();
  house.onChange(restore);

  return {
    sweep() {
      for (const [device, beforeMs] of countedMs) {
        if (isStillRestored(device)) countOff(device, beforeMs);
        else countedMs.delete(device);
      }
    },
    gather() {
      const all = [...devices.all()].filter(isOfRoom);
      gathered = all.flatMap((device) => {
        if (device.readings === undefined || writtenMs.get(device.key) === device.heardMs)
          return [];
        const kept = keptOf(device);
        const { key, heardMs } = device;
        return kept === undefined && !onDisk.has(key) ? [] : [[key, heardMs, kept] as const];
      });
      const keys = new Set(all.map(({ key }) => key));
      const gone = [...onDisk.keys()].filter((key) => !keys.has(key));
      if (gathered.length + onDisk.size === 0) return [];
      return [
        { put: LISTENED, key: MARK, value: clock.nowMs() },
        ...gathered.map(([key, , value]) =>
          value === undefined ? { remove: KEPT_READINGS, key } : { put: KEPT_READINGS, key, value },
        ),
        ...gone.map((key) => ({ remove: KEPT_READINGS, key })),
      ];
    },
    settle(wasWritten) {
      if (!wasWritten) return;
      const keys = new Set([...devices.all()].map(({ key }) => key));
      for (const key of onDisk.keys()) if (!keys.has(key)) onDisk.delete(key);
      for (const [key, heardMs, kept] of gathered) {
        writtenMs.set(key, heardMs);
        if (kept === undefined) onDisk.delete(key);
        else onDisk.set(key, kept);
      }
    },
  };
}
