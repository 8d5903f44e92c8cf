/**
 * The composition root: the only place where parts meet. A start goes in order and, where a step fails, undoes those
 * before it; a stop goes the other way, runs every step though one may fail, and tells of all that did.
 *
 * The hub listens before it has opened its store, so that health can be asked for while a large store loads.
 */
import { join } from 'node:path';
import { createDevices, type Devices } from './app/devices.ts';
import { createFcuCommands, type FcuCommands } from './app/fcu-commands.ts';
import { houseAtStart, readHouse, type HouseSource } from './app/house-source.ts';
import { createHubLink, type HubLink } from './app/hub-link.ts';
import { createIntake, type Intake } from './app/intake.ts';
import { createTopics, type Topics } from './app/messages/topics.ts';
import { createOperations } from './app/operations.ts';
import type { Bus, Clock, Guard, Store } from './app/ports.ts';
import { serialNumber } from './app/serial-number.ts';
import { createZones, type Zones } from './app/zones.ts';
import { createGuard } from './auth/guard.ts';
import { connectBroker } from './broker.ts';
import type { Settings } from './config/settings.ts';
import { lockFolder, openCore, type CoreParts } from './core.ts';
import { digest } from './crypto/nacl.ts';
import { HubError, messageOf, RivalError } from './domain/errors.ts';
import type { House } from './domain/house.ts';
import { LIMITS } from './domain/limits.ts';
import { SECOND_MS } from './domain/units.ts';
import { createFirmwareFolder } from './firmware/folder.ts';
import { createHostPolicy } from './http/host.ts';
import { createPipeline, type Pipeline } from './http/pipeline.ts';
import { createRouter, type Route } from './http/router.ts';
import { firmwareRoutes } from './http/routes/firmware.ts';
import { healthRoutes } from './http/routes/health.ts';
import { indexRoutes } from './http/routes/index.ts';
import { metricsRoutes } from './http/routes/metrics.ts';
import { tokenRoutes } from './http/routes/tokens.ts';
import { zoneRoutes } from './http/routes/zones.ts';
import { createHttpServer, type HttpServer, type Listen } from './http/server.ts';
import { createMetrics } from './metrics/collect.ts';
import { createHttpMeter, type HttpMeter } from './metrics/http-meter.ts';
import { CONTENT_TYPES, formatFor } from './metrics/page.ts';
import type { Tokens } from './app/tokens.ts';
import type { createInProcessHouse } from './simulator/start.ts';
import { serveControl } from './system/control-socket.ts';
import { processFacts } from './system/process-facts.ts';

export interface HubConfig {
  readonly settings: Settings;
  /** The folder of everything that is kept. */
  readonly dataFolder: string;
  readonly isVirtual: boolean;
  readonly version: string;
  readonly nodeVersion: string;
  readonly listen: Listen;
  readonly house: HouseSource;
  readonly machineId: string | undefined;
  /** Names of this machine, for the Host allow-list. */
  readonly hostNames: readonly string[];
}

export interface Hub {
  /** The port listened on; undefined where systemd's socket has none. */
  readonly port: number | undefined;
  readonly hasTokens: boolean;
  /** @throws HubError `invalid`, with every fault of the file; the house stays as it was */
  reloadHouse(): Promise<void>;
  stop(): Promise<void>;
}

/** What undoes a start, in the order it was done. */
interface Teardown {
  readonly steps: (() => Promise<void> | void)[];
  /** Closing the entrance comes before everything: requests in flight still need all of it. */
  closeEntrance: () => Promise<void> | void;
}

const SWEEP_PERIOD_MS = 5 * SECOND_MS;

/** While the store loads: health answers, all else is asked to come back. */
const STARTING: Guard = {
  epoch: () => 0,
  authenticate() {
    throw new HubError('unavailable', 'the hub is starting');
  },
};

