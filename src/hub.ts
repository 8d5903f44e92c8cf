/**
 * The composition root: the only place where parts meet. A start goes in order and, where a step fails, undoes those
 * before it; a stop goes the other way, runs every step though one may fail, and tells of all that did.
 *
 * The hub listens before it has opened its store, so that health can be asked for while a large store loads.
 */
import { createDevices } from './app/devices.ts';
import { createFcuCommands } from './app/fcu-commands.ts';
import type { HealthFacts } from './app/health.ts';
import { houseAtStart, readHouse, type HouseSource } from './app/house-source.ts';
import { createHubLink } from './app/hub-link.ts';
import { createIntake } from './app/intake.ts';
import { createTopics, type Topics } from './app/messages/topics.ts';
import { createOperations } from './app/operations.ts';
import type { Bus, Guard } from './app/ports.ts';
import { serialNumber } from './app/serial-number.ts';
import { createZones } from './app/zones.ts';
import { createGuard } from './auth/guard.ts';
import type { Settings } from './config/settings.ts';
import { lockFolder, openCore, type Core, type CoreParts } from './core.ts';
import { digest } from './crypto/nacl.ts';
import { HubError, messageOf, RivalError, SettingsError } from './domain/errors.ts';
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
import { createHttpMeter } from './metrics/http-meter.ts';
import { CONTENT_TYPES, formatFor } from './metrics/page.ts';
import { serveControl } from './system/control-socket.ts';
import { readTextFile } from './system/files.ts';
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

type Undo = () => Promise<void> | void;

const SWEEP_PERIOD_MS = 5 * SECOND_MS;

/** While the store loads: health answers, all else is asked to come back. */
const STARTING: Guard = {
  epoch: () => 0,
  authenticate() {
    throw new HubError('unavailable', 'the hub is starting');
  },
};

async function runAll(undos: readonly Undo[]): Promise<void> {
  const failures: unknown[] = [];
  for (const undo of undos.toReversed()) {
    try {
      await undo();
    } catch (error) {
      failures.push(error);
    }
  }
  if (failures.length > 0) throw new AggregateError(failures, failures.map(messageOf).join('; '));
}

async function createBus(
  config: HubConfig,
  parts: CoreParts,
  serial: string,
  house: House,
  topics: Topics,
): Promise<{ bus: Bus; undo: Undo }> {
  const { settings, isVirtual } = config;
  if (isVirtual) {
    const { startVirtualHouse } = await import('./simulator/start.ts');
    return startVirtualHouse({ house, topics, ...parts });
  }
  const { mqttUrl, mqttUsername, mqttPasswordFile, mqttCaFile } = settings;
  if (mqttUrl === undefined) throw new SettingsError(['ARIS_MQTT_URL is not set']);
  const { createMqttBus } = await import('./mqtt/client.ts');
  const options = {
    url: mqttUrl,
    clientId: `aris-${serial}`,
    username: mqttUsername,
    password: mqttPasswordFile && readSecret(mqttPasswordFile, 'ARIS_MQTT_PASSWORD_FILE'),
    ca: mqttCaFile && readSecret(mqttCaFile, 'ARIS_MQTT_CA_FILE', 'whole'),
  };
  return { bus: createMqttBus({ options, ...parts }), undo: () => undefined };
}

function readSecret(
  path: string,
  setting: string,
  part: 'first line' | 'whole' = 'first line',
): string {
  let text: string | undefined;
  try {
    text = readTextFile(path);
  } catch (error) {
    throw new SettingsError([`${setting} cannot be read: ${messageOf(error)}`]);
  }
  if (text === undefined) throw new SettingsError([`${setting}: there is no file ${path}`]);
  return part === 'whole' ? text : (text.split(/\r?\n/, 1)[0] ?? '');
}

/** @throws SettingsError, RivalError, Error */
export async function startHub(
  config: HubConfig,
  parts: CoreParts,
  onRival: (error: RivalError) => void,
): Promise<Hub> {
  const undos: Undo[] = [];
  try {
    return await start(config, parts, onRival, undos);
  } catch (error) {
    await runAll(undos).catch((failure: unknown) =>
      parts.log.error('undoing the start failed', { reason: messageOf(failure) }),
    );
    throw error;
  }
}

