/** The route table, joined: every route beside what answers it. */
import { join } from 'node:path';
import type { BackupMaker } from '../app/backup/backups.ts';
import type { BackupWatch } from '../app/backup/watch.ts';
import type { Restoring } from '../app/backup/restoring.ts';
import type { BrokerBook } from '../app/broker/broker-book.ts';
import type { HouseBook } from '../app/house/house-book.ts';
import { createDiagnostics } from '../app/diagnostics/diagnostics.ts';
import { createLogReport } from '../app/diagnostics/log-report.ts';
import { deviceViews } from '../app/devices/device-list.ts';
import { hubIdOf } from '../app/home-assistant/announcement.ts';
import { HOME_ASSISTANT_FILE, urlOf, type HubOrigin } from '../app/served/integration-files.ts';
import { API_LEVEL } from '../app/views/system-view.ts';
import type { Core } from './core.ts';
import { zoneIdsOf, type House } from '../domain/house.ts';
import { createFirmwareFolder } from '../firmware/folder.ts';
import type { HouseServices } from './house.ts';
import { withEtags } from '../http/if-match.ts';
import type { Route } from '../http/router.ts';
import { aboutRoutes } from '../http/routes/about.ts';
import { accessRoutes } from '../http/routes/access.ts';
import { backupRoutes } from '../http/routes/backup.ts';
import { brokerRoutes } from '../http/routes/broker.ts';
import { diagnosticsRoutes } from '../http/routes/diagnostics.ts';
import { dhwRoutes } from '../http/routes/dhw.ts';
import { energyRoutes } from '../http/routes/energy.ts';
import { equipmentRoutes } from '../http/routes/equipment.ts';
import { eventRoutes } from '../http/routes/events.ts';
import { foundRoutes } from '../http/routes/found.ts';
import { firmwareRoutes } from '../http/routes/firmware.ts';
import { historyRoutes } from '../http/routes/history.ts';
import { houseRoutes } from '../http/routes/house.ts';
import { indexRoutes } from '../http/routes/index.ts';
import { integrationRoutes } from '../http/routes/integrations.ts';
import { logRoutes } from '../http/routes/log.ts';
import { metricsRoutes } from '../http/routes/metrics.ts';
import { noticeRoutes } from '../http/routes/notices.ts';
import { pageRoutes } from '../http/routes/page.ts';
import { prometheusRoutes } from '../http/routes/prometheus.ts';
import { restoreRoutes } from '../http/routes/restore.ts';
import { securityRoutes } from '../http/routes/security.ts';
import { settingsRoutes } from '../http/routes/settings.ts';
import { stateRoutes } from '../http/routes/state.ts';
import { scheduleRoutes, scheduleTemplateRoutes } from '../http/routes/schedules.ts';
import { systemRoutes } from '../http/routes/system.ts';
import { zoneRoutes } from '../http/routes/zones.ts';
import { createStreams, type Streams } from '../http/streams.ts';
import type { Entrance, HubConfig, Parts } from './types.ts';
import { createIntegrations } from '../integrations/shipped.ts';
import type { MeteredBus } from '../metrics/bus-meter.ts';
import { createMetrics, type Metrics } from '../metrics/collect.ts';
import type { LoopMeter } from '../metrics/loop-meter.ts';
import { CONTENT_TYPES, formatFor } from '../metrics/exposition.ts';
import { createPageFolder } from '../page/folder.ts';
import { createUpstream } from '../upstream/prometheus.ts';

function upstreamOf({ prometheusUrl }: HubConfig['settings'], parts: Parts) {
  return prometheusUrl === undefined ? undefined : createUpstream({ url: prometheusUrl, ...parts });
}

interface RouteDeps {
  readonly backups: () => Promise<BackupMaker>;
  readonly backupWatch: BackupWatch;
  readonly restoring: () => Promise<Restoring>;
  readonly config: HubConfig;
  readonly parts: Parts;
  readonly entrance: Entrance;
  readonly services: HouseServices;
  readonly core: Core;
  readonly bus: MeteredBus;
  readonly loopMeter: LoopMeter;
  readonly serial: string;
  readonly houseBook: HouseBook;
  readonly brokerBook: BrokerBook;
  readonly house: () => House;
}

