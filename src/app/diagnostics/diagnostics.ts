/**
 * How the hub is, in one answer that may be shown to others, as in a report of a fault: what it is made of and how
 * that does, without names, addresses and credentials.
 */
import {
  EQUIPMENT,
  EQUIPMENT_KINDS,
  isSingle,
  type EquipmentKind,
} from '../../domain/equipment/catalogue.ts';
import {
  devicesOf,
  equipmentOf,
  idOf,
  membersOf,
  type House,
  type HouseDevice,
} from '../../domain/house.ts';
import type { JsonValue } from '../../domain/errors.ts';
import { HOUSE_SETTINGS, type HouseSettings } from '../../domain/settings.ts';
import { isoTime } from '../../domain/units.ts';
import type { DeviceRegistry } from '../devices/device-registry.ts';
import type { MessageRouter } from '../mqtt-api/message-router.ts';
import type { DeviceCommands } from '../control/device-commands.ts';
import type { ControlLoop } from '../control/control-loop.ts';
import type { Store } from '../base/ports/store.ts';
import type { RecentEntry } from './recent-log.ts';
import { redact } from '../base/redaction.ts';

export interface DiagnosticSources {
  readonly versions: Readonly<Record<string, string>>;
  readonly serial: string;
  readonly apiLevel: number;
  readonly isVirtual: boolean;
  /** How the process was started, by the name of each setting: what may be shown of it. */
  readonly configuration: Readonly<Record<string, JsonValue>>;
  readonly settings: () => HouseSettings;
  readonly house: () => House;
  readonly health: () => object;
  readonly devices: DeviceRegistry;
  readonly messageRouter: MessageRouter;
  readonly deviceCommands: Pick<DeviceCommands, 'pendingCount' | 'unconfirmedCount'>;
  readonly controlLoop: Pick<ControlLoop, 'stats'>;
  readonly store: Pick<Store, 'trouble' | 'lastCommitMs' | 'stats'>;
  /** Such as the number of tokens. */
  readonly counts: () => Readonly<Record<string, number>>;
  readonly recent: () => readonly RecentEntry[];
  readonly nowMs: () => number;
}

/** What a person wrote is not shown: only whether it is as it came. */
function settingsShown(settings: HouseSettings): Record<string, JsonValue> {
  const table: Readonly<Record<string, { type: string; default: JsonValue }>> = HOUSE_SETTINGS;
  const all = settings as unknown as Readonly<Record<string, JsonValue>>;
  return Object.fromEntries(
    Object.entries(table).map(([name, { type, default: standard }]) => {
      const value = all[name] ?? null;
      const isText = type === 'text';
      return [name, isText ? (value === standard ? 'default' : 'set') : value];
    }),
  );
}

/** What of a device is no id or name. */
const TELLING = ['flag', 'choice'] as const;

/** A device as its id alone, where there is nothing else to say of it that may be shown. */
function deviceShown(kind: EquipmentKind, device: HouseDevice): JsonValue {
  const telling = TELLING.flatMap((type) => membersOf(kind, type));
  const id = idOf(kind, device);
  if (telling.length === 0) return id;
  const members = telling.map((name) => [name, device[name] ?? false] as const);
  return { [EQUIPMENT[kind].id]: id, ...Object.fromEntries(members) };
}

function equipmentShown(house: House): Record<string, JsonValue> {
  const shown = EQUIPMENT_KINDS.flatMap((kind): [string, JsonValue][] => {
    const devices = equipmentOf(house, kind).map((device) => deviceShown(kind, device));
    const [only] = devices;
    if (!isSingle(kind)) return [[EQUIPMENT[kind].key, devices]];
    return only === undefined ? [] : [[EQUIPMENT[kind].key, only]];
  });
  return Object.fromEntries(shown);
}

/** Ids are those of topics and metrics, and are needed; friendly names are not. */
function houseShown(house: House): JsonValue {
  const { timeZone, zones, bindings = [] } = house;
  return {
    timeZone,
    zones: zones.map(({ zoneId, sensors, terminals, supportsHeat, supportsCool }) => ({
      zoneId,
      sensors,
      terminals,
      supportsHeat,
      supportsCool,
    })),
    ...equipmentShown(house),
    // Their topics have the names of rooms and the hardware addresses of devices in them.
    bindings: bindings.map(({ kind, id, readings, availability = [], ...more }) => ({
      kind,
      id,
      readings: readings.map(({ field }) => field),
      availability: availability.length,
      isSwitched: more.switch !== undefined,
      isSet: more.setpoint !== undefined,
    })),
  };
}

function devicesShown(devices: DeviceRegistry): JsonValue[] {
  return [...devices.all()].map(({ ref: { kind, id }, isLive, lastSeenMs, binding, refused }) => ({
    kind,
    id,
    online: isLive,
    bound: binding !== undefined,
    ...(lastSeenMs !== undefined && { lastSeenTs: isoTime(lastSeenMs) }),
    // Without what was said: it may be anything.
    ...(refused.length > 0 && {
      refused: refused.map(({ field, reason, sinceTs }) => ({ field, reason, sinceTs })),
    }),
  }));
}

export function createDiagnostics(sources: DiagnosticSources): () => object {
  const {
    versions,
    serial,
    apiLevel,
    isVirtual,
    configuration,
    store,
    messageRouter,
    deviceCommands,
  } = sources;

  function storeShown(): JsonValue {
    const committedMs = store.lastCommitMs();
    const { usedBytes, limitBytes } = store.stats();
    return {
      full: store.trouble() === 'full',
      unwritable: ['unwritable', 'damaged'].includes(store.trouble() ?? ''),
      usedBytes,
      limitBytes,
      ...(committedMs !== undefined && { lastCommitTs: isoTime(committedMs) }),
    };
  }

  return () => {
    const house = sources.house();
    const messages = messageRouter.counts();
    const report: JsonValue = {
      timestamp: isoTime(sources.nowMs()),
      hub: { serial, apiLevel, virtual: isVirtual, versions },
      health: sources.health() as JsonValue,
      configuration,
      settings: settingsShown(sources.settings()),
      house: houseShown(house),
      devices: devicesShown(sources.devices),
      counts: {
        zones: house.zones.length,
        devices: devicesOf(house).length,
        ...sources.counts(),
        messages: { ...messages },
        orders: {
          pending: deviceCommands.pendingCount(),
          unconfirmed: deviceCommands.unconfirmedCount(),
        },
        control: { ...sources.controlLoop.stats() },
      },
      store: storeShown(),
      recentErrors: sources
        .recent()
        .map(({ timestamp, level, forReport }) => ({ timestamp, level, message: forReport })),
    };
    return redact(report) as object;
  };
}
