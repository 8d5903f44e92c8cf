/**
 * The whole of it in a test's hands: the hub's parts over the in-memory store, the broker in the process and the
 * virtual house, all on one clock that runs as fast as it can. The hub may be restarted while the house lives on.
 */
import { createTopics } from '../../src/app/messages/topics.ts';
import type { Bus } from '../../src/app/base/ports/bus.ts';
import type { Cancel } from '../../src/app/base/ports/clock.ts';
import type { DeviceRef, House } from '../../src/domain/house.ts';
import { LIMITS } from '../../src/domain/limits.ts';
import { SECOND_MS } from '../../src/domain/units.ts';
import type { Building } from '../../src/simulator/building.ts';
import type { Gateway } from '../../src/simulator/gateways/gateway.ts';
import { createLocalBroker, type LocalBroker } from '../../src/simulator/local-bus.ts';
import type { StepObserver } from '../../src/simulator/plant.ts';
import { createVirtualHouse, type DeviceFault } from '../../src/simulator/virtual-house.ts';
import type { Weather } from '../../src/simulator/weather.ts';
import { createTestApp } from './app.ts';
import { createFakeClock, type FakeClock } from './fake-clock.ts';
import { createMemoryTexts } from './memory-texts.ts';
import { createSeededRandom } from './seeded-random.ts';
import { settled } from './settled.ts';

/** Coarser than real ones, for the sake of speed: control has its own period, which is as real. */
const SWEEP_PERIOD_MS = 20 * SECOND_MS;
const REPORT_PERIOD_MS = 60 * SECOND_MS;
/** What is published is delivered at the end of a step. */
const STEP_MS = 20 * SECOND_MS;

export interface LivingHouseOptions {
  readonly house: House;
  readonly startMs: number;
  /** Of the weather, and of what people do. */
  readonly seed?: number;
  /** An ordinary one where it is absent. */
  readonly building?: Building;
  /** By the seed where it is absent. */
  readonly weather?: Weather;
  readonly faultOf?: (device: DeviceRef) => DeviceFault | undefined;
  readonly onStep?: StepObserver;
  /** Of the devices' reports, and so of each step. */
  readonly reportPeriodMs?: number;
  /** Where Home Assistant is told of the house; it is not where this is absent. */
  readonly discoveryPrefix?: string;
  /** What the house has of other makes. */
  readonly gatewaysWith?: (clock: FakeClock) => readonly Gateway[];
  /** In place of the broker in the process. */
  readonly brokerWith?: (clock: FakeClock) => Promise<HouseBroker>;
}

/** A broker between a hub and its house. */
export interface HouseBroker {
  connect(): Bus;
  /** Once both are connected. */
  connected(): Promise<void>;
  /** Once all that was published has arrived, and what was published because of it. */
  delivered(): Promise<void>;
  stop(): Promise<void>;
}

const inProcess = (local: LocalBroker): HouseBroker => ({
  connect: () => local.connect(),
  connected: settled,
  delivered: settled,
  stop: () => Promise.resolve(),
});

type Hub = ReturnType<typeof startHub>;

/** As services.ts has it, without what reaches out of the process. */
function startHub(
  house: House,
  parts: {
    clock: ReturnType<typeof createFakeClock>;
    texts: ReturnType<typeof createMemoryTexts>;
    broker: LocalBroker;
    discoveryPrefix: string | undefined;
  },
) {
  const app = createTestApp({ house, ...parts });
  const {
    clock,
    lazyBatch,
    history,
    controlLoop: plant,
    mqttSession: link,
    scheduler: agenda,
    bus,
  } = app;
  const cancels: Cancel[] = [
    plant.start(),
    history.start(),
    clock.every(SWEEP_PERIOD_MS, () => app.sweep()),
    clock.every(LIMITS.lazyFlushMs, () => void lazyBatch.flush()),
    () => agenda.stop(),
  ];
  link.start();
  return {
    ...app,
    /** It says goodbye, and writes what waits. */
    async stop() {
      for (const cancel of cancels) cancel();
      await link.stop();
      await lazyBatch.flush();
    },
    /** It falls silent, and what it had not written is lost. */
    async kill() {
      for (const cancel of cancels) cancel();
      await bus.stop();
    },
  };
}

export async function createLivingHouse(options: LivingHouseOptions) {
  const { house, startMs, seed = 1, faultOf, onStep, reportPeriodMs = REPORT_PERIOD_MS } = options;
  const { discoveryPrefix } = options;
  const stepMs = Math.min(STEP_MS, reportPeriodMs);
  const clock = createFakeClock(startMs);
  const texts = createMemoryTexts();
  const local = createLocalBroker();
  const broker = await (options.brokerWith?.(clock) ?? inProcess(local));
  const warnings: string[] = [];
  const virtual = createVirtualHouse({
    house,
    clock,
    bus: broker.connect(),
    topics: createTopics('aris'),
    random: createSeededRandom(seed),
    building: options.building,
    weather: options.weather,
    gateways: options.gatewaysWith?.(clock) ?? [],
    reportPeriodMs,
    ...(faultOf && { faultOf }),
    ...(onStep && { onStep }),
    log: {
      debug: () => undefined,
      info: () => undefined,
      warn: (message, fields) => void warnings.push(`${message} ${JSON.stringify(fields)}`),
      error: () => undefined,
    },
  });
  let hub: Hub = startHub(house, {
    clock,
    texts,
    broker: { ...local, connect: () => broker.connect() },
    discoveryPrefix,
  });
  virtual.start();
  await broker.connected();
  await broker.delivered();

  /** A hub that goes waits until its machines have their own values back. */
  async function whileTimePasses(task: Promise<void>): Promise<void> {
    let isDone = false;
    const done = task.then(() => (isDone = true));
    await broker.delivered();
    while (!(isDone as boolean)) {
      clock.advance(SECOND_MS);
      await broker.delivered();
    }
    await done;
  }

  return {
    clock,
    /** That in the process, where it is the house's. */
    broker: local,
    warnings,
    hub: () => hub,
    /** @param look sees the house after each step */
    async live(forMs: number, look: (nowMs: number) => void = () => undefined): Promise<void> {
      for (let leftMs = forMs; leftMs > 0; leftMs -= stepMs) {
        clock.advance(Math.min(stepMs, leftMs));
        await broker.delivered();
        look(clock.nowMs());
      }
    },
    async stopHub(): Promise<void> {
      await whileTimePasses(hub.stop());
      await settled();
    },
    async killHub(): Promise<void> {
      await hub.kill();
      await settled();
    },
    async startHub(): Promise<void> {
      hub = startHub(house, {
        clock,
        texts,
        broker: { ...local, connect: () => broker.connect() },
        discoveryPrefix,
      });
      await settled();
    },
    async stop(): Promise<void> {
      await whileTimePasses(hub.stop());
      await virtual.stop();
      await broker.stop();
    },
  };
}

export type LivingHouse = Awaited<ReturnType<typeof createLivingHouse>>;
