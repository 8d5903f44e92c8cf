/**
 * The active faults, and since when: those that devices report, and those that control finds. They outlive the hub's
 * restart. A device's fault outlives its silence, too: it is over when the device reports without it. As events
 * `app/faults/device-events.ts` and `app/faults/detected-faults.ts` tell of them.
 */
import type { Finding } from '../../domain/control/findings.ts';
import { standingFaults, type StandingFault } from '../../domain/equipment/standing-faults.ts';
import { READINGS } from '../../domain/equipment/catalogue.ts';
import { devicesOf, type DeviceRef, type House } from '../../domain/house.ts';
import { LIMITS } from '../../domain/limits.ts';
import { isoTime } from '../../domain/units.ts';
import type { CurrentHouse } from '../house/current-house.ts';
import { together, type Listener } from '../base/listeners.ts';
import type { Cancel, Clock } from '../base/ports/clock.ts';
import {
  deviceKey,
  isRefused,
  reportedFaults,
  type DeviceRegistry,
} from '../devices/device-registry.ts';
import type { LazySource, Store } from '../base/ports/store.ts';
import type { EventJournal } from '../records/journal.ts';
import { HUB } from '../records/store-findings.ts';
import { createFaultBook, faultTable, type FaultBook } from './fault-book.ts';
import { createFoundFaults } from './detected-faults.ts';

/** As `GET /api/faults` shows it: `source` and `objectId` as in events. */
export type FaultView = StandingFault & { readonly source: string; readonly objectId: string };

export interface Faults extends LazySource {
  /** That one device reported. */
  of(device: DeviceRef): readonly StandingFault[];
  /** All that there are, newest first. */
  list(): FaultView[];
  /** Those of them that control finds. */
  found(): FaultView[];
  /** Takes in all that control finds now. */
  find(findings: readonly Finding[]): void;
  /** Called where the list may have changed. */
  onChange(listener: Listener<void>): Cancel;
}

const keyOf = ({ kind, id }: DeviceRef) => deviceKey(kind, id);

const OWN = `${HUB.source}/${HUB.objectId}`;

const viewsIn = (book: FaultBook): FaultView[] =>
  [...book.entries()].flatMap(([key, faults]) => {
    const [source = '', objectId = ''] = key.split('/');
    return faults.map((fault) => ({ source, objectId, ...fault }));
  });

/** Whose faults control may find. */
const foundIn = (house: House) => [
  OWN,
  ...house.zones.map(({ zoneId }) => `zone/${zoneId}`),
  ...devicesOf(house).map(keyOf),
];

/** Whose reports have faults. */
const reportedIn = (house: House) =>
  devicesOf(house)
    .filter(({ kind }) => 'activeFaults' in READINGS[kind])
    .map(keyOf);

export function createFaults(deps: {
  house: CurrentHouse;
  store: Store;
  journal: Pick<EventJournal, 'later'>;
  devices: DeviceRegistry;
  clock: Clock;
}): Faults {
  const { house, store, devices, clock } = deps;
  const book = (name: string, ownersIn: (house: House) => readonly string[]) =>
    createFaultBook({ house, store, table: faultTable(name), ownersIn });
  const reported = book('faults', reportedIn);
  const found = book('found_faults', foundIn);
  const findings = createFoundFaults({ ...deps, book: found });
  const books = [reported, found];

  devices.onChange((device) => {
    const { key, isLive, isRestored } = device;
    // What is kept of an earlier life has no faults in it: the book has them.
    if (!isLive || isRestored) return;
    const told = reportedFaults(device);
    const before = reported.of(key);
    if (told.length === 0 && before.length === 0) return;
    // What cannot be read of the list may be any fault that stood.
    const active = isRefused(device, 'activeFaults')
      ? [...before, ...told].slice(-LIMITS.deviceFaults)
      : told;
    reported.set(key, standingFaults(before, active, isoTime(clock.nowMs())));
  });

  return {
    of: (device) => reported.of(keyOf(device)),
    list: () =>
      books.flatMap(viewsIn).sort((a, b) => Date.parse(b.sinceTs) - Date.parse(a.sinceTs)),
    found: () => viewsIn(found),
    find: (all) => findings.take(all),
    onChange: (listener) => together(...books.map((book) => book.onChange(listener))),
    gather: () => books.flatMap((book) => book.gather()),
    settle: (wasWritten) => books.forEach((book) => book.settle(wasWritten)),
  };
}
