/**
 * The composition root's second half: everything behind the entrance, from the store to the devices. The one place
 * where the adapters meet.
 */
import { join } from 'node:path';
import { hubIdOf } from './app/discovery/announcements.ts';
import { deviceViews } from './app/house/device-list.ts';
import { createHouseParts, type HouseParts } from './app/house/house-parts.ts';
import { houseAtStart, readHouse } from './app/house/house-source.ts';
import { createTopics, type Topics } from './app/messages/topics.ts';
import { createOperations } from './app/operations.ts';
import type { EventJournal } from './app/records/journal.ts';
import type { Bus } from './app/ports.ts';
import { serialNumber } from './app/house/serial-number.ts';
import { createState, type State } from './app/state/state.ts';
import { houseState } from './app/state/state-sources.ts';
import { API_LEVEL, type SystemFacts } from './app/house/system-view.ts';
import { createDiagnostics } from './app/diagnostics.ts';
import type { Access } from './access.ts';
import type { Guard } from './app/credential-ports.ts';
import { createAdminSecret } from './auth/admin-secret.ts';
import { createGuard } from './auth/guard.ts';
import { connectBroker } from './broker.ts';
import { openCore, type Core } from './core.ts';
import { digest } from './crypto/nacl.ts';
import { HubError, messageOf, RivalError } from './domain/errors.ts';
import type { House } from './domain/house.ts';
import { LIMITS } from './domain/limits.ts';
import { SECOND_MS } from './domain/units.ts';
import { createFirmwareFolder } from './firmware/folder.ts';
import type { Route } from './http/router.ts';
import { aboutRoutes } from './http/routes/about.ts';
import { accessRoutes, zoneChecker } from './http/routes/access.ts';
import { diagnosticsRoutes } from './http/routes/diagnostics.ts';
import { dhwRoutes } from './http/routes/dhw.ts';
import { energyRoutes } from './http/routes/energy.ts';
import { equipmentRoutes } from './http/routes/equipment.ts';
import { eventRoutes } from './http/routes/events.ts';
import { firmwareRoutes } from './http/routes/firmware.ts';
import { historyRoutes } from './http/routes/history.ts';
import { indexRoutes } from './http/routes/index.ts';
import { integrationRoutes } from './http/routes/integrations.ts';
import { metricsRoutes } from './http/routes/metrics.ts';
import { pageRoutes } from './http/routes/page.ts';
import { prometheusRoutes } from './http/routes/prometheus.ts';
import { settingsRoutes } from './http/routes/settings.ts';
import { stateRoutes } from './http/routes/state.ts';
import { systemRoutes } from './http/routes/system.ts';
import { zoneRoutes } from './http/routes/zones.ts';
import { createStreams } from './http/streams.ts';
import type { Entrance, HubConfig, Parts, Teardown } from './hub.ts';
import { meteredBus, type MeteredBus } from './metrics/bus-meter.ts';
import { createMetrics } from './metrics/collect.ts';
import { createLoopMeter, type LoopMeter } from './metrics/loop-meter.ts';
import { CONTENT_TYPES, formatFor } from './metrics/page.ts';
import { createIntegrations } from './integrations/shipped.ts';
import { createPageFolder } from './page/folder.ts';
import type { createInProcessHouse } from './simulator/start.ts';
import { serveControl } from './system/control-socket.ts';
import { openTimeZone } from './system/time-zone.ts';
import { createUpstream } from './upstream/prometheus.ts';

const SWEEP_PERIOD_MS = 5 * SECOND_MS;

/** Two hubs on one machine have one serial; a broker throws out the client whose id comes again. */
function clientIdOf(serial: string, mqttBase: string): string {
  return mqttBase === 'aris'
    ? `aris-${serial}`
    : `aris-${serial}-${mqttBase.replaceAll(/[^a-zA-Z0-9]/g, '-')}`;
}

/** The hub's bus: to the broker, or to a house inside this process. */
async function openBus(
  { settings, isVirtual }: HubConfig,
  parts: Parts,
  { serial, house, topics }: { serial: string; house: House; topics: Topics },
): Promise<ReturnType<typeof createInProcessHouse>> {
  if (isVirtual) {
    const simulator = await import('./simulator/start.ts');
    return simulator.createInProcessHouse({ house, topics, ...parts });
  }
  const bus = await connectBroker(settings, clientIdOf(serial, settings.mqttBase), parts);
  return { bus, startDevices: () => undefined, stopDevices: () => Promise.resolve() };
}

/** In a made-up house no device is of another make: the simulator plays all of them. */
const playable = (house: House, { isVirtual }: HubConfig): House =>
  isVirtual ? { ...house, bindings: undefined } : house;

