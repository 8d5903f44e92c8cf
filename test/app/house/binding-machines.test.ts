/** Bindings of machines in a house file: named places, orders, levels. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { parseHouse } from '../../../src/app/house/house-file.ts';
import { LIMITS } from '../../../src/domain/limits.ts';
import {
  EMS_DHW,
  EMS_HCU,
  EMS_HEAT_PUMP,
  HEISHAMON_DHW,
  HEISHAMON_HCU,
  HEISHAMON_TES,
  machinesWith,
} from '../../support/bound-machines.ts';
import { METER, RELAY, VALVE } from '../../support/bound-house.ts';

const faultsOf = (...bindings: readonly unknown[]) => {
  const text = JSON.stringify(machinesWith(...(bindings as [])));
  const result = parseHouse(text, 'site42/aris');
  return 'faults' in result ? result.faults.map(({ path, message }) => `${path}: ${message}`) : [];
};

/** The heat pump of HeishaMon with one member replaced: `orders.supplyTempC.number.max`. */
function withAt(path: string, value: unknown, good: object = HEISHAMON_HCU): unknown {
  const draft = structuredClone(good) as Record<string, unknown>;
  const steps = path.split('.');
  const last = steps.pop() ?? '';
  let at = draft;
  for (const step of steps) at = (at[step] ??= {}) as Record<string, unknown>;
  at[last] = value;
  return draft;
}

const DHW_HEAT = {
  level: 'nudge',
  repeatSeconds: 60,
  values: { true: [{ topic: 'c', message: '1' }], false: [{ topic: 'c', message: '0' }] },
};
const SURPLUS = {
  level: 'nudge',
  values: {
    2: [
      { topic: 'relay/1', message: 'off', pauseMs: 500 },
      { topic: 'relay/2', message: { on: false } },
    ],
    3: [{ topic: 'relay/2', message: 'on' }],
  },
  repeatSeconds: 60,
  minIntervalSeconds: 600,
  perDay: 24,
  giveBack: [{ topic: 'relay/2', message: 'off' }],
};
const number = (more: object = {}) => ({
  level: 'steer',
  repeatSeconds: 60,
  number: { topic: 'c', min: 20, max: 55, step: 0.5, ...more },
});

