/** The hub and its broker: who is in charge there, and how it does while there is none. */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, afterEach, before, describe, it } from 'node:test';
import { lastingFolder } from '../support/child.ts';
import { curl } from '../support/curl.ts';
import { startHub } from '../support/hub.ts';
import { metric } from '../support/metrics.ts';
import { listen, publish } from '../support/mosquitto-clients.ts';
import { startMosquitto } from '../support/mosquitto.ts';
import { until } from '../support/until.ts';
import { openBrokerRig, type BrokerRig } from './broker-rig.ts';

/** The hub waits a second before it tries again. */
const RECONNECT_MS = 15_000;

describe('the hub at its broker', () => {
  let rig: BrokerRig;

  before(async () => {
    rig = await openBrokerRig();
  });
  after(async () => rig.close());
  afterEach(async () => rig.clear());

  describe('shares a broker', () => {
    it('goes on over a planted word that nobody stands behind, at each start', async () => {
      const word = '{"status":"online","serial":"another"}';
      for (let times = 0; times < 2; times++) {
        await publish(rig.broker.port, 'aris/hub/status', word, { retain: true });
        const hub = await rig.start();
        const own = await rig.ear.next(
          ({ topic, payload }) => topic === 'aris/hub/status' && payload.includes('"instance"'),
          'its own word',
          20_000,
        );
        assert.match(own.payload, /"status":"online"/);
        assert.ok(hub.logged('a stale word about another hub was overwritten'));
        assert.equal(await hub.stop(), 0);
        await rig.silence();
      }
    });

    it('takes over from another that is offline, and says so', async () => {
      const word = '{"status":"offline","serial":"another"}';
      await publish(rig.broker.port, 'aris/hub/status', word, { retain: true });
      const hub = await rig.startHeard();
      assert.equal(hub.logged('taking over from a hub that is offline')?.['serial'], 'another');
    });

    it('keeps to its own base', async () => {
      const word = '{"status":"online","serial":"another"}';
      await publish(rig.broker.port, 'aris/hub/status', word, { retain: true });
      const hub = await rig.start({ args: ['--mqtt-base', 'site42/aris'] });
      await rig.ear.next(({ topic }) => topic === 'site42/aris/hub/status', 'its status');
      await publish(rig.broker.port, 'site42/aris/zone/living/mode/set', 'off');
      await publish(rig.broker.port, 'aris/zone/bath/mode/set', 'off');
      await rig.ear.next(
        ({ topic, payload }) =>
          topic === 'site42/aris/zone/living/state' && payload.includes('"mode":"off"'),
        'the state under its base',
      );
      // A hub of an earlier test may have told of the zone; nobody has told that it is off.
      const isObeyed = rig.ear.heard.some(
        ({ topic, payload }) =>
          topic.endsWith('/zone/bath/state') && payload.includes('"mode":"off"'),
      );
      assert.equal(isObeyed, false);
      await hub.stop();
    });
  });

  describe('does without', () => {
    it('goes on, and answers, while the broker is down; subscribes and tells the devices anew after', async () => {
      const own = await startMosquitto();
      const first = await listen(own.port, ['aris/fcu/+/command']);
      const hub = await startHub({ args: ['--mqtt-url', own.url] });
      rig.add(hub);
      const token = await hub.token();
      const zonesUrl = `${hub.url}/api/zones/living`;
      await until(async () => (await metric(hub, token, 'aris_mqtt_connected')) === 1, 'the link');
      await curl(`${zonesUrl}/command`, { token, body: { tempHeatSetC: 19 } });
      await until(() => first.heard.length === 2, 'the commands');
      await first.stop();
      await own.stop();
      await until(async () => (await metric(hub, token, 'aris_mqtt_connected')) === 0, 'the break');
      assert.equal((await curl(`${hub.url}/ready`)).status, 200);
      assert.match((await curl(`${hub.url}/health`)).body, /^\{"status":"unhealthy"/);
      const reply = await curl(`${zonesUrl}/command`, { token, body: { tempHeatSetC: 18 } });
      assert.equal(reply.status, 200);

      const again = await startMosquitto({ port: own.port });
      const second = await listen(own.port, ['aris/fcu/+/command', 'aris/zone/+/state']);
      for (const fcuId of ['f1', 'f2']) {
        const { payload } = await second.next(
          ({ topic }) => topic === `aris/fcu/${fcuId}/command`,
          'the command again',
          RECONNECT_MS,
        );
        assert.equal((JSON.parse(payload) as { tempHeatSetC: number }).tempHeatSetC, 18);
      }
      await publish(own.port, 'aris/sensor/s1/telemetry', { tempC: 17.7 });
      await second.next(({ payload }) => payload.includes('17.7'), 'the reading');
      assert.equal(await hub.stop(), 0);
      await second.stop();
      await again.stop();
    });

    it('starts, and stops with 0, where no broker answers', async () => {
      const own = await startMosquitto();
      await own.stop();
      const hub = await startHub({ args: ['--mqtt-url', own.url] });
      rig.add(hub);
      await until(() => hub.logged('broker not connected, trying on'), 'the warning');
      assert.equal((await curl(`${hub.url}/ready`)).status, 200);
      assert.equal(await hub.stop(), 0);
    });
  });

  it('signs in with the password of a file, of which the log says nothing', async () => {
    const folder = lastingFolder();
    const login = { user: 'hub', password: 'a-broker-secret' };
    execFileSync('mosquitto_passwd', ['-c', '-b', join(folder, 'users'), 'hub', login.password]);
    const passwordFile = join(folder, 'password');
    writeFileSync(passwordFile, `${login.password}\n`);
    const own = await startMosquitto({
      config: `allow_anonymous false\npassword_file ${join(folder, 'users')}`,
    });
    const args = ['--mqtt-url', own.url, '--mqtt-username', 'hub'];
    const hub = await startHub({
      args: [...args, '--mqtt-password-file', passwordFile, '--log-level', 'debug'],
    });
    rig.add(hub);
    await until(() => hub.logged('broker connected'), 'the connection');
    await hub.stop();
    assert.doesNotMatch(JSON.stringify(hub.log), /a-broker-secret/);
    await own.stop();
  });
});
