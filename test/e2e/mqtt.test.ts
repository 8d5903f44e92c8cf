/** The hub as a client of a real broker: what it tells other clients, and what they may set. */
import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, afterEach, before, describe, it } from 'node:test';
import type { ZoneView } from '../../src/domain/zone-view.ts';
import { curl } from '../support/curl.ts';
import { SMALL_HOUSE } from '../support/house.ts';
import { dataFolderWith } from '../support/hub.ts';
import { metric } from '../support/metrics.ts';
import { forget, publish } from '../support/mosquitto-clients.ts';
import { until } from '../support/until.ts';
import { isStatus, openBrokerRig, type BrokerRig } from './broker-rig.ts';

describe('the hub among MQTT clients', () => {
  let rig: BrokerRig;

  before(async () => {
    rig = await openBrokerRig();
  });
  after(async () => rig.close());
  afterEach(async () => rig.clear());

  describe('tells who is there', () => {
    it('is online, retained, and offline after a clean stop', async () => {
      const hub = await rig.startHeard();
      const { payload, retained } = await rig.ear.next(isStatus('online'), 'the status');
      assert.equal(retained, true);
      assert.match(
        payload,
        /^\{"status":"online","serial":"[0-9a-f]{12}","instance":"[0-9a-f]{16}"\}$/,
      );
      assert.equal(await hub.stop(), 0);
      const offline = await rig.ear.next(isStatus('offline'), 'the farewell');
      assert.equal(offline.payload, payload.replace('online', 'offline'));
      assert.equal(offline.retained, true);
    });

    it('is offline after kill -9, by its will', async () => {
      const hub = await rig.startHeard();
      await hub.kill9();
      assert.equal((await rig.ear.next(isStatus('offline'), 'the will')).retained, true);
    });

    it('tells the state of each zone, retained, and again when it changes', async () => {
      const hub = await rig.startHeard();
      const token = await hub.token();
      assert.equal((await rig.zoneState(() => true, 'bath')).friendlyName, 'Bathroom');
      await publish(rig.broker.port, 'aris/sensor/s1/telemetry', { tempC: 20.6 });
      const told = await rig.zoneState(({ tempC }) => tempC === 20.6);
      const { zone } = (await curl(`${hub.url}/api/zones/living`, { token })).json() as {
        zone: ZoneView;
      };
      assert.deepEqual(told, zone);
      assert.ok(
        rig.ear.heard
          .filter(({ topic }) => topic.endsWith('/state'))
          .every(({ retained }) => retained),
      );
    });

    it('takes back the state of a zone that a new house no longer has', async () => {
      const folder = dataFolderWith();
      const hub = await rig.startHeard({ dataFolder: folder });
      await rig.zoneState(() => true, 'bath');
      const smaller = { ...SMALL_HOUSE, zones: SMALL_HOUSE.zones.slice(0, 1) };
      writeFileSync(join(folder, 'house.json'), JSON.stringify(smaller));
      assert.equal((await hub.cli('house', 'reload')).code, 0);
      await rig.ear.next(
        ({ topic, payload }) => topic === 'aris/zone/bath/state' && payload === '',
        'the state to be taken back',
      );
    });
  });

  describe('lets clients set a zone', () => {
    const set = async (leaf: string, payload: string, options: { retain?: boolean } = {}) =>
      publish(rig.broker.port, `aris/zone/living/${leaf}/set`, payload, options);

    it('sets mode and setpoints, and tells the fan coils', async () => {
      const hub = await rig.startHeard();
      await set('mode', 'cool');
      await set('temp_cool', '25.5');
      await set('temp_heat', '20');
      const told = await rig.zoneState(({ tempHeatSetC }) => tempHeatSetC === 20);
      assert.equal(told.mode, 'cool');
      assert.equal(told.tempCoolSetC, 25.5);
      await rig.ear.next(
        ({ topic, payload }) =>
          topic === 'aris/fcu/f2/command' && payload.includes('"tempHeatSetC":20,'),
        'the command for the fan coil',
      );
      const line = hub.log.find(({ message }) => message === 'zone command');
      assert.equal(line?.['by'], 'mqtt');
    });

    it('refuses and counts what is malformed, and says again what stands', async () => {
      const hub = await rig.startHeard();
      const token = await hub.token();
      await rig.zoneState(() => true);
      await rig.silence();
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
      const { mode, tempHeatSetC } = await rig.zoneState(() => true);
      assert.deepEqual([mode, tempHeatSetC], ['auto', 21]);
      assert.ok(!rig.ear.heard.some(({ topic }) => topic.endsWith('/command')));
    });

    it('ignores a retained set, which would replay at each reconnect', async () => {
      await set('mode', 'off', { retain: true });
      const hub = await rig.startHeard();
      const token = await hub.token();
      const series = 'aris_mqtt_messages_refused_total{reason="retained"}';
      await until(async () => (await metric(hub, token, series)) === 1, 'it to be counted');
      assert.equal((await rig.zoneState(() => true)).mode, 'auto');
      await forget(rig.broker.port, 'aris/zone/living/mode/set');
    });

    it('takes none where ARIS_MQTT_COMMANDS is off', async () => {
      const hub = await rig.startHeard({ env: { ARIS_MQTT_COMMANDS: 'off' } });
      const token = await hub.token();
      await set('mode', 'off');
      const series = 'aris_mqtt_messages_refused_total{reason="refused"}';
      await until(async () => (await metric(hub, token, series)) === 1, 'it to be counted');
      assert.equal((await rig.zoneState(() => true)).mode, 'auto');
    });
  });
});
