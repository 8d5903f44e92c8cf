/** What each device of the house last said, and whether it still counts. It outlives a reload of the house. */
import { boundText, freshMsOf, type DeviceBinding } from '../../domain/binding/binding.ts';
import { READINGS, type DeviceKind, type ReadingsOf } from '../../domain/equipment/catalogue.ts';
import { withCounts, type MeterCount } from '../../domain/equipment/meter-count.ts';
import type { MaybeStuck } from '../../domain/zone-view.ts';
import type { Fault, Readings } from '../../domain/equipment/reading.ts';
import {
  NONE_MEASURED,
  NOTHING_REFUSED,
  standingRefused,
  stillMeasured,
  type MeasuredMs,
  type ReadingRefusal,
  type RefusedReading,
} from '../../domain/equipment/refused.ts';
import { devicesOf, type DeviceRef, type House } from '../../domain/house.ts';
import { LIMITS } from '../../domain/limits.ts';
import { isoTime } from '../../domain/units.ts';
import type { CurrentHouse } from '../house/current-house.ts';
import type { Presence } from '../messages/telemetry.ts';
import { createListeners, type Listener } from '../base/listeners.ts';
import type { Cancel, Clock } from '../base/ports/clock.ts';

export interface Device<K extends DeviceKind = DeviceKind> {
  readonly ref: DeviceRef<K>;
  /** `<kind>/<id>`: made once, since listeners look it up at every report. */
  readonly key: string;
  /** Where it speaks other topics than the hub's own. */
  readonly binding: DeviceBinding | undefined;
  /** The last report; undefined before the first. */
  readonly readings: ReadingsOf<K> | undefined;
  /** What it says that cannot be, and is left out. */
  readonly refused: readonly RefusedReading[];
  /** When it came, wall time in ms. */
  readonly lastSeenMs: number | undefined;
  /** Whether it is online and its last report is fresh: only then do its readings count. */
  readonly isLive: boolean;
  /** Whether it has said nothing since the hub's start, and what it said before was kept. */
  readonly isRestored: boolean;
  /** When it was heard last, monotonic; −Infinity before the first time. */
  readonly heardMs: number;
  /** Ms between its last two reports; undefined where there were no two. */
  readonly everyMs: number | undefined;
  /** What it says of being there; undefined where that is not known. */
  readonly presence: Presence | undefined;
  /** A room sensor that goes on saying the very same: what others of the room measure goes before it. */
  readonly isStuck: boolean;
  /** Of a room sensor: for how long it has said the very same, as far as it was heard. */
  readonly unmovedMs: number;
}

export interface ReportFacts {
  /** What of it cannot be. */
  readonly refused?: readonly ReadingRefusal[];
  /** Monotonic, when it was said: now where absent. */
  readonly atMs?: number;
  /** Whether it was said before the hub's start, and was kept. */
  readonly isRestored?: boolean;
  /** Monotonic, when each field was said, where that was not with the report. */
  readonly saidMs?: (field: string) => number | undefined;
}

export interface DeviceRegistry {
  get<K extends DeviceKind>(kind: K, id: string): Device<K> | undefined;
  all(): IterableIterator<Device>;
  /** The readings of those that are live, and which of them are stuck. */
  liveReadings<K extends DeviceKind>(
    kind: K,
    ids: readonly string[],
  ): (ReadingsOf<K> & MaybeStuck)[];
  report(device: Device, readings: Readings, facts?: ReportFacts): void;
  /** Takes in all that stands refused of a device that has reported nothing else. */
  refuse(device: Device, refused: readonly ReadingRefusal[]): void;
  /**
   * @param presence undefined: it is not known any more
   * @param isKept whether the broker kept it, of whatever age: a farewell says nothing then of a device that reports,
   * and stands only until it does
   */
  setPresence(device: Device, presence: Presence | undefined, isKept?: boolean): void;
  /** What was restored turns out to be older by so many ms. */
  age(device: Device, byMs: number): void;
  /** What its meters have counted, by field. */
  counts(device: Device): Readonly<Record<string, number>>;
  /** Takes in what its meters had counted in an earlier life of the hub. */
  restoreCounts(device: Device, counts: Readonly<Record<string, number>>): void;
  /** Lets go of readings that have grown old. */
  sweep(): void;
  /** Called after each report and each change of `isLive`. */
  onChange(listener: Listener<Device>): Cancel;
}

