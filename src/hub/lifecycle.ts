/**
 * The composition root's first half: the hub's life. A start goes in order and, where a step fails, undoes those before
 * it; a stop goes the other way, runs every step though one may fail, and tells of all that did.
 *
 * The hub listens before it loads the rest (services.ts) and opens its store: health answers from then on, and all
 * else is asked to come back.
 */
import { createOwnTimers } from '../app/base/own-timers.ts';
import type { Log } from '../app/base/ports/log.ts';
import { createRecentLog } from '../app/diagnostics/recent-log.ts';
import { messageOf } from '../domain/errors.ts';
import { createHttpServer } from '../http/server.ts';
import { lockFolder } from '../system/lock.ts';
import { createEntrance } from './entrance.ts';
import type { Entrance, HubConfig, HubParts, Parts, Teardown } from './types.ts';

export interface Hub {
  /** The port listened on; undefined where systemd's socket has none. */
  readonly port: number | undefined;
  readonly hasTokens: boolean;
  /** Whether it is known where the broker is. */
  readonly hasBroker: boolean;
  /** While there is no owner. */
  readonly setupCode: string | undefined;
  /** What it is told is among the last lines, too, that owners look at. */
  readonly log: Log;
  /** @throws HubError `invalid`, with every fault of the file; the house stays as it was */
  reloadHouse(): Promise<void>;
  /** Resolves once the hub is to be stopped and started anew, into what it has then put in its store's place. */
  readonly restartAsked: Promise<void>;
  stop(): Promise<void>;
}

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
  let askRestart: () => void = () => undefined;
  const restartAsked = new Promise<void>((resolve) => (askRestart = resolve));
  const deps = { config, parts, entrance, port: entrance.port, askRestart };
  const started = await startServices(deps, teardown);
  entrance.live.isReady = true;
  const { log } = parts;
  return { port: entrance.port, log, ...started, restartAsked, stop: () => tearDown(teardown) };
}

/**
 * @throws SettingsError, RivalError, Error; what had been started is undone
 */
export async function startHub(config: HubConfig, parts: Parts): Promise<Hub> {
  const teardown: Teardown = { steps: [], closeEntrance: () => undefined };
  try {
    const { logLevel: level } = config.settings;
    const { log, ...recentLog } = createRecentLog({ ...parts, level });
    const { clock, end } = createOwnTimers(parts.clock);
    // Last of all: what is being closed may wait no longer than so and so.
    teardown.steps.push(end);
    return await start(config, { ...parts, clock, log, recentLog }, teardown);
  } catch (error) {
    await tearDown(teardown).catch((failure: unknown) =>
      parts.log.error('undoing the start failed', { reason: messageOf(failure) }),
    );
    throw error;
  }
}
