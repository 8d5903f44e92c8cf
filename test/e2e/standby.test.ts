/** Two hubs on the same topics of a real broker: one commands, the other stands by, whatever happens to the first. */
import assert from 'node:assert/strict';
import { after, afterEach, before, describe, it } from 'node:test';
import { createCutProxy } from '../support/cut-proxy.ts';
import { curl } from '../support/curl.ts';
import { startHub, type TestHub } from '../support/hub.ts';
import { publish } from '../support/mosquitto-clients.ts';
import { until } from '../support/until.ts';
import { isStatus, openBrokerRig, type BrokerRig } from './broker-rig.ts';

/** Half a minute without an answer, asked each ten seconds. */
const TAKEOVER_MS = 60_000;

describe('two hubs on the same topics', () => {
  let rig: BrokerRig;

  before(async () => (rig = await openBrokerRig()));
  after(async () => rig.close());
  afterEach(async () => rig.clear());

  const statusOf = async (hub: TestHub) =>
    ((await curl(`${hub.url}/health`)).json() as { status: string }).status;
  const standsBy = async (hub: TestHub) =>
    until(async () => (await statusOf(hub)) === 'degraded', 'it to stand by', 20_000);
  const commands = async (hub: TestHub) =>
    until(async () => (await statusOf(hub)) === 'ok', 'it to command', TAKEOVER_MS);

  it('have one that stands by in silence, and takes over after kill -9 of the first', async () => {
    const first = await rig.startHeard();
    await rig.silence();
    const second = await rig.start();
    await standsBy(second);
    // Both are of this machine, and so of one serial.
    const token = await second.token();
    const fault = await until(
      async () => {
        const { body } = await curl(`${second.url}/api/faults`, { token });
        return body.includes('hub_twin') ? body : undefined;
      },
      'the fault',
      90_000,
    );
    assert.match(fault, /critical.*machine-id.*cloned card|machine-id.*cloned card.*critical/);
    assert.equal(await statusOf(first), 'ok');
    await rig.silence();
    await curl(`${second.url}/api/zones/living/command`, { token, body: { mode: 'off' } });
    await publish(rig.broker.port, 'aris/fcu/f1/status', 'online');
    await rig.silence();
    assert.ok(!rig.ear.heard.some(({ topic }) => topic.endsWith('/command')));

    await first.kill9();
    await rig.ear.next(isStatus('offline'), 'the will of the first');
    await commands(second);
    await rig.ear.next(isStatus('online'), 'the word of the second');
    await second.kill9();
    await rig.ear.next(isStatus('offline'), 'the will of the second, under the hub’s own topic');
  });

  it('that both command after a partition are one again', async () => {
    const proxy = await createCutProxy(rig.broker.port);
    const apart = await startHub({ args: ['--mqtt-url', `mqtt://127.0.0.1:${proxy.port}`] });
    rig.add(apart);
    await rig.ear.next(isStatus('online'), 'the first to be online');
    proxy.cut();
    await rig.ear.next(isStatus('offline'), 'its will');
    await rig.silence();
    const other = await rig.startHeard();
    assert.equal(await statusOf(other), 'ok');
    proxy.restore();
    const both = [apart, other];
    await until(
      async () => (await Promise.all(both.map(statusOf))).sort().join() === 'degraded,ok',
      'one of them to yield',
      60_000,
    );
    // The one that goes on has the last word, and goes on when the other asks whether it still does.
    assert.ok(rig.ear.heard.some(isStatus('online')));
    await rig.silence();
    for (const topic of ['aris/hub/challenge', 'aris/hub/answer'])
      await until(() => rig.ear.heard.some((heard) => heard.topic === topic), topic, 20_000);
    assert.deepEqual((await Promise.all(both.map(statusOf))).sort(), ['degraded', 'ok']);
    proxy.cut();
    await proxy.close();
  });
});