/** A device as this file alone may change it. */
type LiveDevice = Pick<Device, 'ref' | 'key'> & {
  -readonly [K in Exclude<keyof Device, 'ref' | 'key'>]: Device[K];
} & {
  measuredMs: MeasuredMs;
  /** Since when it says the very same, monotonic. */
  sameMs: number;
  /** Whether its farewell may be one of long ago. */
  isFarewellKept: boolean;
  readonly counts: Map<string, MeterCount>;
};

/** What tells a device from all others. */
export const deviceKey = (kind: DeviceKind, id: string): string => `${kind}/${id}`;

/** Whether what the device says of the field cannot be, or a part of it cannot. */
export const isRefused = ({ refused }: Device, field: string): boolean =>
  refused.some((one) => one.field === field);

/** As every view of a device shows what it says that cannot be; nothing where there is none. */
export const refusedView = (
  device: Device | undefined,
): { readonly refused?: readonly RefusedReading[] } =>
  device === undefined || device.refused.length === 0 ? {} : { refused: device.refused };

/** The faults that it reports. */
export const reportedFaults = ({ readings }: Device): readonly Fault[] =>
  (readings !== undefined && 'activeFaults' in readings ? readings.activeFaults : undefined) ?? [];

const newDevice = (ref: DeviceRef, binding: DeviceBinding | undefined): LiveDevice => ({
  ref,
  key: deviceKey(ref.kind, ref.id),
  binding,
  readings: undefined,
  refused: NOTHING_REFUSED,
  lastSeenMs: undefined,
  isLive: false,
  isRestored: false,
  heardMs: -Infinity,
  everyMs: undefined,
  measuredMs: NONE_MEASURED,
  presence: undefined,
  isStuck: false,
  unmovedMs: 0,
  sameMs: -Infinity,
  isFarewellKept: false,
  counts: new Map(),
});

/** One that is bound otherwise is another device; what the hub may tell it makes it none. */
function sameDevice(kept: LiveDevice | undefined, binding: DeviceBinding | undefined) {
  if (kept === undefined || boundText(kept.binding) !== boundText(binding)) return undefined;
  kept.binding = binding;
  return kept;
}

type Devices = ReadonlyMap<string, LiveDevice>;

/** @param before of them those that are the same keep what they said */
function devicesIn(house: House, before: Devices = new Map()): Devices {
  const bindings = new Map(
    house.bindings?.map((binding) => [deviceKey(binding.kind, binding.id), binding]),
  );
  return new Map(
    devicesOf(house).map((ref) => {
      const key = deviceKey(ref.kind, ref.id);
      const binding = bindings.get(key);
      return [key, sameDevice(before.get(key), binding) ?? newDevice(ref, binding)];
    }),
  );
}

/** One that tells changes alone says the same for as long as it is so. */
function notice(device: LiveDevice, said: Readings, heardMs: number): void {
  if (device.ref.kind !== 'sensor' || device.binding?.standsWhileOnline === true) return;
  const isSame =
    device.readings !== undefined && JSON.stringify(device.readings) === JSON.stringify(said);
  if (!isSame || device.isRestored) device.sameMs = heardMs;
  device.unmovedMs = heardMs - device.sameMs;
  device.isStuck = device.unmovedMs >= LIMITS.sensorStuckMs;
}

