/** The hub's API without sockets: its own composition over an in-memory store and bus, with the clock in the test's hands. */
import { join } from 'node:path';
import { createTopics } from '../../src/app/messages/topics.ts';
import type { Principal } from '../../src/app/base/principal.ts';
import type { SteadyClock } from '../../src/app/records/steady-clock.ts';
import type { HouseSource } from '../../src/app/house/house-source.ts';
import { createRecentLog } from '../../src/app/diagnostics/recent-log.ts';
import { createBrokerBook, type BrokerBook } from '../../src/app/broker/broker-book.ts';
import { createChangeableBus } from '../../src/app/broker/changeable-bus.ts';
import type { BrokerSetting } from '../../src/app/broker/known-broker.ts';
import { triedTopics } from '../../src/app/broker/tried-topics.ts';
import type { TryBroker } from '../../src/app/base/ports/broker.ts';
import { NO_PROFILES } from '../../src/app/house/profile.ts';
import { parseAdminSecret } from '../../src/auth/admin-secret.ts';
import { compose } from '../../src/hub/compose.ts';
import { loadSettings } from '../../src/config/load.ts';
import { joinCore } from '../../src/hub/core.ts';
import { isCertificate } from '../../src/crypto/certificates.ts';
import { digest } from '../../src/crypto/digest.ts';
import { createSecretBox, derivedKey } from '../../src/crypto/secret-box.ts';
import { createHouseBook } from '../../src/app/house/house-book.ts';
import { createPasswordHasher } from '../../src/crypto/scrypt.ts';
import type { House } from '../../src/domain/house.ts';
import { PERMISSIONS } from '../../src/domain/access.ts';
import { tooLarge } from '../../src/http/body-source.ts';
import type { Reply } from '../../src/http/exchange.ts';
import { Head } from '../../src/http/head.ts';
import type { Route } from '../../src/http/router.ts';
import { createEntrance } from '../../src/hub/entrance.ts';
import type { HubConfig } from '../../src/hub/types.ts';
import { createLocalBroker } from '../../src/simulator/local-bus.ts';
import type { SigningKeys } from '../../src/store/key-file.ts';
import { createRecordStore } from '../../src/store/records.ts';
import { lastingFolder } from './child.ts';
import { NO_CONNECTIONS } from './connections.ts';
import { createFakeClock, type FakeClock } from './fake-clock.ts';
import { SMALL_HOUSE } from './house.ts';
import { createMemoryRevocations } from './backup.ts';
import { createMemoryLog } from './log.ts';
import { createMemoryOwnerMark } from './owner-mark.ts';
import { createMemoryTexts } from './memory-texts.ts';
import { quickScrypt } from './quick-scrypt.ts';
import { createSeededRandom } from './seeded-random.ts';
import { replyText } from './reply-text.ts';

const key = (byte: number) => new Uint8Array(32).fill(byte);
export const KEYS: SigningKeys = {
  accessKey: key(1),
  refreshKey: key(2),
  setupKey: key(3),
  factorKey: key(4),
};
export const ADMIN_SECRET = 'the admin secret of these tests, long enough';

export const OWNER: Principal = {
  id: 'owner',
  kind: 'session',
  permissions: new Set(PERMISSIONS),
  noteUse: () => undefined,
};

export interface Answer {
  readonly status: number;
  readonly text: string;
  readonly json: Record<string, unknown>;
  header(name: string): string | undefined;
}

export interface Ask {
  readonly method?: string;
  readonly target: string;
  readonly headers?: readonly (readonly [string, string])[];
  readonly body?: string | Uint8Array;
  /** What happens before the body is there. */
  readonly meanwhile?: () => Promise<unknown>;
  /** The address at the other end. */
  readonly from?: string;
}

