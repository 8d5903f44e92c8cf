import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { DeviceBinding } from '../../../src/domain/binding/binding.ts';
import type { Component } from '../../../src/app/home-assistant/component.ts';
import {
  climate,
  deviceControls,
  waterHeater,
  zoneControls,
} from '../../../src/app/home-assistant/controls.ts';
import {
  settingControls,
  systemControls,
} from '../../../src/app/home-assistant/system-controls.ts';
import { createTopics } from '../../../src/app/messages/topics.ts';
import { SMALL_HOUSE } from '../../support/house.ts';

const topics = createTopics('aris');
const [LIVING] = SMALL_HOUSE.zones;
const of = (id: string) => ({ topics, objectId: `aris_${id}`, id });
const thermostat = (zone: { supportsHeat: boolean; supportsCool: boolean }) => {
  assert.ok(LIVING);
  return climate({ ...LIVING, ...zone }, of('living'));
};
const BOTH = { supportsHeat: true, supportsCool: true };
/** The topics that something is told on. */
const commandsOf = (component: Component): string[] =>
  Object.entries(component).flatMap(([name, value]) =>
    name.endsWith('command_topic') && typeof value === 'string' ? [value] : [],
  );

describe('what sets something', () => {
  it('speaks on topics that the hub hears as the words of clients', () => {
    const all = [
      thermostat(BOTH),
      waterHeater(of('dhw_main')),
      ...Object.values(zoneControls(of('living'))),
      ...Object.values(deviceControls('fcu', of('f1'))),
      ...Object.values(deviceControls('dhw', of('dhw_main'))),
      ...Object.values(systemControls(topics, 'aris_system')),
      ...Object.values(settingControls(topics, 'aris_system')),
    ];
    const told = all.flatMap(commandsOf);
    assert.equal(told.length, 25);
    for (const topic of told) assert.match(topics.parse(topic)?.to ?? 'nothing', /_set$/, topic);
  });

  it('has an id of its own', () => {
    const { sanitize, boost, recirc } = deviceControls('dhw', of('dhw_main'));
    const ids = [sanitize, boost, recirc].map((one) => one?.['unique_id']);
    assert.deepEqual(
      ids,
      ['sanitize', 'boost', 'recirc'].map((key) => `aris_dhw_main_${key}`),
    );
  });

  it('has no disinfection of a tank that the hub would refuse it for', () => {
    const tank = { kind: 'dhw', id: 'dhw_main', readings: [], level: 'steer' } as const;
    const sanitize = { level: 'steer', values: { true: [], false: [] } } as const;
    const keysOf = (binding: DeviceBinding) =>
      Object.keys(deviceControls('dhw', of('dhw_main'), binding));
    assert.deepEqual(keysOf({ ...tank, orders: { sanitize } }), ['sanitize', 'boost', 'recirc']);
    assert.deepEqual(keysOf({ ...tank, level: 'watch', orders: { sanitize } }), [
      'boost',
      'recirc',
    ]);
  });

  it('is a new filter for a terminal that has one', () => {
    const keysOf = (binding?: Partial<DeviceBinding>) =>
      Object.keys(
        deviceControls(
          'fcu',
          of('f1'),
          binding && { kind: 'fcu', id: 'f1', readings: [], ...binding },
        ),
      );
    const fan = { field: 'fanPercent', topic: 'x' };
    const setpoint = { topic: 'x' };
    assert.deepEqual([keysOf(), keysOf({ setpoint })], [['filter_reset'], []]);
    assert.deepEqual(keysOf({ setpoint, readings: [fan] }), ['filter_reset']);
    assert.deepEqual(keysOf({ switch: { topic: 'x', on: 1, off: 0 } }), []);
  });

  it('is nothing for what takes no word of a person', () => {
    for (const kind of ['hcu', 'heatpump', 'tes', 'sensor', 'meter'] as const)
      assert.deepEqual(deviceControls(kind, of('x')), {});
  });
});

describe('a thermostat', () => {
  it('has the modes of its zone, and a range where it has both', () => {
    for (const [zone, modes, hasRange] of [
      [BOTH, ['off', 'heat', 'cool', 'heat_cool'], true],
      [{ supportsHeat: true, supportsCool: false }, ['off', 'heat'], false],
      [{ supportsHeat: false, supportsCool: true }, ['off', 'cool'], false],
    ] as const) {
      const component = thermostat(zone);
      assert.deepEqual(component['modes'], modes);
      assert.equal('temperature_low_state_topic' in component, hasRange);
    }
  });
});