export function createDeviceRegistry(deps: { house: CurrentHouse; clock: Clock }): DeviceRegistry {
  const { house, clock } = deps;
  const devices = house.derive(devicesIn);
  const listeners = createListeners<Device>();

  function get<K extends DeviceKind>(kind: K, id: string): Device<K> | undefined {
    const device = devices().get(deviceKey(kind, id));
    // What is under a kind's key is of that kind.
    return device as Device<K> | undefined;
  }

  const isLive = (device: LiveDevice, monotonicMs: number) =>
    // One that tells changes alone is silent for days, and its word that it is there is all there is to go by.
    (device.binding?.standsWhileOnline === true
      ? device.presence === 'online'
      : device.presence !== 'offline') && monotonicMs - device.heardMs < freshMsOf(device.binding);

  function refresh(device: LiveDevice): void {
    const live = isLive(device, clock.monotonicMs());
    if (live === device.isLive) return;
    device.isLive = live;
    listeners.tell(device);
  }

  const own = (device: Device) => device as LiveDevice;

  function setRefused(device: LiveDevice, refused: readonly ReadingRefusal[]): void {
    device.refused =
      refused.length === 0
        ? NOTHING_REFUSED
        : standingRefused(device.refused, refused, isoTime(clock.nowMs()));
  }

  /** It reports: the farewell that the broker kept was of an earlier session. */
  function welcome(device: LiveDevice): void {
    device.presence = undefined;
    device.isFarewellKept = false;
  }

  /** The report, with what still counts of before. Of a bound device each reading grows old by itself already. */
  function completed(
    device: LiveDevice,
    told: Readings,
    refused: readonly ReadingRefusal[],
  ): Device['readings'] {
    const { ref, binding, readings = {}, heardMs, measuredMs } = device;
    device.measuredMs = NONE_MEASURED;
    // It was read by the table of the device's kind.
    if (refused.length === 0 || binding !== undefined) return told;
    const sinceMs = clock.monotonicMs() - freshMsOf(binding);
    const before = { readings, heardMs, measuredMs };
    const still = stillMeasured(READINGS[ref.kind], refused, before, sinceMs);
    device.measuredMs = still.measuredMs;
    return { ...told, ...still.readings };
  }

  return {
    get,
    all: () => devices().values(),
    liveReadings: (kind, ids) =>
      ids.flatMap((id) => {
        const device = get(kind, id);
        if (device?.isLive !== true || device.readings === undefined) return [];
        return [device.isStuck ? { ...device.readings, isStuck: true } : device.readings];
      }),
    report(reported, said, { refused: unread = [], atMs, isRestored = false, saidMs } = {}) {
      const device = own(reported);
      const monotonicMs = clock.monotonicMs();
      const heardMs = atMs ?? monotonicMs;
      const { readings, held } = withCounts(
        device.ref.kind,
        said,
        device.counts,
        (field) => saidMs?.(field) ?? heardMs,
      );
      const refused = held.length === 0 ? unread : [...unread, ...held];
      if (!isRestored && device.isFarewellKept) welcome(device);
      notice(device, readings, heardMs);
      device.everyMs =
        device.isRestored || device.readings === undefined ? undefined : heardMs - device.heardMs;
      device.isRestored = isRestored;
      device.readings = completed(device, readings, unread);
      setRefused(device, refused);
      device.heardMs = heardMs;
      device.lastSeenMs = clock.nowMs() - (monotonicMs - heardMs);
      device.isLive = isLive(device, monotonicMs);
      listeners.tell(device);
    },
    refuse(device, refused) {
      setRefused(own(device), refused);
      listeners.tell(device);
    },
    setPresence(reported, presence, isKept = false) {
      const device = own(reported);
      const isFarewellKept = isKept && presence === 'offline';
      if (isFarewellKept && device.isLive && !device.isRestored) return;
      Object.assign(device, { presence, isFarewellKept });
      refresh(device);
    },
    age(restored, byMs) {
      const device = own(restored);
      device.heardMs -= byMs;
      if (device.lastSeenMs !== undefined) device.lastSeenMs -= byMs;
      refresh(device);
    },
    counts: (device) =>
      Object.fromEntries(
        [...own(device).counts].flatMap(([field, { value }]) =>
          value === undefined ? [] : [[field, value]],
        ),
      ),
    restoreCounts(device, counts) {
      for (const [field, value] of Object.entries(counts)) own(device).counts.set(field, { value });
    },
    sweep: () => devices().forEach(refresh),
    onChange: listeners.add,
  };
}
