/** The hub's API without sockets: real parts over the in-memory store and bus, with the clock in the test's hands. */
import { createAgenda } from '../../src/app/agenda.ts';
import { createDevices } from '../../src/app/devices.ts';
import { createFcuCommands } from '../../src/app/fcu-commands.ts';
import { createIntake } from '../../src/app/intake.ts';
import { createTopics } from '../../src/app/messages/topics.ts';
import type { Journal } from '../../src/app/ports.ts';
import type { Principal } from '../../src/app/principal.ts';
import { createSchedules } from '../../src/app/schedules.ts';
import { createSettings } from '../../src/app/settings.ts';
import { createSystem } from '../../src/app/system.ts';
import { createTokens } from '../../src/app/tokens.ts';
import { createZonePlans } from '../../src/app/zone-plans.ts';
import { createZones } from '../../src/app/zones.ts';
import { createGuard } from '../../src/auth/guard.ts';
import { createTokenMint } from '../../src/auth/token-format.ts';
import { digest } from '../../src/crypto/nacl.ts';
import { PERMISSIONS } from '../../src/domain/access.ts';
import type { NewEvent } from '../../src/domain/event.ts';
import { tooLarge } from '../../src/http/body-source.ts';
import { Head } from '../../src/http/head.ts';
import { createHostPolicy } from '../../src/http/host.ts';
import { createPipeline } from '../../src/http/pipeline.ts';
import { createRouter, type Route } from '../../src/http/router.ts';
import { settingsRoutes } from '../../src/http/routes/settings.ts';
import { systemRoutes } from '../../src/http/routes/system.ts';
import { tokenRoutes } from '../../src/http/routes/tokens.ts';
import { zoneRoutes } from '../../src/http/routes/zones.ts';
import { createLocalBroker } from '../../src/simulator/local-bus.ts';
import { createRecordStore } from '../../src/store/records.ts';
import { createFakeClock } from './fake-clock.ts';
import { SMALL_HOUSE } from './house.ts';
import { createMemoryLog } from './log.ts';
import { createMemoryTexts } from './memory-texts.ts';
import { createSeededRandom } from './seeded-random.ts';
import { zoneOf } from './time-zones.ts';

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
  /** Of a hub that ran before. */
  texts = createMemoryTexts(),
} = {}) {
  const clock = createFakeClock(start);
  const random = createSeededRandom();
  const log = createMemoryLog();
  const store = createRecordStore({ texts, clock, log });
  const devices = createDevices({ clock });
  const events: NewEvent[] = [];
  const journal: Journal = {
    async commit(changes, newEvents) {
      await store.commit(changes);
      events.push(...newEvents);
    },
  };
  const agenda = createAgenda({ clock, log });
  const settings = createSettings({ store, journal });
  const system = createSystem({ store, journal, agenda, clock, log });
  const plans = createZonePlans({
    ...{ store, journal, system, settings, agenda, clock, log },
    timeZones: zoneOf,
  });
  const zones = createZones({ plans, devices, log });
  const schedules = createSchedules({ plans, clock });
  const tokens = createTokens({ store, clock, mint: createTokenMint(random, digest), log });
  const broker = createLocalBroker();
  const topics = createTopics('aris');
  const bus = broker.connect();
  const fcuCommands = createFcuCommands({ bus, topics, zones, clock, random, log });
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
      ...zoneRoutes(zones, schedules),
      ...systemRoutes(system, settings, {
        ...{ serial: 'test', version: '0.0.0', isVirtual: false },
        timeZone: () => SMALL_HOUSE.timeZone,
      }),
      ...settingsRoutes(settings),
      ...tokenRoutes(tokens),
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
      settings,
      system,
      zones,
      schedules,
      events,
      tokens,
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
