import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { READINGS } from '../../../src/domain/equipment/catalogue.ts';
import {
  NONE_MEASURED,
  NOTHING_REFUSED,
  refusal,
  standingRefused,
  stillMeasured,
} from '../../../src/domain/equipment/refused.ts';
import { LIMITS } from '../../../src/domain/limits.ts';

describe('what a device said that cannot be', () => {
  const valueOf = (said: unknown) => refusal('tempC', said, 'no').value;

  it('is shown as JSON, and so are numbers that JSON has not', () => {
    assert.deepEqual(['85', 85, Infinity, NaN, null, [1]].map(valueOf), [
      '"85"',
      '85',
      'Infinity',
      'NaN',
      'null',
      '[1]',
    ]);
  });

  it('is cut where it is long, and through no character', () => {
    const most = LIMITS.refusedValueChars;
    assert.equal(valueOf('x'.repeat(most - 2)), `"${'x'.repeat(most - 2)}"`);
    assert.equal(valueOf('x'.repeat(most - 1)), `"${'x'.repeat(most - 2)}…`);
    assert.equal(valueOf(`${'x'.repeat(most - 3)}😀`), `"${'x'.repeat(most - 3)}…`);
  });

  it('has nothing in it that shows as something else', () => {
    const { field, value, reason } = refusal('a\u202eb', '\u202e', 'is in \u202e');
    for (const text of [field, value, reason]) assert.ok(!text.includes('\u202e'), text);
  });
});

describe('what stands refused', () => {
  const at = (field: string, value: string) => ({ field, value, reason: 'no' });

  it('has the newest value of each field, and the time of the first', () => {
    const first = standingRefused(NOTHING_REFUSED, [at('a', '1')], 'T1');
    assert.deepEqual(first, [{ ...at('a', '1'), sinceTs: 'T1' }]);
    const second = standingRefused(first, [at('a', '2'), at('b', '3'), at('a', '4')], 'T2');
    assert.deepEqual(second, [
      { ...at('a', '4'), sinceTs: 'T1' },
      { ...at('b', '3'), sinceTs: 'T2' },
    ]);
    assert.deepEqual(standingRefused(second, [at('b', '3')], 'T3'), [
      { ...at('b', '3'), sinceTs: 'T2' },
    ]);
    assert.deepEqual(standingRefused(second, [], 'T3'), []);
  });

  it('is no more than there may be', () => {
    const many = Array.from({ length: LIMITS.deviceRefused + 1 }, (_, i) => at(`f${i}`, ''));
    const fields = standingRefused([], many, 'T').map(({ field }) => field);
    assert.deepEqual(
      fields,
      many.slice(0, LIMITS.deviceRefused).map(({ field }) => field),
    );
  });
});

describe('what was measured before something that cannot be', () => {
  const before = {
    readings: { supplyTempC: 30, returnTempC: 25, mode: 'heat' },
    heardMs: 1_000,
    measuredMs: new Map([['returnTempC', 400]]),
  };
  const still = (field: string, sinceMs: number) =>
    stillMeasured(READINGS.hcu, [refusal(field, 999, 'no')], before, sinceMs);
  const NOTHING = { readings: {}, measuredMs: NONE_MEASURED };

  it('counts while it is not too old, by when it was measured', () => {
    assert.deepEqual(still('supplyTempC', 999), {
      readings: { supplyTempC: 30 },
      measuredMs: new Map([['supplyTempC', 1_000]]),
    });
    assert.deepEqual(still('supplyTempC', 1_000), NOTHING);
    assert.deepEqual(still('returnTempC', 399).measuredMs, new Map([['returnTempC', 400]]));
    assert.deepEqual(still('returnTempC', 400), NOTHING);
  });

  it('is a quantity that was known, and nothing else', () => {
    assert.deepEqual(still('mode', 0), NOTHING);
    assert.deepEqual(still('outdoorTempC', 0), NOTHING);
    assert.deepEqual(still('constructor', 0), NOTHING);
  });
});
