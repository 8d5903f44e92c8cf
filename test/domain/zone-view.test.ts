import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { measuredIn, zoneView } from '../../src/domain/zone-view.ts';

const ZONE = {
  zoneId: 'living',
  friendlyName: 'Living room',
  sensors: ['s1'],
  terminals: ['f1'],
  supportsHeat: true,
  supportsCool: false,
};
const SET = { mode: 'heat', heatSet: 215 } as const;

describe('what is measured in a zone', () => {
  // [what, sensors, fan coils, temperature]
  const cases = [
    ['is the mean of its sensors', [{ tempC: 20 }, { tempC: 21 }], [{ roomTempC: 30 }], 20.5],
    ['leaves out sensors that say nothing of it', [{ tempC: 20 }, { rhPercent: 50 }], [], 20],
    [
      'is that of the fan coils where no sensor has it',
      [{ rhPercent: 50 }],
      [{ roomTempC: 22 }],
      22,
    ],
    ['is not known where nobody says', [], [{}], undefined],
  ] as const;
  for (const [what, sensors, fcus, tempC] of cases)
    it(what, () => assert.equal(measuredIn('tempC', sensors, fcus), tempC));

  it('is no carbon dioxide of a fan coil', () => {
    assert.equal(measuredIn('co2Ppm', [], [{ roomTempC: 22 }]), undefined);
  });

  it('is what a stuck sensor says only where nothing else does', () => {
    const stuck = { tempC: 18, rhPercent: 40, isStuck: true };
    assert.equal(measuredIn('tempC', [stuck, { tempC: 21 }], []), 21);
    assert.equal(measuredIn('tempC', [stuck], [{ roomTempC: 22 }]), 22);
    assert.equal(measuredIn('rhPercent', [stuck, { tempC: 21 }], []), 40);
  });
});

describe('a zone as it is shown', () => {
  it('has what is known, rounded, and nothing else', () => {
    assert.deepEqual(zoneView(ZONE, SET, [{ tempC: 20.04, rhPercent: 45.6 }], []), {
      zoneId: 'living',
      friendlyName: 'Living room',
      tempC: 20,
      rhPercent: 46,
      mode: 'heat',
      tempHeatSetC: 21.5,
      activeCall: 'none',
      supportsHeat: true,
      supportsCool: false,
    });
  });

  it('has its hold with end and preset, and what control makes of it', () => {
    const hold = {
      settings: SET,
      sinceMs: 0,
      untilMs: 60_000,
      source: 'mqtt',
      preset: 'boost',
    } as const;
    const decision = {
      activeCall: 'heat',
      effectiveMode: 'idle',
      reason: { code: 'changeover', text: 'why' },
    } as const;
    const view = zoneView({ ...ZONE, floor: 'Ground', order: 0 }, SET, [], [], { hold, decision });
    assert.deepEqual(view.hold, { until: '1970-01-01T00:01:00Z', source: 'mqtt', preset: 'boost' });
    assert.deepEqual(
      [view.activeCall, view.effectiveMode, view.reason, view.floor, view.order],
      ['heat', 'idle', decision.reason, 'Ground', 0],
    );
    const lasting = zoneView(ZONE, SET, [], [], {
      hold: { settings: SET, sinceMs: 0, source: 'tok_a' },
    });
    assert.deepEqual(lasting.hold, { source: 'tok_a' });
  });
});
