import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { isSameButMeasures } from '../../../src/app/mqtt-api/measures.ts';

const HCU = {
  hcuId: 'hcu_main',
  mode: 'heat',
  supplyTempC: 35,
  lifetimeElecKwh: 100,
  targetSupplyTempC: 35,
  reason: { text: 'rooms call' },
  activeFaults: [{ code: 'E7' }],
};

describe('a state', () => {
  const reads = (change: object) => isSameButMeasures(HCU, { ...HCU, ...change });

  it('reads the same but for what is measured, and what control works out of that', () => {
    assert.equal(reads({}), true);
    assert.equal(reads({ supplyTempC: 36, targetSupplyTempC: 36.1 }), true);
    assert.equal(isSameButMeasures({ tempC: 20, co2Ppm: 600 }, { tempC: 21, co2Ppm: 700 }), true);
  });

  it('reads otherwise by all else: what is told of it, what counts, what came and what went', () => {
    for (const change of [
      { mode: 'cool' },
      { lifetimeElecKwh: 101 },
      { reason: { text: 'nobody calls' } },
      { activeFaults: [] },
      { activeFaults: [{ code: 'E8' }] },
      { activeFaults: [{ code: 'E7' }, { code: 'E8' }] },
      { online: false },
      { supplyTempC: null },
    ])
      assert.equal(reads(change), false, JSON.stringify(change));
    const { supplyTempC, ...rest } = HCU;
    assert.equal(isSameButMeasures(HCU, rest), false);
    assert.equal(isSameButMeasures(rest, HCU), false);
    assert.equal(isSameButMeasures(HCU, { ...rest, returnTempC: supplyTempC }), false);
    assert.equal(isSameButMeasures({ tempHeatSetC: 20 }, { tempHeatSetC: 21 }), false);
  });
});
