/**
 * What meters have counted, kept over a restart: one that says 0 or an old number when its gateway starts, at the time
 * when the hub starts, has not been set back, and nobody is to book all that it ever counted once it is right again.
 */
import * as v from 'valibot';
import { boundText } from '../../domain/binding/binding.ts';
import type { LazySource, Store, Table } from '../base/ports/store.ts';
import { recordValue } from '../base/schema.ts';
import type { CurrentHouse } from '../house/current-house.ts';
import type { Device, DeviceRegistry } from './device-registry.ts';

const COUNTED = v.strictObject({
  /** How the device was bound, in short: bound otherwise, it is another meter. */
  bound: v.optional(v.string()),
  /** By field. */
  counts: v.record(v.string(), v.number()),
});
type Counted = v.InferOutput<typeof COUNTED>;

/** By `kind/id` of the device. */
export const METER_COUNTS: Table<Counted> = {
  name: 'meter_counts',
  version: 1,
  parse: (value) => recordValue(COUNTED, value),
};

export function createKeptCounts(deps: {
  house: Pick<CurrentHouse, 'onChange'>;
  store: Pick<Store, 'entries'>;
  devices: Pick<DeviceRegistry, 'all' | 'counts' | 'restoreCounts'>;
  /** Short for how a device is bound. */
  fingerprint: (text: string) => string;
}): LazySource {
  const { house, store, devices, fingerprint } = deps;
  const onDisk = new Map(store.entries(METER_COUNTS));
  const known = new WeakSet<Device>();
  let gathered: (readonly [key: string, counted: Counted])[] = [];

  const boundAs = ({ binding }: Device) => binding && fingerprint(boundText(binding));

  function restore(): void {
    for (const device of devices.all()) {
      if (known.has(device)) continue;
      known.add(device);
      const kept = onDisk.get(device.key);
      if (kept !== undefined && kept.bound === boundAs(device))
        devices.restoreCounts(device, kept.counts);
    }
  }
  restore();
  house.onChange(restore);

  function countedBy(device: Device): Counted | undefined {
    const counts = devices.counts(device);
    if (Object.keys(counts).length === 0) return undefined;
    const bound = boundAs(device);
    return bound === undefined ? { counts } : { bound, counts };
  }

  return {
    gather() {
      const all = [...devices.all()];
      gathered = all.flatMap((device) => {
        const counted = countedBy(device);
        const isNew = JSON.stringify(counted) !== JSON.stringify(onDisk.get(device.key));
        return counted !== undefined && isNew ? [[device.key, counted] as const] : [];
      });
      const keys = new Set(all.map(({ key }) => key));
      const gone = [...onDisk.keys()].filter((key) => !keys.has(key));
      return [
        ...gathered.map(([key, value]) => ({ put: METER_COUNTS, key, value })),
        ...gone.map((key) => ({ remove: METER_COUNTS, key })),
      ];
    },
    settle(wasWritten) {
      if (!wasWritten) return;
      const keys = new Set([...devices.all()].map(({ key }) => key));
      for (const key of onDisk.keys()) if (!keys.has(key)) onDisk.delete(key);
      for (const [key, counted] of gathered) onDisk.set(key, counted);
    },
  };
}
