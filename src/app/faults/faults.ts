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
import {
  deviceKey,
  isRefused,
  reportedFaults,
  type DeviceRegistry,
} from '../devices/device-registry.ts';
import type { Clock } from '../base/ports/clock.ts';
import type { LazySource, Store } from '../base/ports/store.ts';
import type { EventJournal } from '../records/journal.ts';
import { HUB } from '../records/store-findings.ts';
import { createFaultBook, faultTable } from './fault-book.ts';
import { createFoundFaults } from './detected-faults.ts';

/** As `GET /api/faults` shows it: `source` and `objectId` as in events. */
export type FaultView = StandingFault & { readonly source: string; readonly objectId: string };

export interface Faults extends LazySource {
  setHouse(house: House): void;
  /** That one device reported. */
  of(device: DeviceRef): readonly StandingFault[];
  /** All that there are, newest first. */
  list(): FaultView[];
  /** Takes in all that control finds now. */
  find(findings: readonly Finding[]): void;
  /** Called where the list may have changed. */
  onChange(listener: () => void): void;
}

const keyOf = ({ kind, id }: DeviceRef) => deviceKey(kind, id);

export function createFaults(deps: {
  store: Store;
  journal: Pick<EventJournal, 'later'>;
  devices: DeviceRegistry;
  clock: Clock;
}): Faults {
  const { store, devices, clock } = deps;
  const reported = createFaultBook(store, faultTable('faults'));
  const found = createFaultBook(store, faultTable('found_faults'));
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
    setHouse(house) {
      const refs = devicesOf(house);
      const telling = refs.filter(({ kind }) => 'activeFaults' in READINGS[kind]);
      reported.setOwners(new Set(telling.map(keyOf)));
      const zones = house.zones.map(({ zoneId }) => `zone/${zoneId}`);
      const hub = `${HUB.source}/${HUB.objectId}`;
      found.setOwners(new Set([hub, ...zones, ...refs.map(keyOf)]));
      findings.restore();
    },
    of: (device) => reported.of(keyOf(device)),
    list: () =>
      books
        .flatMap((book) => [...book.entries()])
        .flatMap(([key, faults]) => {
          const [source = '', objectId = ''] = key.split('/');
          return faults.map((fault) => ({ source, objectId, ...fault }));
        })
        .sort((a, b) => Date.parse(b.sinceTs) - Date.parse(a.sinceTs)),
    find: (all) => findings.take(all),
    onChange: (listener) => books.forEach((book) => book.onChange(listener)),
    gather: () => books.flatMap((book) => book.gather()),
    settle: (wasWritten) => books.forEach((book) => book.settle(wasWritten)),
  };
}
