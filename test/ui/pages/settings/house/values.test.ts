import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  readValue,
  shownBounds,
  shownValue,
  supplyTempC,
} from '../../../../../src/ui/pages/settings/house/values.ts';

describe('settings between °C and the unit of the house', () => {
  const warm = { name: 'a', kind: 'number', help: '', unit: '°C', min: 10, max: 21 } as const;
  const kelvin = { name: 'k', kind: 'number', help: '', unit: 'K', min: -5, max: 5 } as const;
  const hours = { name: 'h', kind: 'integer', help: '', unit: 'h', min: 0, max: 72 } as const;

  it('are shown in it, differences without its zero', () => {
    assert.equal(shownValue(warm, 17, 'F'), '62.6');
    assert.equal(shownValue(kelvin, 2, 'F'), '3.6');
    assert.equal(shownValue(hours, 12, 'F'), '12');
    assert.deepEqual(shownBounds(warm, 'F'), { min: 50, max: 69.8 });
  });

  it('are read in it, a comma or a point', () => {
    assert.deepEqual(readValue(warm, '16,5', 'C'), { value: 16.5 });
    assert.deepEqual(readValue(warm, '62.6', 'F'), { value: 17 });
    assert.deepEqual(readValue(warm, '69.8', 'F'), { value: 21 });
    assert.deepEqual(readValue(kelvin, '−3.6', 'F'), { value: -2 });
  });

  it('come back as they were, each tenth of a degree', () => {
    for (let tenths = 100; tenths <= 210; tenths++) {
      const value = tenths / 10;
      const read = readValue(warm, shownValue(warm, value, 'F'), 'F');
      assert.deepEqual(read, { value });
    }
  });

  it('are refused with what is wrong', () => {
    assert.deepEqual(readValue(warm, ' ', 'C'), { wrong: 'empty' });
    assert.deepEqual(readValue(warm, 'warm', 'C'), { wrong: 'number' });
    assert.deepEqual(readValue(warm, '21.1', 'C'), { wrong: 'bounds' });
    assert.deepEqual(readValue(hours, '1.5', 'C'), { wrong: 'whole' });
  });

  it('draw the curve through its two days', () => {
    const curve = {
      coldOutdoorC: -10,
      coldSupplyC: 45,
      mildOutdoorC: 15,
      mildSupplyC: 30,
      offsetK: 1,
    };
    assert.equal(supplyTempC(curve, -10), 46);
    assert.equal(supplyTempC(curve, 15), 31);
    assert.equal(supplyTempC(curve, 2.5), 38.5);
  });
});
