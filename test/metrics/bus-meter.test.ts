import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Bus, Publication } from '../../src/app/base/ports/bus.ts';
import { meteredBus } from '../../src/metrics/bus-meter.ts';
import { createLocalBroker } from '../../src/simulator/local-bus.ts';
import { settled } from '../support/settled.ts';

const published: Publication = { topic: 'a/b', payload: 'x' };

describe('the meter of the bus', () => {
  async function connected() {
    const broker = createLocalBroker();
    const heard: string[] = [];
    const states: boolean[] = [];
    const bus = meteredBus(broker.connect());
    bus.start({
      filters: ['a/#'],
      onMessage: ({ topic }) => void heard.push(topic),
      onConnection: (state) => void states.push(state),
    });
    await settled();
    return { broker, bus, heard, states };
  }

  it('counts what the broker took, and passes all of it on', async () => {
    const { bus, heard, states } = await connected();
    await bus.publish(published);
    await bus.publish(published);
    assert.deepEqual(bus.stats(), { connections: 1, published: 2, failed: 0 });
    assert.deepEqual(heard, ['a/b', 'a/b']);
    assert.deepEqual(states, [true]);
    assert.equal(bus.isConnected(), true);
  });

  it('counts what it did not take, and connections that come again', async () => {
    const { broker, bus, states } = await connected();
    broker.breakConnections();
    await assert.rejects(bus.publish(published));
    assert.equal(bus.isConnected(), false);
    broker.restore();
    await settled();
    assert.deepEqual(bus.stats(), { connections: 2, published: 0, failed: 1 });
    assert.deepEqual(states, [true, false, true]);
  });

  it('says goodbye as the bus does', async () => {
    const stopped: (Publication | undefined)[] = [];
    const stop = async (farewell?: Publication): Promise<void> => {
      await Promise.resolve();
      stopped.push(farewell);
    };
    await meteredBus({ stop } as unknown as Bus).stop(published);
    assert.deepEqual(stopped, [published]);
  });
});