async function start(
  config: HubConfig,
  parts: CoreParts,
  onRival: (error: RivalError) => void,
  undos: Undo[],
): Promise<Hub> {
  const { settings, dataFolder, isVirtual } = config;
  const { clock, log, random } = parts;
  const startedMs = clock.monotonicMs();
  const httpMeter = createHttpMeter();
  const hostPolicy = createHostPolicy([...config.hostNames, ...settings.hosts]);
  let core: Core | undefined;
  let bus: Bus | undefined;
  let isReady = false;

  const healthFacts = (): HealthFacts => ({
    version: config.version,
    uptimeMs: clock.monotonicMs() - startedMs,
    nowMs: clock.nowMs(),
    isBusConnected: bus?.isConnected() ?? false,
    isVirtual,
    isStoreFull: core?.store.isFull() ?? false,
    lastCommitMs: core?.store.lastCommitMs(),
    ...processFacts(),
  });
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
  const health = healthRoutes(healthFacts, () => isReady);

  const lock = await lockFolder(dataFolder);
  undos.push(() => lock.release());
  const server: HttpServer = createHttpServer({
    log,
    clock,
    pipeline: pipelineOf(health, STARTING),
  });
  undos.push(() => server.stop(settings.stopDeadlineMs));
  const port = await server.listen(config.listen);

  const opened = await openCore(dataFolder, isVirtual, parts);
  core = opened;
  undos.push(() => opened.close());
  const { store, tokens } = opened;
  const serial = await serialNumber({ store, digest, random, machineId: config.machineId });
  const house = await houseAtStart(config.house, store, log);

  const topics = createTopics(settings.mqttBase);
  const devices = createDevices({ clock });
  const zones = createZones({ store, devices, log });
  const created = await createBus(config, parts, serial, house, topics);
  bus = created.bus;
  undos.push(created.undo);
  const fcuCommands = createFcuCommands({ bus, topics, zones, ...parts });
  const intake = createIntake({
    topics,
    devices,
    zones,
    acceptsCommands: settings.mqttCommands === 'on',
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
          `the hub ${rival} is in charge of ${settings.mqttBase}/#; give this one another ARIS_MQTT_BASE`,
        ),
      ),
  });

  function takeHouse(taken: House): void {
    devices.setHouse(taken);
    zones.setHouse(taken);
    intake.forget();
  }
  async function reloadHouse(): Promise<void> {
    const result = await readHouse(config.house, store);
    if ('faults' in result) throw new HubError('invalid', result.faults.join('\n'));
    takeHouse(result.house);
    log.info('house reloaded', { path: config.house.path, zones: result.house.zones.length });
  }
  takeHouse(house);

  const metrics = createMetrics({
    build: {
      version: config.version,
      node_version: config.nodeVersion,
      virtual: String(isVirtual),
    },
    ...{ zones, devices, bus, intake, fcuCommands, store, httpMeter, processFacts },
    connectionCount: () => server.connectionCount(),
  });
  const routes: Route[] = [
    ...health,
    ...zoneRoutes(zones),
    ...tokenRoutes(tokens),
    ...metricsRoutes((accept) => {
      const format = formatFor(accept);
      return { contentType: CONTENT_TYPES[format], text: metrics(format) };
    }),
    ...firmwareRoutes(createFirmwareFolder(settings.firmware ?? `${dataFolder}/firmware`)),
  ];
  server.use(
    pipelineOf(
      [...routes, ...indexRoutes(routes, config.version)],
      createGuard({ tokens, digest }),
    ),
  );
  const control = await serveControl(dataFolder, createOperations({ tokens, reloadHouse }));
  undos.push(() => control.stop());
  link.start();
  undos.push(() => link.stop());
  undos.push(
    clock.every(SWEEP_PERIOD_MS, () => devices.sweep()),
    clock.every(LIMITS.usageFlushMs, () => {
      tokens
        .flushUsage()
        .catch((error: unknown) => log.error('usage not written', { reason: messageOf(error) }));
    }),
  );
  isReady = true;

  return {
    port,
    hasTokens: tokens.list().length > 0,
    reloadHouse,
    async stop() {
      isReady = false;
      // Requests in flight still find their store, and a device its hub: http goes first, whatever its place above.
      await runAll([...undos.filter((undo) => undo !== undos[1]), ...undos.slice(1, 2)]);
    },
  };
}
