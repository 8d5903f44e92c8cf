import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { controlSettings } from '../../../src/domain/control/house-settings.ts';
import { DEFAULT_SETTINGS, type HouseSettings } from '../../../src/domain/settings.ts';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../../src/domain/units.ts';

const of = (settings: Partial<HouseSettings>, level: 'comfort' | 'reduced' = 'comfort') =>
  controlSettings({ ...DEFAULT_SETTINGS, ...settings }, level);

describe('the settings of a house, for control', () => {
  it('are the defaults of their table', () => {
    const { thermostat, supply, outdoor, dhw, hygiene } = of({});
    assert.equal(thermostat.frostC, 7);
    assert.deepEqual(
      [supply.coldOutdoorC, supply.coldSupplyC, supply.mildOutdoorC, supply.mildSupplyC],
      [-10, 42, 15, 25],
    );
    assert.equal(supply.coolC, 16);
    assert.equal(outdoor.averagingMs, 24 * HOUR_MS);
    assert.deepEqual([dhw.targetC, dhw.startBelowK, dhw.floorC], [50, 5, 40]);
    assert.deepEqual(
      [hygiene.provenC, hygiene.provenMs, hygiene.targetC, hygiene.everyMs],
      [60, 20 * MINUTE_MS, 63, 7 * DAY_MS],
    );
  });

  it('move the whole curve by its offset, and the bounds with a curve that lies beyond them', () => {
    const { supply } = of({ curveColdSupplyC: 60, curveMildSupplyC: 20, curveOffsetK: -2 });
    assert.deepEqual([supply.coldSupplyC, supply.mildSupplyC], [58, 18]);
    assert.deepEqual([supply.minC, supply.maxC], [18, 58]);
    assert.equal(of({ curveOffsetK: 5 }).supply.maxC, 50);
  });

  it('let a disinfection be as hot as it is to be, with its margin', () => {
    const { dhw, hygiene } = of({ dhwSanitizeC: 70 });
    assert.deepEqual([hygiene.targetC, dhw.maxC], [73, 73]);
  });

  it('lower the floor of the hot water while all are away, never raise it', () => {
    assert.equal(of({ dhwAwayC: 38 }, 'reduced').dhw.floorC, 30);
    assert.equal(of({ dhwAwayC: 50, dhwHysteresisK: 2 }, 'reduced').dhw.floorC, 40);
    assert.equal(of({ dhwAwayC: 38 }).dhw.floorC, 40);
  });
});
