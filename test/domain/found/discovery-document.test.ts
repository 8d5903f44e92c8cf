import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  COMPONENTS,
  discoveryFilters,
  discoveryKind,
  entitiesIn,
} from '../../../src/domain/found/discovery-document.ts';

const TOPIC = 'homeassistant/sensor/a/config';

describe('a document of discovery', () => {
  it('lies where it is listened for', () => {
    const filters = discoveryFilters('ha');
    assert.equal(filters.length, 2 * (COMPONENTS.length + 1));
    assert.ok(filters.includes('ha/climate/+/config') && filters.includes('ha/device/+/+/config'));
    assert.equal(discoveryKind('ha/sensor/a/config', 'ha'), 'sensor');
    assert.equal(discoveryKind('ha/device/node/a/config', 'ha'), 'device');
    for (const topic of [
      'ha/fan/a/config',
      'ha/sensor/config',
      'hat/sensor/a/config',
      'ha/sensor/a/b/c/config',
      'ha/sensor/a/state',
    ])
      assert.equal(discoveryKind(topic, 'ha'), undefined, topic);
  });

  it('of one entity has its full names, its base filled in at either end', () => {
    const [entity, ...others] = entitiesIn('sensor', TOPIC, {
      '~': 'attic',
      stat_t: '~/temp',
      cmd_t: 'set/~',
      unit_of_meas: '°C',
      name: '~',
      dev: { ids: 'x', mf: 'Y', sa: 'Attic', sw: '1' },
      avty: [{ t: '~/status', pl_avail: 'up', other: 1 }],
    });
    assert.deepEqual(others, []);
    assert.deepEqual(entity, {
      component: 'sensor',
      key: TOPIC,
      config: {
        '~': 'attic',
        state_topic: 'attic/temp',
        command_topic: 'set/attic',
        unit_of_measurement: '°C',
        name: '~',
        device: { identifiers: 'x', manufacturer: 'Y', suggested_area: 'Attic', sw: '1' },
        availability: [{ topic: 'attic/status', payload_available: 'up', other: 1 }],
      },
    });
  });

  it('has each short name that is read for its full one (home-assistant.io/integrations/mqtt)', () => {
    const short = {
      act_t: 'action_topic',
      act_tpl: 'action_template',
      avty_tpl: 'availability_template',
      cmd_tpl: 'command_template',
      curr_temp_t: 'current_temperature_topic',
      curr_temp_tpl: 'current_temperature_template',
      ent_cat: 'entity_category',
      pl_avail: 'payload_available',
      pl_not_avail: 'payload_not_available',
      pl_off: 'payload_off',
      pl_on: 'payload_on',
      stat_off: 'state_off',
      stat_on: 'state_on',
      temp_cmd_t: 'temperature_command_topic',
      temp_cmd_tpl: 'temperature_command_template',
      temp_stat_t: 'temperature_state_topic',
      temp_stat_tpl: 'temperature_state_template',
      temp_unit: 'temperature_unit',
      uniq_id: 'unique_id',
      val_tpl: 'value_template',
    };
    const [entity] = entitiesIn(
      'sensor',
      TOPIC,
      Object.fromEntries(Object.keys(short).map((name) => [name, name])),
    );
    assert.deepEqual(
      entity?.config,
      Object.fromEntries(Object.entries(short).map(([name, full]) => [full, name])),
    );
    const [other] = entitiesIn('sensor', TOPIC, {
      dev: { mdl: 'M' },
      avty: [{ pl_not_avail: 'down', val_tpl: '{{ value }}' }],
    });
    assert.deepEqual(other?.config['device'], { model: 'M' });
    assert.deepEqual(other.config['availability'], [
      { topic: undefined, payload_not_available: 'down', value_template: '{{ value }}' },
    ]);
  });

  it('leaves a topic as it is where there is no base, or it does not stand at an end', () => {
    const topicOf = (config: object) =>
      entitiesIn('sensor', TOPIC, config)[0]?.config['state_topic'];
    assert.equal(topicOf({ stat_t: '~/temp' }), '~/temp');
    assert.equal(topicOf({ '~': 'b', stat_t: 'a/~/c' }), 'a/~/c');
    assert.equal(topicOf({ '~': 'b', stat_t: 7 }), 7);
  });

  it('of a device has each entity of use, with what they share where they say nothing else', () => {
    const entities = entitiesIn('device', 'homeassistant/device/a/config', {
      '~': 'node',
      dev: { ids: ['n'] },
      avty_t: '~/status',
      stat_t: '~/state',
      qos: 2,
      cmps: {
        temp: { p: 'sensor', dev_cla: 'temperature' },
        relay: { p: 'switch', stat_t: '~/relay', cmd_t: '~/set' },
        lamp: { p: 'light' },
        broken: 'no object',
      },
    });
    const shared = { availability_topic: 'node/status', device: { identifiers: ['n'] } };
    assert.deepEqual(entities, [
      {
        component: 'sensor',
        key: 'temp',
        config: {
          ...shared,
          '~': 'node',
          state_topic: 'node/state',
          platform: 'sensor',
          device_class: 'temperature',
        },
      },
      {
        component: 'switch',
        key: 'relay',
        config: {
          ...shared,
          '~': 'node',
          state_topic: 'node/relay',
          command_topic: 'node/set',
          platform: 'switch',
        },
      },
    ]);
  });

  it('of a hub of this make, or that is none, has nothing', () => {
    assert.deepEqual(entitiesIn('sensor', TOPIC, { o: { name: 'Aris hub' }, stat_t: 'x' }), []);
    for (const document of [null, 'x', 1, []])
      assert.deepEqual(entitiesIn('sensor', TOPIC, document), []);
    assert.deepEqual(entitiesIn('device', TOPIC, { cmps: [] }), []);
  });

  it('has no name of JavaScript’s own', () => {
    const [entity] = entitiesIn('sensor', TOPIC, { constructor: 1, toString: 2 });
    assert.deepEqual(Object.entries(entity?.config ?? {}), [
      ['constructor', 1],
      ['toString', 2],
    ]);
  });
});