/** Every step, though one may fail; then all failures at once. */
async function tearDown({ steps, closeEntrance }: Teardown): Promise<void> {
  const failures: unknown[] = [];
  for (const undo of [closeEntrance, ...steps.toReversed()]) {
    try {
      await undo();
    } catch (error) {
      failures.push(error);
    }
  }
  if (failures.length > 0) throw new AggregateError(failures, failures.map(messageOf).join('; '));
}

/** The hub's bus: to the broker, or to a house inside this process. */
async function openBus(
  { settings, isVirtual }: HubConfig,
  parts: CoreParts,
  { serial, house, topics }: { serial: string; house: House; topics: Topics },
): Promise<ReturnType<typeof createInProcessHouse>> {
  if (isVirtual) {
    const simulator = await import('./simulator/start.ts');
    return simulator.createInProcessHouse({ house, topics, ...parts });
  }
  const bus = await connectBroker(settings, `aris-${serial}`, parts);
  return { bus, startDevices: () => undefined, stopDevices: () => Promise.resolve() };
}

/** Everything that knows the house: its devices and zones, and the link to them. */
interface HouseServices {
  readonly zones: Zones;
  readonly devices: Devices;
  readonly intake: Intake;
  readonly fcuCommands: FcuCommands;
  readonly link: HubLink;
  takeHouse(house: House): void;
}

function createHouseServices(deps: {
  config: HubConfig;
  parts: CoreParts;
  store: Store;
  bus: Bus;
  topics: Topics;
  serial: string;
  onRival: (error: RivalError) => void;
}): HouseServices {
  const { config, parts, store, bus, topics, serial, onRival } = deps;
  const { clock, log } = parts;
  const { mqttBase, mqttCommands } = config.settings;
  const devices = createDevices({ clock });
  const zones = createZones({ store, devices, log });
  const fcuCommands = createFcuCommands({ bus, topics, zones, ...parts });
  const intake = createIntake({
    topics,
    devices,
    zones,
    acceptsCommands: mqttCommands === 'on',
    log,
    onHubStatus: (payload, retained) => link.hearHubStatus(payload, retained),
    onOnline: ({ ref }) => ref.kind === 'fcu' && fcuCommands.sendFcu(ref.id),
    onReport: (device, message) => fcuCommands.confirm(device, message),
    onRefusedSet: (zoneId) => link.echoZone(zoneId),
  });
  const link = createHubLink({
    ...{ bus, topics, serial, zones, intake, fcuCommands, clock, log },
    onRival: (rival) =>
      onRival(
        new RivalError(
          `the hub ${rival} is in charge of ${mqttBase}/#: give this one another ARIS_MQTT_BASE`,
        ),
      ),
  });
  return {
    ...{ zones, devices, intake, fcuCommands, link },
    takeHouse(house) {
      devices.setHouse(house);
      zones.setHouse(house);
      intake.forget();
    },
  };
}

function createRoutes(deps: {
  config: HubConfig;
  clock: Clock;
  health: readonly Route[];
  services: HouseServices;
  tokens: Tokens;
  store: Store;
  bus: Bus;
  httpMeter: HttpMeter;
  server: HttpServer;
}): Route[] {
  const { config, clock, health, services, tokens, store, bus, httpMeter, server } = deps;
  const { settings, dataFolder, version, nodeVersion, isVirtual } = config;
  const metrics = createMetrics({
    build: { version, node_version: nodeVersion, virtual: String(isVirtual) },
    ...services,
    ...{ bus, store, httpMeter, processFacts },
    connectionCount: () => server.connectionCount(),
  });
  const routes = [
    ...health,
    ...zoneRoutes(services.zones),
    ...tokenRoutes(tokens),
    ...metricsRoutes((accept) => {
      const format = formatFor(accept);
      return { contentType: CONTENT_TYPES[format], text: metrics(format) };
    }),
    ...firmwareRoutes(
      createFirmwareFolder(settings.firmware ?? join(dataFolder, 'firmware'), clock),
    ),
  ];
  return [...routes, ...indexRoutes(routes, version)];
}

