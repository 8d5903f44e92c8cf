import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { climateOf } from '../../src/domain/climate.ts';
import type { ZoneView } from '../../src/domain/zone-view.ts';

const VIEW: ZoneView = {
  zoneId: 'living',
  friendlyName: 'Living Room',
  mode: 'auto',
  activeCall: 'none',
  tempHeatSetC: 21,
  tempCoolSetC: 24,
  supportsHeat: true,
  supportsCool: true,
};

describe('a zone as a thermostat shows it', () => {
  it('has a range or one setpoint, never both', () => {
    const range = { lowC: 21, highC: 24 };
    assert.deepEqual(climateOf(VIEW, 'home'), { mode: 'heat_cool', preset: 'none', ...range });
    const of = (mode: ZoneView['mode']) => climateOf({ ...VIEW, mode }, 'home');
    assert.deepEqual(of('heat'), { mode: 'heat', preset: 'none', targetC: 21 });
    assert.deepEqual(of('cool'), { mode: 'cool', preset: 'none', targetC: 24 });
    assert.deepEqual(of('off'), { mode: 'off', preset: 'none', ...range });
  });

  it('reads in °F as it was set there, and in °C as ever', () => {
    const tenth = (value: number) => Math.round(value * 10) / 10;
    const shownC = (tempHeatSetC: number) =>
      climateOf({ ...VIEW, mode: 'heat', tempHeatSetC }, 'home').targetC ?? NaN;
    for (let tempF = 50; tempF <= 86; tempF += 0.5) {
      const keptC = tenth((tempF - 32) / 1.8);
      assert.equal(tenth(shownC(keptC) * 1.8 + 32), tempF);
    }
    for (let tenths = 100; tenths <= 300; tenths++)
      assert.equal(tenth(shownC(tenths / 10)), tenths / 10);
    assert.equal(shownC(21.5), 21.5, 'nothing that is no round temperature there');
    const { lowC, highC } = climateOf({ ...VIEW, tempHeatSetC: 21.1, tempCoolSetC: 23.9 }, 'home');
    assert.deepEqual([lowC, highC], [21.11, 23.89]);
  });

  it('has one setpoint in a zone that has no more', () => {
    const { tempCoolSetC, ...heated } = VIEW;
    assert.equal(tempCoolSetC, 24);
    assert.deepEqual(climateOf({ ...heated, mode: 'off' }, 'home'), {
      mode: 'off',
      preset: 'none',
      targetC: 21,
    });
  });

  it('says what it does where that is known', () => {
    const actionOf = (effectiveMode: ZoneView['effectiveMode']) =>
      climateOf({ ...VIEW, ...(effectiveMode && { effectiveMode }) }, 'home').action;
    assert.deepEqual((['heat', 'cool', 'idle', 'off', undefined] as const).map(actionOf), [
      'heating',
      'cooling',
      'idle',
      'off',
      undefined,
    ]);
  });

  it('shows what keeps it from its schedule', () => {
    const presetOf = (hold: ZoneView['hold'], mode: Parameters<typeof climateOf>[1] = 'home') =>
      climateOf({ ...VIEW, ...(hold && { hold }) }, mode).preset;
    assert.equal(presetOf(undefined), 'none');
    assert.equal(presetOf({ source: 'mqtt' }), 'hold');
    assert.equal(presetOf({ source: 'mqtt', preset: 'boost' }), 'boost');
    assert.equal(presetOf(undefined, 'vacation'), 'away');
    assert.equal(presetOf({ source: 'mqtt' }, 'away'), 'hold');
    assert.equal(presetOf(undefined, 'off'), 'none');
  });
});
