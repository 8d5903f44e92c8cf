/** The hub itself: its broker, its store, its journal and history, and who may come in. */
import type { MessageRouter } from '../app/mqtt-api/message-router.ts';
import type { History } from '../app/history/history.ts';
import { unconfirmed } from '../app/people/notice-findings.ts';
import type { Notices } from '../app/people/notices.ts';
import type { Locks } from '../app/people/locks.ts';
import type { Sessions } from '../app/people/sessions.ts';
import type { BackupWatch } from '../app/backup/watch.ts';
import type { Bus } from '../app/base/ports/bus.ts';
import type { Clock } from '../app/base/ports/clock.ts';
import { HANG_UPS, type ConnectionStats } from '../app/base/ports/http.ts';
import type { Store } from '../app/base/ports/store.ts';
import type { EventJournal } from '../app/records/journal.ts';
import type { Tokens } from '../app/tokens/tokens.ts';
import { DEVICE_KINDS } from '../domain/equipment/catalogue.ts';
import { SEVERITIES } from '../domain/event.ts';
import { SECOND_MS } from '../domain/units.ts';
import { TOKEN_STATES } from '../domain/token.ts';
import type { BusStats } from './bus-meter.ts';
import { counter, family, gauge, series, type Family } from './family.ts';
import { processSection, type ProcessSamples } from './process.ts';
import { singles, type Section } from './section.ts';

export interface HubSources {
  readonly build: {
    readonly version: string;
    readonly nodeVersion: string;
    readonly isVirtual: boolean;
  };
  readonly systemView: () => { readonly serial: string; readonly name: string };
  readonly messageRouter: Pick<MessageRouter, 'counts'>;
  readonly bus: Pick<Bus, 'isConnected'> & { stats(): BusStats };
  readonly store: Pick<Store, 'stats' | 'lastCommitMs' | 'trouble' | 'isSlow' | 'newerCount'>;
  readonly notices: Pick<Notices, 'list'>;
  readonly backupWatch: Pick<BackupWatch, 'status'>;
  readonly history: Pick<History, 'stats'>;
  readonly journal: Pick<EventJournal, 'onEvent' | 'lostCount'>;
  readonly tokens: Pick<Tokens, 'stats'>;
  readonly sessions: Pick<Sessions, 'counts'>;
  readonly locks: Pick<Locks, 'stats'>;
  readonly connections: () => ConnectionStats;
  readonly streamCount: () => number;
  readonly processFacts: () => ProcessSamples;
  readonly clock: Clock;
}

/** What takes a while to find out is looked up at most once a second, however many ask. */
function everySecond<T>(clock: Clock, read: () => T): () => T {
  let kept: { readonly value: T; readonly atMs: number } | undefined;
  return () => {
    const nowMs = clock.monotonicMs();
    if (kept === undefined || nowMs - kept.atMs >= SECOND_MS) kept = { value: read(), atMs: nowMs };
    return kept.value;
  };
}

/** A family with a sample for each of a closed set of labels. */
function counts<Name extends string>(
  of: Family,
  names: readonly Name[],
  read: () => Readonly<Record<Name, number>>,
): Section {
  const heads = names.map((name) => [name, series(of, name)] as const);
  return {
    families: [of],
    write(page) {
      page.begin(of);
      const values = read();
      for (const [name, head] of heads) page.sample(head, values[name]);
    },
  };
}

function infoSection({ build, systemView }: HubSources): Section {
  const BUILD = family('info', 'aris_build_info', 'What runs here.', [
    'version',
    'node_version',
    'virtual',
  ]);
  const HUB = family('info', 'aris_hub_info', 'Which hub this is, and what people call it.', [
    'serial',
    'name',
  ]);
  const { version, nodeVersion, isVirtual } = build;
  const head = series(BUILD, version, nodeVersion, String(isVirtual));
  return {
    families: [BUILD, HUB],
    write(page) {
      const { serial, name } = systemView();
      page
        .begin(BUILD)
        .sample(head, 1)
        .begin(HUB)
        .sample(series(HUB, serial, name), 1);
    },
  };
}

function busSections({ bus, messageRouter }: HubSources): Section[] {
  const refused = counter(
    'aris_mqtt_messages_refused',
    'Messages that changed nothing, by reason.',
    ['reason'],
  );
  const readings = counter(
    'aris_mqtt_readings_refused',
    'Values that could not be, left out of messages that were taken in, by the kind of device.',
    ['kind'],
  );
  const reasons = Object.keys(messageRouter.counts().refused) as (keyof ReturnType<
    MessageRouter['counts']
  >['refused'])[];
  return [
    singles([
      [
        gauge('aris_mqtt_connected', 'Whether the broker is connected.'),
        () => (bus.isConnected() ? 1 : 0),
      ],
      [
        counter('aris_mqtt_connections', 'Connections to the broker that were made.'),
        () => bus.stats().connections,
      ],
      [
        counter('aris_mqtt_messages_accepted', 'Messages taken in.'),
        () => messageRouter.counts().accepted,
      ],
      [
        counter('aris_mqtt_messages_published', 'Messages that the broker took from the hub.'),
        () => bus.stats().published,
      ],
      [
        counter('aris_mqtt_publish_failures', 'Messages that the broker did not take.'),
        () => bus.stats().failed,
      ],
    ]),
    counts(refused, reasons, () => messageRouter.counts().refused),
    counts(readings, DEVICE_KINDS, () => messageRouter.counts().refusedReadings),
  ];
}

