import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { parseHouse } from '../../../src/app/house/house-file.ts';
import { LIMITS } from '../../../src/domain/limits.ts';
import { changed, type Draft } from '../../support/binding-drafts.ts';
import {
  HEAT_PUMP,
  hallWith,
  METER,
  plantWith,
  RELAY,
  THERMOMETER,
  VALVE,
} from '../../support/bound-house.ts';

const faultsOf = (...bindings: readonly unknown[]) => {
  const result = parseHouse(JSON.stringify(plantWith(...(bindings as []))), 'site42/aris');
  return 'faults' in result ? result.faults.map(({ path, message }) => `${path}: ${message}`) : [];
};

describe('bindings in a house file', () => {
  it('are taken as they are', () => {
    for (const house of [hallWith(THERMOMETER, VALVE), plantWith(HEAT_PUMP, METER)])
      assert.deepEqual(parseHouse(JSON.stringify(house), 'aris'), { house });
  });

  const cases: readonly (readonly [string, object, (draft: Draft) => void, RegExp])[] = [
    [
      'a kind that cannot be bound',
      THERMOMETER,
      (d) => (d['kind'] = 'boiler'),
      /^bindings\[0\]\.kind: must be sensor, heatpump, solar, meter, hcu, dhw, tes, fcu, not "boiler"$/,
    ],
    [
      'an unknown member',
      THERMOMETER,
      (d) => (d['battery'] = 'x'),
      /^bindings\[0\]\.battery: is not known here$/,
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
      'a relay without its off',
      RELAY,
      (d) => (d['switch'] = { topic: 'cmnd/POWER', on: 'ON' }),
      /^bindings\[0\]\.switch\.off: is required$/,
    ],
    [
      'a step of 0',
      VALVE,
      (d) => (d['setpoint'] = { topic: 'z/Valve/set', stepC: 0 }),
      /^bindings\[0\]\.setpoint\.stepC: must be at least 0\.1/,
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
  ];
  for (const [what, good, change, fault] of cases) {
    it(`with ${what} have a fault there`, () => {
      const faults = faultsOf(changed(good, change));
      assert.equal(faults.length, 1, faults.join('; '));
      assert.match(faults[0] ?? '', fault);
    });
  }

  it('are judged as a whole, too', () =>
    assert.deepEqual(faultsOf(RELAY, { ...RELAY, switch: undefined }), [
      'bindings[1].id: fcu "hall_valve" is already bound at bindings[0]',
      'bindings[1].readings[0]: the same field is already read at this topic and pointer at bindings[0].readings[0]',
    ]));

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