function diagnosticsOf(
  { config, parts, entrance, services, core, serial, house }: RouteDeps,
  streamCount: () => number,
): () => object {
  const { version, nodeVersion, isVirtual, configuration } = config;
  return createDiagnostics({
    ...services,
    store: core.store,
    serial,
    isVirtual,
    house,
    apiLevel: API_LEVEL,
    versions: { aris: version, node: nodeVersion },
    configuration,
    settings: () => services.settings.get(),
    health: entrance.healthReport,
    counts: () => ({
      tokens: core.access.tokens.list().length,
      connections: entrance.connections().open,
      streams: streamCount(),
    }),
    recent: entrance.recentLog.errors,
    nowMs: () => parts.clock.nowMs(),
  });
}

function logReportOf({ config, parts, entrance, services }: RouteDeps): () => string {
  return createLogReport({
    ...config,
    health: entrance.healthReport,
    faults: () => services.faults.list(),
    entries: entrance.recentLog.entries,
    nowMs: () => parts.clock.nowMs(),
  });
}

/** Asked for once in a while: what it is made with is loaded then. */
function homeAssistantOf({ house, serial, config }: RouteDeps) {
  const hubId = hubIdOf(serial, config.settings.mqttBase);
  return async (origin: HubOrigin) => {
    const { restConfig } = await import('../app/home-assistant/rest-config.ts');
    return restConfig(house(), hubId, urlOf(origin));
  };
}

/** The routes, and what of them lives on between requests. */
export interface Routes {
  readonly routes: readonly Route[];
  readonly streams: Streams;
  readonly metrics: Metrics;
}

export function createRoutes(deps: RouteDeps): Routes {
  const { config, parts, entrance, services, core, bus, loopMeter, serial, house } = deps;
  const { settings, dataFolder, version, nodeVersion, isVirtual } = config;
  const streams = createStreams({ state: services.state, clock: parts.clock });
  const metrics = createMetrics({
    build: { version, nodeVersion, isVirtual },
    ...services,
    ...entrance,
    ...core.access,
    bus,
    clock: parts.clock,
    store: core.store,
    backupWatch: deps.backupWatch,
    journal: core.journal,
    meters: [entrance.httpMeter, loopMeter],
    streamCount: () => streams.count(),
  });
  const firmware = createFirmwareFolder(
    settings.firmware ?? join(dataFolder, 'firmware'),
    parts.clock,
  );
  const events = eventRoutes(core.journal);
  const forSettings = settingsRoutes(services.settings);
  const plain = [
    ...entrance.health,
    ...zoneRoutes(services.zones, services.zoneCommands, services.schedules),
    ...scheduleRoutes(services.schedules),
    ...scheduleTemplateRoutes(services.scheduleTemplates),
    ...systemRoutes(services, services.systemView),
    ...stateRoutes(services.state, streams),
    ...diagnosticsRoutes(diagnosticsOf(deps, () => streams.count())),
    ...logRoutes(entrance.recentLog, logReportOf(deps)),
    ...forSettings,
    ...houseRoutes(deps.houseBook),
    ...brokerRoutes(deps.brokerBook, () => bus.isConnected()),
    ...backupRoutes(deps.backups, () => parts.clock.nowMs()),
    ...restoreRoutes(deps.restoring, core.access.accounts),
    ...events,
    ...noticeRoutes(core.access.notices),
    ...equipmentRoutes(services.equipment, services.filters, services.faults),
    ...aboutRoutes({
      devices: () => deviceViews(house(), services.devices),
      usage: entrance.processFacts,
    }),
    ...foundRoutes(services.foundDevices),
    ...dhwRoutes(services.dhwRequests, services.dhwSchedule),
    ...historyRoutes(services),
    ...energyRoutes(services.energy, services.settings),
    ...accessRoutes(core.access, {
      installation: config.installation,
      forAdmin: [...forSettings, ...events.filter(({ path }) => path === '/api/audit')],
      tenant: () => ({ id: serial, name: services.settings.get().name }),
      zoneIds: () => zoneIdsOf(house()),
    }),
    ...metricsRoutes((accept) => {
      const format = formatFor(accept);
      return { contentType: CONTENT_TYPES[format], bytes: metrics.page(format) };
    }),
    ...prometheusRoutes(upstreamOf(settings, parts)),
    ...integrationRoutes(createIntegrations({ [HOME_ASSISTANT_FILE]: homeAssistantOf(deps) })),
    ...firmwareRoutes(firmware),
    ...securityRoutes(settings.securityContact, () => parts.clock.nowMs()),
    ...pageRoutes(createPageFolder(parts.log)),
  ];
  const routes = withEtags(plain, core.journal);
  return { routes: [...routes, ...indexRoutes(routes, version)], streams, metrics };
}
