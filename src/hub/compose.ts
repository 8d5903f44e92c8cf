/**
 * Everything behind the entrance, joined over a store and a bus that are there: what services.ts starts, and what tests
 * ask with a clock, a store and a bus of their own. Nothing runs yet, and nothing is asked of the disk.
 */
import {
  createCurrentHouse,
  type CurrentHouse,
  type HouseHolder,
} from '../app/house/current-house.ts';
import type { BrokerBook } from '../app/broker/broker-book.ts';
import type { HouseBook } from '../app/house/house-book.ts';
import { createTopics, type Topics } from '../app/messages/topics.ts';
import { unconfirmed } from '../app/people/notice-findings.ts';
import { createBackupWatch, type BackupWatch } from '../app/backup/watch.ts';
import type { Guard } from '../app/base/credential-ports.ts';
import type { Bus } from '../app/base/ports/bus.ts';
import type { Restoring } from '../app/backup/restoring.ts';
import type { SealedBackups } from '../app/command-line/backup-operations.ts';
import type { Access } from './access.ts';
import { createAdminSecret } from '../auth/admin-secret.ts';
import { createGuard } from '../auth/guard.ts';
import type { Core } from './core.ts';
import { digest } from '../crypto/digest.ts';
import type { House } from '../domain/house.ts';
import { openHouse, type HouseServices } from './house.ts';
import type { Entrance, HubConfig, Parts } from './types.ts';
import { meteredBus } from '../metrics/bus-meter.ts';
import { createLoopMeter, type LoopMeter } from '../metrics/loop-meter.ts';
import { storeFolder } from './store-folder.ts';
import { createRoutes, type Routes } from './routes.ts';

export interface Composition extends Routes {
  readonly services: HouseServices;
  readonly guard: Guard;
  readonly loopMeter: LoopMeter;
  readonly house: HouseHolder;
  /** Loaded when they are first needed. */
  readonly backups: () => Promise<SealedBackups>;
  readonly backupWatch: BackupWatch;
}

/** What the house's file says now; undefined where it is not there, or none that can be read. */
function houseTextOf({ house, isVirtual }: HubConfig): string | undefined {
  try {
    return isVirtual ? undefined : house.read();
  } catch {
    return undefined;
  }
}

function backupsOf(
  config: HubConfig,
  core: Core,
  parts: Parts,
  watch: BackupWatch,
): Composition['backups'] {
  let opened: Promise<SealedBackups> | undefined;
  async function open(): Promise<SealedBackups> {
    const { openBackups } = await import('./backups.ts');
    const { firmware: firmwareFolder } = config.settings;
    const houseText = () => houseTextOf(config);
    return openBackups({ ...config, houseText, firmwareFolder, watch }, core, parts);
  }
  return async () => (opened ??= open());
}

/** Has the hub stop and start anew. @param replaceStore what is done in between, once its store is closed */
export type Restart = (replaceStore: () => Promise<void>) => void;

function restoringOf(
  config: HubConfig,
  parts: Parts,
  { serial, restart }: { serial: string; restart: Restart },
): () => Promise<Restoring> {
  let opened: Promise<Restoring> | undefined;
  const { dataFolder, isVirtual, settings } = config;
  async function open(): Promise<Restoring> {
    const [{ createRestoring }, { backupFolderOf, blocksBeside }] = await Promise.all([
      import('./restoring.ts'),
      import('../backup/folder.ts'),
    ]);
    const folder = storeFolder(dataFolder, isVirtual);
    const hasHouse = !isVirtual && settings.house === undefined;
    const blocks = blocksBeside(backupFolderOf(folder, config));
    return createRestoring({ ...config, folder, hasHouse, serial, blocks, parts, restart });
  }
  return async () => (opened ??= open());
}

function guardOf({ settings, adminSecretHash }: HubConfig, access: Access): Guard {
  const { tokens, sessions, guesses } = access;
  return createGuard({
    tokens,
    sessions,
    digest,
    adminSecret: createAdminSecret({ hash: adminSecretHash, digest, lockout: guesses }),
    areQueryKeysAccepted: settings.queryKeys === 'on',
  });
}

/** In a made-up house no device is of another make but those of its gateways: the simulator plays all of them. */
export const playable = (house: House, { isVirtual, demo }: HubConfig): House =>
  isVirtual && demo === undefined ? { ...house, bindings: undefined } : house;

/** What the entrance has to know of what is behind it, so far. */
function tellEntrance(
  { live }: Entrance,
  { store, access }: Core,
  told: Pick<Entrance['live'], 'bus' | 'backups'>,
): void {
  const { places, notices } = access;
  const isKnown: Entrance['live']['isKnown'] = (client, cookies) =>
    places.laneOf(places.visitor(client, cookies)) !== undefined;
  const isUnconfirmed: Entrance['live']['isUnconfirmed'] = (type) =>
    unconfirmed(notices, type) !== undefined;
  Object.assign(live, told, { store, isKnown, isUnconfirmed });
}

/** What the hub is told apart by. */
const factsOf = ({ version, isVirtual }: HubConfig, serial: string, house: CurrentHouse) => ({
  serial,
  version,
  isVirtual,
  timeZone: () => house.get().timeZone,
});

export function compose(deps: {
  config: HubConfig;
  parts: Parts;
  entrance: Entrance;
  core: Core;
  bus: Bus;
  /** A further connection to the same broker. */
  connect: () => Promise<Bus>;
  serial: string;
  brokerBook: BrokerBook;
  houseBook: HouseBook;
  /** The one that runs first. */
  house: House;
  topics?: Topics;
  findPageUrl?: () => Promise<string | undefined>;
  restart: Restart;
}): Composition {
  const { config, parts, entrance, core, serial, houseBook, brokerBook } = deps;
  const { topics = createTopics(config.settings.mqttBase) } = deps;
  const house = createCurrentHouse(deps.house);
  houseBook.onHouse((next) => house.replace(playable(next, config)));
  const bus = meteredBus(deps.bus);
  const loopMeter = createLoopMeter(parts.clock);
  const backupWatch = createBackupWatch(parts.clock);
  tellEntrance(entrance, core, { bus, backups: backupWatch });
  const facts = factsOf(config, serial, house);
  const services = openHouse({
    house,
    houseBook,
    brokerBook,
    config,
    parts,
    core,
    bus,
    connect: deps.connect,
    topics,
    facts,
    findPageUrl: deps.findPageUrl,
    backupWatch,
  });
  // Until there is a room, and somebody to hear of it: nothing is wrong, and nothing is commanded.
  const isSetUp = () => brokerBook.state() === 'none' || house.get().zones.length === 0;
  Object.assign(entrance.live, { isStandby: () => services.mqttSession.isStandby(), isSetUp });
  const backups = backupsOf(config, core, parts, backupWatch);
  const routes = createRoutes({
    backups,
    backupWatch,
    restoring: restoringOf(config, parts, deps),
    config,
    parts,
    entrance,
    services,
    core,
    bus,
    loopMeter,
    serial,
    houseBook,
    brokerBook,
    house: () => house.get(),
  });
  return {
    ...routes,
    backups,
    backupWatch,
    services,
    loopMeter,
    guard: guardOf(config, core.access),
    house,
  };
}
