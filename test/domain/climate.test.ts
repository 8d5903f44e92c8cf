import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { climateOf, type ClimateStanding } from '../../src/domain/climate.ts';
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
  const HOME = { systemMode: 'home' } as const;
  const PLAIN = { preset: 'none', hold: 'none', plan: 'manual' } as const;

  it('has a range or one setpoint, never both', () => {
    const range = { lowC: 21, highC: 24 };
    assert.deepEqual(climateOf(VIEW, HOME), { mode: 'heat_cool', ...PLAIN, ...range });
    const of = (mode: ZoneView['mode']) => climateOf({ ...VIEW, mode }, HOME);
    assert.deepEqual(of('heat'), { mode: 'heat', ...PLAIN, targetC: 21 });
    assert.deepEqual(of('cool'), { mode: 'cool', ...PLAIN, targetC: 24 });
    assert.deepEqual(of('off'), { mode: 'off', ...PLAIN, ...range });
  });

  it('reads in °F as it was set there, and in °C as ever', () => {
    const tenth = (value: number) => Math.round(value * 10) / 10;
    const shownC = (tempHeatSetC: number) =>
      climateOf({ ...VIEW, mode: 'heat', tempHeatSetC }, HOME).targetC ?? NaN;
    for (let tempF = 50; tempF <= 86; tempF += 0.5) {
      const keptC = tenth((tempF - 32) / 1.8);
      assert.equal(tenth(shownC(keptC) * 1.8 + 32), tempF);
    }
    for (let tenths = 100; tenths <= 300; tenths++)
      assert.equal(tenth(shownC(tenths / 10)), tenths / 10);
    assert.equal(shownC(21.5), 21.5, 'nothing that is no round temperature there');
    const { lowC, highC } = climateOf({ ...VIEW, tempHeatSetC: 21.1, tempCoolSetC: 23.9 }, HOME);
    assert.deepEqual([lowC, highC], [21.11, 23.89]);
  });

  it('has one setpoint in a zone that has no more', () => {
    const { tempCoolSetC, ...heated } = VIEW;
    assert.equal(tempCoolSetC, 24);
    assert.deepEqual(climateOf({ ...heated, mode: 'off' }, HOME), {
      mode: 'off',
      ...PLAIN,
      targetC: 21,
    });
  });

  it('says what it does where that is known, and that no heat comes of a defrost', () => {
    const actionOf = (effectiveMode: ZoneView['effectiveMode'], isDefrosting = false) =>
      climateOf({ ...VIEW, ...(effectiveMode && { effectiveMode }) }, { ...HOME, isDefrosting })
        .action;
    const modes = ['heat', 'cool', 'idle', 'off', undefined] as const;
    assert.deepEqual(
      modes.map((mode) => actionOf(mode)),
      ['heating', 'cooling', 'idle', 'off', undefined],
    );
    assert.deepEqual(
      modes.map((mode) => actionOf(mode, true)),
      ['defrosting', 'cooling', 'idle', 'off', undefined],
    );
  });

  it('shows what keeps it from its schedule', () => {
    const presetOf = (hold: ZoneView['hold'], systemMode: ClimateStanding['systemMode'] = 'home') =>
      climateOf({ ...VIEW, ...(hold && { hold }) }, { systemMode }).preset;
    assert.equal(presetOf(undefined), 'none');
    assert.equal(presetOf({ source: 'mqtt' }), 'hold');
    assert.equal(presetOf({ source: 'mqtt', preset: 'boost' }), 'boost');
    assert.equal(presetOf(undefined, 'vacation'), 'away');
    assert.equal(presetOf({ source: 'mqtt' }, 'away'), 'hold');
    assert.equal(presetOf(undefined, 'off'), 'none');
  });

  it('says what its setpoints come of, and when that changes next', () => {
    const nextMs = Date.parse('2026-01-15T18:00:00Z');
    const settings = { mode: 'heat' } as const;
    const hold = { settings, sinceMs: 0, source: 'mqtt' };
    const of = (standing: ClimateStanding) => {
      const { plan, hold: length, nextChange } = climateOf(VIEW, standing);
      return [plan, length, nextChange];
    };
    assert.deepEqual(of(HOME), ['manual', 'none', undefined]);
    assert.deepEqual(of({ ...HOME, nextMs }), ['schedule', 'none', '2026-01-15T18:00:00Z']);
    assert.deepEqual(of({ ...HOME, hold }), ['hold', 'until_changed', undefined]);
    assert.deepEqual(of({ systemMode: 'vacation', nextMs })[0], 'vacation');
    assert.deepEqual(of({ systemMode: 'vacation', hold })[0], 'hold');
  });
});
