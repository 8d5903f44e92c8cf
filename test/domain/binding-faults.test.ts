/** What no single field of a binding shows. Topics, readings and orders have tests of their own, in `binding/`. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { bindingFaults } from '../../src/domain/binding-faults.ts';
import type { House } from '../../src/domain/house.ts';
import { assertFault, changed, faultTexts, withAt } from '../support/binding-drafts.ts';
import { METER, plantWith, RELAY, THERMOMETER, VALVE } from '../support/bound-house.ts';
import { HEISHAMON_HCU, machinesWith } from '../support/bound-machines.ts';

const faultsOf = (...bindings: readonly unknown[]) =>
  bindingFaults(plantWith(...(bindings as [])), 'site42/aris');
const cases: readonly (readonly [what: string, binding: unknown, fault: string | RegExp])[] = [
  [
    'a switch of a unit',
    withAt('switch', RELAY.switch),
    'bindings[0].switch: goes with a fcu alone: a hcu has orders',
  ],
  [
    'a device that is not in the house',
    changed(THERMOMETER, (d) => (d['id'] = 'attic')),
    /^bindings\[0\]\.id: no sensor "attic" in the sensors of any zone, nor in outdoorSensors$/,
  ],
  [
    'a terminal that is not in the house',
    changed(RELAY, (d) => (d['id'] = 'attic')),
    /^bindings\[0\]\.id: no fcu "attic" in fcus$/,
  ],
  [
    'a meter that is not in the house',
    changed(METER, (d) => (d['id'] = 'attic')),
    /^bindings\[0\]\.id: no meter "attic" in meters$/,
  ],
  [
    'a command for what is only read',
    changed({ ...METER, id: 'grid', switch: RELAY.switch }, (d) => d),
    /^bindings\[0\]\.switch: a meter takes no command$/,
  ],
  [
    'a command to a sensor',
    changed(THERMOMETER, (d) => (d['switch'] = RELAY.switch)),
    /^bindings\[0\]\.switch: a sensor takes no command$/,
  ],
  [
    'a relay whose on is its off',
    changed(RELAY, (d) => (d['switch'] = { topic: 'cmnd/POWER', on: 'X', off: 'X' })),
    /^bindings\[0\]\.switch\.off: must differ from on$/,
  ],
  [
    'a message without a place for the number',
    changed(VALVE, (d) => (d['setpoint'] = { topic: 'z/Valve/set', message: {} })),
    /^bindings\[0\]\.setpoint\.pointer: is required with message$/,
  ],
  [
    'a place that leads through no object',
    changed(
      VALVE,
      (d) => (d['setpoint'] = { topic: 'z/Valve/set', message: { a: 1 }, pointer: '/a/b' }),
    ),
    /^bindings\[0\]\.setpoint\.pointer: leads through no object$/,
  ],
  [
    'turns of what is no valve',
    changed(RELAY, (d) => (d['keepsTurns'] = true)),
    /^bindings\[0\]\.keepsTurns: goes with a setpoint and a reading tempHeatSetC$/,
  ],
  [
    'turns that nobody can hear of',
    changed(VALVE, (d) => {
      d['keepsTurns'] = true;
      d.readings = [{ field: 'roomTempC', topic: 'z/Valve' }];
    }),
    /^bindings\[0\]\.keepsTurns: goes with a setpoint and a reading tempHeatSetC$/,
  ],
  [
    'a thermometer that is told of its room',
    changed(THERMOMETER, (d) => (d['roomTemp'] = { topic: 'z/Hall/set' })),
    /^bindings\[0\]\.roomTemp: goes with a fcu alone$/,
  ],
  [
    'a room temperature that has no place in its message',
    changed(VALVE, (d) => (d['roomTemp'] = { topic: 'z/Valve/set', message: { a: 1 } })),
    /^bindings\[0\]\.roomTemp\.pointer: is required with message$/,
  ],
  [
    'a state that is to stand while nothing says that it is there',
    changed(RELAY, (d) => (d['standsWhileOnline'] = true)),
    /^bindings\[0\]\.standsWhileOnline: goes with availability or alive alone$/,
  ],
];

describe('bindings', () => {
  for (const [what, binding, fault] of cases)
    it(`have a fault at ${what}`, () => assertFault(faultsOf(binding), fault));

  it('claim each device once', () =>
    assert.deepEqual(
      faultTexts(
        faultsOf(RELAY, { ...RELAY, readings: [{ field: 'on', topic: 'x' }], switch: undefined }),
      ),
      ['bindings[1].id: fcu "hall_valve" is already bound at bindings[0]'],
    ));

  it('of what reads the temperature outdoors are known, too', () => {
    const house: House = {
      ...plantWith({ ...THERMOMETER, id: 'north' }),
      outdoorSensors: ['north'],
    };
    assert.deepEqual(bindingFaults(house, 'aris'), []);
  });

  it('that stand while they are online do not grow old by time', () => {
    const alive = { topic: 'alive', withinSeconds: 60 };
    const stands = { ...RELAY, standsWhileOnline: true, alive };
    assert.deepEqual(faultsOf(stands), []);
    assertFault(
      faultsOf({ ...stands, staleAfterMinutes: 10 }),
      'bindings[0].standsWhileOnline: does not go with staleAfterMinutes',
    );
  });

  it('with faulty orders are not judged by what a dead hub would leave', () => {
    const forEver = { level: 'steer', values: { idle: [{ topic: 'c', message: '0' }] } };
    const faults = (orders: unknown) =>
      bindingFaults(machinesWith({ ...HEISHAMON_HCU, orders } as typeof HEISHAMON_HCU), 'aris').map(
        ({ path }) => path,
      );
    const safety = faults({ mode: forEver });
    assert.ok(safety.length > 0);
    assert.deepEqual(faults({ mode: forEver, targetTempC: forEver }), [
      'bindings[0].orders.targetTempC',
    ]);
  });
});
