import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createChangeableBus } from '../../../src/app/broker/changeable-bus.ts';
import type { Bus, BusMessage } from '../../../src/app/base/ports/bus.ts';
import { createLocalBroker } from '../../../src/simulator/local-bus.ts';
import { busContract } from '../../contract/bus.ts';
import { until } from '../../support/until.ts';

busContract('one whose broker may change', () => {
  const broker = createLocalBroker();
  return {
    ...broker,
    connect: () => createChangeableBus(broker.connect()),
    reconnectsForWill: false,
    sendsRetainedFirst: true,
    close: () => undefined,
  };
});

const WILL = { topic: 'hub/status', payload: 'offline', retain: true, qos: 1 } as const;

/** A client of a broker that has ended all it says by the time it answers. */
async function heardAt(broker: ReturnType<typeof createLocalBroker>, filter: string) {
  const heard: BusMessage[] = [];
  const bus = broker.connect();
  let isConnected = false;
  bus.start({
    filters: [filter],
    onMessage: (message) => heard.push(message),
    onConnection: (now) => (isConnected = now),
  });
  await until(() => isConnected, 'the watching client');
  return { bus, texts: () => heard.map(({ payload }) => payload.toString()) };
}

describe('a bus whose broker is changed', () => {
  function begin(first: Bus) {
    const bus = createChangeableBus(first);
    const heard: string[] = [];
    const connections: boolean[] = [];
    bus.alsoListen(['also/one']);
    bus.start({
      filters: ['hub/#'],
      will: WILL,
      onMessage: ({ topic }) => heard.push(topic),
      onConnection: (isConnected) => connections.push(isConnected),
    });
    return { bus, heard, connections };
  }

  it('says goodbye to the one, and hears and is heard at the other', async () => {
    const [one, other] = [createLocalBroker(), createLocalBroker()];
    const watch = await heardAt(one, 'hub/status');
    const { bus, heard, connections } = begin(one.connect());
    await until(() => bus.isConnected(), 'the first connection');
    const client = await heardAt(other, 'said/#');
    await client.bus.publish({ topic: 'hub/kept', payload: 'kept', retain: true });
    await bus.change(other.connect());
    await until(() => bus.isConnected(), 'the second connection');
    assert.deepEqual(connections, [true, false, true]);
    assert.deepEqual(watch.texts(), ['offline'], 'the first broker knows that it is gone');
    assert.ok(heard.includes('hub/kept'), 'what the new one has kept');
    await client.bus.publish({ topic: 'also/one', payload: 'x' });
    await until(() => heard.includes('also/one'), 'what it listens to besides');
    await watch.bus.publish({ topic: 'hub/old', payload: 'x' });
    await bus.publish({ topic: 'said/here', payload: 'said' });
    await until(() => client.texts().includes('said'), 'what it says');
    assert.ok(!heard.includes('hub/old'), 'the first one is nothing to it');
  });

  it('takes a will that was changed along', async () => {
    const [one, other] = [createLocalBroker(), createLocalBroker()];
    const { bus } = begin(one.connect());
    bus.changeWill({ ...WILL, payload: 'changed' });
    const watch = await heardAt(one, 'hub/status');
    await bus.change(other.connect());
    assert.equal(watch.texts().at(-1), 'changed');
  });

  it('ends at the last of several that follow each other, and not after it was stopped', async () => {
    const brokers = [createLocalBroker(), createLocalBroker(), createLocalBroker()] as const;
    const { bus } = begin(brokers[0].connect());
    await Promise.all([bus.change(brokers[1].connect()), bus.change(brokers[2].connect())]);
    await until(() => bus.isConnected(), 'the last connection');
    const last = await heardAt(brokers[2], 'said');
    await bus.publish({ topic: 'said', payload: 'here' });
    await until(() => last.texts().length === 1, 'what it says');
    await bus.stop(WILL);
    await bus.change(brokers[0].connect());
    assert.equal(bus.isConnected(), false);
  });
});
