import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  connectivity,
  tableComponents,
  type Component,
} from '../../../src/app/home-assistant/component.ts';
import type { Reading } from '../../../src/domain/equipment/reading.ts';

const CONTEXT = { objectId: 'aris_hcu_a', stateTopic: 'aris/hcu/a/state' };
const one = (reading: Reading, path = 'a.b', more?: object): Component =>
  tableComponents({ [path]: reading }, CONTEXT, more && { more })[path.replaceAll('.', '_')] ?? {
    platform: 'none',
  };
const named = { name: 'It', help: '' };
const number = (more: object = {}): Reading => ({
  type: 'number',
  min: 0,
  max: 1,
  ...named,
  ...more,
});

describe('an entity of Home Assistant', () => {
  it('has a key and an id of the path of its reading, and its state where the device tells it', () => {
    const { unique_id, state_topic, name, value_template } = one(number());
    assert.deepEqual([unique_id, state_topic, name], ['aris_hcu_a_a_b', CONTEXT.stateTopic, 'It']);
    assert.match(String(value_template), /a/);
  });

  it('of a number has a class by its unit, save where the reading says another', () => {
    const of = (more: object) => {
      const { device_class, unit_of_measurement, state_class } = one(number(more));
      return [device_class, unit_of_measurement, state_class];
    };
    assert.deepEqual(of({ unit: '°C' }), ['temperature', '°C', 'measurement']);
    assert.deepEqual(of({ unit: 'kWh', rises: true }), ['energy', 'kWh', 'total_increasing']);
    assert.deepEqual(of({ unit: 'h', rises: true }), ['duration', 'h', 'total_increasing']);
    assert.deepEqual(of({ rises: true }), [undefined, undefined, 'total_increasing']);
    assert.deepEqual(of({ unit: '%', deviceClass: 'humidity' }), ['humidity', '%', 'measurement']);
    assert.deepEqual(of({ unit: '°C', deviceClass: 'heat' })[0], 'heat');
    assert.deepEqual(of({ unit: '%' }), [undefined, '%', 'measurement']);
    assert.deepEqual(of({}), [undefined, undefined, 'measurement']);
  });

  it('of a word, a time, a text and a switch is what Home Assistant has for that', () => {
    const of = (reading: Reading) => {
      const { platform, device_class, options, payload_on } = one(reading);
      return [platform, device_class, options, payload_on];
    };
    assert.deepEqual(of({ type: 'enum', values: ['heat', 'not_kept'], ...named }), [
      'sensor',
      'enum',
      ['Heating', 'Not kept'],
      undefined,
    ]);
    assert.deepEqual(of({ type: 'timestamp', ...named }).slice(0, 2), ['sensor', 'timestamp']);
    assert.deepEqual(of({ type: 'text', maxChars: 9, ...named }).slice(0, 2), [
      'sensor',
      undefined,
    ]);
    assert.deepEqual(of({ type: 'boolean', deviceClass: 'heat', ...named }), [
      'binary_sensor',
      'heat',
      undefined,
      'True',
    ]);
  });

  it('of faults is a problem, with all of them beside it, and for who looks after the plant', () => {
    const faults = one({ type: 'faults', ...named });
    assert.deepEqual(
      [faults['device_class'], faults['json_attributes_topic'], faults['entity_category']],
      ['problem', CONTEXT.stateTopic, 'diagnostic'],
    );
  });

  it('is hidden where it is noise, and says what more there is of each', () => {
    const noisy = one(number({ isNoisy: true, isDiagnostic: true }), 'a', { icon: 'mdi:x' });
    assert.deepEqual(
      [noisy['enabled_by_default'], noisy['entity_category'], noisy['icon']],
      [false, 'diagnostic', 'mdi:x'],
    );
    const plain = one(number());
    assert.ok(!('enabled_by_default' in plain) && !('entity_category' in plain));
  });

  it('is there, and not shown, where nobody has a use for it', () => {
    const { a, b } = tableComponents({ a: number(), b: number() }, CONTEXT, {
      unused: new Set(['b']),
    });
    assert.deepEqual([a?.['enabled_by_default'], b?.['enabled_by_default']], [undefined, false]);
  });

  it('that says whether the device is there goes by what is given alone', () => {
    const availability = [{ topic: 'aris/hub/status', value_template: 'x' }];
    const { device_class, unique_id, ...more } = connectivity(CONTEXT, availability);
    assert.deepEqual([device_class, unique_id], ['connectivity', 'aris_hcu_a_online']);
    assert.deepEqual(more['availability'], availability);
  });
});