/** A clock that nobody doubts, save where the test does. */
function steadily(clock: FakeClock): SteadyClock {
  const isProvisional = () => clock.isProvisional?.() ?? false;
  let certainMs = clock.nowMs();
  return {
    ...clock,
    resume: () => undefined,
    mark: () => ({ markMs: clock.nowMs() }),
    houseMs: () => clock.nowMs(),
    certainMs: () => (certainMs = isProvisional() ? certainMs : clock.nowMs()),
    onMoved: () => () => undefined,
    isProvisional,
  };
}

/** The settings of a hub that is given nothing but these. */
export function settingsOf(env: Readonly<Record<string, string>>): HubConfig['settings'] {
  const loaded = loadSettings({ flags: {}, env, file: {}, exists: () => false });
  if ('faults' in loaded) throw new Error(loaded.faults.join('; '));
  return loaded.settings;
}

/** Of a hub that listens nowhere. */
export function configOf(dataFolder: string, env: Readonly<Record<string, string>>): HubConfig {
  return {
    settings: settingsOf({ ARIS_TRUSTED_PROXIES: '10.0.0.1', ...env }),
    configuration: {},
    dataFolder,
    get backupFolder() {
      return lastingFolder();
    },
    isVirtual: false,
    version: '0.0.0',
    nodeVersion: 'v20.0.0',
    platform: 'Linux 6.12 arm64',
    installation: 'service',
    listen: { host: '127.0.0.1', port: 0 },
    house: {
      path: 'the house of the test',
      mqttBase: 'aris',
      profiles: NO_PROFILES,
      initCommand: 'aris house init',
      timeZone: () => 'Europe/Berlin',
      read: () => undefined,
    },
    machineId: undefined,
    adminSecretHash: parseAdminSecret(ADMIN_SECRET, 'ADMIN_SECRET', digest),
    bootstrapToken: undefined,
    hostNames: ['hub.example.org'],
  };
}

const GIVEN: BrokerSetting | 'by a setting' = 'given';
const GIVEN_BROKER = { access: { url: 'mqtt://given.test' }, setting: 'ARIS_MQTT_URL' };
const ALL_WELL: TryBroker = () => Promise.resolve([]);
const NO_SOURCE: Partial<HouseSource> = {};