describe('bindings of machines in a house file', () => {
  it('are taken as they are', () => {
    const everything = {
      ...HEISHAMON_HCU,
      alive: { topic: 'alive', pointer: '/bus', withinSeconds: 60 },
      standsWhileOnline: true,
      withoutHub: 'It keeps the last target.',
      needs: { nudge: { hz: { above: 0 } }, steer: { heating: ['direct', 1, true] } },
      orders: {
        ...HEISHAMON_HCU.orders,
        surplusLevel: SURPLUS,
        mode: {
          level: 'steer',
          modes: ['heat'],
          values: SURPLUS.values,
          repeatSeconds: 60,
          giveBack: SURPLUS.giveBack,
        },
      },
    };
    // "mode" has words of its own.
    everything.orders.mode.values = { heat: SURPLUS.values[3] } as never;
    for (const bindings of [
      [HEISHAMON_HCU, HEISHAMON_DHW, HEISHAMON_TES],
      [EMS_HCU, EMS_HEAT_PUMP, EMS_DHW],
      [everything],
    ]) {
      const house = machinesWith(...(bindings as []));
      assert.deepEqual(parseHouse(JSON.stringify(house), 'aris'), { house });
    }
  });

  it('may have places alone', () =>
    assert.deepEqual(
      faultsOf({ kind: 'hcu', id: 'hcu_main', readings: [], places: { a: { topic: 'a' } } }),
      [],
    ));

  const cases: readonly (readonly [what: string, binding: unknown, fault: string])[] = [
    [
      'a sum of a place that is none',
      withAt('readings.1.sum', ['heat', 'warm']),
      'readings[1].sum[1]: no place "warm" in places',
    ],
    [
      'a place that objects inherit',
      withAt('readings.1.sum', ['constructor']),
      'readings[1].sum[0]: no place "constructor" in places',
    ],
    ['a sum of words', withAt('readings.1.field', 'state'), 'readings[1].sum: state is no number'],
    [
      'an empty sum',
      withAt('readings.1.sum', []),
      'readings[1].sum: must not be shorter than 1, not 0',
    ],
    ['a sum with a topic', withAt('readings.1.topic', 'x'), 'readings[1].topic: is not known here'],
    [
      'a case by a place that is none',
      withAt('readings.3.cases.0.if', { herz: 0 }),
      'readings[3].cases[0].if.herz: no place "herz" in places',
    ],
    [
      'a case without a condition',
      withAt('readings.3.cases.0.if', {}),
      'readings[3].cases[0].if: must name a place',
    ],
    [
      'a case by what can stand nowhere',
      withAt('readings.3.cases.0.if.hz', { above: 0, below: 1 }),
      'readings[3].cases[0].if.hz: must be text, a number, true, false, a list of 1 to 32 of them, {"above": a number} or {"below": a number}',
    ],
    [
      'a case by null',
      withAt('readings.3.cases.0.if.hz', null),
      'readings[3].cases[0].if.hz: must be text, a number, true, false, a list of 1 to 32 of them, {"above": a number} or {"below": a number}',
    ],
    [
      'a case that the reading cannot have',
      withAt('readings.3.cases.0.then', 'off'),
      'readings[3].cases[0].then: must be one of heat, cool, dhw_charge, idle, or null',
    ],
    [
      'a derived reading beside another of its field',
      withAt('readings.0', { field: 'mode', topic: 'm' }),
      'readings[3]: mode is already at bindings[0].readings[0]',
    ],
    [
      'a sentinel that is neither text nor a number',
      withAt('readings.0.none', [null]),
      'readings[0].none[0]: must be text or a number',
    ],
    [
      'a place with a bad name',
      withAt('places', { ...HEISHAMON_HCU.places, 'a b': { topic: 'x' } }),
      'places: must have names of 1 to 64 letters, digits, _ or -',
    ],
    [
      'too many places',
      withAt('places', {
        ...HEISHAMON_HCU.places,
        ...Object.fromEntries(
          Array.from({ length: LIMITS.bindingPlaces }, (_, i) => [`p${i}`, { topic: `p${i}` }]),
        ),
      }),
      'places: must not have more than 64 places',
    ],
    [
      "a place of the hub's own",
      withAt('places.hz.topic', 'site42/aris/hcu/x/telemetry'),
      "places.hz.topic: lies below site42/aris/, which is the hub's own",
    ],
    [
      "a sign of life of the hub's own",
      withAt('alive', { topic: 'site42/aris', withinSeconds: 60 }),
      "alive.topic: lies below site42/aris/, which is the hub's own",
    ],
    [
      'a sign of life that is never missed',
      withAt('alive', { topic: 'a', withinSeconds: LIMITS.bindingAliveSeconds + 1 }),
      'alive.withinSeconds: must be at most 86400, not 86401',
    ],
    [
      'an order that is none of the kind',
      withAt('orders.targetTempC', number()),
      'orders.targetTempC: must be one of mode, supplyTempC, curveShiftK, surplusLevel',
    ],
    [
      'an order that objects inherit',
      withAt('orders.toString', number()),
      'orders.toString: must be one of mode, supplyTempC, curveShiftK, surplusLevel',
    ],
    [
      'an order that is to be told at watch',
      withAt('orders.supplyTempC.level', 'watch'),
      'orders.supplyTempC.level: must be nudge, steer, not "watch"',
    ],
    [
      'a level that is none',
      withAt('level', 'drive'),
      'level: must be watch, nudge, steer, not "drive"',
    ],
    [
      'a level without orders',
      withAt('level', 'nudge'),
      'level: must be watch, or another for which there are orders: nudge has none',
    ],
    [
      'a number without a number',
      withAt('orders.curveShiftK', { level: 'nudge' }),
      'orders.curveShiftK.number: is required',
    ],
    [
      'words for a number',
      withAt('orders.supplyTempC.values', { 1: [{ topic: 'c', message: '1' }] }),
      'orders.supplyTempC.values: goes with words alone',
    ],
    [
      'a number for words',
      withAt('orders.surplusLevel', { ...SURPLUS, number: number().number }),
      'orders.surplusLevel.number: goes with numbers alone',
    ],
    [
      'words without any',
      withAt('orders.surplusLevel', { level: 'nudge' }),
      'orders.surplusLevel.values: is required',
    ],
    [
      'a word that is none',
      withAt(
        'orders.surplusLevel.values',
        { 5: [{ topic: 'c', message: '1' }] },
        {
          ...HEISHAMON_HCU,
          orders: { ...HEISHAMON_HCU.orders, surplusLevel: SURPLUS },
        },
      ),
      'orders.surplusLevel.values.5: must be one of 1, 2, 3, 4',
    ],
    [
      'a word that is sent as nothing',
      withAt('orders.mode', { level: 'steer', values: { idle: [] } }),
      'orders.mode.values.idle: must not be shorter than 1, not 0',
    ],
    [
      'bounds that cross',
      withAt('orders.supplyTempC.number.max', 20),
      'orders.supplyTempC.number.max: must be more than min',
    ],
    [
      'a step that is too large',
      withAt('orders.supplyTempC.number.step', 36),
      'orders.supplyTempC.number.step: must be no more than from min to max',
    ],
    [
      'a number that goes nowhere',
      withAt('orders.supplyTempC.number.message', { a: 1 }),
      'orders.supplyTempC.number.pointer: is required with message',
    ],
    [
      'an echo at a place that is none',
      withAt('orders.supplyTempC.echo.place', 'goal'),
      'orders.supplyTempC.echo.place: no place "goal" in places',
    ],
    [
      'an order for a mode that is none',
      withAt('orders.supplyTempC.modes', ['heat', 'off']),
      'orders.supplyTempC.modes[1]: must be one of heat, cool, dhw_charge, idle',
    ],
    [
      'a need at a place that is none',
      withAt('needs.steer', { mode: 'direct' }),
      'needs.steer.mode: no place "mode" in places',
    ],
    [
      "an order to the hub's own",
      withAt('orders.supplyTempC.number.topic', 'site42/aris/x'),
      "orders.supplyTempC.number.topic: lies below site42/aris/, which is the hub's own",
    ],
    [
      'an order to a place that is read',
      withAt('orders.supplyTempC.number.topic', 'panasonic_heat_pump/main/Compressor_Freq'),
      'orders.supplyTempC.number.topic: is read at bindings[0].places.hz.topic: the hub would hear itself',
    ],
    [
      'a word that is sent to a place that is read',
      withAt('orders.mode', {
        level: 'steer',
        values: { idle: [{ topic: 'panasonic_heat_pump/LWT', message: 'x' }] },
        repeatSeconds: 60,
      }),
      'orders.mode.values.idle[0].topic: is read at bindings[0].availability[0].topic: the hub would hear itself',
    ],
    [
      'what gives back sent to a place that is read',
      withAt('orders.supplyTempC.giveBack', [
        { topic: 'panasonic_heat_pump/main/Error', message: 'x' },
      ]),
      'orders.supplyTempC.giveBack[0].topic: is read at bindings[0].readings[2].topic: the hub would hear itself',
    ],
    [
      'a switch of a unit',
      withAt('switch', RELAY.switch),
      'switch: goes with a fcu alone: a hcu has orders',
    ],
    [
      'orders for a meter',
      withAt('orders', {}, { ...METER, id: 'grid' }),
      'orders: a meter takes no orders',
    ],
    [
      'a level of a terminal',
      withAt('level', 'steer', RELAY),
      'level: a fcu takes no orders of its own',
    ],
    [
      'a telegram with too few digits',
      withAt('orders.supplyTempC', number({ hex: { prefix: 'E', digits: 2 }, scale: 10 })),
      'orders.supplyTempC.number.hex.digits: are too few for min and max',
    ],
    [
      'a telegram in JSON',
      withAt('orders.supplyTempC', number({ hex: { prefix: 'E', digits: 4 }, pointer: '/a' })),
      'orders.supplyTempC.number.pointer: goes into JSON, and hex is text',
    ],
    [
      'a telegram of too many digits',
      withAt('orders.supplyTempC', number({ hex: { prefix: 'E', digits: 9 } })),
      'orders.supplyTempC.number.hex.digits: must be at most 8, not 9',
    ],
    [
      'a keepalive on the topics of the hub',
      withAt('keepalive', { topic: 'site42/aris/hub/status', everySeconds: 45 }),
      "keepalive.topic: lies below site42/aris/, which is the hub's own",
    ],
    [
      'a keepalive that would flood its gateway',
      withAt('keepalive', { topic: 'R/x/keepalive', everySeconds: 1 }),
      'keepalive.everySeconds: must be at least 5, not 1',
    ],
    [
      'a valve whose scale is 0',
      withAt('setpoint.scale', 0, VALVE),
      'setpoint.scale: must not be 0',
    ],
  ];
  for (const [what, binding, fault] of cases)
    it(`with ${what} have a fault there`, () => {
      const faults = faultsOf(binding);
      assert.ok(faults.includes(`bindings[0].${fault}`), faults.join('; '));
    });

  it('tell a number to one place for one device', () => {
    const dhw = {
      ...HEISHAMON_DHW,
      orders: { targetTempC: { ...number({ topic: 'set', min: 40 }), repeatSeconds: 60 } },
    };
    const hcu = withAt('orders.supplyTempC.number.topic', 'set');
    assert.deepEqual(faultsOf(hcu, dhw), [
      'bindings[1].orders.targetTempC.number: the same is told at bindings[0].orders.supplyTempC.number',
    ]);
    const both = withAt('orders.curveShiftK', {
      level: 'nudge',
      number: HEISHAMON_HCU.orders?.supplyTempC?.number,
      repeatSeconds: 60,
    });
    assert.deepEqual(faultsOf(both), [], 'one machine may take one number as two things');
    const telegram = (prefix: string) => ({
      ...number({ topic: 'set', hex: { prefix, digits: 4 } }),
    });
    const water = withAt('orders', { supplyTempC: telegram('E360006') });
    const tank = (prefix: string) => ({
      ...HEISHAMON_DHW,
      orders: { targetTempC: telegram(prefix) },
    });
    assert.deepEqual(faultsOf(water, tank('E360003')), [], 'two numbers in telegrams of one topic');
    assert.equal(faultsOf(water, tank('E360006')).length, 1);
    const heat = { ...HEISHAMON_DHW, orders: { heat: { ...DHW_HEAT, repeatSeconds: 60 } } };
    assert.deepEqual(faultsOf(HEISHAMON_HCU, heat), []);
  });
});
