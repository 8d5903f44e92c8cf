/** The equipment: how it is shown, and what a person tells the hub of it. */
import * as v from 'valibot';
import {
  EQUIPMENT,
  EQUIPMENT_KINDS,
  READINGS,
  type SingleKind,
} from '../../domain/equipment/catalogue.ts';
import {
  equipmentView,
  type EquipmentKind,
  type EquipmentView,
  type Identity,
} from '../../domain/equipment/view.ts';
import { mqttSource, type Doer } from '../../domain/doer.ts';
import { HubError } from '../../domain/errors.ts';
import { equipmentOf, idOf, type House, type HouseDevice } from '../../domain/house.ts';
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
  only(kind: SingleKind): EquipmentView;
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

/** What the house file says of a device, as the API shows it: flags are for control alone. */
function identityOf(house: House, kind: EquipmentKind, device: HouseDevice): Identity {
  const texts = Object.entries(device).flatMap(([name, value]) =>
    typeof value === 'string' ? [[name, value] as const] : [],
  );
  const identity = Object.fromEntries(texts);
  if (kind !== 'fcu') return identity;
  const id = idOf(kind, device);
  const zoneId = house.zones.find(({ terminals }) => terminals.includes(id))?.zoneId;
  return zoneId === undefined ? identity : { ...identity, zoneId };
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

  function newestFilterMs({ id, filterChangedMs }: Entry): number | undefined {
    const device = devices.get('fcu', id);
    const reported = device?.isLive === true ? device.readings?.filterLastChangedTs : undefined;
    if (reported === undefined) return filterChangedMs;
    return Math.max(Date.parse(reported), filterChangedMs ?? -Infinity);
  }

  function filterTs(entry: Entry): EquipmentView {
    const newestMs = newestFilterMs(entry);
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
      ...(kind === 'fcu' && filterTs(entry)),
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
    const { title, id: idName } = EQUIPMENT[kind];
    if (entry === undefined)
      throw new HubError('not_found', `${title} not found`, { [idName]: id });
    return entry;
  }

  devices.onChange(({ key }) => changed(entries.get(key)));

  return {
    setHouse(house) {
      entries = new Map(
        EQUIPMENT_KINDS.flatMap((kind) =>
          equipmentOf(house, kind).map((device) => {
            const id = idOf(kind, device);
            const identity = identityOf(house, kind, device);
            const filterChangedMs = kind === 'fcu' ? store.get(FILTERS, id) : undefined;
            return [deviceKey(kind, id), { kind, id, identity, filterChangedMs, view: undefined }];
          }),
        ),
      );
      entries.forEach(changed);
    },

    list: (kind) => ofKind(kind).map(viewOf),
    get: (kind, id) => viewOf(entryOf(kind, id)),
    only(kind) {
      const [entry] = ofKind(kind);
      if (entry === undefined)
        throw new HubError('not_found', `${EQUIPMENT[kind].title} not found`);
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
      return entry && newestFilterMs(entry);
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
            message: `The filter of ${fcuId} was changed`,
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
