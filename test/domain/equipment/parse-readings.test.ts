import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import {
  DEVICE_KINDS,
  READINGS,
  type DeviceKind,
} from '../../../src/domain/equipment/catalogue.ts';
import { parseReadings } from '../../../src/domain/equipment/parse-readings.ts';
import type { Reading, ReadingTable } from '../../../src/domain/equipment/reading.ts';

const ISO = fc
  .date({ min: new Date(0), max: new Date('2099-12-31'), noInvalidDate: true })
  .map((date) => date.toISOString());
const SEVERITY = fc.constantFrom('info', 'warning', 'critical');
const FAULT = fc.record(
  {
    code: fc.string({ minLength: 1, maxLength: 20 }),
    severity: SEVERITY,
    message: fc.string({ maxLength: 40 }),
  },
  { noNullPrototype: true },
);

/** What a working device says of a reading. */
function good(reading: Reading): fc.Arbitrary<unknown> {
  switch (reading.type) {
    case 'number':
    case 'integer':
      // JSON knows no −0.
      return fc
        .double({ min: reading.min, max: reading.max, noNaN: true })
        .map((value) => value + 0);
    case 'boolean':
      return fc.boolean();
    case 'enum':
      return fc.constantFrom(...reading.values);
    case 'text':
      return fc.string({ maxLength: reading.maxChars });
    case 'timestamp':
      return ISO;
    case 'faults':
      return fc.array(FAULT, { maxLength: 5 });
  }
}

/** What no working device says of it. */
function broken(reading: Reading): fc.Arbitrary<unknown> {
  const object = fc.constantFrom({}, { value: 1 });
  switch (reading.type) {
    case 'number':
    case 'integer': {
      const { min, max, clampFrom = min, clampTo = max } = reading;
      const outside = [1e-6, 1, 1e9].flatMap((by) => [clampFrom - by, clampTo + by]);
      return fc.oneof(object, fc.constantFrom(...outside, NaN, Infinity), fc.constant('21'));
    }
    case 'boolean':
      return fc.oneof(object, fc.constantFrom('on', 0, 1));
    case 'enum':
      return fc.oneof(object, fc.constantFrom('boost', '', 3, 'toString'));
    case 'text':
      return fc.oneof(object, fc.constantFrom('x'.repeat(reading.maxChars + 1), 7));
    case 'timestamp':
      return fc.oneof(object, fc.constantFrom('yesterday', '2026-01-15T10:00:00', 1_768_471_200));
    case 'faults':
      return fc.oneof(object, fc.constantFrom('E1', 3, true));
  }
}

interface Said {
  readonly message: Readonly<Record<string, unknown>>;
  readonly brokenFields: readonly string[];
}

/** Each field well, broken, null or not at all. */
function saidOf(kind: DeviceKind): fc.Arbitrary<Said> {
  const table: ReadingTable = READINGS[kind];
  const fields = Object.entries(table).map(([field, reading]) =>
    fc.oneof(
      good(reading).map((value) => ({ field, value, isBroken: false })),
      broken(reading).map((value) => ({ field, value, isBroken: true })),
      fc.constantFrom(null, undefined).map((value) => ({ field, value, isBroken: false })),
    ),
  );
  return fc.tuple(...fields).map((all) => ({
    message: Object.fromEntries(all.map(({ field, value }) => [field, value])),
    brokenFields: all.filter(({ isBroken }) => isBroken).map(({ field }) => field),
  }));
}

describe('the readings of a report', () => {
  for (const kind of DEVICE_KINDS)
    it(`of a ${kind} are taken exactly, whichever of them cannot be`, () => {
      fc.assert(
        fc.property(saidOf(kind), ({ message, brokenFields }) => {
          const { readings, refused } = parseReadings(READINGS[kind], message);
          assert.deepEqual(
            refused.map(({ field }) => field),
            brokenFields,
          );
          const rest = Object.entries(message).filter(
            ([field, value]) =>
              value !== null && value !== undefined && !brokenFields.includes(field),
          );
          assert.deepEqual(readings, Object.fromEntries(rest));
        }),
      );
    });

  const tables: (readonly [string, Reading])[] = DEVICE_KINDS.flatMap((kind) =>
    Object.entries(READINGS[kind] as ReadingTable).map(
      ([field, reading]) => [`${kind} ${field}`, reading] as const,
    ),
  );

  it('of power and flow that only count upward are 0 down to −5 % of their range', () => {
    const metered = tables.filter(
      ([, { type, ...reading }]) =>
        type === 'number' &&
        'unit' in reading &&
        (reading.unit === 'kW' || reading.unit === 'L/min') &&
        reading.min === 0,
    );
    assert.deepEqual(
      metered.map(([name]) => name),
      ['hcu flowRateLpm', 'hcu electricalPowerKw', 'heatpump electricalPowerKw'],
    );
    for (const [name, reading] of metered) {
      assert.ok(reading.type === 'number');
      const floor = -0.05 * reading.max;
      const at = (value: number) => parseReadings({ x: reading }, { x: value });
      for (const value of [floor, floor / 2, -0.002, -0])
        assert.deepEqual(at(value), { readings: { x: 0 }, refused: [] }, name);
      assert.equal(at(floor - 0.001).refused.length, 1, name);
    }
  });

  it('of humidity are 100 up to 105, and no other reading is stretched', () => {
    const rh = READINGS.sensor.rhPercent;
    const at = (value: number) => parseReadings({ rhPercent: rh }, { rhPercent: value });
    for (const value of [100, 100.4, 105]) assert.deepEqual(at(value).readings, { rhPercent: 100 });
    for (const value of [105.1, -0.1]) assert.equal(at(value).refused.length, 1);
    const stretched = tables
      .filter(([, reading]) => 'clampTo' in reading || 'clampFrom' in reading)
      .map(([name]) => name);
    assert.deepEqual(stretched, [
      'sensor rhPercent',
      'fcu rhPercent',
      'hcu flowRateLpm',
      'hcu electricalPowerKw',
      'heatpump electricalPowerKw',
    ]);
  });

  it('of a list of faults are those that can be, and one is named that cannot', () => {
    const table = { activeFaults: READINGS.hcu.activeFaults };
    const { readings, refused } = parseReadings(table, {
      activeFaults: ['E1', { severity: 'info' }, { code: 'E2', message: 'Low pressure' }, 7],
    });
    assert.deepEqual(
      (readings['activeFaults'] as readonly { code: string }[]).map(({ code }) => code),
      ['E1', 'E2'],
    );
    assert.deepEqual(
      refused.map(({ field, value }) => [field, value]),
      [['activeFaults', '{"severity":"info"}']],
    );
  });

  it('of a list of too many faults are the first of them', () => {
    const table = { activeFaults: READINGS.hcu.activeFaults };
    const codes = Array.from({ length: 33 }, (_, index) => `E${index}`);
    const { readings, refused } = parseReadings(table, { activeFaults: codes });
    assert.equal((readings['activeFaults'] as unknown[]).length, 32);
    assert.deepEqual(
      refused.map(({ value, reason }) => [value, reason]),
      [['"E32"', 'of a list no more than 32 count']],
    );
    assert.deepEqual(parseReadings(table, { activeFaults: codes.slice(1) }).refused, []);
  });
});
