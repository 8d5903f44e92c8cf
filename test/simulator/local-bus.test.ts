import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Bus } from '../../src/app/base/ports/bus.ts';
import {
  createLocalBroker,
  RETAINED_TOPICS_MAX,
  WAITING_MESSAGES_MAX,
} from '../../src/simulator/local-bus.ts';
import { matchesFilter } from '../../src/simulator/topic-filter.ts';
import { busContract } from '../contract/bus.ts';
import { until } from '../support/until.ts';

busContract('in the process', () => {
  const broker = createLocalBroker();
  return { ...broker, reconnectsForWill: false, sendsRetainedFirst: true, close: () => undefined };
});

describe('a subscription filter', () => {
  // [filter, topic, whether it matches]
  const cases = [
    ['a/b', 'a/b', true],
    ['a/b', 'a/B', false],
    ['a/+', 'a/b', true],
    ['a/+', 'a/', true],
    ['a/+', 'a', false],
    ['a/+', 'a/b/c', false],
    ['+/+', '/b', true],
    ['a/#', 'a', true],
    ['a/#', 'a/b/c', true],
    ['a/#', 'ab', false],
    ['#', 'a/b', true],
    ['#', '$SYS/uptime', false],
    ['+/uptime', '$SYS/uptime', false],
    ['$SYS/#', '$SYS/uptime', true],
  ] as const;
  for (const [filter, topic, matches] of cases) {
    it(`${filter} ${matches ? 'matches' : 'does not match'} ${topic}`, () => {
      assert.equal(matchesFilter(filter, topic), matches);
    });
  }
});

describe('the caps of the in-process broker', () => {
  async function connectedClient(): Promise<Bus> {
    const bus = createLocalBroker().connect();
    bus.start({ filters: [], onMessage: () => undefined, onConnection: () => undefined });
    await until(() => bus.isConnected(), 'a connection');
    return bus;
  }
  const outcomes = async (sent: readonly Promise<void>[]) =>
    (await Promise.allSettled(sent)).map(({ status }) => status);

  it('refuse a message when too many wait, and take it again afterwards', async () => {
    const bus = await connectedClient();
    const message = { topic: 'x', payload: 'y' };
    const burst = Array.from({ length: WAITING_MESSAGES_MAX + 1 }, async () =>
      bus.publish(message),
    );
    const statuses = await outcomes(burst);
    assert.equal(statuses.indexOf('rejected'), WAITING_MESSAGES_MAX);
    await bus.publish(message);
  });

  it('refuse one retained topic too many, but not a change of one there', async () => {
    const bus = await connectedClient();
    for (let index = 0; index < RETAINED_TOPICS_MAX; index += 1) {
      await bus.publish({ topic: `t/${index}`, payload: 'x', retain: true });
    }
    await assert.rejects(bus.publish({ topic: 't/new', payload: 'x', retain: true }));
    await bus.publish({ topic: 't/0', payload: 'y', retain: true });
    await bus.publish({ topic: 't/0', payload: '', retain: true });
    await bus.publish({ topic: 't/new', payload: 'x', retain: true });
  });
});
