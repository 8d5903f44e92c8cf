/** What devices say of themselves by Home Assistant's discovery, and what they would be in the house. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { discoveryKind, entitiesIn } from '../../../src/domain/found/discovery-document.ts';
import { discoverySightings } from '../../../src/domain/found/discovery-sightings.ts';
import { partOf } from '../../../src/domain/found/discovery-parts.ts';
import type { Sighting } from '../../../src/domain/found/sighting.ts';
import { LIMITS } from '../../../src/domain/limits.ts';

const brief = ({ offers }: Sighting) => offers.map(({ kind, part }) => [kind, part]);
const bindings = ({ offers }: Sighting) => offers.map(({ binding }) => binding);

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
