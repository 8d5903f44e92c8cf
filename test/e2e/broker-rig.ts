/** A real broker with hubs on it, and an ear that hears all that is said there. */
import { devicesOf } from '../../src/domain/house.ts';
import type { ZoneView } from '../../src/domain/zone-view.ts';
import { SMALL_HOUSE } from '../support/house.ts';
import { startHub, type HubOptions, type TestHub } from '../support/hub.ts';
import { forget, listen, publish, type Ear, type Heard } from '../support/mosquitto-clients.ts';
import { startMosquitto, type Mosquitto } from '../support/mosquitto.ts';

/** Each device of the small house says what is given of it by `kind/id`, and no more: it is there. */
export async function reportAll(
  port: number,
  says: Readonly<Record<string, object>> = {},
): Promise<void> {
  await Promise.all(
    devicesOf(SMALL_HOUSE).map(async ({ kind, id }) =>
      publish(port, `aris/${kind}/${id}/telemetry`, says[`${kind}/${id}`] ?? {}),
    ),
  );
}

export interface BrokerRig {
  readonly broker: Mosquitto;
  readonly ear: Ear;
  /** Starts a hub on the broker; it ends with the test. */
  start(options?: HubOptions): Promise<TestHub>;
  /** The same, and waits for the word that it is online. */
  startHeard(options?: HubOptions): Promise<TestHub>;
  /** A hub that was started by other means ends with the test, too. */
  add(hub: TestHub): void;
  /** The newest state of a zone that was told and fits. */
  zoneState(fits: (view: ZoneView) => boolean, zoneId?: string): Promise<ZoneView>;
  /** Waits for all that is under way to be heard, and forgets it. */
  silence(): Promise<void>;
  /** Ends the hubs, and takes back what the broker keeps of them. */
  clear(): Promise<void>;
  close(): Promise<void>;
}

export const isStatus =
  (status: 'online' | 'offline') =>
  ({ topic, payload }: Heard): boolean =>
    topic === 'aris/hub/status' && payload.includes(`"${status}"`);

export async function openBrokerRig(): Promise<BrokerRig> {
  const broker = await startMosquitto();
  const ear = await listen(broker.port, ['#']);
  let hubs: TestHub[] = [];

  async function silence(): Promise<void> {
    await publish(broker.port, 'end', 'end');
    await ear.next(({ topic }) => topic === 'end', 'the last message');
    ear.clear();
  }

  async function start(options: HubOptions = {}): Promise<TestHub> {
    const args = ['--mqtt-url', broker.url, ...(options.args ?? [])];
    const hub = await startHub({ ...options, args });
    hubs.push(hub);
    return hub;
  }

  return {
    broker,
    ear,
    start,
    async startHeard(options) {
      const hub = await start(options);
      await ear.next(isStatus('online'), 'the hub to be online');
      return hub;
    },
    add: (hub) => void hubs.push(hub),
    async zoneState(fits, zoneId = 'living') {
      const { payload } = await ear.next(
        (message) =>
          message.topic === `aris/zone/${zoneId}/state` &&
          message.payload !== '' &&
          fits(JSON.parse(message.payload) as ZoneView),
        `the state of ${zoneId}`,
      );
      return JSON.parse(payload) as ZoneView;
    },
    silence,
    async clear() {
      await Promise.all(hubs.map(async (hub) => hub.kill9()));
      hubs = [];
      // The will of a hub that was killed comes after its death.
      await forget(broker.port, 'aris/hub/status');
      for (const zoneId of ['living', 'bath'])
        await forget(broker.port, `aris/zone/${zoneId}/state`);
      await silence();
    },
    async close() {
      await ear.stop();
      await broker.stop();
    },
  };
}
