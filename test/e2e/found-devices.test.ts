/** A home as it is: what the hub hears of it on a real broker, and what somebody could write into house.json by that. */
import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { connectAsync, type MqttClient } from 'mqtt';
import type { FoundDevicesView } from '../../src/app/found/found-devices-view.ts';
import type { FoundDeviceView } from '../../src/app/found/views.ts';
import { LIMITS } from '../../src/domain/limits.ts';
import { curl } from '../support/curl.ts';
import {
  AQARA,
  HEISHAMON,
  THERMOMETERS,
  ZIGBEE_LIST,
  zigbeeDevice,
} from '../support/found/home.ts';
import { SMALL_HOUSE } from '../support/house.ts';
import { dataFolderWith, startHub, type TestHub } from '../support/hub.ts';
import { startMosquitto, type Mosquitto } from '../support/mosquitto.ts';
import { until } from '../support/until.ts';

const SHELLYS = ['shellyplus1-a8032abe54dc', 'shelly1pmminig3-84fce6390a1b'];
const MIB = 1024 * 1024;
/** The house of somebody who begins: rooms that nobody measures yet. */
const { version, timeZone, zones } = SMALL_HOUSE;
const [zone] = zones;
const BEGUN = {
  version,
  timeZone,
  fcus: [],
  heatpumps: [],
  zones: [{ ...zone, sensors: [], terminals: [] }],
};

/** All of it is heard, and of the heat pumps what they have. */
const isWhole = (all: readonly FoundDeviceView[]) =>
  all.length === 8 &&
  all.every(
    ({ becomes }) => becomes.length > 0 && becomes.every(({ values }) => values.length > 0),
  );

