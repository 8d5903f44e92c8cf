/** The hub's API without sockets: real parts over the in-memory store and bus, with the clock in the test's hands. */
import { createDevices } from '../../src/app/devices.ts';
import { createFcuCommands } from '../../src/app/fcu-commands.ts';
import { createIntake } from '../../src/app/intake.ts';
import { createTopics } from '../../src/app/messages/topics.ts';
import type { Principal } from '../../src/app/principal.ts';
import { createJournal } from '../../src/app/journal.ts';
import { createLazyBatch } from '../../src/app/lazy-batch.ts';
import { createTokens } from '../../src/app/tokens.ts';
import { createZones } from '../../src/app/zones.ts';
import { createGuard } from '../../src/auth/guard.ts';
import { createTokenMint } from '../../src/auth/token-format.ts';
import { digest } from '../../src/crypto/nacl.ts';
import { PERMISSIONS } from '../../src/domain/access.ts';
import { tooLarge } from '../../src/http/body-source.ts';
import { Head } from '../../src/http/head.ts';
import { createHostPolicy } from '../../src/http/host.ts';
import { createPipeline } from '../../src/http/pipeline.ts';
import { createRouter, type Route } from '../../src/http/router.ts';
import { eventRoutes } from '../../src/http/routes/events.ts';
import { tokenRoutes } from '../../src/http/routes/tokens.ts';
import { zoneRoutes } from '../../src/http/routes/zones.ts';
import { createLocalBroker } from '../../src/simulator/local-bus.ts';
import { createRecordStore } from '../../src/store/records.ts';
import { createFakeClock } from './fake-clock.ts';
import { SMALL_HOUSE } from './house.ts';
import { createMemoryLog } from './log.ts';
import { createMemoryTexts } from './memory-texts.ts';
import { createSeededRandom } from './seeded-random.ts';

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
}

export function createTestApp({
  extraRoutes = [] as readonly Route[],
  start = Date.parse('2026-01-15T10:00:00Z'),
} = {}) {
  const clock = createFakeClock(start);
  const random = createSeededRandom();
  const log = createMemoryLog();
  const texts = createMemoryTexts();
  const store = createRecordStore({ texts, clock, log });
  const devices = createDevices({ clock });
  const journal = createJournal({ store, clock, log });
  const zones = createZones({ store, journal, devices, log });
  const tokens = createTokens({ store, clock, mint: createTokenMint(random, digest), log });
  const lazyBatch = createLazyBatch({ store, log });
  lazyBatch.add(journal);
  lazyBatch.add(tokens.usage);
  const broker = createLocalBroker();
  const topics = createTopics('aris');
  const bus = broker.connect();
  const fcuCommands = createFcuCommands({ bus, topics, zones, journal, clock, random, log });
  const intake = createIntake({
    ...{ topics, devices, zones, log, acceptsCommands: true },
    onHubStatus: () => undefined,
    onOnline: () => undefined,
    onReport: (device, message) => fcuCommands.confirm(device, message),
    onRefusedSet: () => undefined,
  });
  devices.setHouse(SMALL_HOUSE);
  zones.setHouse(SMALL_HOUSE);
  const recorded: { route: string; status: number }[] = [];
  const pipeline = createPipeline({
    router: createRouter([
      ...zoneRoutes(zones),
      ...tokenRoutes(tokens),
      ...eventRoutes(journal),
      ...extraRoutes,
    ]),
    guard: createGuard({ tokens, digest }),
    hostPolicy: createHostPolicy(['hub.example.org']),
    ...{ clock, random, log },
    meter: { record: (route, status) => void recorded.push({ route, status }) },
  });

  async function ask(
    { method = 'GET', target, headers = [], body = '' }: Ask,
    head?: Head,
  ): Promise<Answer> {
    const bytes = Buffer.from(body);
    const hasHost = headers.some(([name]) => name.toLowerCase() === 'host');
    const all = [...(hasHost ? [] : [['Host', 'aris.local'] as const]), ...headers];
    const reply = await pipeline.handle({
      method,
      target,
      head: head ?? new Head(all.flat()),
      readBody: async (limit) => {
        await Promise.resolve();
        if (bytes.length > limit) throw tooLarge(limit);
        return bytes;
      },
    });
    const text = Buffer.from(reply.body as Uint8Array).toString();
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
    intake.accept({
      topic: `aris/${kind}/${id}/telemetry`,
      payload: Buffer.from(JSON.stringify(message)),
      retained: false,
    });

  return {
    pipeline,
    ...{
      clock,
      log,
      texts,
      store,
      devices,
      zones,
      tokens,
      journal,
      lazyBatch,
      intake,
      fcuCommands,
      bus,
      broker,
      topics,
    },
    ask,
    report,
    recorded,
  };
}

export const bearer = (token: string) => ['Authorization', `Bearer ${token}`] as const;
export const JSON_HEADER = ['Content-Type', 'application/json'] as const;

export type TestApp = ReturnType<typeof createTestApp>;
