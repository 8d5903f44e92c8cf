/** The entrance: it answers for health from the first moment, and for all else once the services are there. */
import { createCertainClock } from '../app/base/certain-clock.ts';
import type { Guard } from '../app/base/credential-ports.ts';
import type { ConnectionStats } from '../app/base/ports/http.ts';
import { createHealth } from '../app/diagnostics/health.ts';
import { createAddressPace } from '../app/people/address-pace.ts';
import { createStrangerPace } from '../app/people/stranger-pace.ts';
import { HubError } from '../domain/errors.ts';
import { createHostPolicy } from '../http/host.ts';
import { createPipeline, type Pipeline } from '../http/pipeline.ts';
import { createRouter } from '../http/router.ts';
import { healthRoutes } from '../http/routes/health.ts';
import { createHttpMeter } from '../metrics/http-meter.ts';
import { createProcessFacts } from '../system/process-facts.ts';
import type { Entrance, HubConfig, HubParts } from './types.ts';

const STARTING: Guard = {
  epoch: () => 0,
  authenticate() {
    throw new HubError('unavailable', 'the hub is starting');
  },
};

/** Answers for health alone until it is opened. @param connections of whoever brings the requests */
export function createEntrance(
  config: HubConfig,
  parts: HubParts,
  connections: () => ConnectionStats,
): Entrance & { readonly pipeline: Pipeline } {
  const { settings, version, isVirtual } = config;
  const { clock } = parts;
  const startedMs = clock.monotonicMs();
  const httpMeter = createHttpMeter();
  const hostPolicy = createHostPolicy([...config.hostNames, ...settings.hosts]);
  const live: Entrance['live'] = { isReady: false };
  const processFacts = createProcessFacts(clock);
  const facts = () => ({
    version,
    isVirtual,
    uptimeMs: clock.monotonicMs() - startedMs,
    nowMs: clock.nowMs(),
    isBusConnected: live.bus?.isConnected() ?? false,
    isStandby: live.isStandby?.() ?? false,
    isSetUp: live.isSetUp?.() ?? false,
    storeTrouble: live.store?.trouble(),
    isStoreSlow: live.store?.isSlow() ?? false,
    isStoreRestored: live.isUnconfirmed?.('store_restored') ?? false,
    areRecordsDamaged: live.isUnconfirmed?.('records_damaged') ?? false,
    isClockProvisional: clock.isProvisional(),
    backups: live.backups?.status(),
    lastCommitMs: live.store?.lastCommitMs(),
    ...processFacts(),
  });
  const health = createHealth(facts, clock);
  const routes = healthRoutes(health, () => live.isReady);
  const pipeline = createPipeline({
    router: createRouter(routes),
    guard: STARTING,
    hostPolicy,
    trustedProxies: settings.trustedProxies,
    addressPace: createAddressPace(clock),
    strangerPace: createStrangerPace(clock),
    isKnown: (client, cookies) => live.isKnown?.(client, cookies) ?? false,
    refusals: { note: () => undefined },
    meter: httpMeter,
    clock: createCertainClock(clock),
    random: parts.random,
    log: parts.log,
  });
  return {
    pipeline,
    health: routes,
    httpMeter,
    live,
    processFacts,
    connections,
    healthReport: () => health.report(),
    look: () => health.look(),
    recentLog: parts.recentLog,
    open: (all, guard, refusals) => pipeline.open({ router: createRouter(all), guard, refusals }),
  };
}
