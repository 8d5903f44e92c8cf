/**
 * The composition root's first half: the hub's life. A start goes in order and, where a step fails, undoes those before
 * it; a stop goes the other way, runs every step though one may fail, and tells of all that did.
 *
 * The hub listens before it loads the rest (services.ts) and opens its store: health answers from then on, and all
 * else is asked to come back.
 */
import type { HouseSource } from '../app/house/house-source.ts';
import { createAddressPace } from '../app/people/address-pace.ts';
import { createStrangerPace } from '../app/people/stranger-pace.ts';
import { createRecentLog, type LogEntry } from '../app/diagnostics/recent-log.ts';
import { healthReport } from '../app/diagnostics/health.ts';
import type { Guard } from '../app/base/credential-ports.ts';
import type { Bus } from '../app/base/ports/bus.ts';
import type { ConnectionStats } from '../app/base/ports/http.ts';
import type { Refusals } from '../app/base/ports/journal.ts';
import type { Log } from '../app/base/ports/log.ts';
import type { Random } from '../app/base/ports/random.ts';
import type { Store } from '../app/base/ports/store.ts';
import type { SteadyClock } from '../app/records/steady-clock.ts';
import type { HubSettings } from '../config/settings.ts';
import { HubError, messageOf } from '../domain/errors.ts';
import { createHostPolicy } from '../http/host.ts';
import { createPipeline, type Pipeline, type PipelineParts } from '../http/pipeline.ts';
import { createRouter, type Route } from '../http/router.ts';
import { healthRoutes } from '../http/routes/health.ts';
import { createHttpServer, type Listen } from '../http/server.ts';
import { createHttpMeter, type HttpMeter } from '../metrics/http-meter.ts';
import { lockFolder } from '../system/lock.ts';
import { createProcessFacts, type ProcessFacts } from '../system/process-facts.ts';

export interface HubConfig {
  readonly settings: HubSettings;
  /** The settings as they may be shown to others. */
  readonly configuration: Readonly<Record<string, string | number>>;
  /** The folder of everything that is kept. */
  readonly dataFolder: string;
  readonly isVirtual: boolean;
  readonly version: string;
  readonly nodeVersion: string;
  readonly listen: Listen;
  readonly house: HouseSource;
  readonly machineId: string | undefined;
  /** SHA-256 of the secret of `/api/admin/*`; undefined where none is set. */
  readonly adminSecretHash: Uint8Array | undefined;
  /** A token that was made elsewhere, to be taken in once. */
  readonly bootstrapToken: string | undefined;
  /** Names of this machine, for the Host allow-list. */
  readonly hostNames: readonly string[];
}

export interface Hub {
  /** The port listened on; undefined where systemd's socket has none. */
  readonly port: number | undefined;
  readonly hasTokens: boolean;
  /** While there is no owner. */
  readonly setupCode: string | undefined;
  /** @throws HubError `invalid`, with every fault of the file; the house stays as it was */
  reloadHouse(): Promise<void>;
  stop(): Promise<void>;
}

/** What everything is made with. */
export interface Parts {
  readonly clock: SteadyClock;
  readonly random: Random;
  readonly log: Log;
}

/** What a hub is made with, besides. */
interface HubParts extends Parts {
  readonly recentErrors: () => readonly LogEntry[];
}

/** What undoes a start, in the order it was done. */
export interface Teardown {
  readonly steps: (() => Promise<void> | void)[];
  /** Closing the entrance comes before everything: requests in flight still need all of it. */
  closeEntrance: () => Promise<void> | void;
}

/** What is there before the services are, and what they join on to. */
export interface Entrance {
  readonly health: readonly Route[];
  readonly healthReport: () => object;
  readonly httpMeter: HttpMeter;
  readonly processFacts: () => ProcessFacts;
  /** What health tells of, as far as it is there yet. */
  readonly live: {
    store?: Store;
    bus?: Bus;
    isStandby?: () => boolean;
    isKnown?: PipelineParts['isKnown'];
    isReady: boolean;
  };
  readonly connections: () => ConnectionStats;
  /** The last warnings and errors of the log. */
  readonly recentErrors: () => readonly LogEntry[];
  /** From now on requests are answered by these routes. */
  open(routes: readonly Route[], guard: Guard, refusals: Refusals): void;
}

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
    storeTrouble: live.store?.trouble(),
    lastCommitMs: live.store?.lastCommitMs(),
    ...processFacts(),
  });
  const health = healthRoutes(facts, () => live.isReady);
  const pipeline = createPipeline({
    router: createRouter(health),
    guard: STARTING,
    hostPolicy,
    trustedProxies: settings.trustedProxies,
    addressPace: createAddressPace(clock),
    strangerPace: createStrangerPace(clock),
    isKnown: (client, cookies) => live.isKnown?.(client, cookies) ?? false,
    refusals: { note: () => undefined },
    meter: httpMeter,
    ...parts,
  });
  return {
    pipeline,
    health,
    httpMeter,
    live,
    processFacts,
    connections,
    healthReport: () => healthReport(facts()),
    recentErrors: parts.recentErrors,
    open: (routes, guard, refusals) =>
      pipeline.open({ router: createRouter(routes), guard, refusals }),
  };
}

/** Listens, and answers for health alone. */
async function openEntrance(
  config: HubConfig,
  parts: HubParts,
  teardown: Teardown,
): Promise<Entrance & { port: number | undefined }> {
  const entrance = createEntrance(config, parts, () => server.connections());
  const { trustedProxies } = config.settings;
  const server = createHttpServer({ ...parts, pipeline: entrance.pipeline, trustedProxies });
  teardown.closeEntrance = () => server.stop(config.settings.stopDeadlineMs);
  return { ...entrance, port: await server.listen(config.listen) };
}

async function start(config: HubConfig, parts: HubParts, teardown: Teardown): Promise<Hub> {
  const lock = lockFolder(config.dataFolder);
  teardown.steps.push(() => lock.release());
  const entrance = await openEntrance(config, parts, teardown);
  const { startServices } = await import('./services.ts');
  const started = await startServices({ config, parts, entrance }, teardown);
  entrance.live.isReady = true;
  return { port: entrance.port, ...started, stop: () => tearDown(teardown) };
}

/**
 * @throws SettingsError, RivalError, Error; what had been started is undone
 */
export async function startHub(config: HubConfig, parts: Parts): Promise<Hub> {
  const teardown: Teardown = { steps: [], closeEntrance: () => undefined };
  try {
    const { log, entries } = createRecentLog(parts);
    return await start(config, { ...parts, log, recentErrors: entries }, teardown);
  } catch (error) {
    await tearDown(teardown).catch((failure: unknown) =>
      parts.log.error('undoing the start failed', { reason: messageOf(failure) }),
    );
    throw error;
  }
}
