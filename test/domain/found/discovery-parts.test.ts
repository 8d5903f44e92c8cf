import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { DiscoveryComponent } from '../../../src/domain/found/discovery-document.ts';
import { partOf } from '../../../src/domain/found/discovery-parts.ts';

const part = (component: DiscoveryComponent, config: object) =>
  partOf({ component, key: 'key', config: config as Record<string, unknown> });
const THERMOMETER = { device_class: 'temperature', state_topic: 't', unit_of_measurement: '°C' };
const reading = (config: object) => {
  const made = part('sensor', { ...THERMOMETER, ...config });
  return made?.type === 'reading' ? made : assert.fail(JSON.stringify(made));
};
const binding = (component: 'switch' | 'climate', config: object) => {
  const made = part(component, config);
  return made?.type === 'terminal' ? made.binding : assert.fail(JSON.stringify(made));
};
const sentence = (component: DiscoveryComponent, config: object) => {
  const made = part(component, config);
  return made?.type === 'unread' ? made.sentence : assert.fail(JSON.stringify(made));
};

describe('an entity', () => {
  it('is of the device that it names, as well as that says itself', () => {
    const device = {
      identifiers: ['i', 'j'],
      name: 'Node',
      manufacturer: 'M',
      model: 'X',
      suggested_area: 'Attic',
    };
    assert.deepEqual(reading({ device }).device, {
      id: 'i',
      name: 'Node',
      model: 'M X',
      room: 'Attic',
    });
    assert.equal(reading({ device: { identifiers: 7 } }).device.id, '7');
    const connections = [['mac', 'aa:bb']];
    assert.equal(reading({ device: { connections }, unique_id: 'u' }).device.id, 'mac aa:bb');
    assert.deepEqual(reading({ unique_id: 'u', name: 'Attic' }).device, {
      id: 'u',
      name: 'Attic',
      model: undefined,
      room: undefined,
    });
    assert.deepEqual([reading({}).device.id, reading({}).label], ['key', 'key']);
    assert.equal(reading({ name: 'Temp', device }).label, 'Temp');
  });

  it('is of no use as a setting or a diagnosis', () => {
    assert.equal(part('sensor', { ...THERMOMETER, entity_category: 'diagnostic' }), undefined);
  });

  it('says that it is there in its own words, at its own places', () => {
    const of = (config: object) => reading(config).availability;
    assert.deepEqual(of({ availability_topic: 's' }), [{ topic: 's' }]);
    assert.deepEqual(
      of({ availability_topic: 's', payload_available: 'up', payload_not_available: 'down' }),
      [{ topic: 's', values: { up: 'online', down: 'offline' } }],
    );
    const availability = [
      { topic: 'a', value_template: '{{ value_json.state }}' },
      { topic: 'b', value_template: '{{ value_json.x * 2 }}' },
      {},
    ];
    assert.deepEqual(of({ availability }), [{ topic: 'a', pointer: '/state' }]);
  });
});

describe('a sensor', () => {
  it('is a reading of the house, in the hub’s unit', () => {
    assert.deepEqual([reading({}).field, reading({}).place], ['tempC', { topic: 't' }]);
    const power = {
      device_class: 'power',
      unit_of_measurement: 'W',
      value_template: '{{ value_json.p }}',
    };
    assert.deepEqual(
      [reading(power).field, reading(power).place],
      ['powerKw', { topic: 't', pointer: '/p', scale: 0.001 }],
    );
  });

  it('is nothing of another class, or without a topic', () => {
    assert.equal(part('sensor', { ...THERMOMETER, device_class: 'pressure' }), undefined);
    assert.equal(part('sensor', { ...THERMOMETER, device_class: 'toString' }), undefined);
    assert.equal(part('sensor', { ...THERMOMETER, state_topic: '' }), undefined);
  });

  it('says what of it cannot be read', () => {
    assert.equal(
      sentence('sensor', { ...THERMOMETER, name: 'Attic', unit_of_measurement: 'bar' }),
      'Attic: its unit "bar" is none of temperature',
    );
    const value_template = '{{ states("sun.sun") }}';
    assert.equal(
      sentence('sensor', { ...THERMOMETER, name: 'Attic', value_template }),
      `Attic: its value_template cannot be read: ${value_template}`,
    );
  });
});

