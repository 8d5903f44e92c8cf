/** The hub as a client of a real broker: what it tells other clients, what they may set, and who is in charge. */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, afterEach, before, describe, it } from 'node:test';
import type { ZoneView } from '../../src/domain/zone-view.ts';
import { lastingFolder } from '../support/child.ts';
import { curl } from '../support/curl.ts';
import {
  dataFolderWith,
  launchHub,
  startHub,
  type HubOptions,
  type TestHub,
} from '../support/hub.ts';
import { SMALL_HOUSE } from '../support/house.ts';
import { metric } from '../support/metrics.ts';
import { forget, listen, publish, type Ear } from '../support/mosquitto-clients.ts';
import { startMosquitto, type Mosquitto } from '../support/mosquitto.ts';
import { until } from '../support/until.ts';

/** The hub waits a second before it tries again. */
const RECONNECT_MS = 15_000;

const isStatus =
  (status: string) =>
  ({ topic, payload }: { topic: string; payload: string }) =>
    topic === 'aris/hub/status' && payload.includes(`"${status}"`);

describe('the hub at its broker', () => {
  let broker: Mosquitto;
  let ear: Ear;
  let hubs: TestHub[] = [];

  before(async () => {
    broker = await startMosquitto();
    ear = await listen(broker.port, ['#']);
  });
  after(async () => {
    await ear.stop();
    await broker.stop();
  });
  afterEach(async () => {
    await Promise.all(hubs.map(async (hub) => hub.kill9()));
    hubs = [];
    // The will of a hub that was killed comes after its death.
    await forget(broker.port, 'aris/hub/status');
    for (const zoneId of ['living', 'bath']) await forget(broker.port, `aris/zone/${zoneId}/state`);
    await silence();
  });

  /** Waits for all that is under way to be heard, and forgets it. */
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

  async function startHeard(options: HubOptions = {}): Promise<TestHub> {
    const hub = await start(options);
    await ear.next(isStatus('online'), 'the hub to be online');
    return hub;
  }

  async function zoneState(
    fits: (view: ZoneView) => boolean,
    zoneId = 'living',
  ): Promise<ZoneView> {
    const { payload } = await ear.next(
      (message) =>
        message.topic === `aris/zone/${zoneId}/state` &&
        message.payload !== '' &&
        fits(JSON.parse(message.payload) as ZoneView),
      `the state of ${zoneId}`,
    );
    return JSON.parse(payload) as ZoneView;
  }

  describe('tells who is there', () => {
    it('is online, retained, and offline after a clean stop', async () => {
      const hub = await startHeard();
      const { payload, retained } = await ear.next(isStatus('online'), 'the status');
      assert.equal(retained, true);
      assert.match(payload, /^\{"status":"online","serial":"[0-9a-f]{12}"\}$/);
      assert.equal(await hub.stop(), 0);
      const offline = await ear.next(isStatus('offline'), 'the farewell');
      assert.equal(offline.payload, payload.replace('online', 'offline'));
      assert.equal(offline.retained, true);
    });

    it('is offline after kill -9, by its will', async () => {
      const hub = await startHeard();
      await hub.kill9();
      assert.equal((await ear.next(isStatus('offline'), 'the will')).retained, true);
    });

    it('tells the state of each zone, retained, and again when it changes', async () => {
      const hub = await startHeard();
      const token = await hub.token();
      assert.equal((await zoneState(() => true, 'bath')).friendlyName, 'Bathroom');
      await publish(broker.port, 'aris/sensor/s1/telemetry', { tempC: 20.6 });
      const told = await zoneState(({ tempC }) => tempC === 20.6);
      const { zone } = (await curl(`${hub.url}/api/zones/living`, { token })).json() as {
        zone: ZoneView;
      };
      assert.deepEqual(told, zone);
      assert.ok(
        ear.heard.filter(({ topic }) => topic.endsWith('/state')).every(({ retained }) => retained),
      );
    });

    it('takes back the state of a zone that a new house no longer has', async () => {
      const folder = dataFolderWith();
      const hub = await startHeard({ dataFolder: folder });
      await zoneState(() => true, 'bath');
      const smaller = { ...SMALL_HOUSE, zones: SMALL_HOUSE.zones.slice(0, 1) };
      writeFileSync(join(folder, 'house.json'), JSON.stringify(smaller));
      assert.equal((await hub.cli('house', 'reload')).code, 0);
      await ear.next(
        ({ topic, payload }) => topic === 'aris/zone/bath/state' && payload === '',
        'the state to be taken back',
      );
    });
  });

  describe('lets clients set a zone', () => {
    const set = async (leaf: string, payload: string, options: { retain?: boolean } = {}) =>
      publish(broker.port, `aris/zone/living/${leaf}/set`, payload, options);

    it('sets mode and setpoints, and tells the fan coils', async () => {
      const hub = await startHeard();
      await set('mode', 'cool');
      await set('temp_cool', '25.5');
      await set('temp_heat', '20');
      const told = await zoneState(({ tempHeatSetC }) => tempHeatSetC === 20);
      assert.equal(told.mode, 'cool');
      assert.equal(told.tempCoolSetC, 25.5);
      await ear.next(
        ({ topic, payload }) =>
          topic === 'aris/fcu/f2/command' && payload.includes('"tempHeatSetC":20,'),
        'the command for the fan coil',
      );
      const line = hub.log.find(({ message }) => message === 'zone command');
      assert.equal(line?.['source'], 'mqtt');
    });

    it('refuses and counts what is malformed, and says again what stands', async () => {
      const hub = await startHeard();
      const token = await hub.token();
      await zoneState(() => true);
      await silence();
      const malformed = [
        ['mode', 'warm'],
        ['mode', ''],
        ['temp_heat', '0x15'],
        ['temp_heat', '35'],
        ['temp_heat', '{"value":21}'],
      ] as const;
      for (const [leaf, payload] of malformed) await set(leaf, payload);
      await until(
        async () =>
          (await metric(hub, token, 'aris_mqtt_messages_refused_total{reason="malformed"}')) ===
          malformed.length,
        'all to be counted',
      );
      const { mode, tempHeatSetC } = await zoneState(() => true);
      assert.deepEqual([mode, tempHeatSetC], ['auto', 21]);
      assert.ok(!ear.heard.some(({ topic }) => topic.endsWith('/command')));
    });

    it('ignores a retained set, which would replay at each reconnect', async () => {
      await set('mode', 'off', { retain: true });
      const hub = await startHeard();
      const token = await hub.token();
      const series = 'aris_mqtt_messages_refused_total{reason="retained"}';
      await until(async () => (await metric(hub, token, series)) === 1, 'it to be counted');
      assert.equal((await zoneState(() => true)).mode, 'auto');
      await forget(broker.port, 'aris/zone/living/mode/set');
    });

    it('takes none where ARIS_MQTT_COMMANDS is off', async () => {
      const hub = await startHeard({ env: { ARIS_MQTT_COMMANDS: 'off' } });
      const token = await hub.token();
      await set('mode', 'off');
      const series = 'aris_mqtt_messages_refused_total{reason="refused"}';
      await until(async () => (await metric(hub, token, series)) === 1, 'it to be counted');
      assert.equal((await zoneState(() => true)).mode, 'auto');
    });
  });

  describe('shares a broker', () => {
    it('exits 3 where another hub is in charge of its topics, and leaves that one its word', async () => {
      const word = '{"status":"online","serial":"another"}';
      await publish(broker.port, 'aris/hub/status', word, { retain: true });
      await silence();
      const hub = launchHub({ args: ['--mqtt-url', broker.url] });
      hubs.push(hub);
      assert.equal(await hub.exited(), 3);
      assert.match(JSON.stringify(hub.log), /the hub another is in charge of aris\/#/);
      // It has told nothing, and taken nothing over.
      await publish(broker.port, 'end', 'end');
      await ear.next(({ topic }) => topic === 'end', 'the last message');
      assert.deepEqual(
        ear.heard.map(({ topic }) => topic),
        ['end'],
      );
    });

    it('takes over from another that is offline, and says so', async () => {
      const word = '{"status":"offline","serial":"another"}';
      await publish(broker.port, 'aris/hub/status', word, { retain: true });
      const hub = await startHeard();
      assert.equal(hub.logged('taking over from a hub that is offline')?.['serial'], 'another');
    });

    it('keeps to its own base', async () => {
      const word = '{"status":"online","serial":"another"}';
      await publish(broker.port, 'aris/hub/status', word, { retain: true });
      const hub = await start({ args: ['--mqtt-base', 'site42/aris'] });
      await ear.next(({ topic }) => topic === 'site42/aris/hub/status', 'its status');
      await publish(broker.port, 'site42/aris/zone/living/mode/set', 'off');
      await publish(broker.port, 'aris/zone/bath/mode/set', 'off');
      await ear.next(
        ({ topic, payload }) =>
          topic === 'site42/aris/zone/living/state' && payload.includes('"mode":"off"'),
        'the state under its base',
      );
      assert.ok(!ear.heard.some(({ topic }) => topic === 'aris/zone/bath/state'));
      await hub.stop();
    });
  });

  describe('does without', () => {
    it('goes on, and answers, while the broker is down; subscribes and tells the devices anew after', async () => {
      const own = await startMosquitto();
      const first = await listen(own.port, ['aris/fcu/+/command']);
      const hub = await startHub({ args: ['--mqtt-url', own.url] });
      hubs.push(hub);
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
      hubs.push(hub);
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
    hubs.push(hub);
    await until(() => hub.logged('broker connected'), 'the connection');
    await hub.stop();
    assert.doesNotMatch(JSON.stringify(hub.log), /a-broker-secret/);
    await own.stop();
  });
});