const zoneIdsOf = (house: House) => house.zones.map(({ zoneId }) => zoneId);

/** The house and all of it as clients are shown it. */
interface HouseServices extends HouseParts {
  readonly state: State;
}

function withState(house: HouseParts, { journal }: Core, parts: Parts): HouseServices {
  const state = createState({ ...houseState(house), journal, digest, ...parts });
  return {
    ...house,
    state,
    takeHouse(next) {
      house.takeHouse(next);
      state.reset();
    },
  };
}

function openHouse(deps: {
  config: HubConfig;
  parts: Parts;
  core: Core;
  bus: Bus;
  topics: Topics;
  facts: SystemFacts;
  onRival: (error: RivalError) => void;
}): HouseServices {
  const { config, parts, core, bus, topics, facts, onRival } = deps;
  const { mqttBase, mqttCommands, haPrefix } = config.settings;
  const { store, journal, lazyBatch } = core;
  const house = createHouseParts({
    ...{ store, journal, bus, topics, facts, digest, ...parts },
    discovery: {
      // A house that is made up has no broker that Home Assistant could be at.
      prefix: haPrefix === 'off' || config.isVirtual ? undefined : haPrefix,
      hubId: hubIdOf(facts.serial, mqttBase),
    },
    timeZones: (name) => openTimeZone(name, parts.log),
    acceptsCommands: mqttCommands === 'on',
    onRival: (rival) =>
      onRival(
        new RivalError(
          `the hub ${rival} is in charge of ${mqttBase}/#: give this one another ARIS_MQTT_BASE`,
        ),
      ),
  });
  house.lazy.forEach((source) => lazyBatch.add(source));
  return withState(house, core, parts);
}

function upstreamOf({ prometheusUrl }: HubConfig['settings'], parts: Parts) {
  return prometheusUrl === undefined ? undefined : createUpstream({ url: prometheusUrl, ...parts });
}

interface RouteDeps {
  readonly config: HubConfig;
  readonly parts: Parts;
  readonly entrance: Entrance;
  readonly services: HouseServices;
  readonly core: Core;
  readonly bus: MeteredBus;
  readonly loopMeter: LoopMeter;
  readonly serial: string;
  readonly house: () => House;
}

function diagnosticsOf(
  { config, parts, entrance, services, core, serial, house }: RouteDeps,
  streamCount: () => number,
): () => object {
  const { version, nodeVersion, isVirtual, configuration } = config;
  return createDiagnostics({
    ...{ ...services, store: core.store, serial, isVirtual, house },
    apiLevel: API_LEVEL,
    versions: { aris: version, node: nodeVersion },
    configuration,
    settings: () => services.settings.get(),
    health: entrance.healthReport,
    counts: () => ({
      tokens: core.access.tokens.list().length,
      connections: entrance.connectionCount(),
      streams: streamCount(),
    }),
    recent: entrance.recentErrors,
    nowMs: () => parts.clock.nowMs(),
  });
}

function createRoutes(deps: RouteDeps): Route[] {
  const { config, parts, entrance, services, core, bus, loopMeter, serial, house } = deps;
  const { settings, dataFolder, version, nodeVersion, isVirtual } = config;
  const streams = createStreams({ state: services.state, clock: parts.clock });
  const metrics = createMetrics({
    build: { version, nodeVersion, isVirtual },
    ...{ ...services, ...entrance, ...core.access, bus, clock: parts.clock },
    ...{ store: core.store, journal: core.journal },
    meters: [entrance.httpMeter, loopMeter],
    streamCount: () => streams.count(),
  });
  const firmware = createFirmwareFolder(
    settings.firmware ?? join(dataFolder, 'firmware'),
    parts.clock,
  );
  const events = eventRoutes(core.journal);
  const forSettings = settingsRoutes(services.settings);
  const routes = [
    ...entrance.health,
    ...zoneRoutes(services.zones, services.schedules),
    ...systemRoutes(services, services.systemView),
    ...stateRoutes(services.state, streams),
    ...diagnosticsRoutes(diagnosticsOf(deps, () => streams.count())),
    ...forSettings,
    ...events,
    ...equipmentRoutes(services.equipment, services.faults),
    ...aboutRoutes({
      devices: () => deviceViews(house(), services.devices),
      usage: entrance.processFacts,
    }),
    ...dhwRoutes(services.hotWater),
    ...historyRoutes(services),
    ...energyRoutes(services.energy),
    ...accessRoutes(core.access, {
      forAdmin: [...forSettings, ...events.filter(({ path }) => path === '/api/audit')],
      tenant: () => ({ id: serial, name: services.settings.get().name }),
      zoneIds: () => zoneIdsOf(house()),
    }),
    ...metricsRoutes((accept) => {
      const format = formatFor(accept);
      return { contentType: CONTENT_TYPES[format], bytes: metrics.page(format) };
    }),
    ...prometheusRoutes(upstreamOf(settings, parts)),
    ...integrationRoutes(createIntegrations()),
    ...firmwareRoutes(firmware),
    ...pageRoutes(createPageFolder(parts.log)),
  ];
  return [...routes, ...indexRoutes(routes, version)];
}

