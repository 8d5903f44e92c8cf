/**
 * The active faults of all devices, and since when. They outlive the device's silence and the hub's restart: a fault
 * is over when the device reports without it. Kept with the lazy batch. As events `app/house/device-events.ts` tells of them.
 */
import * as v from 'valibot';
import type { Fault } from '../../domain/equipment/reading.ts';
import { standingFaults, type StandingFault } from '../../domain/equipment/standing-faults.ts';
import { READINGS } from '../../domain/equipment/catalogue.ts';
import { SEVERITIES } from '../../domain/event.ts';
import { devicesOf, type DeviceRef, type House } from '../../domain/house.ts';
import { isoTime } from '../../domain/units.ts';
import { deviceKey, type Devices } from '../house/devices.ts';
import type { Change, Clock, LazySource, Store, Table } from '../ports.ts';
import { checked } from '../schema.ts';

const FAULTS = v.array(
  v.strictObject({
    code: v.string(),
    severity: v.picklist(SEVERITIES),
    message: v.string(),
    sinceTs: v.string(),
  }),
);
/** By `kind/id` of the device; one without faults has no record. */
const FAULT_TABLE: Table<readonly StandingFault[]> = {
  name: 'faults',
  version: 1,
  parse: (value) => checked(FAULTS, value),
};

/** As `GET /api/faults` shows it: `source` and `objectId` as in events. */
export type FaultView = StandingFault & { readonly source: string; readonly objectId: string };

export interface Faults extends LazySource {
  setHouse(house: House): void;
  /** Of one device. */
  of(device: DeviceRef): readonly StandingFault[];
  /** Of all, newest first. */
  list(): FaultView[];
}

interface Entry {
  readonly ref: DeviceRef;
  faults: readonly StandingFault[];
  /** Whether the disk has other faults, or none. */
  isChanged: boolean;
}

const keyOf = ({ kind, id }: DeviceRef) => deviceKey(kind, id);
const NONE: readonly StandingFault[] = [];

export function createFaults(deps: { store: Store; devices: Devices; clock: Clock }): Faults {
  const { store, devices, clock } = deps;
  let entries = new Map<string, Entry>();
  let gathered: [Entry, readonly StandingFault[]][] = [];
  /** Of devices that are no longer in the house. */
  let orphans = new Set<string>();

  function newEntry(ref: DeviceRef): Entry {
    const faults = store.get(FAULT_TABLE, keyOf(ref)) ?? NONE;
    return { ref, faults, isChanged: false };
  }

  devices.onChange(({ key, isLive, readings }) => {
    const entry = entries.get(key);
    if (entry === undefined || !isLive || readings === undefined) return;
    const reported = (readings['activeFaults'] ?? []) as readonly Fault[];
    if (reported.length === 0 && entry.faults.length === 0) return;
    const standing = standingFaults(entry.faults, reported, isoTime(clock.nowMs()));
    const codes = (faults: readonly Fault[]) => faults.map(({ code }) => code).join('\n');
    // A message that counts up is no reason to write.
    if (codes(standing) !== codes(entry.faults)) entry.isChanged = true;
    entry.faults = standing;
  });

  return {
    setHouse(house) {
      const known = entries;
      const refs = devicesOf(house).filter(({ kind }) => 'activeFaults' in READINGS[kind]);
      entries = new Map(
        refs.map((ref) => [keyOf(ref), known.get(keyOf(ref)) ?? newEntry(ref)] as const),
      );
      const stored = [...store.range(FAULT_TABLE, {})].map(([key]) => key);
      orphans = new Set(stored.filter((key) => !entries.has(key)));
    },
    of: (device) => entries.get(keyOf(device))?.faults ?? NONE,
    list: () =>
      [...entries.values()]
        .flatMap(({ ref, faults }) =>
          faults.map((fault) => ({ source: ref.kind, objectId: ref.id, ...fault })),
        )
        .sort((a, b) => Date.parse(b.sinceTs) - Date.parse(a.sinceTs)),
    gather() {
      const changed = [...entries.values()].filter(({ isChanged }) => isChanged);
      gathered = changed.map((entry) => [entry, entry.faults]);
      const changes = gathered.map(([{ ref }, faults]): Change => {
        const key = keyOf(ref);
        return faults.length === 0
          ? { remove: FAULT_TABLE, key }
          : { put: FAULT_TABLE, key, value: faults };
      });
      return [...changes, ...[...orphans].map((key) => ({ remove: FAULT_TABLE, key }))];
    },
    settle(wasWritten) {
      if (!wasWritten) return;
      orphans.clear();
      for (const [entry, faults] of gathered) if (entry.faults === faults) entry.isChanged = false;
    },
  };
}
