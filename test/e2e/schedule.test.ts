/** Schedules and holds on a real hub with a real broker, through kill -9. */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { ZoneView } from '../../src/domain/zone-view.ts';
import { curl } from '../support/curl.ts';
import { dataFolderWith, startHub, type TestHub } from '../support/hub.ts';
import { listen, type Ear } from '../support/mosquitto-clients.ts';
import { startMosquitto, type Mosquitto } from '../support/mosquitto.ts';
import { until as eventually } from '../support/until.ts';
import { reportAll } from './broker-rig.ts';

const EVERY_DAY = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];

describe('a hub with a schedule and a hold', () => {
  let broker: Mosquitto;
  let hub: TestHub;
  let token: string;
  let ear: Ear;
  const dataFolder = dataFolderWith();
  const start = async () => startHub({ dataFolder, args: ['--mqtt-url', broker.url] });

  before(async () => {
    broker = await startMosquitto();
    ear = await listen(broker.port, ['aris/fcu/f3/command', 'aris/zone/bath/state']);
    hub = await start();
    token = await hub.token();
  });
  after(async () => {
    await hub.stop();
    await ear.stop();
    await broker.stop();
  });

  const bath = async () => {
    const reply = await curl(`${hub.url}/api/zones/bath`, { token });
    return (reply.json() as { zone: ZoneView }).zone;
  };
  async function heard(topic: string, fits: (said: Record<string, unknown>) => boolean) {
    const { payload } = await ear.next(
      (message) =>
        message.topic === topic && fits(JSON.parse(message.payload) as Record<string, unknown>),
      topic,
    );
    return JSON.parse(payload) as Record<string, unknown>;
  }

  it('tells the fan coils what the schedule asks, as soon as there is one', async () => {
    const reply = await curl(`${hub.url}/api/zones/bath/schedule`, {
      token,
      method: 'PUT',
      body: { entries: [{ days: EVERY_DAY, at: '00:00', tempHeatSetC: 19 }] },
    });
    assert.equal(reply.status, 200, reply.body);
    await heard('aris/fcu/f3/command', (said) => said['tempHeatSetC'] === 19);
    assert.equal((await bath()).tempHeatSetC, 19);
  });

  it('has the hold on its disk, shows it over MQTT, and goes on with it after kill -9', async () => {
    const reply = await curl(`${hub.url}/api/zones/bath/command`, {
      token,
      body: { tempHeatSetC: 23, durationMinutes: 30 },
    });
    assert.equal(reply.status, 200, reply.body);
    const { hold } = await heard('aris/zone/bath/state', (said) => 'hold' in said);
    await hub.kill9();
    ear.clear();
    hub = await start();
    // Control waits for a house that has just not reported yet.
    await reportAll(broker.port);
    const after = await bath();
    assert.equal(after.tempHeatSetC, 23);
    assert.deepEqual(after.hold, hold);
    await heard('aris/fcu/f3/command', (said) => said['tempHeatSetC'] === 23);
  });

  it('goes back from presses that were given a length after kill -9, by itself and when told to', async () => {
    const command = async (body: object) => {
      const reply = await curl(`${hub.url}/api/zones/living/command`, { token, body });
      assert.equal(reply.status, 200, reply.body);
      return (reply.json() as { command: Record<string, unknown> }).command;
    };
    const living = async () => {
      const reply = await curl(`${hub.url}/api/zones/living`, { token });
      const { mode, tempHeatSetC, tempCoolSetC, hold } = (reply.json() as { zone: ZoneView }).zone;
      return { mode, tempHeatSetC, tempCoolSetC, isHeld: hold !== undefined };
    };
    const former = await living();
    const press = async () => {
      await command({ tempHeatSetC: 22 });
      await command({ tempHeatSetC: 22.5 });
      assert.deepEqual(await command({ tempHeatSetC: 23 }), {
        temp_heat_set_c: 23,
        temp_cool_set_c: 25.2,
      });
    };
    await press();
    await hub.kill9();
    hub = await start();
    const until = new Date(Date.now() + 4_000).toISOString();
    const held = await command({ until });
    assert.equal(held['until'], `${until.slice(0, 19)}Z`);
    assert.deepEqual([held['temp_heat_set_c'], held['temp_cool_set_c']], [23, 25.2]);
    assert.deepEqual(await living(), {
      mode: 'auto',
      tempHeatSetC: 23,
      tempCoolSetC: 25.2,
      isHeld: true,
    });
    await eventually(async () => !(await living()).isHeld, 'the end', 20_000);
    assert.deepEqual(await living(), former);

    await press();
    await command({ durationMinutes: 120 });
    await hub.kill9();
    hub = await start();
    assert.equal((await living()).tempHeatSetC, 23);
    await command({ resumeSchedule: true });
    assert.deepEqual(await living(), former);
  });
});
