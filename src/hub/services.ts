/**
 * The composition root's second half: everything behind the entrance, from the store to the devices, made in order and
 * started. Here the adapters meet, with core.ts and compose.ts to join what belongs together.
 */
import { createHouseBook } from '../app/house/house-book.ts';
import { serialNumber } from '../app/house/serial-number.ts';
import type { HouseOrigin } from '../app/house/house-file-reload.ts';
import { createTopics } from '../app/messages/topics.ts';
import { createBackupOperations } from '../app/command-line/backup-operations.ts';
import { createBrokerOperations } from '../app/command-line/broker-operations.ts';
import { createHouseOperations } from '../app/command-line/house-operations.ts';
import { createOperations, type OperationRunner } from '../app/command-line/operations.ts';
import { createStatus, type HubStatus } from '../app/diagnostics/status.ts';
import { scheduleBackups } from '../app/backup/schedule.ts';
import type { BackupWatch } from '../app/backup/watch.ts';
import { COMMAND_LINE, doerOf } from '../app/base/principal.ts';
import { BY_HUB, type Doer } from '../domain/doer.ts';
import type { Log } from '../app/base/ports/log.ts';
import type { Store } from '../app/base/ports/store.ts';
import type { BrokerBook } from '../app/broker/broker-book.ts';
import { knowing } from '../app/broker/known-broker.ts';
import type { EventJournal } from '../app/records/journal.ts';
import { backupFolderOf, createBackupFolder } from '../backup/folder.ts';
import { openBrokerBook } from './broker-book.ts';
import { compose, playable, type Restart } from './compose.ts';
import { openCore, type Core } from './core.ts';
import { digest } from '../crypto/digest.ts';
import { isStoreTrouble, messageOf } from '../domain/errors.ts';
import { zoneIdsOf } from '../domain/house.ts';
import { LIMITS } from '../domain/limits.ts';
import { MINUTE_MS, SECOND_MS } from '../domain/units.ts';
import { zoneChecker } from '../http/routes/access.ts';
import { openBus } from './open-bus.ts';
import { explainedStart } from './open-store.ts';
import { storeFolder } from './store-folder.ts';
import { topicRightsOf } from './topic-rights.ts';
import type { Entrance, HubConfig, Parts, Teardown } from './types.ts';
import { findPageUrl } from '../system/machine-name.ts';
import { serveControl, type ControlHandler, type ControlServer } from '../system/control-socket.ts';

const SWEEP_PERIOD_MS = 5 * SECOND_MS;

export interface StartedServices {
  readonly hasTokens: boolean;
  /** Whether it is known where the broker is. */
  readonly hasBroker: boolean;
  /** While there is no owner. */
  readonly setupCode: string | undefined;
  readonly reloadHouse: () => Promise<void>;
}

/** What need not be on the disk for the house to be kept warm: a disk that takes no writes stops no start. */
async function whereWritable(log: Log, write: () => Promise<void>): Promise<void> {
  try {
    await write();
  } catch (error) {
    if (!isStoreTrouble(error)) throw error;
    log.error('not written at the start', { reason: messageOf(error) });
  }
}

/** Undefined where the folder takes no socket, since the disk takes no writes. */
async function openControl(
  { dataFolder }: HubConfig,
  log: Log,
  handle: ControlHandler,
): Promise<ControlServer | undefined> {
  try {
    return await serveControl(dataFolder, handle);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EROFS') throw error;
    log.error('the command line cannot reach this hub: the disk takes no writes');
    return undefined;
  }
}

/** Health knows the last good one from the start on; more of backups is loaded when one is due. */
async function seeBackups(config: HubConfig, watch: BackupWatch, log: Log): Promise<void> {
  const folder = backupFolderOf(storeFolder(config.dataFolder, config.isVirtual), config);
  try {
    watch.see(await createBackupFolder(folder).list());
  } catch (error) {
    log.error('the backups cannot be listed', { folder, reason: messageOf(error) });
  }
}

function tellStart(journal: EventJournal, { version, isVirtual }: HubConfig): void {
  journal.later({
    type: 'system_startup',
    severity: 'info',
    data: { version, virtual: isVirtual },
  });
}

interface ServicesDeps {
  readonly config: HubConfig;
  readonly parts: Parts;
  readonly entrance: Entrance;
  /** Undefined where systemd's socket has none. */
  readonly port: number | undefined;
  /** Asks whoever runs the hub to stop it and start it anew. */
  readonly askRestart: () => void;
}

/** The caller holds the folder's lock, and undoes what was done where this fails. */
export async function startServices(
  deps: ServicesDeps,
  teardown: Teardown,
): Promise<StartedServices> {
  const { config, parts } = deps;
  teardown.steps.push(async () => teardown.replaceStore?.());
  const core = await openCore(config, parts, { mayHeal: true });
  teardown.steps.push(() => core.close());
  try {
    return await startOver(core, deps, teardown);
  } catch (error) {
    throw await explainedStart(error, config, parts);
  }
}

/** That there is a broker is noted: but of a made-up house nobody is to miss one. */
async function noteBroker(
  { isVirtual }: HubConfig,
  brokerBook: BrokerBook,
  store: Store,
  log: Log,
): Promise<void> {
  const changes = isVirtual || brokerBook.state() !== 'given' ? [] : knowing(store);
  if (changes.length > 0) await whereWritable(log, async () => store.commit(changes));
}

/** Where others at home find the page. */
async function pageUrlOf(
  { hostNames, listen }: HubConfig,
  port: number | undefined,
): Promise<string | undefined> {
  const [hostName] = hostNames;
  return hostName === undefined
    ? undefined
    : findPageUrl(hostName, { port, ...('host' in listen && { host: listen.host }) });
}

