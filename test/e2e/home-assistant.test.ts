/** The built hub on a real broker, with a client there that does as Home Assistant does. */
import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { devicesOf } from '../../src/domain/house.ts';
import { createCutProxy, type CutProxy } from '../support/cut-proxy.ts';
import { createHomeAssistant } from '../support/home-assistant/home-assistant.ts';
import { celsiusOf, pythonText } from '../support/home-assistant/publish.ts';
import { SMALL_HOUSE } from '../support/house.ts';
import { commanded } from '../support/home-assistant/template.ts';
import { startHub, type TestHub } from '../support/hub.ts';
import { listen, publish, type Ear } from '../support/mosquitto-clients.ts';
import { startMosquitto, type Mosquitto } from '../support/mosquitto.ts';
import { until } from '../support/until.ts';

/** Over LIMITS.discoveryIntervalMs, and a loaded machine. */
const TIMEOUT_MS = 40_000;
/** The hub, two zones, and their devices. */
const DEVICES = 1 + SMALL_HOUSE.zones.length + devicesOf(SMALL_HOUSE).length;

interface Rig {
  readonly broker: Mosquitto;
  readonly ha: ReturnType<typeof createHomeAssistant>;
  /** Waits until Home Assistant, having heard all that has come, shows it. */
  shows(predicate: () => boolean, what: string): Promise<void>;
  /** How many messages have come under a topic. */
  count(topic: string): number;
  close(): Promise<void>;
}

async function openRig(): Promise<Rig> {
  const broker = await startMosquitto();
  const ear: Ear = await listen(broker.port, ['#']);
  const ha = createHomeAssistant();
  let heard = 0;
  return {
    broker,
    ha,
    shows: async (predicate, what) => {
      await until(
        () => {
          for (; heard < ear.heard.length; heard++) {
            const message = ear.heard[heard];
            if (message !== undefined) ha.hear(message);
          }
          return predicate();
        },
        what,
        TIMEOUT_MS,
      );
    },
    count: (topic) => ear.heard.filter((message) => message.topic === topic).length,
    async close() {
      await ear.stop();
      await broker.stop();
    },
  };
}

async function forSerial(hub: TestHub, rig: Rig): Promise<string> {
  await rig.shows(() => rig.ha.devices.size === DEVICES, 'all devices');
  const [objectId = ''] = rig.ha.devices.keys();
  assert.match(objectId, /^aris_[0-9a-f]{12}_hub$/);
  assert.ok(hub.logged('broker connected'));
  return objectId.replace(/_hub$/, '');
}