async function start(
  config: HubConfig,
  parts: CoreParts,
  onRival: (error: RivalError) => void,
  teardown: Teardown,
): Promise<Hub> {
  const { settings, dataFolder, isVirtual } = config;
  const { clock, log, random } = parts;
  const startedMs = clock.monotonicMs();
  const httpMeter = createHttpMeter();
  const hostPolicy = createHostPolicy([...config.hostNames, ...settings.hosts]);
  /** What health tells of, as far as it is there yet. */
  const live: { store?: Store; bus?: Bus; isReady: boolean } = { isReady: false };

  const health = healthRoutes(
    () => ({
      version: config.version,
      uptimeMs: clock.monotonicMs() - startedMs,
      nowMs: clock.nowMs(),
      isBusConnected: live.bus?.isConnected() ?? false,
      isVirtual,
      isStoreFull: live.store?.isFull() ?? false,
      lastCommitMs: live.store?.lastCommitMs(),
      ...processFacts(),
    }),
    () => live.isReady,
  );
  const pipelineOf = (routes: readonly Route[], guard: Guard): Pipeline =>
    createPipeline({
      router: createRouter(routes),
      guard,
      hostPolicy,
      clock,
      random,
      log,
      meter: httpMeter,
    });

  const lock = await lockFolder(dataFolder);
  teardown.steps.push(() => lock.release());
  const server = createHttpServer({ log, clock, pipeline: pipelineOf(health, STARTING) });
  teardown.closeEntrance = () => server.stop(settings.stopDeadlineMs);
  const port = await server.listen(config.listen);

  const core = await openCore(dataFolder, isVirtual, parts);
  teardown.steps.push(() => core.close());
  const { tokens, store } = core;
  live.store = store;
  const serial = await serialNumber({ store, digest, random, machineId: config.machineId });
  const house = await houseAtStart(config.house, store, log);
  const topics = createTopics(settings.mqttBase);
  const { bus, startDevices, stopDevices } = await openBus(config, parts, {
    serial,
    house,
    topics,
  });
  live.bus = bus;

  const services = createHouseServices({ config, parts, store, bus, topics, serial, onRival });
  services.takeHouse(house);
  async function reloadHouse(): Promise<void> {
    const result = await readHouse(config.house, store);
    if ('faults' in result) throw new HubError('invalid', result.faults.join('\n'));
    services.takeHouse(result.house);
    log.info('house reloaded', { path: config.house.path, zones: result.house.zones.length });
  }

  const routes = createRoutes({
    clock,
    config,
    health,
    services,
    tokens,
    store,
    bus,
    httpMeter,
    server,
  });
  server.use(pipelineOf(routes, createGuard({ tokens, digest })));
  const control = await serveControl(dataFolder, createOperations({ tokens, reloadHouse }));
  teardown.steps.push(() => control.stop());
  services.link.start();
  startDevices();
  teardown.steps.push(
    stopDevices,
    () => services.link.stop(),
    clock.every(SWEEP_PERIOD_MS, () => services.devices.sweep()),
    clock.every(LIMITS.usageFlushMs, () => {
      tokens
        .flushUsage()
        .catch((error: unknown) => log.error('usage not written', { reason: messageOf(error) }));
    }),
  );
  live.isReady = true;
  return { port, hasTokens: tokens.list().length > 0, reloadHouse, stop: () => tearDown(teardown) };
}

/**
 * @param onRival called later, where another hub shows up on the same topics: this one has to stop
 * @throws SettingsError, RivalError, Error; what had been started is undone
 */
export async function startHub(
  config: HubConfig,
  parts: CoreParts,
  onRival: (error: RivalError) => void,
): Promise<Hub> {
  const teardown: Teardown = { steps: [], closeEntrance: () => undefined };
  try {
    return await start(config, parts, onRival, teardown);
  } catch (error) {
    await tearDown(teardown).catch((failure: unknown) =>
      parts.log.error('undoing the start failed', { reason: messageOf(failure) }),
    );
    throw error;
  }
}
