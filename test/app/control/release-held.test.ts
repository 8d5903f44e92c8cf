import assert from 'node:assert/strict';
import { beforeEach, describe, it } from 'node:test';
import type { Bus, BusListener } from '../../../src/app/base/ports/bus.ts';
import type { HeldOrder, HeldOrders } from '../../../src/app/control/held-orders.ts';
import { heldOf, releaseHeld } from '../../../src/app/control/release-held.ts';
import { LIMITS } from '../../../src/domain/limits.ts';
import { createFakeClock } from '../../support/fake-clock.ts';
import { createMemoryLog } from '../../support/log.ts';
import { refusedAs } from '../../support/refused.ts';
import { settled } from '../../support/settled.ts';

const order = (topic: string, more: Partial<HeldOrder> = {}): HeldOrder => ({
  told: ['x'],
  back: [{ topic, message: 'own' }],
  toldMs: [],
  ...more,
});

describe('giving machines their own values back without a hub', () => {
  let records: Map<string, HeldOrder>;
  let sent: string[];
  let broker: { answers: boolean; takes: (topic: string) => boolean };
  let stops: number;
  let connects: number;
  let clock: ReturnType<typeof createFakeClock>;

  beforeEach(() => {
    records = new Map([
      ['hcu/a/mode', order('a/mode')],
      ['hcu/a/supplyTempC', order('a/supply', { isClosed: true })],
      ['hcu/ab/mode', order('ab/mode')],
      ['dhw/b/heat', order('b/heat', { told: [] })],
    ]);
    [sent, stops, connects] = [[], 0, 0];
    broker = { answers: true, takes: () => true };
    clock = createFakeClock();
  });
  const held = (): HeldOrders => ({
    get: (key) => records.get(key),
    all: () => [...records],
    put: async () => Promise.resolve(true),
    remove: async (key) => Promise.resolve(void records.delete(key)),
  });
  const bus: Pick<Bus, 'start' | 'isConnected' | 'publish' | 'stop'> = {
    start(listener: BusListener) {
      listener.onConnection(false);
      if (broker.answers) listener.onConnection(true);
    },
    isConnected: () => true,
    async publish({ topic, payload }) {
      await Promise.resolve();
      if (!broker.takes(topic)) throw new Error('refused');
      sent.push(`${topic} ${payload}`);
    },
    async stop() {
      stops++;
      return Promise.resolve();
    },
  };
  const release = async (machine?: string) => {
    const connect = async () => {
      connects++;
      return Promise.resolve(bus as Bus);
    };
    return releaseHeld({ held: held(), connect, clock, log: createMemoryLog() }, machine);
  };

  it('knows of whom something is held', () => {
    const keys = (machine?: string) => heldOf(held(), machine).map(([key]) => key);
    assert.deepEqual(keys(), ['hcu/a/mode', 'hcu/a/supplyTempC', 'hcu/ab/mode']);
    assert.deepEqual(keys('hcu/a'), ['hcu/a/mode', 'hcu/a/supplyTempC']);
  });

  it('sends them, forgets what was given back, and names what was not', async () => {
    assert.deepEqual(await release(), ['hcu/a/supplyTempC']);
    assert.deepEqual(sent, ['a/mode own', 'ab/mode own']);
    assert.equal(clock.timers(), 0);
    assert.deepEqual([...records.keys()], ['hcu/a/supplyTempC', 'dhw/b/heat']);
    assert.equal(stops, 1);
  });

  it('keeps what the broker did not take', async () => {
    broker.takes = (topic) => topic !== 'a/mode';
    assert.deepEqual(await release(), ['hcu/a/mode', 'hcu/a/supplyTempC']);
    assert.ok(records.has('hcu/a/mode'));
  });

  it('of one machine leaves the others alone', async () => {
    assert.deepEqual(await release('hcu/ab'), []);
    assert.deepEqual(sent, ['ab/mode own']);
    assert.ok(records.has('hcu/a/mode'));
  });

  it('asks no broker where nothing is held', async () => {
    assert.deepEqual(await release('dhw/b'), []);
    assert.equal(connects, 0);
  });

  it('gives up where the broker does not answer, and hangs up', async () => {
    broker.answers = false;
    const all = release();
    const refused = assert.rejects(all, refusedAs('unavailable'));
    await settled();
    clock.advance(LIMITS.orderPublishMs - 1);
    await settled();
    assert.equal(stops, 0);
    clock.advance(1);
    await refused;
    assert.deepEqual([stops, sent], [1, []]);
  });
});
