import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { parseHouse } from '../../../src/app/house/house-file.ts';
import { LIMITS } from '../../../src/domain/limits.ts';
import {
  HEAT_PUMP,
  hallWith,
  METER,
  plantWith,
  RELAY,
  THERMOMETER,
  VALVE,
} from '../../support/bound-house.ts';

type Draft = Record<string, unknown> & { readings: Record<string, unknown>[] };

const faultsOf = (...bindings: readonly unknown[]) => {
  const result = parseHouse(JSON.stringify(plantWith(...(bindings as []))), 'site42/aris');
  return 'faults' in result ? result.faults.map(({ path, message }) => `${path}: ${message}`) : [];
};

/** A good binding, changed. */
function changed(good: object, change: (draft: Draft) => void): unknown {
  const draft = structuredClone(good) as Draft;
  change(draft);
  return draft;
}

const reading = (draft: Draft) => draft.readings[0] ?? {};
const set = (name: string, value: unknown) => (draft: Draft) => void (reading(draft)[name] = value);

describe('bindings in a house file', () => {
  it('are taken as they are', () => {
    for (const house of [hallWith(THERMOMETER, VALVE), plantWith(HEAT_PUMP, METER)])
      assert.deepEqual(parseHouse(JSON.stringify(house), 'aris'), { house });
  });

  const cases: readonly (readonly [string, object, (draft: Draft) => void, RegExp])[] = [
    [
      'a device that is not in the house',
      THERMOMETER,
      (d) => (d['id'] = 'attic'),
      /^bindings\[0\]\.id: no sensor "attic" in the sensors of any zone, nor in outdoorSensors$/,
    ],
    [
      'a terminal that is not in the house',
      RELAY,
      (d) => (d['id'] = 'attic'),
      /^bindings\[0\]\.id: no fcu "attic" in fcus$/,
    ],
    [
      'a meter that is not in the house',
      METER,
      (d) => (d['id'] = 'attic'),
      /^bindings\[0\]\.id: no meter "attic" in meters$/,
    ],
    [
      'a command for what is only read',
      { ...METER, id: 'grid', switch: RELAY.switch },
      (d) => d,
      /^bindings\[0\]\.switch: a meter takes no command$/,
    ],
    [
      'a scale of faults',
      METER,
      set('field', 'activeFaults'),
      /^bindings\[0\]\.readings\[0\]\.scale: activeFaults is no number$/,
    ],
    [
      'a kind that cannot be bound',
      THERMOMETER,
      (d) => (d['kind'] = 'boiler'),
      /^bindings\[0\]\.kind: must be sensor, heatpump, solar, meter, hcu, dhw, tes, fcu, not "boiler"$/,
    ],
    [
      'no readings, and no places',
      THERMOMETER,
      (d) => (d.readings = []),
      /^bindings\[0\]\.readings: must have a reading where there are no places$/,
    ],
    [
      'an unknown member',
      THERMOMETER,
      (d) => (d['battery'] = 'x'),
      /^bindings\[0\]\.battery: is not known here$/,
    ],
    [
      'a reading that the kind has not',
      THERMOMETER,
      set('field', 'roomTempC'),
      /^bindings\[0\]\.readings\[0\]\.field: must be one of tempC, rhPercent, co2Ppm$/,
    ],
    [
      'a reading named as what objects inherit',
      THERMOMETER,
      set('field', 'constructor'),
      /readings\[0\]\.field: must be one of/,
    ],
    [
      'a + in a topic',
      THERMOMETER,
      set('topic', 'z/+/state'),
      /^bindings\[0\]\.readings\[0\]\.topic: must be one topic, without the wildcards/,
    ],
    ['a # in a topic', THERMOMETER, set('topic', 'z/#'), /readings\[0\]\.topic: must be one topic/],
    ['an empty topic', THERMOMETER, set('topic', ''), /readings\[0\]\.topic: must be a topic of 1/],
    [
      'a topic over the limit',
      THERMOMETER,
      set('topic', 'x'.repeat(LIMITS.bindingTopicBytes + 1)),
      /readings\[0\]\.topic: must be a topic of 1 to 256 bytes/,
    ],
    [
      'a control character in a topic',
      THERMOMETER,
      set('topic', 'a\u0000b'),
      /readings\[0\]\.topic: must be a topic/,
    ],
    [
      "a topic of the broker's own",
      THERMOMETER,
      set('topic', '$SYS/broker/uptime'),
      /readings\[0\]\.topic: must not begin with \$/,
    ],
    [
      "a topic of the hub's own",
      THERMOMETER,
      set('topic', 'site42/aris/sensor/x/telemetry'),
      /^bindings\[0\]\.readings\[0\]\.topic: lies below site42\/aris\/, which is the hub's own$/,
    ],
    [
      "a command to the hub's own",
      RELAY,
      (d) => (d['switch'] = { topic: 'site42/aris/zone/hall/mode/set', on: 'heat', off: 'off' }),
      /^bindings\[0\]\.switch\.topic: lies below site42\/aris\//,
    ],
    [
      'a pointer that is none',
      THERMOMETER,
      set('pointer', 'temperature'),
      /readings\[0\]\.pointer: must be a JSON pointer such as \/temperature/,
    ],
    [
      'a time pointer that is none',
      THERMOMETER,
      set('timePointer', '/a~'),
      /readings\[0\]\.timePointer: must be a JSON pointer/,
    ],
    ['a scale of 0', THERMOMETER, set('scale', 0), /readings\[0\]\.scale: must not be 0/],
    [
      'a scale that is text',
      THERMOMETER,
      set('scale', '2'),
      /readings\[0\]\.scale: must be a number/,
    ],
    [
      'an offset that is too large',
      THERMOMETER,
      set('offset', 1e7),
      /readings\[0\]\.offset: must be at most 1000000/,
    ],
    [
      'a scale of what is no number',
      RELAY,
      set('scale', 2),
      /^bindings\[0\]\.readings\[0\]\.scale: on is no number$/,
    ],
    [
      'a value that the reading cannot have',
      RELAY,
      set('values', { ON: 'yes' }),
      /^bindings\[0\]\.readings\[0\]\.values\.ON: must be true, false or null$/,
    ],
    [
      'a number of text',
      THERMOMETER,
      set('values', { nan: '0' }),
      /values\.nan: must be a number or null/,
    ],
    [
      'a mode that is none',
      VALVE,
      (d) => d.readings.push({ field: 'mode', topic: 'm', values: { x: 'boost' } }),
      /readings\[2\]\.values\.x: must be one of heat, cool, idle, inhibit, or null/,
    ],
    [
      'too many values',
      THERMOMETER,
      set(
        'values',
        Object.fromEntries(
          Array.from({ length: LIMITS.bindingValues + 1 }, (_, i) => [`v${i}`, i]),
        ),
      ),
      /readings\[0\]\.values: must not have more than 64 values/,
    ],
    [
      'too many readings',
      THERMOMETER,
      (d) =>
        (d.readings = Array.from({ length: LIMITS.bindingReadings + 1 }, (_, i) => ({
          field: 'tempC',
          topic: `t${i}`,
        }))),
      /^bindings\[0\]\.readings: must not be longer than 48/,
    ],
    [
      'too many availabilities',
      THERMOMETER,
      (d) =>
        (d['availability'] = Array.from({ length: LIMITS.bindingAvailabilities + 1 }, () => ({
          topic: 'a',
        }))),
      /^bindings\[0\]\.availability: must not be longer than 4/,
    ],
    [
      'an availability that is neither',
      THERMOMETER,
      (d) => (d['availability'] = [{ topic: 'a', values: { up: 'yes' } }]),
      /^bindings\[0\]\.availability\[0\]\.values\.up: must be online, offline, not "yes"$/,
    ],
    [
      'a command to a sensor',
      THERMOMETER,
      (d) => (d['switch'] = RELAY.switch),
      /^bindings\[0\]\.switch: a sensor takes no command$/,
    ],
    [
      'a relay that is switched to nothing',
      RELAY,
      (d) => (d['switch'] = { topic: 'cmnd/POWER', on: '', off: 'OFF' }),
      /^bindings\[0\]\.switch\.on: must be text, a number/,
    ],
    [
      'a relay without its off',
      RELAY,
      (d) => (d['switch'] = { topic: 'cmnd/POWER', on: 'ON' }),
      /^bindings\[0\]\.switch\.off: is required$/,
    ],
    [
      'a relay whose on is its off',
      RELAY,
      (d) => (d['switch'] = { topic: 'cmnd/POWER', on: 'X', off: 'X' }),
      /^bindings\[0\]\.switch\.off: must differ from on$/,
    ],
    [
      'a payload over the limit',
      RELAY,
      (d) => (d['switch'] = { topic: 'c', on: 'x'.repeat(LIMITS.bindingMessageChars), off: 'OFF' }),
      /^bindings\[0\]\.switch\.on: must be no longer than 1024 characters$/,
    ],
    [
      'a command to a topic that is read',
      RELAY,
      (d) => (d['switch'] = { topic: 'stat/RESULT', on: 'ON', off: 'OFF' }),
      /^bindings\[0\]\.switch\.topic: is read at bindings\[0\]\.readings\[0\]\.topic: the hub would hear itself$/,
    ],
    [
      'a message without a place for the number',
      VALVE,
      (d) => (d['setpoint'] = { topic: 'z/Valve/set', message: {} }),
      /^bindings\[0\]\.setpoint\.pointer: is required with message$/,
    ],
    [
      'a place that leads through no object',
      VALVE,
      (d) => (d['setpoint'] = { topic: 'z/Valve/set', message: { a: 1 }, pointer: '/a/b' }),
      /^bindings\[0\]\.setpoint\.pointer: leads through no object$/,
    ],
    [
      'a message that is a list',
      VALVE,
      (d) => (d['setpoint'] = { topic: 'z/Valve/set', message: [], pointer: '/a' }),
      /^bindings\[0\]\.setpoint\.message: must be an object$/,
    ],
    [
      'a step of 0',
      VALVE,
      (d) => (d['setpoint'] = { topic: 'z/Valve/set', stepC: 0 }),
      /^bindings\[0\]\.setpoint\.stepC: must be at least 0\.1/,
    ],
    [
      'turns of what is no valve',
      RELAY,
      (d) => (d['keepsTurns'] = true),
      /^bindings\[0\]\.keepsTurns: goes with a setpoint and a reading tempHeatSetC$/,
    ],
    [
      'turns that nobody can hear of',
      VALVE,
      (d) => {
        d['keepsTurns'] = true;
        d.readings = [{ field: 'roomTempC', topic: 'z/Valve' }];
      },
      /^bindings\[0\]\.keepsTurns: goes with a setpoint and a reading tempHeatSetC$/,
    ],
    [
      'a thermometer that is told of its room',
      THERMOMETER,
      (d) => (d['roomTemp'] = { topic: 'z/Hall/set' }),
      /^bindings\[0\]\.roomTemp: goes with a fcu alone$/,
    ],
    [
      'a room temperature that has no place in its message',
      VALVE,
      (d) => (d['roomTemp'] = { topic: 'z/Valve/set', message: { a: 1 } }),
      /^bindings\[0\]\.roomTemp\.pointer: is required with message$/,
    ],
    [
      'a room temperature in place of the setpoint',
      VALVE,
      (d) => (d['roomTemp'] = { ...VALVE.setpoint, stepC: 0.1 }),
      /^bindings\[0\]\.roomTemp: the same is told at bindings\[0\]\.setpoint$/,
    ],
    [
      'a room temperature on a topic that is read',
      VALVE,
      (d) => (d['roomTemp'] = { topic: 'z/Valve', pointer: '/external_temperature_input' }),
      /^bindings\[0\]\.roomTemp\.topic: is read at /,
    ],
    [
      'a room temperature each second',
      VALVE,
      (d) => (d['roomTemp'] = { topic: 'z/Room/set', everySeconds: 1 }),
      /^bindings\[0\]\.roomTemp\.everySeconds: must be at least 60/,
    ],
    [
      'an age of more than a day',
      THERMOMETER,
      (d) => (d['staleAfterMinutes'] = LIMITS.bindingStaleMinutes + 1),
      /^bindings\[0\]\.staleAfterMinutes: must be at most 1440/,
    ],
    [
      'a state that is to stand while nothing says that it is there',
      RELAY,
      (d) => (d['standsWhileOnline'] = true),
      /^bindings\[0\]\.standsWhileOnline: goes with availability or alive alone$/,
    ],
  ];
  for (const [what, good, change, fault] of cases) {
    it(`with ${what} have a fault there`, () => {
      const faults = faultsOf(changed(good, change));
      assert.equal(faults.length, 1, faults.join('; '));
      assert.match(faults[0] ?? '', fault);
    });
  }

  it('claim each device once', () =>
    assert.deepEqual(
      faultsOf(RELAY, { ...RELAY, readings: [{ field: 'on', topic: 'x' }], switch: undefined }),
      ['bindings[1].id: fcu "hall_valve" is already bound at bindings[0]'],
    ));

  it('read a field once at one place, and one device of a kind there', () => {
    const twice = changed(THERMOMETER, (d) => d.readings.push(reading(d)));
    const already = 'the same field is already read at this topic and pointer';
    assert.deepEqual(faultsOf(twice), [
      `bindings[0].readings[2]: ${already} at bindings[0].readings[0]`,
    ]);
    const field = [{ field: 'powerKw', topic: 'house', pointer: '/power' }];
    const house = plantWith(
      { kind: 'meter', id: 'grid', readings: field },
      { kind: 'meter', id: 'roof', readings: field },
    );
    const meters = ['grid', 'roof'].map((meterId) => ({
      meterId,
      friendlyName: meterId,
      measures: 'electricity',
    }));
    const result = parseHouse(JSON.stringify({ ...house, meters }), 'aris');
    assert.deepEqual('faults' in result && result.faults, [
      { path: 'bindings[1].readings[0]', message: `${already} at bindings[0].readings[0]` },
    ]);
  });

  it('may read several fields at one place, and several devices may', () => {
    const co2 = changed(THERMOMETER, (d) => d.readings.push({ ...reading(d), field: 'co2Ppm' }));
    const other = [{ field: 'roomTempC', topic: 'z/Hall', pointer: '/temperature' }];
    assert.deepEqual(faultsOf(co2, { ...RELAY, readings: other }), []);
  });

  it('tell each target once', () => {
    const house = hallWith(RELAY, {
      ...RELAY,
      id: 'second',
      readings: [{ field: 'on', topic: 'x' }],
    });
    const result = parseHouse(
      JSON.stringify({
        ...house,
        fcus: [...house.fcus, { fcuId: 'second', friendlyName: 'Second' }],
      }),
      'aris',
    );
    assert.deepEqual('faults' in result && result.faults, [
      { path: 'bindings[1].switch', message: 'the same is told at bindings[0].switch' },
    ]);
  });

  it('may share a topic of availability, such as that of a bridge', () => {
    const availability = [{ topic: 'zigbee2mqtt/bridge/state', pointer: '/state' }];
    assert.deepEqual(faultsOf({ ...THERMOMETER, availability }, { ...VALVE, availability }), []);
  });

  it('are as many as the limit, and not one more', () => {
    const count = (many: number) => {
      const ids = Array.from({ length: many }, (_, i) => `f${i}`);
      const house = {
        ...hallWith(),
        zones: hallWith().zones.map((zone) => ({ ...zone, terminals: [] })),
        fcus: ids.map((fcuId) => ({ fcuId, friendlyName: fcuId })),
        bindings: ids.map((id) => ({ kind: 'fcu', id, readings: [{ field: 'on', topic: id }] })),
      };
      const result = parseHouse(JSON.stringify(house), 'aris');
      return 'faults' in result ? result.faults.map(({ path }) => path) : [];
    };
    assert.deepEqual(count(LIMITS.bindings), []);
    assert.deepEqual(count(LIMITS.bindings + 1), ['bindings']);
  });
});
