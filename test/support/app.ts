/** The hub's API without sockets: real parts over the in-memory store and bus, with the clock in the test's hands. */
import { deviceViews } from '../../src/app/house/device-list.ts';
import { createHouseParts } from '../../src/app/house/house-parts.ts';
import { createTopics } from '../../src/app/messages/topics.ts';
import type { RequestMeter } from '../../src/app/ports.ts';
import type { Principal } from '../../src/app/principal.ts';
import { createJournal } from '../../src/app/records/journal.ts';
import { createLazyBatch } from '../../src/app/records/lazy-batch.ts';
import { createRateLimit } from '../../src/app/rate-limit.ts';
import { createRefusals } from '../../src/app/records/refusals.ts';
import { createState } from '../../src/app/state/state.ts';
import { houseState } from '../../src/app/state/state-sources.ts';
import { createAccess } from '../../src/access.ts';
import { createAdminSecret, parseAdminSecret } from '../../src/auth/admin-secret.ts';
import { createGuard } from '../../src/auth/guard.ts';
import { digest } from '../../src/crypto/nacl.ts';
import { PERMISSIONS } from '../../src/domain/access.ts';
import { parseRange } from '../../src/domain/address.ts';
import { tooLarge } from '../../src/http/body-source.ts';
import type { Reply } from '../../src/http/exchange.ts';
import { Head } from '../../src/http/head.ts';
import { createHostPolicy } from '../../src/http/host.ts';
import { createPipeline } from '../../src/http/pipeline.ts';
import { createRouter, type Route } from '../../src/http/router.ts';
import { aboutRoutes } from '../../src/http/routes/about.ts';
import { accessRoutes } from '../../src/http/routes/access.ts';
import { dhwRoutes } from '../../src/http/routes/dhw.ts';
import { energyRoutes } from '../../src/http/routes/energy.ts';
import { equipmentRoutes } from '../../src/http/routes/equipment.ts';
import { eventRoutes } from '../../src/http/routes/events.ts';
import { historyRoutes } from '../../src/http/routes/history.ts';
import { settingsRoutes } from '../../src/http/routes/settings.ts';
import { stateRoutes } from '../../src/http/routes/state.ts';
import { systemRoutes } from '../../src/http/routes/system.ts';
import { zoneRoutes } from '../../src/http/routes/zones.ts';
import { createStreams } from '../../src/http/streams.ts';
import { createLocalBroker } from '../../src/simulator/local-bus.ts';
import { createRecordStore } from '../../src/store/records.ts';
import { createFakeClock } from './fake-clock.ts';
import { SMALL_HOUSE } from './house.ts';
import { createMemoryLog } from './log.ts';
import { createMemoryTexts } from './memory-texts.ts';
import { createSeededRandom } from './seeded-random.ts';
import { zoneOf } from './time-zones.ts';

const key = (byte: number) => new Uint8Array(32).fill(byte);
const KEYS = { accessKey: key(1), refreshKey: key(2), setupKey: key(3) };
export const ADMIN_SECRET = 'the admin secret of these tests, long enough';

export const OWNER: Principal = {
  id: 'owner',
  kind: 'session',
  permissions: new Set(PERMISSIONS),
  noteUse: () => undefined,
};