describe('a home on a real broker', () => {
  let broker: Mosquitto;
  let hub: TestHub;
  let token: string;
  let devices: MqttClient;

  before(async () => {
    broker = await startMosquitto();
    devices = await connectAsync(broker.url, { protocolVersion: 5 });
    const dataFolder = dataFolderWith(JSON.stringify(BEGUN));
    hub = await startHub({ dataFolder, args: ['--mqtt-url', broker.url] });
    token = await hub.token('settings:read');
  });
  after(async () => {
    await hub.stop();
    await devices.endAsync();
    await broker.stop();
  });

  const say = async (topic: string, payload: unknown, retain = true) =>
    devices.publishAsync(topic, typeof payload === 'string' ? payload : JSON.stringify(payload), {
      qos: 1,
      retain,
    });
  const look = async () =>
    (await curl(`${hub.url}/api/found-devices`, { token })).json() as FoundDevicesView;
  const found = async (fits: (all: readonly FoundDeviceView[]) => boolean, what: string) =>
    until(
      async () => {
        const { foundDevices } = await look();
        return fits(foundDevices) && foundDevices;
      },
      what,
      20_000,
    );
  const residentBytes = () =>
    Number(/VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${hub.pid}/status`, 'utf8'))?.[1]) * 1024;

  async function playHome(): Promise<void> {
    await say('zigbee2mqtt/bridge/state', { state: 'online' });
    await say('zigbee2mqtt/bridge/devices', ZIGBEE_LIST);
    for (const [name] of THERMOMETERS) {
      await say(`zigbee2mqtt/${name}`, {
        temperature: 20.75,
        humidity: 43.2,
        battery: 97,
        linkquality: 87,
      });
      await say(`zigbee2mqtt/${name}/availability`, { state: 'online' });
    }
    for (const id of SHELLYS) {
      await say(`${id}/online`, 'true');
      await say(`${id}/status/switch:0`, { id: 0, source: 'init', output: false });
    }
    for (const [leaf, value] of Object.entries(HEISHAMON))
      await say(`panasonic_heat_pump/main/${leaf}`, value);
    await say('ems-esp/boiler_data', { curflowtemp: 33.1, rettemp: 28.4, dhw: { curtemp: 51.2 } });
  }

  it('is seen within two seconds of the first look, with what each would become', async () => {
    await playHome();
    const startedMs = performance.now();
    const { foundDevices } = await look();
    const tookMs = performance.now() - startedMs;
    assert.ok(foundDevices.length > 0, 'something is found with the first look');
    assert.ok(tookMs < LIMITS.foundWaitMs, `${tookMs} ms`);
    const all = await found(isWhole, 'all of the home');
    assert.deepEqual(
      all.map(({ name, becomes }) => [name, becomes.map(({ kind }) => kind)] as const).sort(),
      [
        ...['Bedroom', 'Küche', 'Living room', 'Outside north'].map((name) => [name, ['sensor']]),
        ['EMS-ESP', ['hcu', 'dhw']],
        ['HeishaMon', ['hcu', 'heatpump', 'dhw']],
        ...SHELLYS.map((id) => [id, ['fcu']]),
      ].sort(),
    );
    const [bedroom] = all.filter(({ name }) => name === 'Bedroom');
    assert.deepEqual(
      bedroom?.becomes[0]?.values.map(({ field, value, kept }) => [field, value, kept]),
      [
        ['tempC', 20.75, true],
        ['rhPercent', 43.2, true],
      ],
    );
  });

  it('is the house once what was found is pasted into its file', async () => {
    const all = await found(isWhole, 'all of the home');
    const house: Record<string, unknown> = { ...BEGUN };
    for (const { name, house: piece = {} } of all.filter((one) => one.name !== 'EMS-ESP'))
      for (const [member, value] of Object.entries(piece)) {
        const before = house[member] ?? [];
        house[member] = Array.isArray(value)
          ? [...(before as unknown[]), ...(value as unknown[])]
          : value;
        assert.ok(value !== undefined, name);
      }
    writeFileSync(join(hub.dataFolder, 'house.json'), JSON.stringify(house));
    const checked = await hub.cli('house', 'check');
    assert.equal(checked.code, 0, checked.stderr + checked.stdout);
    assert.equal((await hub.cli('house', 'reload')).code, 0);
    await found(
      (now) => now.filter(({ house: piece }) => piece !== undefined).length === 1,
      'all but the other heat pump to stand in the house',
    );
    const { code, stdout } = await hub.cli('found', '--seconds', '0');
    assert.equal(code, 0);
    assert.match(
      stdout,
      /^Bedroom +sensor +bedroom \(in the house\) +tempC 20.75 °C, rhPercent 43.2 %$/m,
    );
    const inJson = JSON.parse(
      (await hub.cli('found', '--seconds', '0', '--json')).stdout,
    ) as object;
    assert.deepEqual(Object.keys(inJson), [
      ...['foundDevices', 'metadata', 'unmeasuredZones', 'listening'],
    ]);
  });

  it('is heard on, whatever else is on the broker, in little memory', async () => {
    await look();
    const before = residentBytes();
    // Descriptions of a large home, most of which say nothing of use; and some that are not meant well.
    await Promise.all(
      Array.from({ length: LIMITS.foundDocuments }, async (_, n) =>
        say(`homeassistant/${n % 20 === 0 ? 'sensor' : 'light'}/foreign${n}/config`, {
          name: `Foreign ${n}`,
          unique_id: `foreign-${n}`,
          device_class: n % 40 === 0 ? 'temperature' : 'voltage',
          unit_of_measurement: '°C',
          state_topic: `foreign/${n}`,
          value_template:
            n % 80 === 0 ? '{% for i in range(10**9) %}{% endfor %}' : '{{ value_json.t }}',
          device: { identifiers: [`foreign-${n}`], name: `<script>alert(${n})</script>\u202E` },
        }),
      ),
    );
    for (let n = 0; n < 4; n++)
      await say(`homeassistant/sensor/huge${n}/config`, `{"name":"${'[{'.repeat(MIB / 4)}"`, false);
    await say('homeassistant/sensor/deep/config', '['.repeat(MIB), false);
    await say('home/zigbee2mqtt/bridge/devices', [
      zigbeeDevice('After all of that', '0x99', AQARA),
      { pad: 'x'.repeat(3 * MIB) },
    ]);
    const all = await found(
      (now) => now.some(({ name }) => name === 'After all of that'),
      'what was said last',
    );
    assert.ok(!/[<>\u202E]/.test(JSON.stringify(all.map(({ name, becomes }) => [name, becomes]))));
    assert.ok(
      all.some(({ unread }) => unread.some((one) => one.includes('value_template cannot be read'))),
    );
    const health = (await curl(`${hub.url}/health`)).json() as {
      checks: { mqtt: { status: string } };
    };
    assert.equal(health.checks.mqtt.status, 'ok');
    // What V8 has not given back yet, and a document of 3 MiB, are in it.
    const grownMib = (residentBytes() - before) / MIB;
    assert.ok(grownMib < 60, `${grownMib.toFixed(1)} MiB`);
  });
});
