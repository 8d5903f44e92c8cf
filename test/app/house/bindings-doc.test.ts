/** Every binding of BINDINGS.md, with the messages that such devices send and take. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { before, describe, it } from 'node:test';
import { parseHouse } from '../../../src/app/house/house-file.ts';
import type { DeviceBinding } from '../../../src/domain/binding/binding.ts';
import { createTestApp } from '../../support/app.ts';
import { settled } from '../../support/settled.ts';

const PAGE = readFileSync(join(import.meta.dirname, '../../../src/app/house/BINDINGS.md'), 'utf8');

/** The JSON of the page, each under the last heading before it. */
function blocks(): { heading: string; json: Record<string, unknown> }[] {
  const found = PAGE.matchAll(/^## (.+)$|^```json\n([\s\S]*?)^```$/gm);
  let heading = '';
  return [...found].flatMap(([, title, text]) => {
    heading = title ?? heading;
    return text === undefined
      ? []
      : [{ heading, json: JSON.parse(text) as Record<string, unknown> }];
  });
}

const [frame, ...examples] = blocks();

interface Talk {
  readonly heading: string;
  /** In the order of the page. */
  readonly what: string;
  readonly online?: readonly (readonly [topic: string, payload: string])[];
  readonly says: readonly (readonly [topic: string, payload: string])[];
  readonly shows: object;
  readonly offline?: readonly [topic: string, payload: string];
  /** What it is told when its zone calls, and then when it does not. */
  readonly told?: readonly [call: string, rest: string];
  /** Says that it heard the call. */
  readonly answer?: readonly [topic: string, payload: string];
}

const Z2M_AIR =
  '{"battery":91,"humidity":48.13,"last_seen":"2026-01-15T10:58:02+01:00","linkquality":112,"pressure":1003.4,"temperature":20.71,"voltage":2965}';
const Z2M_VALVE = (setC: number) =>
  `{"battery":74,"keypad_lockout":"unlock","linkquality":96,"local_temperature":19.84,"mounted_mode_active":true,"occupied_heating_setpoint":${setC},"pi_heating_demand":42,"running_state":"heat","system_mode":"heat","update":{"state":"idle"}}`;
const SHELLY = 'shellyplus1-a8032abe54dc';
const SHELLY_METER = 'shellyproem50-08f9e0e67204';
const SHELLY_STATE = (output: boolean) =>
  `{"id":0, "source":"MQTT", "output":${output},"temperature":{"tC":48.2, "tF":118.8}}`;
const SHELLY_RPC = (on: boolean) =>
  `${SHELLY}/rpc {"id":1,"src":"aris","method":"Switch.Set","params":{"id":0,"on":${on}}}`;

const HEISHAMON = 'panasonic_heat_pump';

const TALKS: readonly Talk[] = [
  {
    heading: 'HeishaMon',
    what: 'a heat pump',
    online: [[`${HEISHAMON}/LWT`, 'Online']],
    says: [
      [`${HEISHAMON}/main/Compressor_Freq`, '43'],
      [`${HEISHAMON}/main/ThreeWay_Valve_State`, '0'],
      [`${HEISHAMON}/main/Operating_Mode_State`, '4'],
      [`${HEISHAMON}/main/Main_Outlet_Temp`, '34.25'],
      [`${HEISHAMON}/main/Heat_Power_Production`, '4200'],
      [`${HEISHAMON}/main/Cool_Power_Production`, '0'],
      [`${HEISHAMON}/main/DHW_Power_Production`, '0'],
      [`${HEISHAMON}/main/Error`, 'No error'],
    ],
    shows: { mode: 'heat', supplyTempC: 34.3, thermalPowerKw: 4.2, activeFaults: [] },
    offline: [`${HEISHAMON}/LWT`, 'Offline'],
  },
  {
    heading: 'Zigbee2MQTT',
    what: 'a thermometer',
    online: [
      ['zigbee2mqtt/bridge/state', '{"state":"online"}'],
      ['zigbee2mqtt/Hall/availability', '{"state":"online"}'],
    ],
    says: [['zigbee2mqtt/Hall', Z2M_AIR]],
    shows: { tempC: 20.7, rhPercent: 48 },
    offline: ['zigbee2mqtt/bridge/state', '{"state":"offline"}'],
  },
  {
    heading: 'Zigbee2MQTT',
    what: 'a radiator valve',
    online: [['zigbee2mqtt/Hall radiator/availability', '{"state":"online"}']],
    says: [['zigbee2mqtt/Hall radiator', Z2M_VALVE(17)]],
    shows: { roomTempC: 19.8, mode: 'heat' },
    offline: ['zigbee2mqtt/Hall radiator/availability', '{"state":"offline"}'],
    told: [
      'zigbee2mqtt/Hall radiator/set {"occupied_heating_setpoint":21.5}',
      'zigbee2mqtt/Hall radiator/set {"occupied_heating_setpoint":5}',
    ],
    answer: ['zigbee2mqtt/Hall radiator', Z2M_VALVE(21.5)],
  },
  {
    heading: 'Tasmota',
    what: 'a thermometer',
    online: [['tele/hall/LWT', 'Online']],
    says: [
      [
        'tele/hall/SENSOR',
        '{"Time":"2026-01-15T11:00:00","AM2301":{"Temperature":21.3,"Humidity":45.2,"DewPoint":9.0},"TempUnit":"C"}',
      ],
    ],
    shows: { tempC: 21.3, rhPercent: 45 },
    offline: ['tele/hall/LWT', 'Offline'],
  },
  {
    heading: 'Tasmota',
    what: 'a relay',
    online: [['tele/hall_valve/LWT', 'Online']],
    says: [
      [
        'tele/hall_valve/STATE',
        '{"Time":"2026-01-15T11:00:00","Uptime":"0T00:10:11","UptimeSec":611,"Heap":24,"SleepMode":"Dynamic","Sleep":50,"LoadAvg":19,"MqttCount":1,"POWER":"OFF","Wifi":{"AP":1,"SSId":"home","RSSI":44,"Signal":-78}}',
      ],
      ['stat/hall_valve/RESULT', '{"TelePeriod":300}'],
    ],
    shows: { mode: 'idle' },
    offline: ['tele/hall_valve/LWT', 'Offline'],
    told: ['cmnd/hall_valve/POWER ON', 'cmnd/hall_valve/POWER OFF'],
    answer: ['stat/hall_valve/RESULT', '{"POWER":"ON"}'],
  },
  {
    heading: 'Tasmota',
    what: 'a reading head',
    online: [['tele/meter/LWT', 'Online']],
    says: [
      [
        'tele/meter/SENSOR',
        '{"Time":"2026-01-15T11:00:00","SML":{"Total_in":8341.2057,"Total_out":12.4,"Power_curr":412}}',
      ],
    ],
    shows: { powerKw: 0.4, energyKwh: 8341.2 },
    offline: ['tele/meter/LWT', 'Offline'],
  },
  ...(['command', 'rpc'] as const).map((way): Talk => ({
    heading: 'Shelly, second generation and later',
    what: `a relay, by ${way}`,
    online: [[`${SHELLY}/online`, 'true']],
    says: [[`${SHELLY}/status/switch:0`, SHELLY_STATE(false)]],
    shows: { mode: 'idle' },
    offline: [`${SHELLY}/online`, 'false'],
    told:
      way === 'rpc'
        ? [SHELLY_RPC(true), SHELLY_RPC(false)]
        : [`${SHELLY}/command/switch:0 on`, `${SHELLY}/command/switch:0 off`],
    answer: [`${SHELLY}/status/switch:0`, SHELLY_STATE(true)],
  })),
  {
    heading: 'Shelly, second generation and later',
    what: 'a meter',
    online: [[`${SHELLY_METER}/online`, 'true']],
    says: [
      [
        `${SHELLY_METER}/status/em1:0`,
        '{"id":0,"current":22.780,"voltage":224.6,"act_power":5080.3,"aprt_power":5142.4,"pf":0.99,"freq":50.0,"calibration":"factory"}',
      ],
      [
        `${SHELLY_METER}/status/em1data:0`,
        '{"id":0,"total_act_energy":6644.90,"total_act_ret_energy":2595.26}',
      ],
    ],
    shows: { powerKw: 5.1, energyKwh: 6.6 },
    offline: [`${SHELLY_METER}/online`, 'false'],
  },
  {
    heading: 'Shelly, second generation and later',
    what: 'a thermometer',
    says: [
      ['shellyplusht-a8032ab12cd3/status/temperature:0', '{"id": 0,"tC":19.6, "tF":67.3}'],
      ['shellyplusht-a8032ab12cd3/status/humidity:0', '{"id": 0,"rh":51.4}'],
    ],
    shows: { tempC: 19.6, rhPercent: 51 },
  },
  {
    heading: 'ESPHome',
    what: 'a thermometer',
    online: [['hall/status', 'online']],
    says: [
      ['hall/sensor/hall_temperature/state', '20.4'],
      ['hall/sensor/hall_humidity/state', '52.6'],
    ],
    shows: { tempC: 20.4, rhPercent: 53 },
    offline: ['hall/status', 'offline'],
  },
  {
    heading: 'ESPHome',
    what: 'a relay',
    online: [['hall/status', 'online']],
    says: [['hall/switch/valve/state', 'OFF']],
    shows: { mode: 'idle' },
    offline: ['hall/status', 'offline'],
    told: ['hall/switch/valve/command ON', 'hall/switch/valve/command OFF'],
    answer: ['hall/switch/valve/state', 'ON'],
  },
];

const parsed = (bindings: readonly object[]) =>
  parseHouse(JSON.stringify({ ...frame?.json, bindings }), 'aris');

/** A hub that lives with the device, on a broker that has kept what such devices have kept. */
async function liveWith(binding: DeviceBinding) {
  const result = parsed([binding]);
  assert.ok('house' in result, JSON.stringify(result));
  const app = createTestApp({ house: result.house });
  const device = app.broker.connect();
  const heard: string[] = [];
  device.start({
    filters: [...(binding.switch ? [binding.switch.topic] : []), binding.setpoint?.topic ?? 'none'],
    onMessage: ({ topic, payload }) => heard.push(`${topic} ${Buffer.from(payload).toString()}`),
    onConnection: () => undefined,
  });
  app.mqttSession.start();
  await settled();
  const say = async ([topic, payload]: readonly [string, string], retain = false) => {
    await device.publish({ topic, payload, retain });
    await settled();
  };
  const shown = () =>
    binding.kind === 'sensor' ? app.zones.get('hall') : app.equipment.get(binding.kind, binding.id);
  return { app, heard, say, shown };
}

describe('the page on bindings', () => {
  it('has a house to put them into', () => {
    assert.deepEqual(parsed([]), { house: frame?.json });
  });

  it('has an example for each device that is talked with here, and no other', () => {
    assert.deepEqual(
      examples.map(({ heading }) => heading),
      TALKS.map(({ heading }) => heading),
    );
  });

  for (const [index, talk] of TALKS.entries()) {
    describe(`on ${talk.what} of ${talk.heading}`, () => {
      const binding = examples[index]?.json as unknown as DeviceBinding;
      let hub: Awaited<ReturnType<typeof liveWith>>;
      before(async () => {
        hub = await liveWith(binding);
        for (const word of talk.online ?? []) await hub.say(word, true);
        for (const word of talk.says) await hub.say(word);
      });

      it('has it shown', () => {
        const shown = hub.shown() as unknown as Record<string, unknown>;
        const fields = Object.keys(talk.shows);
        assert.deepEqual(Object.fromEntries(fields.map((name) => [name, shown[name]])), talk.shows);
        assert.deepEqual(
          Object.values(hub.app.messageRouter.counts().refused).filter((count) => count > 0),
          [],
        );
      });

      const { told, answer, offline } = talk;
      if (told !== undefined && answer !== undefined)
        it('has it told and heard', async () => {
          const { app, heard, say } = hub;
          const device = app.devices.get('fcu', 'hall_valve');
          assert.ok(device);
          app.deviceCommands.set(device, { mode: 'heat', fanPercent: 30, tempHeatSetC: 21.5 });
          await settled();
          assert.equal(app.deviceCommands.pendingCount(), 1);
          await say(answer);
          assert.equal(app.deviceCommands.pendingCount(), 0);
          assert.equal(app.equipment.get('fcu', 'hall_valve')['mode'], 'heat');
          app.deviceCommands.set(device, { mode: 'off', fanPercent: 0 });
          await settled();
          assert.deepEqual(heard, told);
        });

      if (offline !== undefined)
        it('has it gone when it says so', async () => {
          await hub.say(offline, true);
          assert.equal(hub.app.devices.get(binding.kind, binding.id)?.isLive, false);
        });
    });
  }

  it('talks with every relay and valve', () =>
    assert.deepEqual(
      TALKS.map(({ told }) => told !== undefined),
      examples.map(({ json }) => json['kind'] === 'fcu'),
    ));

  it('has Zigbee2MQTT of before version 2 heard without the pointer', async () => {
    const [example] = examples;
    const { say, app } = await liveWith({
      ...(example?.json as unknown as DeviceBinding),
      availability: [{ topic: 'zigbee2mqtt/Hall/availability' }],
    });
    await say(['zigbee2mqtt/Hall', Z2M_AIR]);
    await say(['zigbee2mqtt/Hall/availability', 'offline']);
    assert.equal(app.devices.get('sensor', 'hall_air')?.isLive, false);
  });

  it('has what ESPHome cannot measure taken back', async () => {
    const example = examples.find(({ heading }) => heading === 'ESPHome');
    for (const word of ['nan', 'None']) {
      const { say, shown } = await liveWith(example?.json as unknown as DeviceBinding);
      await say(['hall/sensor/hall_temperature/state', '20.4']);
      await say(['hall/sensor/hall_temperature/state', word]);
      assert.ok(!('tempC' in shown()));
    }
  });

  it('names °F as they are', () => {
    const [, scale = '', offset = ''] = /from °F, `([\d.]+)` and `(-[\d.]+)`/.exec(PAGE) ?? [];
    assert.equal(Math.abs(68 * Number(scale) + Number(offset) - 20) < 1e-6, true);
  });
});