function guardOf({ settings, adminSecretHash }: HubConfig, access: Access): Guard {
  const { tokens, sessions, guesses } = access;
  return createGuard({
    ...{ tokens, sessions, digest },
    adminSecret: createAdminSecret({ hash: adminSecretHash, digest, lockout: guesses }),
    areQueryKeysAccepted: settings.queryKeys === 'on',
  });
}

export interface StartedServices {
  readonly hasTokens: boolean;
  /** While there is no owner. */
  readonly setupCode: string | undefined;
  readonly reloadHouse: () => Promise<void>;
}

function tellStart(journal: EventJournal, { version, isVirtual }: HubConfig): void {
  journal.later({
    type: 'system_startup',
    severity: 'info',
    message: 'The hub has started',
    data: { version, virtual: isVirtual },
  });
}

/** The caller holds the folder's lock, and undoes what was done where this fails. */
export async function startServices(
  deps: {
    config: HubConfig;
    parts: Parts;
    entrance: Entrance;
    onRival: (error: RivalError) => void;
  },
  teardown: Teardown,
): Promise<StartedServices> {
  const { config, parts, entrance, onRival } = deps;
  const { dataFolder, isVirtual, version } = config;
  const { clock, log, random } = parts;
  const core = await openCore(dataFolder, isVirtual, parts);
  teardown.steps.push(() => core.close());
  const { access, store, journal } = core;
  entrance.live.store = store;
  if (config.bootstrapToken !== undefined)
    await access.tokens.importOnce(config.bootstrapToken, 'bootstrap');
  const serial = await serialNumber({ store, digest, random, machineId: config.machineId });
  let house = playable(await houseAtStart(config.house, store, log), config);
  const topics = createTopics(config.settings.mqttBase);
  const link = await openBus(config, parts, { serial, house, topics });
  const { startDevices, stopDevices } = link;
  const bus = meteredBus(link.bus);
  const loopMeter = createLoopMeter(clock);
  entrance.live.bus = bus;

  const facts = { serial, version, isVirtual, timeZone: () => house.timeZone };
  const services = openHouse({ config, parts, core, bus, topics, facts, onRival });
  services.takeHouse(house);
  async function reloadHouse(): Promise<void> {
    const result = await readHouse(config.house, store);
    if ('faults' in result) throw new HubError('invalid', result.faults.join('\n'));
    house = playable(result.house, config);
    services.takeHouse(house);
    const facts = { path: config.house.path, zones: result.house.zones.length };
    log.info('house reloaded', facts);
    journal.later({
      type: 'house_reloaded',
      severity: 'info',
      message: 'The house was read anew',
      data: facts,
    });
  }

  function flush(): void {
    core.lazyBatch
      .flush()
      .catch((error: unknown) => log.error('lazy batch not written', { reason: messageOf(error) }));
  }

  entrance.open(
    createRoutes({
      ...{ config, parts, entrance, services, core, bus, loopMeter, serial },
      house: () => house,
    }),
    guardOf(config, access),
    core.refusals,
  );
  const refuseUnknownZones = zoneChecker(() => zoneIdsOf(house));
  const control = await serveControl(
    dataFolder,
    createOperations({ ...access, refuseUnknownZones, reloadHouse }),
  );
  teardown.steps.push(() => control.stop());
  services.link.start();
  startDevices();
  teardown.steps.push(
    stopDevices,
    () => services.link.stop(),
    () => services.agenda.stop(),
    services.plant.start(),
    services.history.start(),
    loopMeter.start(),
    clock.every(SWEEP_PERIOD_MS, () => services.sweep()),
    clock.every(LIMITS.lazyFlushMs, flush),
    () =>
      void journal.later({ type: 'system_shutdown', severity: 'info', message: 'The hub stops' }),
  );
  tellStart(journal, config);
  flush();
  return {
    hasTokens: access.tokens.list().length > 0,
    setupCode: access.accounts.hasOwner() ? undefined : access.setupCode.code(),
    reloadHouse,
  };
}
