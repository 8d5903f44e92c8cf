/** Control on a real hub: in a virtual house, and over a real broker with devices that the test plays. */
import assert from 'node:assert/strict';
import { after, afterEach, before, describe, it } from 'node:test';
import type { ZoneView } from '../../src/domain/zone-view.ts';
import { SECOND_MS } from '../../src/domain/units.ts';
import { curl, type CurlReply } from '../support/curl.ts';
import { createFakeTime } from '../support/fake-time.ts';
import { dataFolderWith, startHub, type TestHub } from '../support/hub.ts';
import { metric } from '../support/metrics.ts';
import { publish } from '../support/mosquitto-clients.ts';
import { until } from '../support/until.ts';
import { openBrokerRig, reportAll, type BrokerRig } from './broker-rig.ts';

type Members = Readonly<Record<string, unknown>>;
const json = (reply: CurlReply) => reply.json() as Members;

describe('a virtual house', () => {
  let hub: TestHub;
  let token: string;

  before(async () => {
    // At half past ten in the morning: nobody takes a shower.
    const time = createFakeTime();
    time.shift((new Date().setUTCHours(9, 30, 0, 0) - Date.now()) / SECOND_MS);
    hub = await startHub({ args: ['--virtual'], env: time.env });
    token = await hub.token();
  });
  after(async () => hub.stop());

  const get = async (path: string) => json(await curl(`${hub.url}${path}`, { token }));
  const post = async (path: string, body: object) => curl(`${hub.url}${path}`, { token, body });
  const kitchen = async () => (await get('/api/zones/kitchen'))['zone'] as ZoneView;

  it('heats a zone that is commanded to 23 °C with what is stored, and says that the compressor waits', async () => {
    await until(async () => (await kitchen()).reason !== undefined, 'the house to report');
    await post('/api/zones/kitchen/command', { tempHeatSetC: 23 });
    // It may have called before, for the little that it lacked of its own setpoint: that is served by what is stored.
    const { view, why } = await until(async () => {
      const now = await kitchen();
      const { reason } = now;
      return reason?.code === 'stored_meanwhile' ? { view: now, why: reason } : undefined;
    }, 'the compressor to be what it waits for');
    assert.deepEqual([view.activeCall, view.effectiveMode], ['heat', 'heat']);
    assert.match(why.until ?? '', /^\d{4}-.*Z$/);
    assert.equal(typeof why.text, 'string');
    const hcu = await get('/api/hcu');
    assert.deepEqual([hcu['asked'], hcu['effective']], ['heat', 'none']);
    assert.equal((hcu['reason'] as Members)['code'], 'compressor_rest');
    assert.equal(await metric(hub, token, 'aris_commands_pending'), 0);
    assert.ok((await metric(hub, token, 'aris_control_cycles_total')) > 1);
  });

  it('boosts the hot water, and shows until when', async () => {
    const reply = await post('/api/dhw/command', { boostMinutes: 30, targetTempC: 51.96 });
    const { dhwId, command } = json(reply) as { dhwId: string; command: Members };
    assert.equal(dhwId, 'dhw_main');
    assert.equal(command['target_temp_c'], 52);
    const dhw = await until(async () => {
      const now = await get('/api/dhw');
      return now['effectiveTargetTempC'] === 55 ? now : undefined;
    }, 'the boost');
    assert.equal(dhw['targetTempC'], 52);
    assert.equal(dhw['boostUntil'], command['boost_until']);
    assert.equal(dhw['asked'], 'heat');
  });

  it('shows the surplus level with what comes of it', async () => {
    const reply = await post('/api/system/command', { surplusLevel: 1 });
    assert.deepEqual(json(reply), { success: true, command: { surplusLevel: 1 } });
    const surplus = await until(async () => {
      const { surplus: now } = (await get('/api/system')) as { surplus: Members };
      return now['effective'] === 1 ? now : undefined;
    }, 'the block');
    assert.equal(surplus['asked'], 1);
    assert.equal((surplus['reason'] as Members)['code'], 'as_asked');
    assert.equal((await kitchen()).reason?.code, 'utility_block');
    assert.equal(await metric(hub, token, 'aris_surplus_level{level="effective"}'), 1);
  });
});

