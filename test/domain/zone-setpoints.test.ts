import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { HubError } from '../../src/domain/errors.ts';
import {
  applyCommand,
  defaultSettings,
  fitSettings,
  supportedModes,
} from '../../src/domain/zone-setpoints.ts';

const BOTH = { supportsHeat: true, supportsCool: true };
const HEAT_ONLY = { supportsHeat: true, supportsCool: false };
const COOL_ONLY = { supportsHeat: false, supportsCool: true };
const AUTO = { mode: 'auto', heatSet: 210, coolSet: 240 } as const;

describe('a zone command', () => {
  // [what, command, settings before, heat and cool after in tenths, what the echo says]
  const cases = [
    [
      'moves the cooling setpoint up',
      { tempHeatSetC: 23 },
      AUTO,
      [230, 252],
      { tempHeatSetC: 23, tempCoolSetC: 25.2 },
    ],
    [
      'moves the heating setpoint down',
      { tempCoolSetC: 22 },
      AUTO,
      [198, 220],
      { tempHeatSetC: 19.8, tempCoolSetC: 22 },
    ],
    [
      'leaves a gap of exactly 2.2 °C',
      { tempHeatSetC: 21.1, tempCoolSetC: 23.3 },
      AUTO,
      [211, 233],
      { tempHeatSetC: 21.1, tempCoolSetC: 23.3 },
    ],
    [
      'moves cooling where both are too close',
      { tempHeatSetC: 21.2, tempCoolSetC: 23.3 },
      AUTO,
      [212, 234],
      { tempHeatSetC: 21.2, tempCoolSetC: 23.4 },
    ],
    [
      'moves heating where both are too close in mode cool',
      { mode: 'cool', tempHeatSetC: 23, tempCoolSetC: 23 },
      AUTO,
      [208, 230],
      { mode: 'cool', tempHeatSetC: 20.8, tempCoolSetC: 23 },
    ],
    [
      'gives way at the top',
      { tempHeatSetC: 29 },
      AUTO,
      [278, 300],
      { tempHeatSetC: 27.8, tempCoolSetC: 30 },
    ],
    [
      'gives way at the bottom',
      { tempCoolSetC: 11 },
      AUTO,
      [100, 122],
      { tempHeatSetC: 10, tempCoolSetC: 12.2 },
    ],
    [
      'gives way at the top where both are asked',
      { tempHeatSetC: 30, tempCoolSetC: 30 },
      AUTO,
      [278, 300],
      { tempHeatSetC: 27.8, tempCoolSetC: 30 },
    ],
    [
      'rounds to the nearest tenth',
      { tempHeatSetC: 20.449 },
      AUTO,
      [204, 240],
      { tempHeatSetC: 20.4 },
    ],
    ['echoes only what was asked', { mode: 'off' }, AUTO, [210, 240], { mode: 'off' }],
    [
      'takes the edges of the range',
      { tempHeatSetC: 10, tempCoolSetC: 30 },
      AUTO,
      [100, 300],
      { tempHeatSetC: 10, tempCoolSetC: 30 },
    ],
  ] as const;
  for (const [what, command, before, [heatSet, coolSet], applied] of cases) {
    it(what, () => {
      const result = applyCommand(BOTH, before, command);
      assert.deepEqual(result.applied, applied);
      assert.deepEqual(result.settings, { mode: result.settings.mode, heatSet, coolSet });
    });
  }

  const refused = [
    ['below the range', BOTH, { tempHeatSetC: 9.9 }, 'tempHeatSetC'],
    ['above the range', BOTH, { tempCoolSetC: 30.1 }, 'tempCoolSetC'],
    ['NaN', BOTH, { tempHeatSetC: Number.NaN }, 'tempHeatSetC'],
    ['infinity', BOTH, { tempHeatSetC: Infinity }, 'tempHeatSetC'],
    ['nothing asked', BOTH, {}, 'mode'],
    ['cooling in a zone that only heats', HEAT_ONLY, { tempCoolSetC: 24 }, 'tempCoolSetC'],
    ['auto in a zone that only heats', HEAT_ONLY, { mode: 'auto' }, 'mode'],
    ['heating in a zone that only cools', COOL_ONLY, { mode: 'heat' }, 'mode'],
  ] as const;
  for (const [what, zone, command, field] of refused) {
    it(`refuses ${what}, naming ${field}`, () => {
      assert.throws(
        () => applyCommand(zone, defaultSettings(zone), command),
        (error) =>
          error instanceof HubError && error.code === 'invalid' && error.context['field'] === field,
      );
    });
  }
});

describe('the settings of a zone', () => {
  it('are those of what it supports', () => {
    assert.deepEqual(supportedModes(BOTH), ['heat', 'cool', 'auto', 'off']);
    assert.deepEqual(supportedModes(HEAT_ONLY), ['heat', 'off']);
    assert.deepEqual(supportedModes(COOL_ONLY), ['cool', 'off']);
    assert.deepEqual(defaultSettings(HEAT_ONLY), { mode: 'heat', heatSet: 210 });
    assert.deepEqual(defaultSettings(COOL_ONLY), { mode: 'cool', coolSet: 240 });
  });

  it('fit a zone whose description has changed', () => {
    assert.deepEqual(fitSettings(HEAT_ONLY, AUTO), { mode: 'heat', heatSet: 210 });
    assert.deepEqual(fitSettings(BOTH, { mode: 'heat', heatSet: 250 }), {
      mode: 'heat',
      heatSet: 250,
      coolSet: 272,
    });
  });
});
