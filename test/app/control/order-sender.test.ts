import assert from 'node:assert/strict';
import { beforeEach, describe, it } from 'node:test';
import { createOrderSender } from '../../../src/app/control/order-sender.ts';
import { LIMITS } from '../../../src/domain/limits.ts';
import { createFakeClock } from '../../support/fake-clock.ts';
import { createMemoryLog } from '../../support/log.ts';
import { settled } from '../../support/settled.ts';

describe('messages to a machine', () => {
  let clock: ReturnType<typeof createFakeClock>;
  let sent: string[];
  let broker: { isConnected: boolean; isMute: boolean; isBroken: boolean };
  let sender: ReturnType<typeof createOrderSender>;
  beforeEach(() => {
    clock = createFakeClock();
    sent = [];
    broker = { isConnected: true, isMute: false, isBroken: false };
    sender = createOrderSender({
      clock,
      log: createMemoryLog(),
      bus: {
        isConnected: () => broker.isConnected,
        async publish({ topic, payload, qos }) {
          await Promise.resolve();
          if (broker.isBroken) throw new Error('gone');
          sent.push(`${topic} ${payload} ${qos ?? 0}`);
          if (broker.isMute) await new Promise(() => undefined);
        },
      },
    });
  });
  const OFF = { topic: 'r1', message: 'off', pauseMs: 500 };
  const ON = { topic: 'r2', message: { on: true }, pauseMs: 500 };

  it('go in their order, with the pauses in between, and none after the last', async () => {
    const all = sender.send('hcu/a', [OFF, ON]);
    await settled();
    assert.deepEqual(sent, ['r1 off 1']);
    clock.advance(499);
    await settled();
    assert.equal(sent.length, 1);
    clock.advance(1);
    assert.equal(await all, true);
    assert.deepEqual(sent, ['r1 off 1', 'r2 {"on":true} 1']);
  });

  it('wait for those before them to the same machine, and for no other’s', async () => {
    const first = sender.send('hcu/a', [OFF, ON]);
    const second = sender.send('hcu/a', [{ topic: 'r3', message: 'x' }]);
    assert.equal(await sender.send('dhw/b', [{ topic: 'r4', message: 'y' }]), true);
    await settled();
    assert.deepEqual(sent, ['r1 off 1', 'r4 y 1']);
    clock.advance(500);
    assert.deepEqual(await Promise.all([first, second]), [true, true]);
    assert.equal(sent.at(-1), 'r3 x 1');
  });

  it('end with the first that the broker does not take', async () => {
    broker.isBroken = true;
    assert.equal(await sender.send('hcu/a', [OFF, ON]), false);
    broker.isBroken = false;
    const rest = sender.send('hcu/a', [OFF, ON]);
    await settled();
    broker.isConnected = false;
    clock.advance(500);
    assert.equal(await rest, false);
    assert.deepEqual(sent, ['r1 off 1']);
  });

  it('are not sent once the hub stops, and nothing waits for their pauses', async () => {
    const all = sender.send('hcu/a', [OFF, ON]);
    const next = sender.send('hcu/a', [{ topic: 'r3', message: 'x' }]);
    await settled();
    assert.equal(clock.timers(), 1);
    sender.stop();
    assert.deepEqual(await Promise.all([all, next]), [false, false]);
    assert.deepEqual([sent, clock.timers()], [['r1 off 1'], 0]);
  });

  it('do not wait for good where the broker never answers', async () => {
    broker.isMute = true;
    const all = sender.send('hcu/a', [OFF]);
    await settled();
    broker.isMute = false;
    const next = sender.send('hcu/a', [{ topic: 'r3', message: 'x' }]);
    clock.advance(LIMITS.orderPublishMs);
    assert.deepEqual(await Promise.all([all, next]), [false, true]);
  });
});
