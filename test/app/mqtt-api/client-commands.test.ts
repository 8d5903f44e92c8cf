import assert from 'node:assert/strict';
import { beforeEach, describe, it } from 'node:test';
import { LIMITS } from '../../../src/domain/limits.ts';
import { createTestApp, type TestApp } from '../../support/app.ts';
import { SMALL_HOUSE } from '../../support/house.ts';
import { settled } from '../../support/settled.ts';
import { doer } from '../../support/doers.ts';

describe('what clients set over MQTT', () => {
  let app: TestApp;
  let commits: number;

  beforeEach(async () => {
    app = createTestApp();
    app.mqttSession.start();
    await settled();
    commits = 0;
    const write = app.texts.write.bind(app.texts);
    app.texts.write = async (writes) => {
      commits++;
      return write(writes);
    };
  });

  const set = (topic: string, payload: string) =>
    app.messageRouter.accept({
      topic: `aris/${topic}/set`,
      payload: Buffer.from(payload),
      retained: false,
    });
  const turn = async () => {
    await settled();
    app.clock.advance(LIMITS.mqttCommandsIntervalMs);
    await settled();
  };
  const refused = () => app.messageRouter.counts().refused;
  const eventCount = async () => (await app.journal.query({ audit: 'hidden' })).events.length;

  it('in a flood is the newest of each topic, in one commit a turn', async () => {
    for (let i = 0; i < 20_000; i++)
      set(`zone/${i % 2 ? 'living' : 'bath'}/temp_heat`, String(15 + (i % 100) / 10));
    await settled();
    assert.equal(commits, 1);
    assert.equal(await eventCount(), 1);
    await turn();
    assert.equal(commits, 2);
    assert.equal(app.zones.get('living').tempHeatSetC, 24.9);
    assert.equal(app.zones.get('bath').tempHeatSetC, 24.8);
    assert.equal(refused().superseded, 20_000 - 3);
    assert.equal(app.messageRouter.counts().accepted, 3);
    const told = app.log.lines.filter(({ message }) => message.includes('came faster'));
    assert.equal(told.length, 1);
    assert.match(JSON.stringify(told), /"superseded":19997/);
  });

  it('that changes nothing is neither written nor an event, and is answered', async () => {
    set('zone/bath/temp_heat', '22');
    set('system/mode', 'home');
    set('dhw/dhw_main/target_temp', '52');
    await turn();
    const [before, had] = [commits, await eventCount()];
    const heard: string[] = [];
    app.broker.connect().start({
      filters: ['aris/zone/bath/state'],
      onMessage({ retained }) {
        if (!retained) heard.push('state');
      },
      onConnection: () => undefined,
    });
    await settled();
    for (const payload of ['22', '22.0', '22.04']) {
      set('zone/bath/temp_heat', payload);
      set('system/mode', 'home');
      set('dhw/dhw_main/target_temp', '52');
      await turn();
      app.clock.advance(LIMITS.stateEchoMs);
      await settled();
    }
    assert.deepEqual([commits, await eventCount()], [before, had]);
    assert.ok(heard.length >= 3, String(heard.length));
  });

  it('again, over a hold that ends sooner, is a change once', async () => {
    await app.zoneCommands.command(
      'bath',
      { tempHeatSetC: 22, durationMinutes: 60 },
      doer('tok_a'),
    );
    const before = commits;
    for (let i = 0; i < 3; i++) {
      set('zone/bath/temp_heat', '22');
      await turn();
    }
    assert.equal(commits, before + 1);
    set('zone/bath/temp_heat', '23');
    await turn();
    assert.equal(commits, before + 2);
  });

  it('is done though something beside it cannot be', async () => {
    set('zone/living/mode', 'cool');
    await settled();
    set('zone/bath/temp_heat', '99');
    set('zone/living/target_temp', '26');
    set('dhw/dhw_main/target_temp', '99');
    set('dhw/dhw_main/recirc', 'ON');
    await turn();
    assert.equal(app.zones.get('living').tempCoolSetC, 26);
    assert.equal(app.dhwRequests.view()['recirc'], true);
    assert.equal(refused().malformed, 2);
  });

  it('waits for room: a topic too many is refused', async () => {
    const [, bath] = SMALL_HOUSE.zones;
    assert.ok(bath);
    const names = ['mode', 'temp_heat', 'target_temp'];
    const zones = Array.from(
      { length: (LIMITS.mqttCommandsWaiting + 1) / names.length },
      (_, i) => ({
        ...bath,
        zoneId: `z${i}`,
        sensors: [],
        terminals: [],
      }),
    );
    app.takeHouse({ ...SMALL_HOUSE, zones });
    set('system/mode', 'home');
    for (const { zoneId } of zones)
      for (const name of names) set(`zone/${zoneId}/${name}`, name === 'mode' ? 'heat' : '22');
    assert.equal(refused().refused, 1);
    await turn();
    assert.equal(app.zones.get('z7').tempHeatSetC, 22);
    assert.ok(commits <= 2, String(commits));
  });

  it('never keeps a person waiting for more than one commit', async () => {
    for (let i = 0; i < 5_000; i++) set('zone/bath/temp_heat', String(15 + (i % 100) / 10));
    const before = commits;
    await app.zoneCommands.command('living', { tempHeatSetC: 19 }, doer('tok_a'));
    assert.ok(commits - before <= 2, String(commits - before));
  });

  it('is carried out at a stop, and no more is taken then', async () => {
    set('zone/bath/temp_heat', '22');
    await settled();
    set('zone/bath/temp_heat', '23');
    const stopped = app.mqttSession.stop();
    set('zone/bath/temp_heat', '24');
    await stopped;
    assert.equal(app.zones.get('bath').tempHeatSetC, 23);
    assert.equal(refused().refused, 1);
    assert.equal(app.bus.isConnected(), false);
  });
});
