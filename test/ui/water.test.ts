import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { EquipmentView } from '../../src/domain/equipment/view.ts';
import { isTankHeated, unitFlow, unreachedZones } from '../../src/ui/water.ts';

const coil = (zoneId: string, rest: object = {}) => ({ zoneId, supplyTempC: 30, ...rest });
const HCU = { flowRateLpm: 0 };
const unreached = (hcu: EquipmentView | undefined, fcus: readonly ReturnType<typeof coil>[]) =>
  [...unreachedZones({ fcus, ...(hcu && { hcu }) })].sort();

describe('the water of the plant', () => {
  it('stands where the flow is measured and there is none', () => {
    assert.deepEqual(unreached(HCU, [coil('b'), coil('a'), coil('a')]), ['a', 'b']);
    for (const hcu of [undefined, {}, { flowRateLpm: 9 }, { ...HCU, online: false }])
      assert.deepEqual(unreached(hcu, [coil('a')]), []);
  });

  it('is of no use to rooms while it thaws the outdoor unit or goes into the tank', () => {
    for (const hcu of [{ state: 'defrost' }, { mode: 'dhw_charge', state: 'running' }])
      assert.deepEqual(unreached({ flowRateLpm: 20, ...hcu }, [coil('a')]), ['a']);
  });

  it('comes out of a buffer tank all the same', () => {
    const tes = { tesId: 't', dischargeActive: true };
    assert.equal(unreachedZones({ hcu: HCU, tes, fcus: [coil('a')] }).size, 0);
  });

  it('is not all that may warm a room which has something else', () => {
    const fcus = [
      coil('a'),
      coil('a', { supplyTempC: undefined }),
      coil('b'),
      coil('b', { online: false }),
    ];
    assert.deepEqual(unreached(HCU, fcus), []);
  });

  it('brings what the unit makes, while it runs and the water moves', () => {
    const flows = [
      { mode: 'heat', state: 'running', flowRateLpm: 20 },
      { mode: 'heat', state: 'running', flowRateLpm: 0 },
      { mode: 'heat', state: 'standby', flowRateLpm: 20 },
      { mode: 'cool', flowRateLpm: 20 },
      { mode: 'dhw_charge', state: 'running' },
      { mode: 'heat', state: 'defrost' },
      { mode: 'heat', state: 'running', online: false },
    ].map(unitFlow);
    assert.deepEqual(flows, ['heat', 'none', 'none', 'cool', 'heat', 'cool', 'none']);
  });

  it('heats the tank where the tank says so, its heater is on, or the unit makes hot water', () => {
    const running = { mode: 'dhw_charge', state: 'running' };
    assert.equal(isTankHeated({ dhw: {} }), false);
    assert.equal(isTankHeated({ dhw: {}, hcu: running }), true);
    assert.equal(isTankHeated({ dhw: {}, hcu: { ...running, state: 'standby' } }), false);
    assert.equal(isTankHeated({ dhw: { heatingActive: true } }), true);
    assert.equal(isTankHeated({ dhw: { backupHeaterActive: true } }), true);
  });
});
