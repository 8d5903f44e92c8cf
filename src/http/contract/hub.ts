/** The hub itself: its health, what it takes, and the files that it serves. */
import * as v from 'valibot';
import type { BackupView } from '../../app/backup/view.ts';
import { BACKUP_STATES } from '../../app/backup/watch.ts';
import { STORE_STATES } from '../../app/diagnostics/health.ts';
import { LOG_LEVELS } from '../../domain/log-level.ts';
import type { LogEntry } from '../../app/diagnostics/recent-log.ts';
import type { ControlStats } from '../../app/control/control-loop.ts';
import type { IntakeCounts } from '../../app/mqtt-api/message-tally.ts';
import {
  DEVICE_KINDS,
  EQUIPMENT,
  EQUIPMENT_KINDS,
  isSingle,
  type DeviceKind,
  type EquipmentKind,
  type Member,
} from '../../domain/equipment/catalogue.ts';
import { REPLACEABLE, RESTORE_STATES, type RestoreView } from '../../app/backup/restoring.ts';
import { BACKUP_KINDS, BACKUP_PARTS } from '../../domain/backup.ts';
import { COUNT, describes, maybe, OPEN_OBJECT, said, TIME, WHOLE } from './describe.ts';
import { REFUSAL } from './errors.ts';
import { REFUSED } from './readings.ts';

const TEXT = v.string();
const OK = v.picklist(['ok', 'error']);

export const HEALTH = v.object({
  status: v.picklist(['ok', 'degraded', 'unhealthy']),
  version: TEXT,
  uptime_seconds: COUNT,
  timestamp: TIME,
  virtual: maybe(said(v.literal(true), 'There where the house is simulated')),
  checks: v.object({
    mqtt: v.object({
      status: said(
        v.picklist(['ok', 'error', 'setup']),
        'setup: there is no broker yet, or no room',
      ),
      connected: v.boolean(),
      state: maybe(v.literal('standby')),
      since: maybe(said(TIME, 'Where it is not well')),
    }),
    cloud: v.object({
      status: v.literal('ok'),
      state: v.literal('disabled'),
      connected: v.literal(false),
    }),
    memory: v.object({ heap_used_mb: COUNT, heap_total_mb: COUNT, rss_mb: COUNT }),
    state_file: v.object({
      status: OK,
      state: maybe(v.picklist(STORE_STATES)),
      since: maybe(said(TIME, 'Where it is not well')),
      last_modified: maybe(TIME),
    }),
    backups: v.object({
      status: OK,
      state: maybe(v.picklist(BACKUP_STATES)),
      since: maybe(said(TIME, 'Where they are not well')),
      last_made: maybe(said(TIME, 'The last good one')),
    }),
    clock: maybe(
      said(
        v.object({ status: OK, state: v.literal('provisional'), since: TIME }),
        'Where the wall clock may yet turn out wrong',
      ),
    ),
  }),
});
export const READY = v.object({ status: v.literal('ready') });
export const NOT_READY = v.object({ status: v.literal('starting') });

export const UPTIME = v.object({
  uptimeSeconds: COUNT,
  residentBytes: COUNT,
  heapUsedBytes: COUNT,
  diskWrittenBytes: maybe(said(COUNT, 'Since the process began')),
});

const LOG_ENTRY = describes<LogEntry>()(
  v.object({
    timestamp: TIME,
    level: v.picklist(LOG_LEVELS),
    message: said(TEXT, 'With its fields, and without secrets'),
  }),
);
export const LOG = v.object({
  entries: said(v.array(LOG_ENTRY), 'Oldest first'),
  metadata: v.object({ count: COUNT }),
});
const CONTROL = describes<ControlStats>()(
  v.object({
    cycles: COUNT,
    cycleSeconds: v.number(),
    failures: COUNT,
  }),
);
const BY_KIND = v.object(
  Object.fromEntries(DEVICE_KINDS.map((kind) => [kind, COUNT])) as Record<DeviceKind, typeof COUNT>,
);
const MESSAGES = describes<IntakeCounts>()(
  v.object({
    accepted: COUNT,
    refused: v.object({
      malformed: COUNT,
      oversized: COUNT,
      unknown: COUNT,
      retained: COUNT,
      refused: COUNT,
      superseded: COUNT,
    }),
    refusedReadings: BY_KIND,
  }),
);
const TEXTS = v.array(TEXT);
/** A device by its id, with what of it is no name. */
function deviceOf(kind: EquipmentKind): v.GenericSchema {
  const members: Readonly<Record<string, Member>> = EQUIPMENT[kind].members;
  const entries = Object.entries(members).flatMap(([name, member]): [string, v.GenericSchema][] => {
    if (member.type === 'flag') return [[name, v.boolean()]];
    return member.type === 'choice' ? [[name, v.picklist(member.values)]] : [];
  });
  if (entries.length === 0) return TEXT;
  return v.object({ [EQUIPMENT[kind].id]: TEXT, ...Object.fromEntries(entries) });
}
const equipmentOf = (kind: EquipmentKind): v.GenericSchema =>
  isSingle(kind) ? maybe(deviceOf(kind)) : v.array(deviceOf(kind));

