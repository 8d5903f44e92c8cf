import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { controlSettings } from '../../../../src/domain/control/cycle/house-settings.ts';
import { WINDOW_DEFAULTS } from '../../../../src/domain/control/zones/open-window.ts';
import { CONTROL_DEFAULTS } from '../../../../src/domain/control/cycle/settings.ts';
import { DEFAULT_SETTINGS, type HouseSettings } from '../../../../src/domain/settings.ts';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../../../src/domain/units.ts';

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
      [60, 20 * MINUTE_MS, 62, 7 * DAY_MS],
    );
  });

  it('look for open windows only where that is wanted', () => {
    assert.equal(of({}).window, undefined);
    assert.deepEqual(of({ openWindowHold: true }).window, WINDOW_DEFAULTS);
  });

  it('have quiet hours only where they are wanted, by the clock of the house', () => {
    assert.equal(of({}).quiet, undefined);
    const { quiet } = of({ quietHours: true, quietFrom: '21:30', quietFanPercent: 30 });
    assert.deepEqual(quiet, { fromHour: 21.5, untilHour: 6, fanPercent: 30 });
  });

  it('move the whole curve by its offset, and the bounds with a curve that lies beyond them', () => {
    const { supply } = of({ curveColdSupplyC: 60, curveMildSupplyC: 20, curveOffsetK: -2 });
    assert.deepEqual([supply.coldSupplyC, supply.mildSupplyC], [58, 18]);
    assert.deepEqual([supply.minC, supply.maxC], [18, 58]);
    assert.equal(of({ curveOffsetK: 5 }).supply.maxC, 50);
  });

  it('let a disinfection be as hot as it is to be, with its margin', () => {
    const { dhw, hygiene } = of({ dhwSanitizeC: 70 });
    assert.deepEqual([hygiene.targetC, dhw.maxC], [72, 72]);
  });

  it('end the seasons where a person wants them to end', () => {
    const { season } = of({ heatingLimitC: 15, coolingLimitC: 24 });
    assert.deepEqual([season.heatingLimitC, season.coolingLimitC], [15, 24]);
    assert.deepEqual(of({}).season, CONTROL_DEFAULTS.season);
  });

  it('let the heater do what a person lets it do', () => {
    const { heater } = of({ heaterPolicy: 'bivalence', bivalenceC: -8 });
    assert.deepEqual([heater.policy, heater.bivalenceC], ['bivalence', -8]);
    assert.equal(of({}).heater.policy, 'off');
  });

  it('lower the floor of the hot water while all are away, never raise it', () => {
    assert.equal(of({ dhwAwayC: 38 }, 'reduced').dhw.floorC, 30);
    assert.equal(of({ dhwAwayC: 50, dhwHysteresisK: 2 }, 'reduced').dhw.floorC, 40);
    assert.equal(of({ dhwAwayC: 38 }).dhw.floorC, 40);
  });
});
