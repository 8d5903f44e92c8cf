/** The equipment: how it is shown, and what a person tells the hub of it. */
import * as v from 'valibot';
import { READINGS } from '../../domain/equipment/catalogue.ts';
import {
  equipmentView,
  type EquipmentKind,
  type EquipmentView,
  type Identity,
} from '../../domain/equipment/view.ts';
import { mqttSource, type Doer } from '../../domain/doer.ts';
import { HubError } from '../../domain/errors.ts';
import type { House } from '../../domain/house.ts';
import { isoTime } from '../../domain/units.ts';
import {
  deviceKey,
  refusedView,
  type Device,
  type DeviceRegistry,
} from '../devices/device-registry.ts';
import type { Faults } from '../faults/faults.ts';
import type { Clock } from '../base/ports/clock.ts';
import type { Journal } from '../base/ports/journal.ts';
import type { Store, Table } from '../base/ports/store.ts';
import { checked } from '../base/schema.ts';

/** When a fan coil's filter was last changed, as a person said; ms since 1970. */
const FILTERS: Table<number> = {
  name: 'fcu_filters',
  version: 1,
  parse: (value) => checked(v.number(), value),
};

/** What is said of a kind where there is none of it. */
export const EQUIPMENT_NAMES: Readonly<
  Record<EquipmentKind, { readonly title: string; readonly id: string }>
> = {
  fcu: { title: 'FCU', id: 'fcuId' },
  hcu: { title: 'HCU', id: 'hcuId' },
  heatpump: { title: 'Heat pump', id: 'hpId' },
  dhw: { title: 'DHW tank', id: 'dhwId' },
  tes: { title: 'TES tank', id: 'tesId' },
};

interface Entry {
  readonly kind: EquipmentKind;
  readonly id: string;
  readonly identity: Identity;
  filterChangedMs: number | undefined;
  /** Kept until something changes it. */
  view: EquipmentView | undefined;
}

export interface EquipmentChange {
  readonly kind: EquipmentKind;
  readonly id: string;
}

export interface EquipmentViews {
  setHouse(house: House): void;
  /** Of a kind, in the order of the house. */
  list(kind: EquipmentKind): EquipmentView[];
  /** @throws HubError `not_found` */
  get(kind: EquipmentKind, id: string): EquipmentView;
  /** The one of its kind: a house has at most one. @throws HubError `not_found` */
  only(kind: 'hcu' | 'dhw' | 'tes'): EquipmentView;
  /** All that are heard of now. */
  live(): Iterable<EquipmentChange & { readonly values: EquipmentView }>;
  /** When a fan coil's filter was last changed, as the unit or a person said; ms since 1970. */
  filterChangedMs(fcuId: string): number | undefined;
  /** Rises with every change of any view. */
  version(): number;
  /** What the hub itself knows of a device has changed. */
  touch(kind: EquipmentKind, id: string): void;
  /**
   * Notes that the filter is new: on the disk, with its event, when the promise resolves.
   * @throws HubError `not_found`, `storage_full`
   */
  resetFilter(fcuId: string, doer: Doer): Promise<EquipmentView>;
  onChange(listener: (change: EquipmentChange) => void): void;
}

function identities(house: House): (readonly [EquipmentKind, string, Identity])[] {
  const { hcu, dhw, tes } = house;
  const zoneOf = (fcuId: string) => {
    const zoneId = house.zones.find(({ terminals }) => terminals.includes(fcuId))?.zoneId;
    return zoneId === undefined ? {} : { zoneId };
  };
  return [
    ...house.fcus.map(
      ({ fcuId, friendlyName }) =>
        ['fcu', fcuId, { fcuId, friendlyName, ...zoneOf(fcuId) }] as const,
    ),
    ...(hcu ? [['hcu', hcu.hcuId, { ...hcu }] as const] : []),
    ...house.heatpumps.map((pump) => ['heatpump', pump.hpId, { ...pump }] as const),
    ...(dhw ? [['dhw', dhw.dhwId, { ...dhw }] as const] : []),
    ...(tes ? [['tes', tes.tesId, { ...tes }] as const] : []),
  ];
}