export function createTestApp({
  /** Besides the hub's own, or in place of those of the same path. */
  extraRoutes = [] as readonly Route[],
  start = Date.parse('2026-01-15T10:00:00Z'),
  house = SMALL_HOUSE,
  /** Whether there is one, though nobody says which. */
  brokerIs = GIVEN,
  tryBroker = ALL_WELL,
  /** Where it comes from, beside what the test does not care for. */
  houseSource = NO_SOURCE,
  /** Of a hub that ran before. */
  texts = createMemoryTexts(),
  clock = createFakeClock(start),
  /** What the hub takes for the time. */
  steady = steadily(clock),
  broker = createLocalBroker(),
  /** Of chance: two hubs on one broker differ in it. */
  random = createSeededRandom(),
  serial = 'own',
  /** Where Home Assistant is told of the house; it is not where this is `off`. */
  discoveryPrefix = 'off',
  acceptsCommands = true,
  findPageUrl = async (): Promise<string | undefined> => Promise.resolve(undefined),
  keys = KEYS,
  /** Of a hub that ran before. */
  ownerMark = createMemoryOwnerMark(),
  revocationFile = createMemoryRevocations(),
  restart = () => undefined,
  dataFolder = join(import.meta.dirname, 'no-such-folder'),
} = {}) {
  const log = createMemoryLog();
  const given = configOf(dataFolder, {
    ARIS_HA_PREFIX: discoveryPrefix,
    ARIS_MQTT_COMMANDS: acceptsCommands ? 'on' : 'off',
  });
  const config: HubConfig = { ...given, house: { ...given.house, ...houseSource } };
  const { log: keptLog, ...recentLog } = createRecentLog({ log, clock: steady, level: 'info' });
  const parts = { clock: steady, random, log: keptLog };
  const records = createRecordStore({ texts, ...parts });
  const hasher = createPasswordHasher({ ...parts, scrypt: quickScrypt });
  const core = joinCore({ store: records, keys, ownerMark, revocationFile, hasher, ...parts });
  const { store } = core;
  const entrance = createEntrance(config, { ...parts, recentLog }, () => NO_CONNECTIONS);
  const bus = createChangeableBus(broker.connect());
  const houseBook = createHouseBook({
    store,
    journal: core.journal,
    source: config.house,
    digest,
    ...parts,
  });
  houseBook.begin(house);
  const { factorKey } = keys;
  const kept = createBrokerBook({
    store,
    journal: core.journal,
    given: brokerIs === 'by a setting' ? GIVEN_BROKER : undefined,
    isVirtual: false,
    box: factorKey && createSecretBox(derivedKey(factorKey, 'broker password'), random),
    isCertificate,
    topics: triedTopics(createTopics('aris'), undefined),
    tryBroker,
    ...parts,
  });
  const brokerBook: BrokerBook = {
    ...kept,
    state: () => (kept.access() === undefined && brokerIs !== 'by a setting' ? brokerIs : 'given'),
  };
  const composition = compose({
    config,
    parts,
    entrance,
    core,
    bus,
    connect: () => Promise.resolve(broker.connect()),
    brokerBook,
    houseBook,
    house,
    serial,
    findPageUrl,
    restart,
  });
  store.endStart();
  const { services, routes, guard, streams, metrics, backupWatch } = composition;
  const own = routes.filter(({ path }) => !extraRoutes.some((extra) => extra.path === path));
  const allRoutes = [...own, ...extraRoutes];
  entrance.open(allRoutes, guard, core.refusals);
  entrance.live.isReady = true;

  async function replyTo(
    { method = 'GET', target, headers = [], body = '', from = '192.168.1.20', meanwhile }: Ask,
    head?: Head,
  ): Promise<Reply> {
    const bytes = Buffer.from(body);
    const hasHost = headers.some(([name]) => name.toLowerCase() === 'host');
    const all = [...(hasHost ? [] : [['Host', 'aris.local'] as const]), ...headers];
    return entrance.pipeline.handle({
      method,
      target,
      head: head ?? new Head(all.flat()),
      peerAddress: from,
      readBody: async (limit) => {
        await meanwhile?.();
        if (bytes.length > limit) throw tooLarge(limit);
        return bytes;
      },
      async *bodyChunks() {
        yield await Promise.resolve(bytes);
      },
    });
  }

  async function ask(asked: Ask, head?: Head): Promise<Answer> {
    const reply = await replyTo(asked, head);
    const text = replyText(reply);
    return {
      status: reply.status,
      text,
      get json() {
        return JSON.parse(text) as Record<string, unknown>;
      },
      header: (name) => {
        const index = reply.headers.findIndex(
          (value, at) => at % 2 === 0 && value.toLowerCase() === name,
        );
        return index === -1 ? undefined : reply.headers[index + 1];
      },
    };
  }

  const report = (kind: string, id: string, message: object) =>
    services.messageRouter.accept({
      topic: `aris/${kind}/${id}/telemetry`,
      payload: Buffer.from(JSON.stringify(message)),
      retained: false,
    });

  const { access, journal, refusals, lazyBatch } = core;
  return {
    pipeline: entrance.pipeline,
    live: entrance.live,
    httpMeter: entrance.httpMeter,
    routes: allRoutes,
    clock,
    log,
    texts,
    store,
    journal,
    refusals,
    lazyBatch,
    access,
    bus,
    broker,
    composition,
    ...services,
    topics: createTopics('aris'),
    house,
    houseBook,
    brokerBook,
    takeHouse: (next: House) => composition.house.replace(next),
    tokens: access.tokens,
    streams,
    metrics,
    backupWatch,
    ask,
    replyTo,
    report,
  };
}

export const bearer = (token: string) => ['Authorization', `Bearer ${token}`] as const;
export const JSON_HEADER = ['Content-Type', 'application/json'] as const;

export type TestApp = ReturnType<typeof createTestApp>;
