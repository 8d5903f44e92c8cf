/** The zones: what they are asked, how they are shown, and taking a command. */
import * as v from 'valibot';
import { HubError } from '../domain/errors.ts';
import type { House, Zone } from '../domain/house.ts';
import type { Readings } from '../domain/equipment/reading.ts';
import type { DeviceKind } from '../domain/equipment/catalogue.ts';
import {
  applyCommand,
  defaultSettings,
  fitSettings,
  ZONE_MODES,
  type AppliedCommand,
  type ZoneCommand,
  type ZoneSettings,
} from '../domain/zone.ts';
import { zoneView, type ZoneView } from '../domain/zone-view.ts';
import type { Device, Devices } from './devices.ts';
import type { Journal, Log, Store, Table } from './ports.ts';
import { checked } from './schema.ts';
import { createSerial } from './serial.ts';
import { zoneEvents } from './zone-events.ts';

const SETTINGS = v.strictObject({
  mode: v.picklist(ZONE_MODES),
  heatSet: v.optional(v.pipe(v.number(), v.integer())),
  coolSet: v.optional(v.pipe(v.number(), v.integer())),
});
const ZONE_SETTINGS: Table<ZoneSettings> = {
  name: 'zone_settings',
  version: 1,
  parse: (value) => checked(SETTINGS, value),
};

/** The body of `POST /api/zones/{zoneId}/command`. Range and gap are rules of the domain. */
export const ZONE_COMMAND = v.strictObject({
  mode: v.optional(v.picklist(ZONE_MODES)),
  tempHeatSetC: v.optional(v.number()),
  tempCoolSetC: v.optional(v.number()),
});

/** One zone in memory, with its view kept until something changes it. */
interface Entry {
  readonly zone: Zone;
  settings: ZoneSettings;
  /** Whether anybody has ever set it: only then is there something to tell its devices. */
  isCommanded: boolean;
  view: ZoneView | undefined;
}

export interface ZoneChange {
  readonly zoneId: string;
  /** Whether what is asked of it changed, not just what is measured. */
  readonly commanded: boolean;
}

export interface Zones {
  setHouse(house: House): void;
  /** In the order of the house. */
  list(): ZoneView[];
  /** @throws HubError `not_found` */
  get(zoneId: string): ZoneView;
  /** Rises with every change of any view. */
  version(): number;
  /**
   * Takes the command: it is on the disk when the promise resolves, and goes to the zone's devices then.
   * @param by who commands: the id of a principal, or `mqtt`
   * @throws HubError `not_found`, `invalid`, `storage_full`
   */
  command(zoneId: string, command: ZoneCommand, by: string): Promise<AppliedCommand>;
  /** What is asked of a zone, where somebody asked; for its devices. */
  standing(zoneId: string): { zone: Zone; settings: ZoneSettings } | undefined;
  /** The zone whose terminal this fan coil is. */
  zoneOfFcu(fcuId: string): string | undefined;
  onChange(listener: (change: ZoneChange) => void): void;
}

export function createZones(deps: {
  store: Store;
  journal: Journal;
  devices: Devices;
  log: Log;
}): Zones {
  const { store, journal, devices, log } = deps;
  const serial = createSerial();
  const listeners: ((change: ZoneChange) => void)[] = [];
  let entries = new Map<string, Entry>();
  /** `kind/id` of a device → ids of the zones it belongs to. */
  let zonesOf = new Map<string, string[]>();
  let version = 0;

  function entryOf(zoneId: string): Entry {
    const entry = entries.get(zoneId);
    if (entry === undefined) throw new HubError('not_found', 'Zone not found', { zoneId });
    return entry;
  }

  function changed(entry: Entry, commanded: boolean): void {
    entry.view = undefined;
    version++;
    const change = { zoneId: entry.zone.zoneId, commanded };
    listeners.forEach((listener) => listener(change));
  }

  const liveReadings = (kind: DeviceKind, ids: readonly string[]): Readings[] =>
    ids.flatMap((id) => {
      const device = devices.get(kind, id);
      return device?.isLive === true && device.readings !== undefined ? [device.readings] : [];
    });

  function viewOf(entry: Entry): ZoneView {
    const { zone, settings } = entry;
    entry.view ??= zoneView(
      zone,
      settings,
      liveReadings('sensor', zone.sensors),
      liveReadings('fcu', zone.terminals),
    );
    return entry.view;
  }

  devices.onChange(({ ref }: Device) => {
    for (const zoneId of zonesOf.get(`${ref.kind}/${ref.id}`) ?? [])
      changed(entryOf(zoneId), false);
  });

  function newEntry(zone: Zone): Entry {
    const stored = store.get(ZONE_SETTINGS, zone.zoneId);
    return {
      zone,
      settings: stored === undefined ? defaultSettings(zone) : fitSettings(zone, stored),
      isCommanded: stored !== undefined,
      view: undefined,
    };
  }

  return {
    setHouse(house) {
      entries = new Map(house.zones.map((zone) => [zone.zoneId, newEntry(zone)]));
      zonesOf = new Map();
      for (const { zoneId, sensors, terminals } of house.zones) {
        const keys = [
          ...sensors.map((id) => `sensor/${id}`),
          ...terminals.map((id) => `fcu/${id}`),
        ];
        for (const key of keys) zonesOf.set(key, [...(zonesOf.get(key) ?? []), zoneId]);
      }
      entries.forEach((entry) => changed(entry, false));
    },

    list: () => [...entries.values()].map(viewOf),
    get: (zoneId) => viewOf(entryOf(zoneId)),
    version: () => version,

    // One at a time: a command is worked out from what the one before has left.
    command: async (zoneId, command, by) =>
      serial(async () => {
        const entry = entryOf(zoneId);
        const result = applyCommand(entry.zone, entry.settings, command);
        await journal.commit(
          [{ put: ZONE_SETTINGS, key: zoneId, value: result.settings }],
          zoneEvents(entry.zone, entry.settings, result, by),
        );
        // The house may have been read anew meanwhile; the zone's entry is then another.
        const current = entries.get(zoneId) ?? entry;
        current.settings = fitSettings(current.zone, result.settings);
        current.isCommanded = true;
        log.info('zone command', { zoneId, by, ...result.applied });
        changed(current, true);
        return result;
      }),

    standing(zoneId) {
      const entry = entries.get(zoneId);
      return entry?.isCommanded === true ? entry : undefined;
    },
    zoneOfFcu: (fcuId) => zonesOf.get(`fcu/${fcuId}`)?.[0],
    onChange: (listener) => listeners.push(listener),
  };
}
