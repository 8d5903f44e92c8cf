/** What devices say of themselves, in the forms of their makers, and what they would be in the house. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { discoveryKind, entitiesIn } from '../../../src/domain/found/discovery-document.ts';
import { discoverySightings } from '../../../src/domain/found/discovery-sightings.ts';
import { partOf } from '../../../src/domain/found/discovery-parts.ts';
import {
  shellyNote,
  shellySighting,
  shellyWord,
  type ShellyNote,
} from '../../../src/domain/found/shelly.ts';
import type { Sighting } from '../../../src/domain/found/sighting.ts';
import { tasmotaNote, tasmotaSighting, tasmotaTopic } from '../../../src/domain/found/tasmota.ts';
import { zigbeeBase, zigbeeSightings } from '../../../src/domain/found/zigbee2mqtt.ts';
import { LIMITS } from '../../../src/domain/limits.ts';
import {
  AQARA,
  COORDINATOR,
  PLUG,
  SHELLY_STATUS,
  TASMOTA_CONFIG,
  TASMOTA_SENSORS,
  TRV,
  TWO_RELAYS,
  ZIGBEE_LIST,
  zigbeeDevice,
} from '../../support/found/home.ts';

const brief = ({ offers }: Sighting) => offers.map(({ kind, part }) => [kind, part]);
const bindings = ({ offers }: Sighting) => offers.map(({ binding }) => binding);

describe('Zigbee2MQTT', () => {
  const only = (exposes: readonly object[], more: object = {}) =>
    zigbeeSightings('zigbee2mqtt', [zigbeeDevice('Hall', '0x1', exposes, more)])[0];

  it('has its list under any base of one or two levels', () => {
    assert.equal(zigbeeBase('zigbee2mqtt/bridge/devices'), 'zigbee2mqtt');
    assert.equal(zigbeeBase('home/z2m/bridge/devices'), 'home/z2m');
    assert.equal(zigbeeBase('zigbee2mqtt/bridge/info'), undefined);
  });

  it('has thermometers, which the profile reads', () => {
    const found = zigbeeSightings('zigbee2mqtt', ZIGBEE_LIST);
    assert.deepEqual(
      found.map((one) => [one.name, one.model, ...bindings(one)]),
      ['Living room', 'Bedroom', 'Küche', 'Outside north'].map((name) => [
        name,
        'Aqara WSDCGQ11LM',
        { use: 'zigbee2mqtt', name },
      ]),
    );
  });

  it('says the base where it is another, and reads °F', () => {
    const [one] = zigbeeSightings('home/z2m', [
      zigbeeDevice('Hall', '0x1', [{ property: 'temperature', access: 1, unit: '°F' }]),
    ]);
    assert.deepEqual(one && bindings(one), [
      {
        use: 'zigbee2mqtt',
        name: 'Hall',
        base: 'home/z2m',
        readings: [
          {
            field: 'tempC',
            topic: 'home/z2m/Hall',
            pointer: '/temperature',
            scale: 0.5555555556,
            offset: -17.77777778,
          },
        ],
      },
    ]);
  });

  it('has radiator valves with their steps and the name of their setpoint', () => {
    assert.deepEqual(bindings(only(TRV) ?? assert.fail()), [{ use: 'zigbee2mqtt', name: 'Hall' }]);
    const other = {
      type: 'climate',
      features: [{ property: 'current_heating_setpoint', access: 3, value_step: 1 }],
    };
    assert.deepEqual(bindings(only([other]) ?? assert.fail()), [
      { use: 'zigbee2mqtt', name: 'Hall', setpointName: 'current_heating_setpoint', stepC: 1 },
    ]);
  });

  it('has relays, one for each contact, and what a plug measures', () => {
    assert.deepEqual(brief(only(TWO_RELAYS) ?? assert.fail()), [
      ['fcu', 'l1'],
      ['fcu', 'l2'],
    ]);
    const plug = only(PLUG) ?? assert.fail();
    assert.deepEqual(brief(plug), [
      ['fcu', undefined],
      ['meter', undefined],
    ]);
    const [relay, meter] = bindings(plug);
    assert.deepEqual(relay?.['switch'], {
      topic: 'zigbee2mqtt/Hall/set',
      on: { state: 'ON' },
      off: { state: 'OFF' },
    });
    assert.deepEqual(meter?.['readings'], [
      { field: 'powerKw', topic: 'zigbee2mqtt/Hall', pointer: '/power', scale: 0.001 },
      { field: 'energyKwh', topic: 'zigbee2mqtt/Hall', pointer: '/energy' },
    ]);
  });

  it('is read at a property with whatever marks in its name', () => {
    const features = [{ property: 'state~1/2', access: 7, value_on: 'ON', value_off: 'OFF' }];
    const found = only([{ type: 'switch', features }]);
    assert.match(JSON.stringify(found), /"pointer":"\/state~01~12"/);
  });

  it('leaves out what is off, the coordinator, and what is of no use', () => {
    assert.deepEqual(zigbeeSightings('zigbee2mqtt', [COORDINATOR]), []);
    assert.equal(only(AQARA, { disabled: true }), undefined);
    assert.equal(
      only([{ type: 'light', features: [{ property: 'state', access: 7 }] }]),
      undefined,
    );
    assert.equal(only([{ property: 'temperature', access: 2 }]), undefined);
  });

  it('says of one whose interview failed what to do', () => {
    const { offers, unread } = only([], { interview_completed: false }) ?? assert.fail();
    assert.deepEqual(offers, []);
    assert.match(unread.join(), /pair it once more/);
  });

  it('survives a list that is none', () => {
    for (const list of [
      null,
      'x',
      {},
      [null, 1, 'x', [], {}],
      [{ friendly_name: {}, ieee_address: 1 }],
    ])
      assert.deepEqual(zigbeeSightings('zigbee2mqtt', list), []);
  });

  it('has no more devices than are shown', () => {
    const many = Array.from({ length: LIMITS.foundDevices + 1 }, (_, n) =>
      zigbeeDevice(`d${n}`, `0x${n}`, AQARA),
    );
    assert.equal(zigbeeSightings('zigbee2mqtt', many).length, LIMITS.foundDevices);
  });
});

describe('Tasmota', () => {
  const seen = (config: object, sensors: object = {}) =>
    tasmotaSighting('A4', tasmotaNote('config', config), tasmotaNote('sensors', sensors) ?? {});

  it('has its two documents', () => {
    assert.deepEqual(tasmotaTopic('tasmota/discovery/A4CF12A1B2C3/config'), {
      mac: 'A4CF12A1B2C3',
      what: 'config',
    });
    assert.equal(tasmotaTopic('tasmota/discovery/A4/other'), undefined);
    assert.equal(tasmotaTopic('tasmota/discovery/A4/b/config'), undefined);
  });

  it('has relays, thermometers and a meter', () => {
    const found = seen(TASMOTA_CONFIG, TASMOTA_SENSORS) ?? assert.fail();
    assert.deepEqual(brief(found), [
      ['fcu', 'Pump'],
      ['fcu', 'Mixer'],
      ['sensor', 'DS18B20-1'],
      ['sensor', 'AM2301'],
      ['meter', 'ENERGY'],
    ]);
    const [pump, , , air, meter] = bindings(found);
    assert.deepEqual(pump, {
      readings: ['stat/boiler_room/RESULT', 'tele/boiler_room/STATE'].map((topic) => ({
        field: 'on',
        topic,
        pointer: '/POWER1',
        values: { ON: true, OFF: false },
      })),
      availability: [
        { topic: 'tele/boiler_room/LWT', values: { Online: 'online', Offline: 'offline' } },
      ],
      switch: { topic: 'cmnd/boiler_room/POWER1', on: 'ON', off: 'OFF' },
    });
    assert.deepEqual(air?.['readings'], [
      { field: 'tempC', topic: 'tele/boiler_room/SENSOR', pointer: '/AM2301/Temperature' },
      { field: 'rhPercent', topic: 'tele/boiler_room/SENSOR', pointer: '/AM2301/Humidity' },
    ]);
    assert.deepEqual(meter?.['readings'], [
      {
        field: 'powerKw',
        topic: 'tele/boiler_room/SENSOR',
        pointer: '/ENERGY/Power',
        scale: 0.001,
      },
      { field: 'energyKwh', topic: 'tele/boiler_room/SENSOR', pointer: '/ENERGY/Total' },
    ]);
  });

  it('has POWER where there is one relay, topics of its own form, and °F', () => {
    const found =
      seen(
        { ...TASMOTA_CONFIG, rl: [1, 0], ft: 'home/%topic%/%prefix%/' },
        { sn: { DS18B20: { Temperature: 70 }, TempUnit: 'F' } },
      ) ?? assert.fail();
    const [relay, air] = bindings(found);
    assert.deepEqual(relay?.['switch'], {
      topic: 'home/boiler_room/cmnd/POWER',
      on: 'ON',
      off: 'OFF',
    });
    assert.deepEqual(air?.['readings'], [
      {
        field: 'tempC',
        topic: 'home/boiler_room/tele/SENSOR',
        pointer: '/DS18B20/Temperature',
        scale: 0.5555555556,
        offset: -17.77777778,
      },
    ]);
  });

  it('is nothing without its config, of lamps, or of what is none', () => {
    assert.equal(tasmotaSighting('A4', undefined, { sn: TASMOTA_SENSORS.sn }), undefined);
    assert.equal(seen({ ...TASMOTA_CONFIG, rl: [2, 0] }), undefined);
    for (const config of [{}, { t: 1, rl: 'x' }, { t: 'x', ft: 'no topic', rl: [1] }])
      assert.equal(seen(config), undefined);
  });
});

describe('Shelly', () => {
  function seen(...words: readonly (readonly [topic: string, document: unknown])[]) {
    let note: ShellyNote | undefined;
    for (const [topic, document] of words) {
      const word = shellyWord(topic, document);
      if (word !== undefined) note = shellyNote(note, word) ?? note;
    }
    return note && shellySighting(note);
  }

  it('of a later generation is known by its word that it is there, by its name', () => {
    const contacts = (id: string) => brief(seen([`${id}/online`, true]) ?? assert.fail(id)).length;
    assert.equal(contacts('shellyplus1-a8032abe54dc'), 1);
    assert.equal(contacts('shellyplus2pm-a8032abe54dc'), 2);
    assert.equal(contacts('shellypro4pm-a8032abe54dc'), 4);
    assert.equal(contacts('shelly1pmminig3-a8032abe54dc'), 1);
    assert.equal(contacts('shellyplugsg3-a8032abe54dc'), 1);
    assert.deepEqual(brief(seen(['shellyplusht-a8032abe54dc/online', true]) ?? assert.fail()), [
      ['sensor', undefined],
    ]);
    for (const other of ['shellydimmerg3', 'shellyplusi4', 'shellybluegwg3'])
      assert.equal(seen([`${other}-a8032abe54dc/online`, true]), undefined, other);
  });

  it('and by what it tells of its parts', () => {
    const found =
      seen(
        ['heating-valve/online', true],
        ['heating-valve/events/rpc', { ...SHELLY_STATUS, dst: 'heating-valve/events' }],
        ['heating-valve/status/switch:1', { id: 1, output: false }],
      ) ?? assert.fail();
    assert.deepEqual(bindings(found), [
      { use: 'shelly', node: 'heating-valve' },
      { use: 'shelly', node: 'heating-valve', channel: 1 },
    ]);
    assert.equal(found.model, 'shellyplus1-a8032abe54dc');
    const one = ['shellyplus2pm-a8032abe54dc/status/switch:1', { id: 1, output: true }] as const;
    assert.equal(brief(seen(one) ?? assert.fail()).length, 2);
    const meter = seen(['shellypro3em-a8032abe54dc/status/em:0', { id: 0, total_act_power: 1 }]);
    assert.deepEqual(meter && bindings(meter), [
      { use: 'shelly-pro-3em', node: 'shellypro3em-a8032abe54dc' },
    ]);
  });

  it('is not whatever else is online', () => {
    for (const [topic, document] of [
      ['printer/online', true],
      ['printer/events/rpc', { src: 'printer' }],
      ['printer/status/switch:0', 'on'],
      ['printer/status/other', { id: 0 }],
    ] as const)
      assert.equal(seen([topic, document]), undefined, topic);
  });

  it('of the first generation is known by its announcement, its relays and clamps', () => {
    const announced = {
      id: 'shellyswitch25-B9E54E',
      model: 'SHSW-25',
      mac: 'B9E54E',
      ip: '1.2.3.4',
    };
    const found = seen(['shellies/announce', announced]) ?? assert.fail();
    assert.deepEqual(brief(found), [
      ['fcu', 'relay 1'],
      ['fcu', 'relay 2'],
    ]);
    assert.deepEqual(bindings(found)[1]?.['switch'], {
      topic: 'shellies/shellyswitch25-B9E54E/relay/1/command',
      on: 'on',
      off: 'off',
    });
    const relay = seen(['shellies/boiler/online', true], ['shellies/boiler/relay/0', 'off']);
    assert.deepEqual(relay && brief(relay), [['fcu', undefined]]);
    const clamp = seen(['shellies/shellyem-B9E54E/emeter/1/power', 12.5]);
    assert.deepEqual(clamp && bindings(clamp), [
      { use: 'shelly-em', node: 'shellyem-B9E54E', channel: '1' },
    ]);
    const phases = seen(['shellies/shellyem3-B9E54E/emeter/0/power', 12.5]);
    assert.deepEqual(phases && bindings(phases), [{ use: 'shelly-3em', node: 'shellyem3-B9E54E' }]);
  });
});

describe("Home Assistant's discovery", () => {
  const prefix = 'homeassistant';
  const sightings = (
    documents: Readonly<Record<string, object>>,
    covered: readonly string[] = [],
  ) => {
    const parts = Object.entries(documents).flatMap(([topic, document]) => {
      const kind = discoveryKind(topic, prefix);
      return kind === undefined
        ? []
        : entitiesIn(kind, topic, document).flatMap((entity) => partOf(entity) ?? []);
    });
    return discoverySightings(parts, (topic) => covered.includes(topic));
  };
  const DEV = {
    ids: ['esp32-1'],
    name: 'Attic node',
    mf: 'Espressif',
    mdl: 'esp32dev',
    sa: 'Attic',
  };
  /** ESPHome's own form. */
  const ESPHOME = {
    'homeassistant/sensor/attic/attic_temperature/config': {
      dev_cla: 'temperature',
      unit_of_meas: '°C',
      stat_cla: 'measurement',
      name: 'Attic Temperature',
      stat_t: 'attic/sensor/attic_temperature/state',
      avty_t: 'attic/status',
      uniq_id: 'ESPsensorattic_temperature',
      dev: DEV,
    },
    'homeassistant/sensor/attic/attic_humidity/config': {
      dev_cla: 'humidity',
      unit_of_meas: '%',
      name: 'Attic Humidity',
      stat_t: '~/sensor/attic_humidity/state',
      '~': 'attic',
      avty_t: '~/status',
      uniq_id: 'ESPsensorattic_humidity',
      dev: DEV,
    },
    'homeassistant/sensor/attic/wifi/config': {
      dev_cla: 'signal_strength',
      ent_cat: 'diagnostic',
      stat_t: 'attic/sensor/wifi/state',
      dev: DEV,
    },
    'homeassistant/light/attic/lamp/config': { stat_t: 'attic/light/lamp/state', dev: DEV },
  };

  it('lies on its topics, below its prefix', () => {
    assert.equal(discoveryKind('homeassistant/sensor/a/config', prefix), 'sensor');
    assert.equal(discoveryKind('homeassistant/switch/a/b/config', prefix), 'switch');
    assert.equal(discoveryKind('homeassistant/device/a/config', prefix), 'device');
    for (const topic of [
      'homeassistant/light/a/config',
      'homeassistant/sensor/config',
      'homeassistant/sensor/a/b/c/config',
      'homeassistant/sensor/a/state',
      'other/sensor/a/config',
      'homeassistant/constructor/a/config',
    ])
      assert.equal(discoveryKind(topic, prefix), undefined, topic);
  });

  it('has a thermometer of several documents, with its room', () => {
    const [found, ...more] = sightings(ESPHOME);
    assert.deepEqual(more, []);
    assert.deepEqual(found, {
      key: 'home_assistant/esp32-1',
      source: 'home_assistant',
      name: 'Attic node',
      model: 'Espressif esp32dev',
      room: 'Attic',
      offers: [
        {
          kind: 'sensor',
          part: undefined,
          binding: {
            readings: [
              { field: 'tempC', topic: 'attic/sensor/attic_temperature/state' },
              { field: 'rhPercent', topic: 'attic/sensor/attic_humidity/state' },
            ],
            availability: [{ topic: 'attic/status' }],
          },
        },
      ],
      unread: [],
    });
  });

  it('has a device with all that it has in one document', () => {
    const [found] = sightings({
      'homeassistant/device/heater/config': {
        dev: { ids: 'heater', name: 'Heater' },
        o: { name: 'somebody' },
        avty: [
          { t: '~/state', pl_avail: 'up', pl_not_avail: 'down', val_tpl: '{{ value_json.s }}' },
        ],
        '~': 'heater',
        cmps: {
          power: {
            p: 'sensor',
            dev_cla: 'power',
            unit_of_meas: 'W',
            stat_t: '~/data',
            val_tpl: '{{ value_json.p | float(0) }}',
          },
          energy: {
            p: 'sensor',
            dev_cla: 'energy',
            unit_of_meas: 'kWh',
            stat_t: '~/data',
            val_tpl: '{{ value_json.e }}',
          },
          relay: {
            p: 'switch',
            cmd_t: '~/set',
            stat_t: '~/data',
            val_tpl: '{{ value_json.on }}',
            pl_on: '1',
            pl_off: '0',
          },
          gone: { p: 'sensor' },
        },
      },
    });
    const availability = [
      { topic: 'heater/state', pointer: '/s', values: { up: 'online', down: 'offline' } },
    ];
    assert.deepEqual(found && bindings(found), [
      {
        readings: [
          { field: 'powerKw', topic: 'heater/data', pointer: '/p', scale: 0.001 },
          { field: 'energyKwh', topic: 'heater/data', pointer: '/e' },
        ],
        availability,
      },
      {
        readings: [
          { field: 'on', topic: 'heater/data', pointer: '/on', values: { 0: false, 1: true } },
        ],
        availability,
        switch: { topic: 'heater/set', on: '1', off: '0' },
      },
    ]);
  });

  it('has a thermostat as a valve, in °F too', () => {
    const [found] = sightings({
      'homeassistant/climate/trv/config': {
        name: 'Radiator',
        temp_cmd_t: 'trv/set',
        temp_cmd_tpl: '{"setpoint": {{ value }}}',
        temp_stat_t: 'trv/state',
        temp_stat_tpl: '{{ value_json.setpoint }}',
        curr_temp_t: 'trv/state',
        curr_temp_tpl: '{{ value_json.temp }}',
        act_t: 'trv/state',
        act_tpl: "{{ {'0': 'idle', '1': 'heating'}[value_json.open] }}",
        temp_unit: 'F',
        temp_step: 1,
        uniq_id: 'trv1',
      },
    });
    const inF = { scale: 0.5555555556, offset: -17.77777778 };
    assert.deepEqual(found && bindings(found), [
      {
        readings: [
          { field: 'tempHeatSetC', topic: 'trv/state', pointer: '/setpoint', ...inF },
          { field: 'roomTempC', topic: 'trv/state', pointer: '/temp', ...inF },
          { field: 'mode', topic: 'trv/state', pointer: '/open', values: { 0: 'idle', 1: 'heat' } },
        ],
        setpoint: {
          topic: 'trv/set',
          pointer: '/setpoint',
          scale: 1.8,
          offset: 32,
          stepC: 0.5555555556,
        },
      },
    ]);
  });

  it('says what cannot be read, and reads the rest', () => {
    const temperature = {
      dev_cla: 'temperature',
      unit_of_meas: '°C',
      dev: { ids: ['x'], name: 'X' },
    };
    const [found] = sightings({
      'homeassistant/sensor/good/config': { ...temperature, name: 'Good', stat_t: 'x/good' },
      'homeassistant/sensor/script/config': {
        ...temperature,
        name: 'Script',
        stat_t: 'x/script',
        val_tpl: "{{ states('sensor.x') }}",
      },
      'homeassistant/sensor/unit/config': {
        ...temperature,
        name: 'Unit',
        stat_t: 'x/unit',
        unit_of_meas: 'furlong',
      },
    });
    assert.deepEqual(found && brief(found), [['sensor', undefined]]);
    assert.deepEqual(found?.unread, [
      "Script: its value_template cannot be read: {{ states('sensor.x') }}",
      'Unit: its unit "furlong" is none of temperature',
    ]);
  });

  it('has several thermometers of one device, each by its name', () => {
    const one = (name: string) => ({
      dev_cla: 'temperature',
      unit_of_meas: '°C',
      name,
      stat_t: `x/${name}`,
      dev: { ids: ['x'], name: 'X' },
    });
    const [found] = sightings({
      'homeassistant/sensor/a/config': one('Supply'),
      'homeassistant/sensor/b/config': one('Return'),
    });
    assert.deepEqual(found && brief(found), [
      ['sensor', 'Supply'],
      ['sensor', 'Return'],
    ]);
  });

  it('leaves out hubs of this make, settings, and what was found otherwise', () => {
    const own = Object.fromEntries(
      Object.entries(ESPHOME).map(([topic, document]) => [
        topic,
        { ...document, o: { name: 'Aris hub', sw: '1' } },
      ]),
    );
    assert.deepEqual(sightings(own), []);
    assert.deepEqual(
      sightings({
        'homeassistant/switch/lock/config': {
          cmd_t: 'x/lock/set',
          ent_cat: 'config',
          uniq_id: 'l',
        },
      }),
      [],
    );
    const covered = ['attic/sensor/attic_temperature/state', 'attic/sensor/attic_humidity/state'];
    assert.deepEqual(sightings(ESPHOME, covered), []);
  });

  it('survives documents that are none', () => {
    for (const document of [
      [],
      { dev: 'x', stat_t: {}, dev_cla: 'temperature' },
      { dev_cla: ['temperature'], stat_t: 'x' },
      { dev_cla: 'constructor', stat_t: 'x', unit_of_meas: '°C' },
      { dev_cla: 'temperature', stat_t: 'x', unit_of_meas: '__proto__' },
      { cmps: { a: null, b: 1, c: [] }, dev: null, avty: [null, 1] },
    ])
      for (const kind of ['sensor', 'switch', 'climate', 'device'])
        assert.doesNotThrow(() => sightings({ [`homeassistant/${kind}/x/config`]: document }));
  });

  it('has no more of one device than is shown', () => {
    const many = Object.fromEntries(
      Array.from({ length: LIMITS.foundOffers + 1 }, (_, n) => [
        `homeassistant/sensor/s${n}/config`,
        {
          dev_cla: 'temperature',
          unit_of_meas: '°C',
          name: `S${n}`,
          stat_t: `x/${n}`,
          dev: { ids: ['x'] },
        },
      ]),
    );
    assert.equal(sightings(many)[0]?.offers.length, LIMITS.foundOffers);
    const wrong = Object.fromEntries(
      Object.entries(many).map(([topic, one]) => [topic, { ...one, unit_of_meas: '?' }]),
    );
    assert.equal(sightings(wrong)[0]?.unread.length, LIMITS.foundUnread);
  });
});
