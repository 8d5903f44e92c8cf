/** The hub's main job: a house of real MQTT publishers, read and commanded by real curl calls. */
import assert from 'node:assert/strict';
import { after, afterEach, before, describe, it } from 'node:test';
import { LIMITS } from '../../src/domain/limits.ts';
import type { ZoneView } from '../../src/domain/zone-view.ts';
import { curl, type CurlReply } from '../support/curl.ts';
import { dataFolderWith, startHub, type TestHub } from '../support/hub.ts';
import { metric } from '../support/metrics.ts';
import { listen, publish, type Ear } from '../support/mosquitto-clients.ts';
import { startMosquitto, type Mosquitto } from '../support/mosquitto.ts';
import { until } from '../support/until.ts';
import { reportAll } from './broker-rig.ts';

/** How soon what a device says is to be seen. */
const SECOND_MS = 1_000;

describe('a house of MQTT devices', () => {
  let broker: Mosquitto;
  let hub: TestHub;
  let token: string;
  let ear: Ear;
  const dataFolder = dataFolderWith();

  before(async () => {
    broker = await startMosquitto();
    ear = await listen(broker.port, ['aris/fcu/+/command']);
    hub = await startOn(broker);
    token = await hub.token();
  });
  after(async () => {
    await hub.stop();
    await ear.stop();
    await broker.stop();
  });
  afterEach(() => ear.clear());

  const startOn = async ({ url }: Mosquitto) => startHub({ dataFolder, args: ['--mqtt-url', url] });
  const say = async (topic: string, payload: string | object) =>
    publish(broker.port, `aris/${topic}`, payload);
  const get = async (path: string) => curl(`${hub.url}${path}`, { token });
  const count = async (series: string) => metric(hub, token, series);
  const refusedCount = async (reason: string) =>
    count(`aris_mqtt_messages_refused_total{reason="${reason}"}`);

  async function zone(zoneId: string): Promise<ZoneView> {
    const { zones } = (await get('/api/zones')).json() as { zones: ZoneView[] };
    const found = zones.find((view) => view.zoneId === zoneId);
    assert.ok(found);
    return found;
  }

  async function shows(zoneId: string, fits: (view: ZoneView) => boolean): Promise<ZoneView> {
    return until(
      async () => {
        const view = await zone(zoneId);
        return fits(view) ? view : false;
      },
      `the zone ${zoneId} to show it`,
      SECOND_MS,
    );
  }

  async function command(zoneId: string, body: object): Promise<CurlReply> {
    return curl(`${hub.url}/api/zones/${zoneId}/command`, { token, body });
  }

  const isFor = (fcuId: string) => (message: { topic: string }) =>
    message.topic === `aris/fcu/${fcuId}/command`;
  /** The newest command that a fan coil has heard. */
  async function heardBy(fcuId: string): Promise<Record<string, unknown>> {
    const { payload } = await ear.next(isFor(fcuId), `a command for ${fcuId}`);
    return JSON.parse(payload) as Record<string, unknown>;
  }

  it('shows the zones of the house, without values that nobody has measured', async () => {
    const waits = {
      activeCall: 'none',
      effectiveMode: 'idle',
      reason: {
        code: 'sensor_lost',
        text: 'No fresh temperature: heating and cooling wait for a sensor.',
      },
    };
    const reply = await get('/api/zones');
    assert.equal(reply.status, 200);
    assert.equal(reply.headers['content-type'], 'application/json');
    assert.deepEqual(reply.json(), {
      zones: [
        {
          zoneId: 'living',
          friendlyName: 'Living Room',
          mode: 'auto',
          tempHeatSetC: 21,
          tempCoolSetC: 24,
          ...waits,
          supportsHeat: true,
          supportsCool: true,
        },
        {
          zoneId: 'bath',
          friendlyName: 'Bathroom',
          mode: 'heat',
          tempHeatSetC: 21,
          ...waits,
          supportsHeat: true,
          supportsCool: false,
        },
      ],
      metadata: { count: 2 },
    });
  });

  it('shows what a sensor publishes within a second', async () => {
    await say('sensor/s1/telemetry', { tempC: 21.46, rhPercent: 40.4, co2Ppm: 612 });
    const view = await shows('living', ({ tempC }) => tempC === 21.5);
    assert.equal(view.rhPercent, 40);
    assert.equal(view.co2Ppm, 612);
  });

  it('shows what a fan coil publishes where the zone has no sensor', async () => {
    await say('fcu/f3/telemetry', { mode: 'heat', roomTempC: 19.1, fanPercent: 40 });
    await shows('bath', ({ tempC }) => tempC === 19.1);
  });

  it('lets go of the readings of a device that goes offline, and has them again with its next report', async () => {
    await say('sensor/s1/telemetry', { tempC: 22, rhPercent: 40 });
    await shows('living', ({ tempC }) => tempC === 22);
    await say('sensor/s1/status', 'offline');
    const view = await shows('living', ({ tempC }) => tempC === undefined);
    assert.ok(!('rhPercent' in view));
    await say('sensor/s1/status', 'online');
    await say('sensor/s1/telemetry', { tempC: 22.2 });
    await shows('living', ({ tempC }) => tempC === 22.2);
  });

  it('sends a command to each terminal of the zone, with QoS 1 and not retained', async () => {
    const reply = await command('living', { mode: 'heat', tempHeatSetC: 22 });
    assert.equal(reply.status, 200);
    assert.deepEqual(reply.json(), {
      success: true,
      zoneId: 'living',
      command: { mode: 'heat', temp_heat_set_c: 22, temp_cool_set_c: 24.2 },
    });
    for (const fcuId of ['f1', 'f2']) {
      const { commandId, ...asked } = await heardBy(fcuId);
      assert.match(String(commandId), /^[0-9a-f]{16}$/);
      assert.deepEqual(asked, {
        mode: 'heat',
        fanPercent: 0,
        tempHeatSetC: 22,
        tempCoolSetC: 24.2,
      });
    }
    assert.deepEqual(
      ear.heard.map(({ qos, retained }) => [qos, retained]),
      [
        [1, false],
        [1, false],
      ],
    );
  });

  it('takes the echo of its id, or the same mode and setpoints, for a confirmation', async () => {
    await command('living', { mode: 'heat', tempCoolSetC: 25 });
    const first = await heardBy('f1');
    await heardBy('f2');
    assert.equal(await count('aris_commands_pending'), 2);
    await say('fcu/f1/telemetry', { mode: 'idle', commandId: first['commandId'] });
    await until(async () => (await count('aris_commands_pending')) === 1, 'the first confirmation');
    const equal = { tempHeatSetC: first['tempHeatSetC'], tempCoolSetC: 25 };
    // What the unit does is not what it was asked: only the commanded mode counts.
    await say('fcu/f2/telemetry', { mode: 'heat', ...equal });
    await say('fcu/f2/telemetry', { mode: 'heat', commandedMode: 'cool', ...equal });
    await say('sensor/s1/telemetry', { tempC: 22.4 });
    await shows('living', ({ tempC }) => tempC === 22.4);
    assert.equal(await count('aris_commands_pending'), 1);
    await say('fcu/f2/telemetry', { mode: 'idle', commandedMode: 'heat', ...equal });
    await until(async () => (await count('aris_commands_pending')) === 0, 'the second one');
    assert.equal(await count('aris_commands_unconfirmed_total'), 0);
  });

  it('tells a fan coil that comes back what stands', async () => {
    await command('living', { mode: 'off' });
    // Both have it before what follows is listened for.
    await heardBy('f1');
    await heardBy('f2');
    ear.clear();
    await say('fcu/f1/status', 'online');
    // It was told a moment ago: that may still be on its way.
    const again = await ear.next(isFor('f1'), 'the command again', LIMITS.commandAgainMs + 5_000);
    assert.equal((JSON.parse(again.payload) as { mode: string }).mode, 'off');
    assert.ok(!ear.heard.some(isFor('f2')));
  });

  it('refuses a wrong command, naming the field, and tells the devices nothing', async () => {
    const cases: [zoneId: string, body: object, status: number, field: string][] = [
      ['living', { tempHeatSetC: 30.1 }, 400, 'tempHeatSetC'],
      ['living', { tempHeatSetC: '21' }, 400, 'tempHeatSetC'],
      ['living', { mode: 'warm' }, 400, 'mode'],
      ['living', {}, 400, 'mode'],
      ['living', { fan: 1 }, 400, 'fan'],
      ['bath', { mode: 'cool' }, 400, 'mode'],
      ['bath', { tempCoolSetC: 24 }, 400, 'tempCoolSetC'],
    ];
    const before = await get('/api/zones');
    for (const [zoneId, body, status, field] of cases) {
      const reply = await command(zoneId, body);
      assert.equal(reply.status, status, reply.body);
      assert.equal((reply.json() as { field?: string }).field, field, reply.body);
    }
    assert.equal((await command('attic', { mode: 'off' })).status, 404);
    assert.equal((await get('/api/zones')).body, before.body);
    assert.deepEqual(ear.heard, []);
  });

  it('counts what is malformed, too large or unknown, and changes nothing for it', async () => {
    await say('sensor/s1/telemetry', { tempC: 20.2 });
    await shows('living', ({ tempC }) => tempC === 20.2);
    const before = (await get('/api/zones')).body;
    const refused: [reason: string, topic: string, payload: string | object][] = [
      ['malformed', 'sensor/s1/telemetry', '{"tempC":'],
      ['malformed', 'sensor/s1/telemetry', '[21]'],
      ['malformed', 'sensor/s1/telemetry', '"tempC"'],
      ['malformed', 'sensor/s1/status', 'asleep'],
      ['oversized', 'sensor/s1/telemetry', { tempC: 25, note: 'x'.repeat(16 * 1024) }],
      ['unknown', 'sensor/attic/telemetry', { tempC: 25 }],
      ['unknown', 'toaster/living/telemetry', { tempC: 25 }],
    ];
    for (const [reason, topic, payload] of refused) {
      const earlier = await refusedCount(reason);
      await say(topic, payload);
      await until(
        async () => (await refusedCount(reason)) === earlier + 1,
        `${topic} to be counted as ${reason}`,
      );
    }
    assert.equal((await get('/api/zones')).body, before);
    const noted = hub.log.filter(({ message }) => message === 'message refused');
    const topics = noted.map(({ topic }) => topic);
    assert.equal(topics.length, new Set(topics).size, 'each source is logged once');
  });

  it('has on its disk what it has answered, and tells the devices again after kill -9', async () => {
    const reply = await fetch(`${hub.url}/api/zones/bath/command`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      body: '{"tempHeatSetC":18.5}',
    });
    assert.equal(reply.status, 200);
    await hub.kill9();
    ear.clear();
    hub = await startOn(broker);
    // Control waits for a house that has just not reported yet.
    await reportAll(broker.port);
    assert.equal((await zone('bath')).tempHeatSetC, 18.5);
    assert.equal((await zone('living')).mode, 'off');
    assert.equal((await heardBy('f3'))['tempHeatSetC'], 18.5);
    assert.equal((await heardBy('f2'))['mode'], 'off');
  });
});
