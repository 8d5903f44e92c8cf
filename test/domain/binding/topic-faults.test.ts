import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { targetFaults, topicFaults } from '../../../src/domain/binding/topic-faults.ts';
import {
  assertFault,
  changed,
  faultTexts,
  numberOrder,
  set,
  standing,
  withAt,
} from '../../support/binding-drafts.ts';
import { RELAY, THERMOMETER, VALVE } from '../../support/bound-house.ts';
import { HEISHAMON_DHW, HEISHAMON_HCU } from '../../support/bound-machines.ts';

const faultsOf = (...bindings: readonly unknown[]) => {
  const all = standing(bindings);
  return [...topicFaults(all, 'site42/aris'), ...targetFaults(all)];
};
const cases: readonly (readonly [what: string, binding: unknown, fault: string | RegExp])[] = [
  [
    "a place of the hub's own",
    withAt('places.hz.topic', 'site42/aris/hcu/x/telemetry'),
    "bindings[0].places.hz.topic: lies below site42/aris/, which is the hub's own",
  ],
  [
    "a sign of life of the hub's own",
    withAt('alive', { topic: 'site42/aris', withinSeconds: 60 }),
    "bindings[0].alive.topic: lies below site42/aris/, which is the hub's own",
  ],
  [
    "an order to the hub's own",
    withAt('orders.supplyTempC.number.topic', 'site42/aris/x'),
    "bindings[0].orders.supplyTempC.number.topic: lies below site42/aris/, which is the hub's own",
  ],
  [
    'an order to a place that is read',
    withAt('orders.supplyTempC.number.topic', 'panasonic_heat_pump/main/Compressor_Freq'),
    'bindings[0].orders.supplyTempC.number.topic: is read at bindings[0].places.hz.topic: the hub would hear itself',
  ],
  [
    'a word that is sent to a place that is read',
    withAt('orders.mode', {
      level: 'steer',
      values: { idle: [{ topic: 'panasonic_heat_pump/LWT', message: 'x' }] },
      repeatSeconds: 60,
    }),
    'bindings[0].orders.mode.values.idle[0].topic: is read at bindings[0].availability[0].topic: the hub would hear itself',
  ],
  [
    'what gives back sent to a place that is read',
    withAt('orders.supplyTempC.giveBack', [
      { topic: 'panasonic_heat_pump/main/Error', message: 'x' },
    ]),
    'bindings[0].orders.supplyTempC.giveBack[0].topic: is read at bindings[0].readings[2].topic: the hub would hear itself',
  ],
  [
    "a topic of the hub's own",
    changed(THERMOMETER, set('topic', 'site42/aris/sensor/x/telemetry')),
    /^bindings\[0\]\.readings\[0\]\.topic: lies below site42\/aris\/, which is the hub's own$/,
  ],
  [
    "a command to the hub's own",
    changed(
      RELAY,
      (d) => (d['switch'] = { topic: 'site42/aris/zone/hall/mode/set', on: 'heat', off: 'off' }),
    ),
    /^bindings\[0\]\.switch\.topic: lies below site42\/aris\//,
  ],
  [
    'a command to a topic that is read',
    changed(RELAY, (d) => (d['switch'] = { topic: 'stat/RESULT', on: 'ON', off: 'OFF' })),
    /^bindings\[0\]\.switch\.topic: is read at bindings\[0\]\.readings\[0\]\.topic: the hub would hear itself$/,
  ],
  [
    'a room temperature in place of the setpoint',
    changed(VALVE, (d) => (d['roomTemp'] = { ...VALVE.setpoint, stepC: 0.1 })),
    /^bindings\[0\]\.roomTemp: the same is told at bindings\[0\]\.setpoint$/,
  ],
  [
    'a room temperature on a topic that is read',
    changed(
      VALVE,
      (d) => (d['roomTemp'] = { topic: 'z/Valve', pointer: '/external_temperature_input' }),
    ),
    /^bindings\[0\]\.roomTemp\.topic: is read at /,
  ],
];

describe('the topics of bindings', () => {
  for (const [what, binding, fault] of cases)
    it(`have a fault at ${what}`, () => assertFault(faultsOf(binding), fault));

  it('may begin as those of the hub do', () =>
    assert.deepEqual(faultsOf(changed(THERMOMETER, set('topic', 'site42/aris2/x'))), []));

  it('may be shared by availability, as that of a bridge', () => {
    const availability = [{ topic: 'zigbee2mqtt/bridge/state', pointer: '/state' }];
    assert.deepEqual(faultsOf({ ...THERMOMETER, availability }, { ...VALVE, availability }), []);
  });

  it('have one device told by one message of a switch', () => {
    const same =
      'bindings[1].switch: the same is told at bindings[0].switch: a relay that serves several zones is bound once, as hcu (profiles boiler-relay-…), and is on while any of them calls';
    assert.deepEqual(faultTexts(faultsOf(RELAY, { ...RELAY, id: 'second' })), [same]);
    const other = { ...RELAY, switch: { topic: 'cmnd/POWER', on: 'ON2', off: 'OFF2' } };
    assert.deepEqual(faultsOf(RELAY, other), []);
  });

  it('have nothing told on a topic that another device is read at', () => {
    const dhw = {
      ...HEISHAMON_DHW,
      readings: [
        { field: 'tempTopC', topic: 'panasonic_heat_pump/commands/SetZ1HeatRequestTemperature' },
      ],
    };
    assert.deepEqual(faultTexts(faultsOf(HEISHAMON_HCU, dhw)), [
      'bindings[0].orders.supplyTempC.number.topic: is read at bindings[1].readings[0].topic: the hub would hear itself',
    ]);
  });

  it('have a number told to one place for one device', () => {
    const dhw = {
      ...HEISHAMON_DHW,
      orders: { targetTempC: numberOrder({ topic: 'set', min: 40 }) },
    };
    const hcu = withAt('orders.supplyTempC.number.topic', 'set');
    assert.deepEqual(faultTexts(faultsOf(hcu, dhw)), [
      'bindings[1].orders.targetTempC.number: the same is told at bindings[0].orders.supplyTempC.number',
    ]);
    const number = HEISHAMON_HCU.orders?.supplyTempC?.number;
    const both = withAt('orders.curveShiftK', { level: 'nudge', number });
    assert.deepEqual(faultsOf(both), [], 'one machine may take one number as two things');
  });

  it('have two numbers in telegrams of one topic', () => {
    const telegram = (prefix: string) => numberOrder({ topic: 'set', hex: { prefix, digits: 4 } });
    const water = withAt('orders', { supplyTempC: telegram('E360006') });
    const tank = (prefix: string) => ({
      ...HEISHAMON_DHW,
      orders: { targetTempC: telegram(prefix) },
    });
    assert.deepEqual(faultsOf(water, tank('E360003')), []);
    assert.equal(faultsOf(water, tank('E360006')).length, 1);
  });
});