/** The house that runs, and all that is behind the entrance over it. */
async function join(core: Core, deps: ServicesDeps, teardown: Teardown) {
  const { config, parts, port, askRestart } = deps;
  const { clock, log, random } = parts;
  const { store, journal } = core;
  const serial = await serialNumber({ store, digest, random, machineId: config.machineId });
  const source = config.house;
  const houseBook = createHouseBook({ store, journal, source, digest, clock, log });
  const house = playable(await houseBook.open(), config);
  const topics = createTopics(config.settings.mqttBase);
  const brokerBook = openBrokerBook(config, core, parts);
  const opened = await openBus(config, parts, { serial, house, topics, brokerBook });
  const { bus, connect } = opened;
  await noteBroker(config, brokerBook, store, log);
  const restart: Restart = (replaceStore) => {
    teardown.replaceStore = replaceStore;
    askRestart();
  };
  const composition = compose({
    ...deps,
    core,
    bus,
    connect,
    serial,
    brokerBook,
    houseBook,
    house,
    topics,
    findPageUrl: async () => pageUrlOf(config, port),
    restart,
  });
  // What was found at another broker is not there.
  brokerBook.onChange(() => void composition.services.foundDevices.stop());
  return { ...opened, composition, houseBook, brokerBook };
}

/** For the command line. */
function statusOf(
  { config, parts, entrance, port }: ServicesDeps,
  { composition: { services }, brokerBook }: Awaited<ReturnType<typeof join>>,
): () => HubStatus {
  const { version, nodeVersion, listen } = config;
  return createStatus({
    ...services,
    run: { version, nodeVersion, port, isSocketPassed: 'fd' in listen },
    health: entrance.healthReport,
    brokerBook,
    processUse: entrance.processFacts,
    nowMs: () => parts.clock.nowMs(),
  });
}

/** What the command line has this hub do. */
function operationsOf(
  { access }: Core,
  deps: ServicesDeps,
  joined: Awaited<ReturnType<typeof join>>,
  reloadHouse: () => Promise<HouseOrigin['inCharge']>,
): OperationRunner {
  const { config } = deps;
  const { composition, houseBook, brokerBook } = joined;
  const { backups, services, house } = composition;
  return createOperations({
    ...access,
    backupOperations: createBackupOperations(backups, { doer: doerOf(COMMAND_LINE), waits: false }),
    houseOperations: createHouseOperations(() => houseBook),
    brokerOperations: createBrokerOperations(
      () => brokerBook,
      async (withFound) =>
        topicRightsOf(house.get(), config.settings, config.house.profiles, withFound),
    ),
    refuseUnknownZones: zoneChecker(() => zoneIdsOf(house.get())),
    reloadHouse,
    machines: services.machineOrders,
    found: async () => services.foundDevices.look(),
    status: statusOf(deps, joined),
  });
}

async function startOver(
  core: Core,
  deps: ServicesDeps,
  teardown: Teardown,
): Promise<StartedServices> {
  const { config, parts, entrance } = deps;
  const { clock, log } = parts;
  const { access, store, journal, lazyBatch } = core;
  const { bootstrapToken } = config;
  if (bootstrapToken !== undefined)
    await whereWritable(log, async () => access.tokens.importOnce(bootstrapToken, 'bootstrap'));
  const joined = await join(core, deps, teardown);
  const { composition, houseBook, brokerBook, startDevices, stopDevices } = joined;
  const { services, routes, guard, loopMeter } = composition;
  // A disk in the network may be away for long: nothing waits for it.
  void seeBackups(config, composition.backupWatch, log);

  async function reloadHouse(doer: Doer = BY_HUB): Promise<HouseOrigin['inCharge']> {
    const from = await houseBook.reload(doer);
    const zones = composition.house.get().zones.length;
    log.info('house reloaded', { path: config.house.path, from, zones });
    return from;
  }

  /** One that is too old is renewed, and logged. */
  const lookAtSetupCode = async () =>
    access.accounts.hasOwner() ? undefined : access.setupCode.code();

  entrance.open(routes, guard, core.refusals);
  const operations = operationsOf(core, deps, joined, async () =>
    reloadHouse(doerOf(COMMAND_LINE)),
  );
  const control = await openControl(config, log, operations);
  teardown.steps.push(() => control?.stop());
  services.mqttSession.start();
  startDevices();
  teardown.steps.push(
    stopDevices,
    () => services.mqttSession.stop(),
    async () => services.foundDevices.stop(),
    () => services.scheduler.stop(),
    services.controlLoop.start(),
    services.roomTemps.start(),
    services.keepalives.start(),
    services.history.start(),
    loopMeter.start(),
    clock.every(SWEEP_PERIOD_MS, () => {
      services.sweep();
      entrance.look();
      void core.tellOfRecords();
    }),
    clock.every(MINUTE_MS, () => {
      lookAtSetupCode().catch((error: unknown) =>
        log.error('setup code not renewed', { reason: messageOf(error) }),
      );
    }),
    clock.every(LIMITS.storeLookMs, () => {
      void store.look().then((mayWrite) => mayWrite && lazyBatch.now());
    }),
    scheduleBackups({ backups: composition.backups, clock, log }),
    () => void journal.later({ type: 'system_shutdown', severity: 'info', data: {} }),
  );
  store.endStart();
  tellStart(journal, config);
  // What is not well from the start is so since then, and not since somebody asks.
  entrance.look();
  teardown.steps.push(lazyBatch.start());
  return {
    hasTokens: access.tokens.list().length > 0,
    hasBroker: brokerBook.state() === 'given',
    setupCode: await lookAtSetupCode(),
    reloadHouse: async () => {
      await reloadHouse();
    },
  };
}
