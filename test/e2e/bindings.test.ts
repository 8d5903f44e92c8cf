/** Devices of other makes, on a real broker: heard, told, and taken in when the house is read anew. */
import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, afterEach, before, describe, it } from 'node:test';
import type { DeviceBinding } from '../../src/domain/binding/binding.ts';
import { LIMITS } from '../../src/domain/limits.ts';
import type { ZoneView } from '../../src/domain/zone-view.ts';
import {
  HEAT_PUMP,
  hallWith,
  METER,
  plantWith,
  RELAY,
  THERMOMETER,
  VALVE,
} from '../support/bound-house.ts';
import {
  HEISHAMON,
  HEISHAMON_DHW,
  HEISHAMON_HCU,
  machinesWith,
} from '../support/bound-machines.ts';
import { curl } from '../support/curl.ts';
import { dataFolderWith, startHub, type TestHub } from '../support/hub.ts';
import { forget, listen, publish, type Heard } from '../support/mosquitto-clients.ts';
import { lastingFolder } from '../support/child.ts';
import { startMosquitto } from '../support/mosquitto.ts';
import { until } from '../support/until.ts';
import { openBrokerRig, type BrokerRig } from './broker-rig.ts';

const WAIT_MS = 20_000;

describe('devices of other makes', () => {
  let rig: BrokerRig;
  before(async () => {
    rig = await openBrokerRig();
  });
  after(async () => rig.close());
  afterEach(async () => {
    await rig.clear();
    for (const topic of ['z/Hall', 'z/Hall/availability']) await forget(rig.broker.port, topic);
  });

  async function zone(hub: TestHub, token: string): Promise<ZoneView> {
    const answer = await curl(`${hub.url}/api/zones/hall`, { token });
    return (answer.json() as { zone: ZoneView }).zone;
  }
  const say = async (topic: string, payload: string | object, retain = false) =>
    publish(rig.broker.port, topic, payload, { retain });

  it('are heard and told', async () => {
    const relay: DeviceBinding = { ...RELAY, availability: [{ topic: 'lwt' }] };
    const hub = await rig.startHeard({ dataFolder: dataFolderWith(hallWith(THERMOMETER, relay)) });
    const token = await hub.token();
    await say('z/Hall/availability', { state: 'online' }, true);
    await say('z/Hall', { temperature: 17.2, battery: 90 });
    await until(async () => (await zone(hub, token)).tempC === 17.2, 'its temperature', WAIT_MS);
    // 17.2 °C is far below the setpoint: the relay is told to be on, and is told once it is there.
    await say('stat/RESULT', { POWER: 'OFF' });
    await rig.ear.next(
      ({ topic, payload }) => topic === 'cmnd/POWER' && payload === 'ON',
      'the relay to be told',
      WAIT_MS,
    );
    await say('stat/RESULT', { POWER: 'ON' });
    await until(
      async () => {
        const answer = await curl(`${hub.url}/api/fcus/hall_valve`, { token });
        return JSON.stringify(answer.json()).includes('"mode":"heat"');
      },
      'the relay to be shown as heating',
      WAIT_MS,
    );
    const told = rig.ear.heard.filter(({ topic }) => topic === 'cmnd/POWER');
    assert.ok(told.every(({ retained }) => !retained));
    await say('z/Hall/availability', { state: 'offline' }, true);
    await until(async () => !('tempC' in (await zone(hub, token))), 'it to be gone', WAIT_MS);
  });

  it('are a heat pump and a meter', async () => {
    const keepalive = { topic: 'gx/R/keepalive', everySeconds: 5 };
    const house = plantWith(HEAT_PUMP, { ...METER, keepalive });
    const hub = await rig.startHeard({ dataFolder: dataFolderWith(house) });
    const token = await hub.token();
    const get = async (path: string) =>
      (await curl(`${hub.url}${path}`, { token })).json() as Record<string, unknown>;
    const { payload, retained } = await rig.ear.next(
      ({ topic }) => topic === keepalive.topic,
      'the meter to be kept speaking',
      WAIT_MS,
    );
    assert.deepEqual([payload, retained], ['', false]);
    await say('panasonic_heat_pump/main/Compressor_Freq', '43', true);
    await say('panasonic_heat_pump/main/Defrosting_State', '0', true);
    await say('shelly/status/em1:0', { id: 0, act_power: 5080.3, pf: 0.99 });
    await until(
      async () => (await get('/api/heatpumps/hp_1'))['compressorHz'] === 43,
      'the compressor',
      WAIT_MS,
    );
    await until(async () => (await get('/api/meters/grid'))['powerKw'] === 5.1, 'power', WAIT_MS);
    assert.equal((await get('/api/heatpumps/hp_1'))['defrostActive'], false);
    const page = (await curl(`${hub.url}/prometheus/metrics`, { token })).body;
    assert.match(page, /^aris_heatpump_\S*compressor\S*\{[^}]*hp_1[^}]*\} 43$/m);
    for (const name of ['Compressor_Freq', 'Defrosting_State'])
      await forget(rig.broker.port, `panasonic_heat_pump/main/${name}`);
  });

  it('are one machine, which is there though its gateway left a farewell behind', async () => {
    const heishamon = async (name: string, payload: string, retain = true) =>
      say(`${HEISHAMON}/${name}`, payload, retain);
    await heishamon('LWT', 'Offline');
    await heishamon('main/Compressor_Freq', '43');
    await heishamon('main/ThreeWay_Valve_State', '1');
    const house = machinesWith(HEISHAMON_HCU, HEISHAMON_DHW);
    const hub = await rig.startHeard({ dataFolder: dataFolderWith(house) });
    const token = await hub.token();
    const get = async (path: string) =>
      (await curl(`${hub.url}${path}`, { token })).json() as Record<string, unknown>;
    await heishamon('main/DHW_Temp', '48');
    await until(async () => (await get('/api/dhw'))['tempTopC'] === 48, 'tank', WAIT_MS);
    const kept = await get('/api/dhw');
    assert.ok(!('heatingActive' in kept), 'what the broker kept of the compressor is old');
    await heishamon('main/Compressor_Freq', '43');
    await until(
      async () => (await get('/api/dhw'))['heatingActive'] === true,
      'the charge',
      WAIT_MS,
    );
    assert.equal((await get('/api/hcu'))['mode'], 'dhw_charge');
    await heishamon('LWT', 'Offline');
    await until(async () => (await get('/api/hcu'))['online'] === false, 'the farewell', WAIT_MS);
    for (const name of [
      'LWT',
      'main/Compressor_Freq',
      'main/ThreeWay_Valve_State',
      'main/DHW_Temp',
    ])
      await forget(rig.broker.port, `${HEISHAMON}/${name}`);
  });

  it('are heard in all that can be, and show what cannot', async () => {
    const air = (field: string, pointer: string) => ({ field, topic: 'tele/SENSOR', pointer });
    const readings = [air('tempC', '/HTU21/Temperature'), air('rhPercent', '/HTU21/Humidity')];
    const bound: DeviceBinding = { kind: 'sensor', id: 'hall_air', readings };
    const hub = await rig.startHeard({ dataFolder: dataFolderWith(hallWith(bound)) });
    const token = await hub.token();
    const get = async (path: string) =>
      (await curl(`${hub.url}${path}`, { token })).json() as Record<string, unknown>;
    await say('tele/SENSOR', { HTU21: { Temperature: 17.3, Humidity: 101.7 } });
    await until(async () => (await zone(hub, token)).rhPercent === 100, 'humid air', WAIT_MS);
    await say('tele/SENSOR', { HTU21: { Temperature: 17.4, Humidity: 180 } });
    await until(async () => (await zone(hub, token)).tempC === 17.4, 'its temperature', WAIT_MS);
    const { equipment } = (await get('/api/equipment')) as { equipment: { refused?: object[] }[] };
    const [{ sinceTs, ...refused } = {}] = (equipment[0]?.refused ?? []) as { sinceTs?: string }[];
    assert.deepEqual(refused, {
      field: 'rhPercent',
      value: '180',
      reason: 'must be from 0 to 100 %',
    });
    assert.match(sinceTs ?? '', /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/);
    // One of the hub's own echoes the command in a message of which a part cannot be.
    const valve = 'aris/fcu/hall_valve';
    await say(`${valve}/telemetry`, { mode: 'idle', roomTempC: 85 });
    const commanded = await rig.ear.next(
      ({ topic }) => topic === `${valve}/command`,
      'the command',
      WAIT_MS,
    );
    const { commandId } = JSON.parse(commanded.payload) as { commandId: string };
    await say(`${valve}/telemetry`, { mode: 'heat', roomTempC: 85, supplyTempC: 30, commandId });
    await until(
      async () => (await get('/api/fcus/hall_valve'))['supplyTempC'] === 30,
      'the rest of it',
      WAIT_MS,
    );
    const { counts, devices } = (await get('/api/diagnostics')) as {
      counts: { messages: { refusedReadings: object }; orders: { pending: number } };
      devices: object[];
    };
    assert.equal(counts.orders.pending, 0, 'it has heard');
    const none = { hcu: 0, heatpump: 0, dhw: 0, tes: 0, solar: 0, meter: 0 };
    assert.deepEqual(counts.messages.refusedReadings, { sensor: 1, fcu: 2, ...none });
    assert.ok(JSON.stringify(devices).includes('"field":"roomTempC"'));
    const { events } = (await get('/api/events?type=reading_refused')) as { events: object[] };
    assert.equal(events.length, 2);
  });

  it('are valves that somebody turns, and that are told of their room', async () => {
    const house = hallWith(THERMOMETER, {
      ...VALVE,
      keepsTurns: true,
      roomTemp: { topic: 'z/Valve/set', pointer: '/external_temperature_input' },
    });
    const hub = await rig.startHeard({ dataFolder: dataFolderWith(house) });
    const token = await hub.token();
    const isTold =
      (message: object) =>
      ({ topic, payload }: Heard) =>
        topic === 'z/Valve/set' && payload === JSON.stringify(message);
    const shows = async (setC: number) =>
      say('z/Valve', { local_temperature: 25, occupied_heating_setpoint: setC });
    const body = { mode: 'heat', tempHeatSetC: 21 };
    await curl(`${hub.url}/api/zones/hall/command`, { token, body });
    await say('z/Hall/availability', { state: 'online' }, true);
    await say('z/Hall', { temperature: 17.2 });
    await shows(5);
    await rig.ear.next(isTold({ occupied_heating_setpoint: 21 }), 'its setpoint', WAIT_MS);
    await shows(21);
    await rig.ear.next(isTold({ external_temperature_input: 17.2 }), 'its room', 2 * WAIT_MS);
    await until(
      async () => {
        await shows(23);
        return (await zone(hub, token)).tempHeatSetC === 23;
      },
      'the zone to follow the knob',
      LIMITS.knobSettleMs + WAIT_MS,
    );
    await rig.ear.next(isTold({ occupied_heating_setpoint: 23 }), 'what it shows', WAIT_MS);
    const { events } = (
      await curl(`${hub.url}/api/events?type=setpoint_change`, { token })
    ).json() as { events: object[] };
    assert.match(JSON.stringify(events[0]), /fcu\/hall_valve/);
  });

  it('that the broker keeps from the hub are told of, with the topics', async () => {
    const acl = join(lastingFolder(), 'acl');
    const allowed = ['aris/#', 'homeassistant/#', 'z/Valve'];
    writeFileSync(acl, allowed.map((topic) => `topic readwrite ${topic}\n`).join(''));
    const strict = await startMosquitto({ config: `acl_file ${acl}` });
    try {
      const dataFolder = dataFolderWith(hallWith(VALVE));
      const hub = await startHub({ dataFolder, args: ['--mqtt-url', strict.url] });
      const token = await hub.token();
      const faults = async () => {
        const answer = await curl(`${hub.url}/api/faults`, { token });
        const { faults: all } = answer.json() as { faults: { code: string; message: string }[] };
        return all.filter(({ code }) => code === 'order_refused').map(({ message }) => message);
      };
      await publish(strict.port, 'aris/sensor/hall_air/telemetry', { tempC: 17 });
      await publish(strict.port, 'z/Valve', { occupied_heating_setpoint: 5 });
      await until(async () => (await faults()).length > 0, 'the fault', 2 * WAIT_MS);
      assert.match((await faults())[0] ?? '', /access list .* \(z\/Valve\/set\)$/);
    } finally {
      await strict.stop();
    }
  });

  it('are heard once the house file names them, and no more once it does not', async () => {
    const dataFolder = dataFolderWith(hallWith());
    const hub = await rig.startHeard({ dataFolder });
    const token = await hub.token();
    const rewrite = async (...bindings: readonly DeviceBinding[]) => {
      writeFileSync(join(dataFolder, 'house.json'), JSON.stringify(hallWith(...bindings)));
      return hub.cli('house', 'reload');
    };
    await say('z/Hall/availability', { state: 'offline' }, true);
    assert.equal((await rewrite(THERMOMETER)).code, 0);
    // What the broker has kept of its presence comes at once: it is offline, and so not heard.
    await say('z/Hall', { temperature: 18.5 });
    await say('z/Hall/availability', { state: 'online' }, true);
    await until(async () => (await zone(hub, token)).tempC === 18.5, 'its temperature', WAIT_MS);

    const wrong = await rewrite({ ...THERMOMETER, id: 'attic' });
    assert.notEqual(wrong.code, 0);
    assert.match(wrong.stderr, /bindings\[0\]\.id: no sensor "attic"/);
    assert.equal((await zone(hub, token)).tempC, 18.5, 'a broken file changes nothing');

    assert.equal((await rewrite()).code, 0);
    await say('z/Hall', { temperature: 19.5 });
    await say('aris/sensor/hall_air/telemetry', { tempC: 20.5 });
    await until(async () => (await zone(hub, token)).tempC === 20.5, 'the hub’s own', WAIT_MS);
  });

  it('are refused by aris house check, with the place of the fault', async () => {
    const readings = [{ field: 'tempC', topic: 'site42/aris/sensor/x/telemetry' }];
    const dataFolder = dataFolderWith(hallWith({ ...THERMOMETER, readings }));
    const hub = await rig.start({ dataFolder: dataFolderWith() });
    const file = join(dataFolder, 'house.json');
    assert.equal((await hub.cli('house', 'check', file)).code, 0);
    const { code, stderr } = await hub.cli('house', 'check', file, '--mqtt-base', 'site42/aris');
    assert.equal(code, 2);
    assert.match(stderr, /bindings\[0\]\.readings\[0\]\.topic: lies below site42\/aris\//);
  });

  it('are as they were after a restart, though they report once an hour', async () => {
    const hourly: DeviceBinding = {
      ...THERMOMETER,
      availability: undefined,
      staleAfterMinutes: 120,
    };
    const dataFolder = dataFolderWith(hallWith(hourly, RELAY));
    const first = await rig.startHeard({ dataFolder });
    const token = await first.token();
    await say('z/Hall', { temperature: 17.2 });
    await until(async () => (await zone(first, token)).tempC === 17.2, 'its temperature', WAIT_MS);
    assert.equal(await first.stop(), 0);
    const second = await rig.start({ dataFolder });
    assert.equal((await zone(second, token)).tempC, 17.2);
    const devices = await curl(`${second.url}/api/equipment`, { token });
    assert.match(devices.body, /"id":"hall_air","zones":\["hall"\],"online":true/);
  });
});