describe('control over a real broker', () => {
  let rig: BrokerRig;

  before(async () => {
    rig = await openBrokerRig();
  });
  after(async () => rig.close());
  afterEach(async () => rig.clear());

  const COLD = {
    'sensor/s1': { tempC: 18, rhPercent: 40 },
    'sensor/s2': { tempC: 18 },
    'fcu/f3': { roomTempC: 21 },
    'hcu/hcu_main': { state: 'standby', outdoorTempC: 0 },
    'dhw/dhw_main': { tempTopC: 50, tempMidC: 48, tempBottomC: 45 },
    'tes/tes_main': { tempTopC: 30, tempBottomC: 30 },
  };

  async function told(device: string, fits: (command: Members) => boolean = () => true) {
    const { payload, qos, retained } = await rig.ear.next(
      (message) =>
        message.topic === `aris/${device}/command` && fits(JSON.parse(message.payload) as Members),
      `a command for ${device}`,
    );
    const { commandId, ...command } = JSON.parse(payload) as Members;
    assert.match(String(commandId), /^[0-9a-f]{16}$/);
    assert.deepEqual([qos, retained], [1, false]);
    return command;
  }

  it('tells every kind of device what it has to do, with the documented members', async () => {
    await rig.startHeard();
    await reportAll(rig.broker.port, COLD);
    assert.deepEqual(await told('fcu/f1'), {
      mode: 'heat',
      fanPercent: 100,
      tempHeatSetC: 21.5,
      tempCoolSetC: 24,
    });
    // The compressor rests first: only what is stored goes round.
    assert.deepEqual(await told('hcu/hcu_main'), { mode: 'heat', supplyTempC: 20 });
    assert.deepEqual(await told('dhw/dhw_main'), {
      heat: false,
      targetTempC: 50,
      sanitize: false,
      recirc: true,
    });
    assert.deepEqual(await told('tes/tes_main'), { mode: 'heat' });
    const state = await rig.zoneState(({ activeCall }) => activeCall === 'heat');
    assert.equal(state.effectiveMode, 'heat');
    assert.equal(state.reason?.code, 'stored_meanwhile');
  });

  it('takes the hot water and the surplus level from clients, and refuses what is none', async () => {
    const hub = await rig.startHeard();
    const token = await hub.token();
    await reportAll(rig.broker.port, COLD);
    const set = async (topic: string, payload: string) =>
      publish(rig.broker.port, `aris/${topic}/set`, payload);
    await told('dhw/dhw_main');
    await set('dhw/dhw_main/target_temp', '53.5');
    await told('dhw/dhw_main', ({ targetTempC }) => targetTempC === 53.5);
    await set('dhw/dhw_main/boost_minutes', '30');
    await told('dhw/dhw_main', ({ targetTempC }) => targetTempC === 55);
    await set('dhw/dhw_main/recirc', 'OFF');
    await told('dhw/dhw_main', ({ recirc }) => recirc === false);
    await set('dhw/dhw_main/sanitize', 'PRESS');
    await told('dhw/dhw_main', ({ targetTempC }) => targetTempC === 62);
    await set('system/surplus', '1');
    await rig.zoneState(({ reason }) => reason?.code === 'utility_block');
    const refused = [
      ['dhw/dhw_main/target_temp', '80'],
      ['dhw/dhw_main/target_temp', 'NaN'],
      ['dhw/dhw_main/boost_minutes', '-5'],
      ['dhw/dhw_main/sanitize', 'ON'],
      ['dhw/other/recirc', 'ON'],
      ['system/surplus', '5'],
      ['system/surplus', ''],
    ] as const;
    for (const [topic, payload] of refused) await set(topic, payload);
    const series = 'aris_mqtt_messages_refused_total{reason="malformed"}';
    await until(
      async () => (await metric(hub, token, series)) === refused.length,
      'all to be refused',
    );
    const events = json(await curl(`${hub.url}/api/events?source=mqtt`, { token }));
    assert.deepEqual(
      (events['events'] as Members[]).map(({ type }) => type),
      ['surplus_changed', 'command_sent', 'command_sent', 'command_sent', 'setpoint_change'],
    );
  });

  it('goes on after kill -9 with what was asked, and with the starts of its compressor', async () => {
    const dataFolder = dataFolderWith();
    let hub = await rig.startHeard({ dataFolder });
    const token = await hub.token();
    const ask = async (path: string, body: object) => curl(`${hub.url}${path}`, { token, body });
    await ask('/api/dhw/command', { targetTempC: 47 });
    await ask('/api/system/command', { surplusLevel: 3 });
    // A machine that runs by itself: each start counts, asked for or not.
    await reportAll(rig.broker.port, {
      ...COLD,
      'hcu/hcu_main': { state: 'running', outdoorTempC: 0 },
    });
    await until(async () => {
      const { surplus } = json(await curl(`${hub.url}/api/system`, { token }));
      return (surplus as Members)['effective'] === 3;
    }, 'the level to hold');
    await told('hcu/hcu_main');
    await hub.kill9();
    rig.ear.clear();
    hub = await rig.startHeard({ dataFolder });
    await reportAll(rig.broker.port, COLD);
    await told('dhw/dhw_main');
    const dhw = json(await curl(`${hub.url}/api/dhw`, { token }));
    assert.equal(dhw['targetTempC'], 47);
    const { surplus } = json(await curl(`${hub.url}/api/system`, { token }));
    assert.deepEqual([(surplus as Members)['asked'], (surplus as Members)['effective']], [3, 3]);
    const hcu = json(await curl(`${hub.url}/api/hcu`, { token }));
    assert.equal((hcu['reason'] as Members)['code'], 'compressor_rest');
  });

  it('has the faults of devices and its own over a restart, with their time, told of once', async () => {
    const dataFolder = dataFolderWith();
    const freezing = (...codes: string[]) => ({
      ...COLD,
      'sensor/s1': { tempC: 5 },
      'sensor/s2': { tempC: 5 },
      'fcu/f1': { roomTempC: 5, activeFaults: codes },
    });
    let hub = await rig.startHeard({ dataFolder });
    const token = await hub.token();
    const faults = async () => json(await curl(`${hub.url}/api/faults`, { token }))['faults'];
    const codes = async () => ((await faults()) as Members[]).map(({ code }) => code).sort();
    const raised = async () => {
      const { events } = json(await curl(`${hub.url}/api/events?type=fault_raised`, { token }));
      return (events as { data: Members }[]).map(({ data }) => data['code']);
    };
    await reportAll(rig.broker.port, freezing('E1'));
    await until(async () => (await codes()).join() === 'E1,frost', 'both faults');
    const before = await faults();
    assert.equal(await hub.stop(), 0);
    rig.ear.clear();
    hub = await rig.startHeard({ dataFolder });
    assert.deepEqual(await faults(), before);
    await reportAll(rig.broker.port, freezing('E1'));
    await told('hcu/hcu_main');
    await reportAll(rig.broker.port, freezing('E1', 'E2'));
    await until(async () => (await raised()).includes('E2'), 'a fault that is new');
    assert.deepEqual((await raised()).sort(), ['E1', 'E2', 'frost']);
    assert.deepEqual(await codes(), ['E1', 'E2', 'frost']);
  });
});
