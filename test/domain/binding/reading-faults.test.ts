import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { readingsFaults } from '../../../src/domain/binding/reading-faults.ts';
import {
  assertFault,
  changed,
  faultTexts,
  set,
  standing,
  withAt,
} from '../../support/binding-drafts.ts';
import { METER, RELAY, THERMOMETER, VALVE } from '../../support/bound-house.ts';

const faultsOf = (...bindings: readonly unknown[]) => readingsFaults(standing(bindings));
const cases: readonly (readonly [what: string, binding: unknown, fault: string | RegExp])[] = [
  [
    'a sum of a place that is none',
    withAt('readings.1.sum', ['heat', 'warm']),
    'bindings[0].readings[1].sum[1]: no place "warm" in places',
  ],
  [
    'a place that objects inherit',
    withAt('readings.1.sum', ['constructor']),
    'bindings[0].readings[1].sum[0]: no place "constructor" in places',
  ],
  [
    'a sum of words',
    withAt('readings.1.field', 'state'),
    'bindings[0].readings[1].sum: state is no number',
  ],
  [
    'a case by a place that is none',
    withAt('readings.3.cases.0.if', { herz: 0 }),
    'bindings[0].readings[3].cases[0].if.herz: no place "herz" in places',
  ],
  [
    'a case that the reading cannot have',
    withAt('readings.3.cases.0.then', 'off'),
    'bindings[0].readings[3].cases[0].then: must be one of heat, cool, dhw_charge, idle, or null',
  ],
  [
    'a derived reading beside another of its field',
    withAt('readings.0', { field: 'mode', topic: 'm' }),
    'bindings[0].readings[3]: mode is already at bindings[0].readings[0]',
  ],
  [
    'a scale of faults',
    changed(METER, set('field', 'activeFaults')),
    /^bindings\[0\]\.readings\[0\]\.scale: activeFaults is no number$/,
  ],
  [
    'no readings, and no places',
    changed(THERMOMETER, (d) => (d.readings = [])),
    /^bindings\[0\]\.readings: must have a reading where there are no places$/,
  ],
  [
    'a reading that the kind has not',
    changed(THERMOMETER, set('field', 'roomTempC')),
    /^bindings\[0\]\.readings\[0\]\.field: must be one of tempC, rhPercent, co2Ppm$/,
  ],
  [
    'a reading named as what objects inherit',
    changed(THERMOMETER, set('field', 'constructor')),
    /readings\[0\]\.field: must be one of/,
  ],
  [
    'a scale of what is no number',
    changed(RELAY, set('scale', 2)),
    /^bindings\[0\]\.readings\[0\]\.scale: on is no number$/,
  ],
  [
    'a value that the reading cannot have',
    changed(RELAY, set('values', { ON: 'yes' })),
    /^bindings\[0\]\.readings\[0\]\.values\.ON: must be true, false or null$/,
  ],
  [
    'a number of text',
    changed(THERMOMETER, set('values', { nan: '0' })),
    /values\.nan: must be a number or null/,
  ],
  [
    'a mode that is none',
    changed(VALVE, (d) => d.readings.push({ field: 'mode', topic: 'm', values: { x: 'boost' } })),
    /readings\[2\]\.values\.x: must be one of heat, cool, idle, inhibit, or null/,
  ],
];

describe('what is read of a device', () => {
  for (const [what, binding, fault] of cases)
    it(`has a fault at ${what}`, () => assertFault(faultsOf(binding), fault));

  it('may be taken as no value whatever its type', () => {
    for (const field of ['tempC', 'rhPercent'])
      assert.deepEqual(faultsOf(changed(THERMOMETER, set('values', { '-': null }))), [], field);
    assert.deepEqual(faultsOf(changed(RELAY, set('values', { on: true, '-': null }))), []);
  });

  it('is read once at one place, and there of one device of a kind', () => {
    const [tempC] = THERMOMETER.readings;
    const twice = { ...THERMOMETER, readings: [...THERMOMETER.readings, tempC] };
    const already = 'the same field is already read at this topic and pointer';
    assert.deepEqual(faultTexts(faultsOf(twice)), [
      `bindings[0].readings[2]: ${already} at bindings[0].readings[0]`,
    ]);
    assert.deepEqual(faultTexts(faultsOf(METER, { ...METER, id: 'roof' })), [
      `bindings[1].readings[0]: ${already} at bindings[0].readings[0]`,
      `bindings[1].readings[1]: ${already} at bindings[0].readings[1]`,
    ]);
  });

  it('may be several fields at one place, and one place of several devices', () => {
    const readings = [{ field: 'roomTempC', topic: 'z/Hall', pointer: '/temperature' }];
    const [tempC] = THERMOMETER.readings;
    const co2 = { ...THERMOMETER, readings: [tempC, { ...tempC, field: 'co2Ppm' }] };
    assert.deepEqual(faultsOf(co2, { ...RELAY, readings }), []);
  });

  it('may be nothing where there are places', () => {
    const places = { a: { topic: 'a' } };
    assert.deepEqual(faultsOf({ kind: 'hcu', id: 'hcu_main', readings: [], places }), []);
  });
});