function storeSection({ store, processFacts, clock, notices }: HubSources): Section {
  const of = everySecond(clock, () => store.stats());
  return singles([
    [counter('aris_storage_commits', 'Transactions that are on the disk.'), () => of().commits],
    [
      counter('aris_storage_commit_failures', 'Transactions that could not be written.'),
      () => of().failures,
    ],
    [
      counter('aris_storage_record_bytes', 'Records given to the store, without what it adds.'),
      () => of().recordBytes,
    ],
    [
      counter(
        'aris_storage_written_bytes',
        'Written to the disk by the process, by the kernel: the most that a flash card has to bear.',
      ),
      () => processFacts().diskWrittenBytes,
    ],
    [
      counter('aris_storage_damaged_records', 'Records that could not be read and were set aside.'),
      () => of().damaged,
    ],
    [gauge('aris_storage_used_bytes', 'Size of what is stored.'), () => of().usedBytes],
    [gauge('aris_storage_limit_bytes', 'What may be stored at most.'), () => of().limitBytes],
    [gauge('aris_storage_free_bytes', 'Free space of the disk.'), () => of().freeBytes],
    [
      gauge('aris_storage_last_commit_timestamp_seconds', 'When the store was last written.'),
      () => {
        const lastMs = store.lastCommitMs();
        return lastMs && lastMs / SECOND_MS;
      },
    ],
    [
      gauge('aris_storage_full', 'Whether the last write failed for want of space.'),
      () => (store.trouble() === 'full' ? 1 : 0),
    ],
    [
      gauge(
        'aris_storage_unwritable',
        'Whether the disk takes no writes, or the store is damaged.',
      ),
      () => (['unwritable', 'damaged'].includes(store.trouble() ?? '') ? 1 : 0),
    ],
    [
      gauge('aris_storage_slow', 'Whether the last writes took so long that people notice.'),
      () => (store.isSlow() ? 1 : 0),
    ],
    [
      gauge(
        'aris_storage_restored',
        'Whether the store was replaced, and no owner has confirmed it yet.',
      ),
      () => (unconfirmed(notices, 'store_restored') ? 1 : 0),
    ],
    [
      gauge('aris_clock_provisional', 'Whether the clock of the machine may yet turn out wrong.'),
      () => (clock.isProvisional?.() === true ? 1 : 0),
    ],
    [
      gauge('aris_storage_newer_records', 'Records of a newer version that were left as they are.'),
      () => store.newerCount(),
    ],
  ]);
}

function backupSection({ backupWatch }: HubSources): Section {
  const of = () => backupWatch.status();
  return singles([
    [
      gauge('aris_backup_last_success_timestamp_seconds', 'When the last good backup was made.'),
      () => {
        const { last } = of();
        return last && last.madeAtMs / SECOND_MS;
      },
    ],
    [gauge('aris_backup_last_size_bytes', 'Size of the last good backup.'), () => of().last?.bytes],
    [
      gauge('aris_backup_failing', 'Whether the last try to make a backup failed.'),
      () => (of().state === 'failing' ? 1 : 0),
    ],
    [counter('aris_backup_failures', 'Backups that could not be made.'), () => of().failures],
  ]);
}

function recordSections({ journal, history }: HubSources): Section[] {
  const seen = { info: 0, warning: 0, critical: 0 };
  journal.onEvent(({ severity }) => seen[severity]++);
  const events = counter('aris_journal_events', 'Events that were recorded, by severity.', [
    'severity',
  ]);
  return [
    counts(events, SEVERITIES, () => seen),
    singles([
      [
        counter('aris_journal_events_lost', 'Events that the disk did not take in time.'),
        journal.lostCount,
      ],
      [
        counter('aris_history_samples', 'Minutes that were sampled for the history.'),
        () => history.stats().samples,
      ],
      [
        gauge('aris_history_series', 'Zones and devices that the history of these hours has.'),
        () => history.stats().series,
      ],
    ]),
  ];
}

function accessSections(sources: HubSources): Section[] {
  const { connections, streamCount, clock } = sources;
  const sessionCounts = everySecond(clock, () => sources.sessions.counts());
  const locks = everySecond(clock, () => sources.locks.stats());
  const tokens = family('gauge', 'aris_tokens', 'API tokens, by state.', ['state']);
  const sessions = family('gauge', 'aris_sessions', 'Open sessions of people, by kind.', ['kind']);
  const hangUps = counter('aris_http_hang_ups', 'Connections that the hub ended, by reason.', [
    'reason',
  ]);
  return [
    counts(tokens, TOKEN_STATES, () => sources.tokens.stats().states),
    counts(sessions, ['jwt', 'cookie'], sessionCounts),
    singles([
      [
        gauge(
          'aris_token_next_expiry_timestamp_seconds',
          'When the next API token expires, of those that were made for two weeks and more.',
        ),
        () => {
          const { nextExpiryMs } = sources.tokens.stats();
          return nextExpiryMs && nextExpiryMs / SECOND_MS;
        },
      ],
      [
        gauge('aris_lockouts_active', 'Accounts and addresses locked out now.'),
        () => locks().active,
      ],
      [counter('aris_lockouts', 'Lock-outs after too many wrong tries.'), () => locks().total],
      [gauge('aris_http_connections', 'Open connections.'), () => connections().open],
      [gauge('aris_http_streams', 'Open event streams.'), streamCount],
    ]),
    counts(hangUps, HANG_UPS, () => connections().hungUp),
  ];
}

export function hubSections(sources: HubSources): { first: Section; rest: Section[] } {
  return {
    first: infoSection(sources),
    rest: [
      ...busSections(sources),
      storeSection(sources),
      backupSection(sources),
      ...recordSections(sources),
      ...accessSections(sources),
      processSection(sources.processFacts),
    ],
  };
}
