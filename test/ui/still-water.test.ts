import assert from 'node:assert/strict';
import { it } from 'node:test';
import { stillZonesOf } from '../../src/ui/still-water.ts';

const coil = (zoneId: string, rest: object = {}) => ({ zoneId, supplyTempC: 30, ...rest });
const HCU = { flowRateLpm: 0 };

it('water stands where the flow is measured and there is none', () => {
  assert.deepEqual(stillZonesOf({ hcu: HCU, fcus: [coil('b'), coil('a'), coil('a')] }), ['a', 'b']);
  for (const hcu of [undefined, {}, { flowRateLpm: 9 }, { ...HCU, online: false }])
    assert.deepEqual(stillZonesOf({ fcus: [coil('a')], ...(hcu && { hcu }) }), []);
});

it('a room with something else that may warm it is not left out', () => {
  const fcus = [coil('a'), { zoneId: 'a' }, coil('b'), coil('b', { online: false })];
  assert.deepEqual(stillZonesOf({ hcu: HCU, fcus }), []);
});
