/** The equipment, as it is shown. */
import { READINGS } from '../../domain/equipment/catalogue.ts';
import {
  equipmentView,
  type EquipmentKind,
  type EquipmentView,
  type Identity,
} from '../../domain/equipment/view.ts';
import { HubError } from '../../domain/errors.ts';
import type { House } from '../../domain/house.ts';
import { isoTime } from '../../domain/units.ts';
import {
  deviceKey,
  refusedView,
  type Device,
  type DeviceRegistry,
} from '../devices/device-registry.ts';
import type { CurrentHouse } from '../house/current-house.ts';
import type { Filters } from '../devices/filters.ts';
import type { Faults } from '../faults/faults.ts';
import { createListeners, type Listener } from '../base/listeners.ts';
import type { Cancel } from '../base/ports/clock.ts';

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
  /** Kept until something changes it. */
  view: EquipmentView | undefined;
}

export interface EquipmentChange {
  readonly kind: EquipmentKind;
  readonly id: string;
}

export interface EquipmentViews {
  /** Of a kind, in the order of the house. */
  list(kind: EquipmentKind): EquipmentView[];
  /** @throws HubError `not_found` */
  get(kind: EquipmentKind, id: string): EquipmentView;
  /** The one of its kind: a house has at most one. @throws HubError `not_found` */
  only(kind: 'hcu' | 'dhw' | 'tes'): EquipmentView;
  /** All that are heard of now. */
  live(): Iterable<EquipmentChange & { readonly values: EquipmentView }>;
  /** Rises with every change of any view. */
  version(): number;
  /** What the hub itself knows of a device has changed. */
  touch(kind: EquipmentKind, id: string): void;
  onChange(listener: Listener<EquipmentChange>): Cancel;
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
  house: CurrentHouse;
  devices: DeviceRegistry;
  filters: Pick<Filters, 'changedMs' | 'onChange'>;
  faults: Pick<Faults, 'of'>;
  decided: (kind: EquipmentKind) => EquipmentView | undefined;
}): EquipmentViews {
  const { house, devices, filters, faults, decided } = deps;
  const listeners = createListeners<EquipmentChange>();
  const entries = house.derive(
    (now): ReadonlyMap<string, Entry> =>
      new Map(
        identities(now).map(([kind, id, identity]) => [
          deviceKey(kind, id),
          { kind, id, identity, view: undefined },
        ]),
      ),
  );
  let version = 0;

  function changed(entry: Entry | undefined): void {
    if (entry === undefined) return;
    entry.view = undefined;
    version++;
    const { kind, id } = entry;
    listeners.tell({ kind, id });
  }

  function filterTs(fcuId: string): EquipmentView {
    const changedMs = filters.changedMs(fcuId);
    return changedMs === undefined ? {} : { filterLastChangedTs: isoTime(changedMs) };
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
      ...(kind === 'fcu' && filterTs(id)),
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
    [...entries().values()].filter((entry) => entry.kind === kind);

  function entryOf(kind: EquipmentKind, id: string): Entry {
    const entry = entries().get(deviceKey(kind, id));
    const { title, id: idName } = EQUIPMENT_NAMES[kind];
    if (entry === undefined)
      throw new HubError('not_found', `${title} not found`, { [idName]: id });
    return entry;
  }

  devices.onChange(({ key }) => changed(entries().get(key)));
  filters.onChange((fcuId) => changed(entries().get(deviceKey('fcu', fcuId))));
  house.onChange(() => entries().forEach(changed));

  return {
    list: (kind) => ofKind(kind).map(viewOf),
    get: (kind, id) => viewOf(entryOf(kind, id)),
    only(kind) {
      const [entry] = ofKind(kind);
      if (entry === undefined)
        throw new HubError('not_found', `${EQUIPMENT_NAMES[kind].title} not found`);
      return viewOf(entry);
    },
    *live() {
      for (const entry of entries().values()) {
        const { kind, id } = entry;
        if (devices.get(kind, id)?.isLive === true) yield { kind, id, values: viewOf(entry) };
      }
    },
    version: () => version,
    touch: (kind, id) => changed(entries().get(deviceKey(kind, id))),
    onChange: listeners.add,
  };
}