/** @param decided what the hub asks of the one device of a kind, and why */
export function createEquipmentViews(deps: {
  store: Store;
  journal: Journal;
  devices: DeviceRegistry;
  faults: Pick<Faults, 'of'>;
  clock: Clock;
  decided: (kind: EquipmentKind) => EquipmentView | undefined;
}): EquipmentViews {
  const { store, journal, devices, faults, clock, decided } = deps;
  const listeners: ((change: EquipmentChange) => void)[] = [];
  let entries = new Map<string, Entry>();
  let version = 0;

  function changed(entry: Entry | undefined): void {
    if (entry === undefined) return;
    entry.view = undefined;
    version++;
    const { kind, id } = entry;
    listeners.forEach((listener) => listener({ kind, id }));
  }

  function newestFilterMs(
    { filterChangedMs }: Entry,
    device: Device | undefined,
  ): number | undefined {
    const reported = device?.isLive === true ? device.readings?.['filterLastChangedTs'] : undefined;
    if (typeof reported !== 'string') return filterChangedMs;
    return Math.max(Date.parse(reported), filterChangedMs ?? -Infinity);
  }

  function filterTs(entry: Entry, device: Device | undefined): EquipmentView {
    const newestMs = newestFilterMs(entry, device);
    return newestMs === undefined ? {} : { filterLastChangedTs: isoTime(newestMs) };
  }

  /** What the hub knows by itself. */
  function standing(entry: Entry, device: Device | undefined): EquipmentView {
    const { kind, id } = entry;
    const known = faults.of({ kind, id });
    // A list without faults is the device's to give: a silent one says nothing.
    const isTold =
      'activeFaults' in READINGS[kind] && (known.length > 0 || device?.isLive === true);
    return {
      ...(isTold && { activeFaults: known }),
      ...(kind === 'fcu' && filterTs(entry, device)),
      ...decided(kind),
      ...refusedView(device),
    };
  }

  function viewOf(entry: Entry): EquipmentView {
    if (entry.view !== undefined) return entry.view;
    const { kind, id, identity } = entry;
    const device = devices.get(kind, id);
    const readings = device?.isLive === true ? device.readings : undefined;
    const said = { readings, lastSeenMs: device?.lastSeenMs };
    entry.view = equipmentView(kind, identity, said, standing(entry, device));
    return entry.view;
  }

  const ofKind = (kind: EquipmentKind) =>
    [...entries.values()].filter((entry) => entry.kind === kind);

  function entryOf(kind: EquipmentKind, id: string): Entry {
    const entry = entries.get(deviceKey(kind, id));
    const { title, id: idName } = EQUIPMENT_NAMES[kind];
    if (entry === undefined)
      throw new HubError('not_found', `${title} not found`, { [idName]: id });
    return entry;
  }

  devices.onChange(({ key }) => changed(entries.get(key)));

  return {
    setHouse(house) {
      entries = new Map(
        identities(house).map(([kind, id, identity]) => {
          const filterChangedMs = kind === 'fcu' ? store.get(FILTERS, id) : undefined;
          return [deviceKey(kind, id), { kind, id, identity, filterChangedMs, view: undefined }];
        }),
      );
      entries.forEach(changed);
    },

    list: (kind) => ofKind(kind).map(viewOf),
    get: (kind, id) => viewOf(entryOf(kind, id)),
    only(kind) {
      const [entry] = ofKind(kind);
      if (entry === undefined)
        throw new HubError('not_found', `${EQUIPMENT_NAMES[kind].title} not found`);
      return viewOf(entry);
    },
    *live() {
      for (const entry of entries.values()) {
        const { kind, id } = entry;
        if (devices.get(kind, id)?.isLive === true) yield { kind, id, values: viewOf(entry) };
      }
    },
    filterChangedMs(fcuId) {
      const entry = entries.get(deviceKey('fcu', fcuId));
      return entry && newestFilterMs(entry, devices.get('fcu', fcuId));
    },
    version: () => version,
    touch: (kind, id) => changed(entries.get(deviceKey(kind, id))),

    async resetFilter(fcuId, doer) {
      entryOf('fcu', fcuId);
      const changedMs = clock.nowMs();
      await journal.commit(
        [{ put: FILTERS, key: fcuId, value: changedMs }],
        [
          {
            type: 'filter_reset',
            severity: 'info',
            ...mqttSource(doer),
            objectId: fcuId,
            ...doer,
            data: { filterLastChangedTs: isoTime(changedMs) },
          },
        ],
      );
      // The house may have been read anew meanwhile.
      const entry = entryOf('fcu', fcuId);
      entry.filterChangedMs = changedMs;
      changed(entry);
      return viewOf(entry);
    },

    onChange: (listener) => void listeners.push(listener),
  };
}