/** Without names: ids are those of topics and metrics. */
const HOUSE = v.object({
  timeZone: TEXT,
  zones: v.array(
    v.object({
      zoneId: TEXT,
      sensors: TEXTS,
      terminals: TEXTS,
      supportsHeat: v.boolean(),
      supportsCool: v.boolean(),
    }),
  ),
  ...Object.fromEntries(EQUIPMENT_KINDS.map((kind) => [EQUIPMENT[kind].key, equipmentOf(kind)])),
  bindings: v.array(
    v.object({
      kind: v.picklist(DEVICE_KINDS),
      id: TEXT,
      readings: said(TEXTS, 'Their fields'),
      availability: said(COUNT, 'How many topics tell of it'),
      isSwitched: v.boolean(),
      isSet: v.boolean(),
    }),
  ),
});
const { field, reason, sinceTs } = REFUSED.entries;

export const DIAGNOSTICS = v.object({
  timestamp: TIME,
  hub: v.object({
    serial: TEXT,
    apiLevel: WHOLE,
    virtual: v.boolean(),
    versions: v.record(TEXT, TEXT),
  }),
  health: HEALTH,
  configuration: said(OPEN_OBJECT, 'How the process was started, by the name of each setting'),
  settings: said(OPEN_OBJECT, 'As GET /api/settings; of a text only whether it was set'),
  house: HOUSE,
  devices: v.array(
    v.object({
      kind: v.picklist(DEVICE_KINDS),
      id: TEXT,
      online: v.boolean(),
      bound: v.boolean(),
      lastSeenTs: maybe(TIME),
      refused: maybe(v.array(v.object({ field, reason, sinceTs }))),
    }),
  ),
  counts: v.object({
    zones: COUNT,
    devices: COUNT,
    tokens: COUNT,
    connections: COUNT,
    streams: COUNT,
    messages: MESSAGES,
    orders: v.object({ pending: COUNT, unconfirmed: COUNT }),
    control: CONTROL,
  }),
  store: v.object({
    full: v.boolean(),
    unwritable: v.boolean(),
    usedBytes: COUNT,
    limitBytes: COUNT,
    lastCommitTs: maybe(TIME),
  }),
  recentErrors: v.array(LOG_ENTRY),
});

export const BACKUP = describes<BackupView>()(
  v.object({
    name: TEXT,
    kind: v.picklist(BACKUP_KINDS),
    madeAt: TIME,
    sizeBytes: COUNT,
  }),
);
const RESTORE_CONTENTS = v.object({
  kind: v.picklist(BACKUP_KINDS),
  madeAt: TIME,
  version: said(TEXT, 'Of the hub that made it'),
  serial: maybe(TEXT),
  leftOut: v.array(v.picklist(BACKUP_PARTS)),
  records: COUNT,
  historyBlocks: COUNT,
  historyFiles: said(
    COUNT,
    "Files of history that it refers to, found beside this hub's own backups",
  ),
  historyFilesLost: said(COUNT, 'Those not found, or damaged: their history does not come back'),
  people: said(
    v.array(v.object({ id: TEXT, name: TEXT, email: TEXT, role: TEXT })),
    'Who comes back',
  ),
  tokens: v.array(
    v.object({
      id: TEXT,
      name: TEXT,
      under: maybe(said(TEXT, 'The id of the person whom it stands under')),
    }),
  ),
  factorsLost: said(COUNT, 'People whose second factor does not come back'),
  hasKeys: v.boolean(),
  hasBroker: said(
    v.boolean(),
    'Whether it has a broker; else one that was set on the page has to be set again',
  ),
  replaces: said(v.array(v.picklist(REPLACEABLE)), 'What is there and is moved aside'),
  ownSerial: maybe(said(TEXT, 'Of this hub, where it is another: somebody says which stays')),
  tokensRevoked: COUNT,
  tokensDisabled: COUNT,
  peopleRemoved: COUNT,
  ownersDemoted: COUNT,
  passwordsKept: COUNT,
  pinsKept: COUNT,
  factorsKept: COUNT,
});
export const RESTORE = describes<RestoreView>()(
  v.object({
    state: v.picklist(RESTORE_STATES),
    roomBytes: said(COUNT, 'How large a file there is room for'),
    bytes: maybe(said(COUNT, 'Received so far')),
    records: maybe(said(COUNT, 'Read, or written, so far')),
    contents: maybe(RESTORE_CONTENTS),
    failure: maybe(said(TEXT, 'Why the last one was given up')),
    refusal: maybe(said(REFUSAL, 'The same by code, where it has one')),
  }),
);
export const INTEGRATION = v.object({ path: TEXT, contentType: TEXT, summary: TEXT });
export const FIRMWARE_FILE = v.object({ path: TEXT, sizeBytes: COUNT, lastModified: TIME });
export const INDEX = v.object({
  name: TEXT,
  version: TEXT,
  links: said(TEXTS, 'Paths that can be asked for'),
  routes: said(
    v.array(
      v.object({
        method: TEXT,
        path: TEXT,
        summary: TEXT,
        access: said(v.union([TEXT, TEXTS]), 'A permission, or any of several; or any, or open'),
      }),
    ),
    'By their paths',
  ),
});
/** As Prometheus itself answers. */
export const PROMETHEUS_ANSWER = v.object({
  status: v.picklist(['success', 'error']),
  data: maybe(v.unknown()),
  errorType: maybe(TEXT),
  error: maybe(TEXT),
  warnings: maybe(TEXTS),
  infos: maybe(TEXTS),
});