describe('a switch', () => {
  it('is a relay with its own words', () => {
    assert.deepEqual(binding('switch', { command_topic: 'c', state_topic: 's' }), {
      readings: [{ field: 'on', topic: 's', values: { ON: true, OFF: false } }],
      switch: { topic: 'c', on: 'ON', off: 'OFF' },
    });
    const words = { payload_on: '1', payload_off: '0', state_on: 'open', state_off: 'shut' };
    assert.deepEqual(
      binding('switch', {
        command_topic: 'c',
        state_topic: 's',
        availability_topic: 'a',
        ...words,
      }),
      {
        readings: [{ field: 'on', topic: 's', values: { open: true, shut: false } }],
        availability: [{ topic: 'a' }],
        switch: { topic: 'c', on: '1', off: '0' },
      },
    );
    const plain = { command_topic: 'c', command_template: ' {{ value }} ' };
    assert.deepEqual(binding('switch', plain)['readings'], []);
  });

  it('is nothing that cannot be told, and says where nobody can say how', () => {
    assert.equal(part('switch', { state_topic: 's' }), undefined);
    assert.match(
      sentence('switch', { command_topic: 'c', command_template: '{"on": {{ value }}}' }),
      /its command_template cannot/,
    );
    const mapped = "{{ 'ON' if value_json.on else 'OFF' }}";
    assert.match(
      sentence('switch', { command_topic: 'c', state_topic: 's', value_template: mapped }),
      /its value_template cannot/,
    );
  });
});

describe('a thermostat', () => {
  const VALVE = {
    temperature_command_topic: 'c',
    temperature_state_topic: 's',
    current_temperature_topic: 'r',
    action_topic: 'a',
  };

  it('is a valve: its setpoint, the room and what it does', () => {
    assert.deepEqual(binding('climate', VALVE), {
      readings: [
        { field: 'tempHeatSetC', topic: 's' },
        { field: 'roomTempC', topic: 'r' },
        { field: 'mode', topic: 'a', values: { heating: 'heat', idle: 'idle', off: 'idle' } },
      ],
      setpoint: { topic: 'c', stepC: 0.5 },
    });
  });

  it('may count in °F', () => {
    const { readings, setpoint } = binding('climate', {
      ...VALVE,
      temperature_unit: 'F',
      temp_step: 1,
    });
    assert.deepEqual((readings as object[])[0], {
      field: 'tempHeatSetC',
      topic: 's',
      scale: 0.5555555556,
      offset: -17.77777778,
    });
    assert.deepEqual(setpoint, { topic: 'c', scale: 1.8, offset: 32, stepC: 0.5555555556 });
  });

  it('has a step that a valve can have', () => {
    const stepOf = (temp_step: unknown) =>
      (binding('climate', { ...VALVE, temp_step })['setpoint'] as { stepC: number }).stepC;
    assert.deepEqual([0.1, 5, 0.05, 6, 'x', '1'].map(stepOf), [0.1, 5, 0.5, 0.5, 0.5, 1]);
  });

  it('does what its words are mapped to, where they are known', () => {
    const modeOf = (action_template: string) =>
      (
        binding('climate', { ...VALVE, action_template })['readings'] as {
          field: string;
          values?: object;
        }[]
      ).find(({ field }) => field === 'mode')?.values;
    assert.deepEqual(modeOf("{{ {'h': 'heating', 'd': 'drying'}[value_json.m] }}"), { h: 'heat' });
    assert.equal(modeOf("{{ {'d': 'drying'}[value_json.m] }}"), undefined);
    assert.equal(modeOf('{{ states() }}'), undefined);
  });

  it('is nothing without a setpoint, and says what cannot be read', () => {
    assert.equal(part('climate', { current_temperature_topic: 'r' }), undefined);
    assert.match(
      sentence('climate', { ...VALVE, temperature_command_template: '{{ states() }}' }),
      /its temperature_command_template cannot/,
    );
    assert.match(
      sentence('climate', { ...VALVE, current_temperature_template: '{{ states() }}' }),
      /its current_temperature_template cannot/,
    );
  });
});