/** Of a hub on a machine that does not tell what is written. */
export const USAGE = {
  uptimeSeconds: 90.7,
  residentBytes: 60_000_000,
  heapUsedBytes: 10_000_000,
  diskWrittenBytes: undefined,
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

export function createTestApp({
  extraRoutes = [] as readonly Route[],
  start = Date.parse('2026-01-15T10:00:00Z'),
  house = SMALL_HOUSE,
  /** Of a hub that ran before. */
  texts = createMemoryTexts(),
  clock = createFakeClock(start),
  broker = createLocalBroker(),
  meter = undefined as RequestMeter | undefined,
  /** Where Home Assistant is told of the house; it is not where this is undefined. */
  discoveryPrefix = undefined as string | undefined,
  acceptsCommands = true,
} = {}) {
  const random = createSeededRandom();
  const log = createMemoryLog();
  const store = createRecordStore({ texts, clock, log });
  const journal = createJournal({ store, clock, log });
  const refusals = createRefusals({ clock, journal });
  const access = createAccess({ store, journal, refusals, keys: KEYS, clock, random, log });
  const lazyBatch = createLazyBatch({ store, clock, log });
  for (const source of [refusals, journal, ...access.lazy]) lazyBatch.add(source);
  const topics = createTopics('aris');
  const bus = broker.connect();
  const rivals: string[] = [];
  const parts = createHouseParts({
    ...{ store, journal, bus, topics, digest, clock, random, log },
    flushSoon: () => lazyBatch.soon(),
    facts: { serial: 'own', version: '0.0.0', isVirtual: false, timeZone: () => house.timeZone },
    discovery: { prefix: discoveryPrefix, hubId: 'aris_own' },
    timeZones: zoneOf,
    acceptsCommands,
    onRival: (serial) => rivals.push(serial),
  });
  const state = createState({
    ...houseState(parts),
    ...{ journal, clock, random, digest },
  });
  const streams = createStreams({ state, clock });
  const { zones, equipment, faults, energy, history, settings } = parts;
  parts.lazy.forEach((source) => lazyBatch.add(source));
  parts.takeHouse(house);
  const pace = createRateLimit({ clock, limit: 60, windowMs: 60_000, keys: 100 });
  const recorded: { route: string; status: number }[] = [];
  const routes = [
    ...zoneRoutes(zones, parts.schedules),
    ...dhwRoutes(parts.hotWater),
    ...systemRoutes(parts, parts.systemView),
    ...stateRoutes(state, streams),
    ...settingsRoutes(settings),
    ...eventRoutes(journal),
    ...equipmentRoutes(equipment, faults),
    ...aboutRoutes({ devices: () => deviceViews(house, parts.devices), usage: () => USAGE }),
    ...historyRoutes({ history, zones, equipment }),
    ...energyRoutes(energy),
    ...accessRoutes(access, {
      forAdmin: settingsRoutes(settings),
      tenant: () => ({ id: 'a1', name: 'House' }),
      zoneIds: () => zones.list().map(({ zoneId }) => zoneId),
    }),
    ...extraRoutes,
  ];
  const pipeline = createPipeline({
    router: createRouter(routes),
    guard: createGuard({
      ...{ tokens: access.tokens, sessions: access.sessions, digest },
      adminSecret: createAdminSecret({
        hash: parseAdminSecret(ADMIN_SECRET, 'ADMIN_SECRET', digest),
        ...{ digest, lockout: access.guesses },
      }),
      areQueryKeysAccepted: true,
    }),
    trustedProxies: [parseRange('10.0.0.1')],
    addressPace: (address) => pace.take(address),
    refusals,
    hostPolicy: createHostPolicy(['hub.example.org']),
    ...{ clock, random, log },
    meter: meter ?? { record: (route, status) => void recorded.push({ route, status }) },
  });

  async function replyTo(
    { method = 'GET', target, headers = [], body = '', from = '192.168.1.20', meanwhile }: Ask,
    head?: Head,
  ): Promise<Reply> {
    const bytes = Buffer.from(body);
    const hasHost = headers.some(([name]) => name.toLowerCase() === 'host');
    const all = [...(hasHost ? [] : [['Host', 'aris.local'] as const]), ...headers];
    return pipeline.handle({
      method,
      target,
      head: head ?? new Head(all.flat()),
      peerAddress: from,
      readBody: async (limit) => {
        await meanwhile?.();
        if (bytes.length > limit) throw tooLarge(limit);
        return bytes;
      },
    });
  }

  async function ask(asked: Ask, head?: Head): Promise<Answer> {
    const reply = await replyTo(asked, head);
    const text = Buffer.from((reply.body ?? '') as Uint8Array).toString();
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
    parts.intake.accept({
      topic: `aris/${kind}/${id}/telemetry`,
      payload: Buffer.from(JSON.stringify(message)),
      retained: false,
    });

  return {
    pipeline,
    routes,
    ...{ clock, log, texts, store, journal, refusals, lazyBatch, access, bus, broker, topics },
    ...{ ...parts, house, tokens: access.tokens, rivals },
    ...{ state, streams },
    ask,
    replyTo,
    report,
    recorded,
  };
}

export const bearer = (token: string) => ['Authorization', `Bearer ${token}`] as const;
export const JSON_HEADER = ['Content-Type', 'application/json'] as const;

export type TestApp = ReturnType<typeof createTestApp>;
