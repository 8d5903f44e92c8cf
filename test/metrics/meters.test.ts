import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Bus, Publication } from '../../src/app/base/ports/bus.ts';
import { meteredBus } from '../../src/metrics/bus-meter.ts';
import { createHttpMeter } from '../../src/metrics/http-meter.ts';
import { createLoopMeter } from '../../src/metrics/loop-meter.ts';
import { MetricsPage } from '../../src/metrics/page.ts';
import type { Section } from '../../src/metrics/section.ts';
import { createLocalBroker } from '../../src/simulator/local-bus.ts';
import { createFakeClock } from '../support/fake-clock.ts';
import { settled } from '../support/settled.ts';

function written(section: Section): string {
  const page = new MetricsPage('text');
  section.write(page);
  return Buffer.from(page.end()).toString();
}

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

describe('the meter of the event loop', () => {
  it('counts how late it is, until it is stopped', () => {
    const real = createFakeClock();
    let lateMs = 0;
    // Whatever is due is looked at so much later.
    const clock = { ...real, monotonicMs: () => real.monotonicMs() + lateMs };
    const meter = createLoopMeter(clock);
    const stop = meter.start();
    real.advance(1_000);
    lateMs = 40;
    real.advance(500);
    const page = written(meter);
    assert.match(page, /^aris_event_loop_lag_seconds_bucket\{le="0\.001"\} 2$/m);
    assert.match(page, /^aris_event_loop_lag_seconds_bucket\{le="0\.025"\} 2$/m);
    assert.match(page, /^aris_event_loop_lag_seconds_bucket\{le="0\.05"\} 3$/m);
    assert.match(page, /^aris_event_loop_lag_seconds_sum 0\.04$/m);
    stop();
    real.advance(10_000);
    assert.match(written(meter), /^aris_event_loop_lag_seconds_count 3$/m);
  });
});

describe('the meter of requests', () => {
  it('counts by route and status, and puts a time into the bucket that it just reaches', () => {
    const meter = createHttpMeter();
    meter.record('/api/zones', 200, 1);
    meter.record('/api/zones', 200, 30_000);
    meter.record('/api/zones', 401, 0.2);
    const page = written(meter);
    assert.match(page, /^aris_http_requests_total\{route="\/api\/zones",code="200"\} 2$/m);
    assert.match(page, /^aris_http_requests_total\{route="\/api\/zones",code="401"\} 1$/m);
    assert.match(page, /_bucket\{le="0\.0005"\} 1$/m);
    assert.match(page, /_bucket\{le="0\.001"\} 2$/m);
    assert.match(page, /_bucket\{le="2\.5"\} 2$/m);
    assert.match(page, /_bucket\{le="\+Inf"\} 3$/m);
  });
});
