/** The equipment, as it is shown. */
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
import { HubError } from '../../domain/errors.ts';
import { equipmentOf, idOf, type House, type HouseDevice } from '../../domain/house.ts';
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
  only(kind: SingleKind): EquipmentView;
  /** All that are heard of now. */
  live(): Iterable<EquipmentChange & { readonly values: EquipmentView }>;
  /** Rises with every change of any view. */
  version(): number;
  /** What the hub itself knows of a device has changed. */
  touch(kind: EquipmentKind, id: string): void;
  onChange(listener: Listener<EquipmentChange>): Cancel;
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
        EQUIPMENT_KINDS.flatMap((kind) =>
          equipmentOf(now, kind).map((device) => {
            const id = idOf(kind, device);
            const identity = identityOf(now, kind, device);
            return [deviceKey(kind, id), { kind, id, identity, view: undefined }] as const;
          }),
        ),
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
    const { title, id: idName } = EQUIPMENT[kind];
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
        throw new HubError('not_found', `${EQUIPMENT[kind].title} not found`);
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
