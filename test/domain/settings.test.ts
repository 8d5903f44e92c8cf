import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { TIME_OF_DAY } from '../../src/domain/local-time.ts';
import {
  CURRENCY_CODE,
  DEFAULT_SETTINGS,
  HOUSE_SETTINGS,
  SETTING_NAMES,
} from '../../src/domain/settings.ts';
import { SETPOINT_GAP, SETPOINT_MAX_C, SETPOINT_MIN_C } from '../../src/domain/zone-setpoints.ts';

describe('what is set for the whole house', () => {
  it('is by default what may be set', () => {
    for (const name of SETTING_NAMES) {
      const setting = HOUSE_SETTINGS[name];
      const value = DEFAULT_SETTINGS[name];
      if ('min' in setting)
        assert.ok(Number(value) >= setting.min && Number(value) <= setting.max, name);
      else if ('values' in setting)
        assert.ok((setting.values as readonly unknown[]).includes(value));
      else if ('maxChars' in setting) assert.ok(String(value).length <= setting.maxChars, name);
      else if (setting.type === 'time') assert.match(String(value), TIME_OF_DAY);
      else if (setting.type === 'currency') assert.match(String(value), CURRENCY_CODE);
      else assert.equal(typeof value, 'boolean');
    }
  });

  it('has heating and cooling during an absence apart, whatever is set', () => {
    const { awayHeatSetC, awayCoolSetC, vacationHeatSetC, vacationCoolSetC } = HOUSE_SETTINGS;
    for (const heat of [awayHeatSetC, vacationHeatSetC])
      for (const cool of [awayCoolSetC, vacationCoolSetC]) {
        assert.ok((cool.min - heat.max) * 10 >= SETPOINT_GAP);
        assert.ok(heat.min >= SETPOINT_MIN_C && cool.max <= SETPOINT_MAX_C);
      }
  });

  it('has a disinfection hotter than what is kept, and two days that make a curve', () => {
    const { dhwTargetC, dhwSanitizeC, curveColdOutdoorC, curveMildOutdoorC } = HOUSE_SETTINGS;
    assert.ok(dhwSanitizeC.default > dhwTargetC.default);
    assert.ok(curveMildOutdoorC.min > curveColdOutdoorC.max);
  });
});