describe('Home Assistant', () => {
  let rig: Rig;
  let hub: TestHub;
  let hubId: string;
  /** A hub whose network fails while it is being announced. */
  let torn: Rig;
  let proxy: CutProxy;
  let tornHub: TestHub;
  let healed: Promise<void>;

  const entity = (object: string, key: string) => rig.ha.entity(`${hubId}_${object}`, key);
  const climate = () => entity('zone_living', 'climate');
  const command = (of: ReturnType<typeof entity>, name: string) =>
    of.config[`${name}command_topic`] as string;
  const choose = async (of: ReturnType<typeof entity>, option: string) =>
    say(command(of, ''), commanded(of.config['command_template'] as string, option));
  /** Publishes as Home Assistant does: in order, and without waiting for an answer. */
  const say = async (topic: string, payload: string) => publish(rig.broker.port, topic, payload);
  const report = async (kind: string, id: string, says: object) =>
    say(`aris/${kind}/${id}/telemetry`, JSON.stringify(says));

  before(async () => {
    [rig, torn] = await Promise.all([openRig(), openRig()]);
    // Somebody has sent this retained: it would replay at each reconnect.
    for (const { broker } of [rig, torn])
      await publish(broker.port, 'aris/zone/living/mode/set', 'off', { retain: true });
    proxy = await createCutProxy(torn.broker.port);
    [hub, tornHub] = await Promise.all([
      startHub({ args: ['--mqtt-url', rig.broker.url] }),
      startHub({ args: ['--mqtt-url', `mqtt://127.0.0.1:${proxy.port}`] }),
    ]);
    healed = (async () => {
      await torn.shows(() => torn.ha.devices.size > 0, 'the first device');
      proxy.cut();
      await until(() => tornHub.logged('broker not connected, trying on'), 'the break', TIMEOUT_MS);
      proxy.restore();
      await torn.shows(() => torn.ha.devices.size === DEVICES, 'all devices after the break');
    })();
    // It is waited for at the end.
    healed.catch(() => undefined);
    hubId = await forSerial(hub, rig);
  });
  after(async () => {
    await Promise.all([hub, tornHub].map(async (one) => one.kill9()));
    await proxy.close();
    await Promise.all([rig, torn].map(async (one) => one.close()));
  });

  it('finds every device, and has nothing to warn of', () => {
    assert.deepEqual(rig.ha.warnings, []);
    assert.equal(climate().isAvailable(), true);
    assert.equal(climate().shown['mode'], 'heat_cool', 'not what was sent retained');
    const names = [...rig.ha.devices.values()].map(({ description }) => description.device.name);
    assert.ok(names.includes('Living Room') && names.includes('Heat pump'), names.join());
  });

  it('shows what the devices report, and which of them are silent', async () => {
    assert.equal(entity('hcu_hcu_main', 'supplyTempC').isAvailable(), false);
    assert.equal(entity('hcu_hcu_main', 'online').isAvailable(), true);
    assert.equal(entity('hcu_hcu_main', 'online').shown['state'], false);
    await report('sensor', 's1', { tempC: 20.46, rhPercent: 41, co2Ppm: 640 });
    await report('hcu', 'hcu_main', {
      mode: 'heat',
      state: 'running',
      supplyTempC: 36.2,
      lifetimeElecKwh: 1_234.5,
      backupHeaterActive: false,
      activeFaults: [{ code: 'E7', severity: 'warning' }],
    });
    await report('dhw', 'dhw_main', { tempTopC: 51.3, heatingActive: true });
    await rig.shows(
      () =>
        entity('hcu_hcu_main', 'supplyTempC').isAvailable() &&
        entity('dhw_dhw_main', 'water_heater').shown['current_temperature'] === 51.3 &&
        climate().shown['current_temperature'] === 20.5,
      'the readings',
    );
    const stateOf = (object: string, key: string) => entity(object, key).shown['state'];
    assert.equal(stateOf('zone_living', 'co2Ppm'), 640);
    assert.equal(climate().shown['current_humidity'], 41);
    assert.equal(stateOf('hcu_hcu_main', 'mode'), 'Heating');
    assert.equal(stateOf('hcu_hcu_main', 'lifetimeElecKwh'), 1_234.5);
    assert.equal(stateOf('hcu_hcu_main', 'backupHeaterActive'), false);
    assert.equal(stateOf('hcu_hcu_main', 'outdoorTempC'), undefined);
    assert.equal(stateOf('hcu_hcu_main', 'activeFaults'), true);
    const { faults } = entity('hcu_hcu_main', 'activeFaults').attributes as {
      faults: { code: string }[];
    };
    assert.deepEqual(
      faults.map(({ code }) => code),
      ['E7'],
    );
    assert.equal(stateOf('dhw_dhw_main', 'heatingActive'), true);
    assert.deepEqual(rig.ha.warnings, []);
  });

  it('sets mode, then low, then high of a zone; and one setpoint in a mode that has one', async () => {
    const { shown } = climate();
    await say(command(climate(), 'mode_'), 'heat_cool');
    await say(command(climate(), 'temperature_low_'), '25.0');
    await say(command(climate(), 'temperature_high_'), '28.5');
    await rig.shows(() => shown['temperature_high'] === 28.5, 'the range');
    assert.deepEqual([shown['mode'], shown['temperature_low']], ['heat_cool', 25]);
    assert.equal(shown['temperature'], undefined);
    await say(command(climate(), 'temperature_high_'), '22.0');
    await say(command(climate(), 'temperature_low_'), '19.0');
    await rig.shows(() => shown['temperature_low'] === 19, 'the lower range');
    assert.equal(shown['temperature_high'], 22);
    await say(command(climate(), 'mode_'), 'heat');
    await say(command(climate(), 'temperature_'), '21.5');
    await rig.shows(() => shown['temperature'] === 21.5, 'the one setpoint');
    assert.deepEqual([shown['mode'], shown['temperature_low']], ['heat', undefined]);
    assert.deepEqual(rig.ha.warnings, []);
  });

  it('sets a zone in °F, of which it makes °C with all their decimals', async () => {
    const { shown } = climate();
    const inFahrenheit = (tempF: number) => pythonText(celsiusOf(tempF));
    assert.equal(inFahrenheit(70), '21.11111111111111');
    for (const [tempF, tempC] of [
      [70, 21.1],
      [71.5, 21.9],
      [72, 22.2],
    ] as const) {
      await say(command(climate(), 'temperature_'), inFahrenheit(tempF));
      await rig.shows(() => shown['temperature'] === tempC, `${tempF} °F`);
    }
    await say(command(climate(), 'mode_'), 'heat_cool\n');
    for (const [lowF, highF, range] of [
      [68, 74, [20, 23.3]],
      [68, 72, [20, 22.2]],
      [69.5, 73.5, [20.8, 23.1]],
    ] as const) {
      await say(command(climate(), 'temperature_low_'), inFahrenheit(lowF));
      await say(command(climate(), 'temperature_high_'), inFahrenheit(highF));
      await rig.shows(() => shown['temperature_high'] === range[1], `${lowF} to ${highF} °F`);
      assert.deepEqual([shown['temperature_low'], shown['temperature_high']], range);
    }
    await say(command(climate(), 'mode_'), 'heat');
    await rig.shows(() => shown['mode'] === 'heat', 'the mode');
    assert.deepEqual(rig.ha.warnings, []);
  });

  it('is told the old value where what it set cannot be, and nothing has changed', async () => {
    const topic = `aris/zone/living/climate`;
    const { shown } = climate();
    // What control does meanwhile is its own affair.
    const asked = () => ({ ...shown, action: undefined });
    const before = asked();
    const bad: readonly (readonly [name: string, payload: string])[] = [
      ...(['None', '', '21 °C', '35', '0x15', 'NaN'] as const).map(
        (payload) => ['temperature_', payload] as const,
      ),
      ...(['None', '', 'au to', 'dry'] as const).map((payload) => ['mode_', payload] as const),
      ...(['None', 'sleep'] as const).map((payload) => ['preset_mode_', payload] as const),
    ];
    for (const [name, payload] of bad) {
      const told = rig.count(topic);
      await say(command(climate(), name), payload);
      await rig.shows(() => rig.count(topic) > told, `an answer to ${name}${payload}`);
      assert.deepEqual(asked(), before);
    }
    await say(command(climate(), 'temperature_'), '20');
    await rig.shows(() => shown['temperature'] === 20, 'the next command');
    assert.equal(shown['mode'], 'heat');
  });

  it('sets presets of a zone, which end as they should', async () => {
    const { shown } = climate();
    const preset = command(climate(), 'preset_mode_');
    await say(preset, 'boost');
    await rig.shows(() => shown['preset_mode'] === 'boost', 'the boost');
    assert.equal(shown['temperature'], 22);
    await say(preset, 'away');
    await rig.shows(() => shown['preset_mode'] === 'away', 'the set-back');
    assert.equal(shown['temperature'], 17);
    await say(preset, 'none');
    await rig.shows(() => shown['preset_mode'] === undefined, 'the end');
    assert.equal(shown['temperature'], 20);
  });

  it('sets the hot water, the house, and says that a filter is new', async () => {
    const heater = entity('dhw_dhw_main', 'water_heater');
    await say(command(heater, 'temperature_'), '53.5');
    await say(command(heater, 'mode_'), 'performance');
    await rig.shows(() => heater.shown['mode'] === 'performance', 'the boost');
    assert.equal(heater.shown['temperature'], 53.5);
    await say(command(heater, 'mode_'), 'heat_pump');
    await rig.shows(() => heater.shown['mode'] === 'heat_pump', 'its end');
    const recirc = entity('dhw_dhw_main', 'recirc');
    await say(command(recirc, ''), 'OFF');
    await rig.shows(() => recirc.shown['state'] === false, 'the recirculation to stop');
    await say(command(entity('dhw_dhw_main', 'sanitize'), ''), 'PRESS');
    const mode = entity('hub', 'mode');
    await choose(mode, 'Away');
    await rig.shows(
      () => climate().shown['preset_mode'] === 'away' && mode.shown['state'] === 'Away',
      'all to be away',
    );
    await choose(mode, 'Home');
    const surplus = entity('hub', 'surplus_asked');
    await choose(surplus, 'Recommended');
    await rig.shows(() => surplus.shown['state'] === 'Recommended', 'the surplus level');
    await say(command(surplus, ''), '5');
    const filter = entity('fcu_f1', 'filter_reset');
    await say(command(filter, ''), 'PRESS');
    await report('fcu', 'f1', { mode: 'idle' });
    const changed = entity('fcu_f1', 'filterLastChangedTs');
    await rig.shows(
      () => changed.shown['state'] !== undefined && mode.shown['state'] === 'Home',
      'the new filter, and all to be home',
    );
    assert.equal(surplus.shown['state'], 'Recommended');
    assert.deepEqual(rig.ha.warnings, []);
  });

  it('that starts anew is told all again, and of a zone that went nothing any more', async () => {
    const smaller = { ...SMALL_HOUSE, zones: SMALL_HOUSE.zones.slice(0, 1) };
    writeFileSync(join(hub.dataFolder, 'house.json'), JSON.stringify(smaller));
    rig.ha.restart();
    const before = rig.ha.described.length;
    await say('homeassistant/status', 'online');
    assert.equal((await hub.cli('house', 'reload')).code, 0);
    await rig.shows(() => !rig.ha.devices.has(`${hubId}_zone_bath`), 'the zone to go');
    await rig.shows(() => rig.count('aris/zone/bath/climate') > 0, 'its state to go');
    await rig.shows(() => rig.ha.described.length >= before + DEVICES - 1, 'all to be told');
    assert.equal(new Set(rig.ha.described.slice(before)).size, DEVICES - 1);
    await rig.shows(() => climate().shown['temperature'] === 20, 'what the zone was set to');
    assert.deepEqual(rig.ha.warnings, []);
  });

  it('has it all though the broker went away in the middle', async () => {
    await healed;
    assert.deepEqual(torn.ha.warnings, []);
    const [objectId = ''] = [...torn.ha.devices.keys()].filter((id) => id.endsWith('_zone_living'));
    const { shown } = torn.ha.entity(objectId, 'climate');
    assert.equal(shown['mode'], 'heat_cool', 'not what was sent retained');
  });

  it('shows nothing as there once the hub is dead', async () => {
    await hub.kill9();
    await rig.shows(() => !climate().isAvailable(), 'the will');
    assert.equal(entity('hub', 'online').shown['state'], false);
    assert.equal(entity('dhw_dhw_main', 'water_heater').isAvailable(), false);
  });
});
