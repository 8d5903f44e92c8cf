/**
 * A real Mosquitto under a clock that a test moves: after each step it is waited until all that was published has
 * arrived, and all that was published because of it.
 */
import { EventEmitter, once } from 'node:events';
import type { Bus, BusMessage } from '../../src/app/base/ports/bus.ts';
import type { Clock } from '../../src/app/base/ports/clock.ts';
import { createMqttBus } from '../../src/mqtt/client.ts';
import { createMemoryLog } from './log.ts';
import { settled } from './settled.ts';
import { startMosquitto } from './mosquitto.ts';
import { until } from './until.ts';

const MARKS = 'marks-of-the-test';

export async function createClockedMosquitto(clock: Clock) {
  const broker = await startMosquitto({
    config: 'max_queued_messages 0\nmax_inflight_messages 0\nset_tcp_nodelay true',
  });
  const clients = new Map<number, Bus>();
  const arrived = new EventEmitter().setMaxListeners(0);
  let published = 0;
  let marks = 0;
  let joined = 0;

  function connect(): Bus {
    const index = (joined += 1);
    const log = createMemoryLog();
    const options = { url: broker.url, clientId: `clocked-${index}` };
    const bus = createMqttBus({ options, clock, log });
    const own = `${MARKS}/${index}/#`;
    const client: Bus = {
      ...bus,
      start: (listener) =>
        bus.start({
          ...listener,
          filters: [...listener.filters, own],
          onMessage(message: BusMessage) {
            if (message.topic.startsWith(`${MARKS}/`)) arrived.emit(message.topic);
            else listener.onMessage(message);
          },
        }),
      async stop(farewell) {
        clients.delete(index);
        return bus.stop(farewell);
      },
      async publish(publication) {
        published += 1;
        return bus.publish(publication);
      },
    };
    clients.set(index, bus);
    return client;
  }

  /** What one has published so far is with the other, since a broker keeps the order. */
  async function passed(from: Bus, to: number): Promise<void> {
    const topic = `${MARKS}/${to}/${(marks += 1)}`;
    const here = once(arrived, topic);
    await from.publish({ topic, payload: '', qos: 1 });
    await here;
  }

  return {
    connect,
    async connected() {
      await until(() => [...clients.values()].every((bus) => bus.isConnected()), 'the broker');
    },
    async delivered() {
      for (let before = -1; before !== published;) {
        await settled();
        before = published;
        const live = [...clients].filter(([, bus]) => bus.isConnected());
        await Promise.all(live.flatMap(([, from]) => live.map(async ([to]) => passed(from, to))));
        await settled();
      }
    },
    stop: async () => broker.stop(),
  };
}