describe('a relay at a broker without a memory', () => {
  it('that comes back switched off, and says no more than that, is told again within 30 s', async () => {
    let broker = await startMosquitto();
    const { port, url } = broker;
    const relay: DeviceBinding = {
      ...RELAY,
      availability: [{ topic: 'lwt', values: { Online: 'online', Offline: 'offline' } }],
    };
    const dataFolder = dataFolderWith(hallWith(THERMOMETER, relay));
    const hub = await startHub({ dataFolder, args: ['--mqtt-url', url] });
    const isOn = ({ topic, payload }: Heard) => topic === 'cmnd/POWER' && payload === 'ON';
    let ear = await listen(port, ['#']);
    try {
      const token = await hub.token();
      const health = async () =>
        (await curl(`${hub.url}/health`, { token })).json() as {
          checks: { mqtt: { connected: boolean } };
        };
      await until(async () => (await health()).checks.mqtt.connected, 'the broker', WAIT_MS);
      await publish(port, 'lwt', 'Online', { retain: true });
      await publish(port, 'z/Hall', { temperature: 17.2 });
      await publish(port, 'stat/RESULT', { POWER: 'OFF' });
      await ear.next(isOn, 'the relay to be told', WAIT_MS);
      await publish(port, 'stat/RESULT', { POWER: 'ON' });

      await ear.stop();
      await broker.stop();
      broker = await startMosquitto({ port });
      ear = await listen(port, ['#']);
      // The hub is back first, and what it says the relay does not hear.
      await ear.next(isOn, 'the hub to be back', WAIT_MS);
      ear.clear();
      await publish(port, 'lwt', 'Online', { retain: true });
      await publish(port, 'stat/RESULT', { POWER: 'OFF' });
      const offMs = performance.now();
      await ear.next(isOn, 'the relay to be told again', 40_000);
      const tookMs = performance.now() - offMs;
      assert.ok(tookMs <= 30_000, `told after ${tookMs} ms`);
      await publish(port, 'stat/RESULT', { POWER: 'ON' });
      const answer = async () => (await curl(`${hub.url}/api/fcus/hall_valve`, { token })).body;
      await until(async () => (await answer()).includes('"mode":"heat"'), 'it to heat', WAIT_MS);
      const faults = (await curl(`${hub.url}/api/faults`, { token })).body;
      assert.ok(!faults.includes('device_disagrees') && !faults.includes('command_unconfirmed'));
    } finally {
      await ear.stop();
      await hub.stop();
      await broker.stop();
    }
  });
});
