import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { ZoneView } from '../../src/domain/zone-view.ts';
import { houseZone } from '../../src/ui/now.ts';
import { activityOf, holdText, houseSentence, whyText } from '../../src/ui/zone-look.ts';

const NOW = Date.parse('2026-01-15T12:00:00Z');

const ZONE: ZoneView = {
  zoneId: 'z',
  friendlyName: 'Z',
  tempC: 20,
  mode: 'heat',
  tempHeatSetC: 21,
  activeCall: 'none',
  supportsHeat: true,
  supportsCool: false,
  effectiveMode: 'idle',
  reason: { code: 'satisfied', text: 'The room is at its setpoint.' },
};

describe('a zone in words', () => {
  it('tells what happens in it', () => {
    const after = (change: Partial<ZoneView>) => activityOf({ ...ZONE, ...change }, new Set());
    assert.equal(after({}), 'comfortable');
    assert.equal(after({ effectiveMode: 'heat', mode: 'off' }), 'heating');
    assert.equal(after({ activeCall: 'cool' }), 'wantsCool');
    assert.equal(after({ mode: 'off' }), 'off');
    assert.equal(after({ reason: { code: 'minimum_off', text: '' } }), 'resting');
    const { tempC, ...blind } = ZONE;
    assert.equal(tempC, 20);
    assert.equal(activityOf(blind, new Set()), 'blind');
  });
  it('is not heated by water that stands', () => {
    const wanting = (effectiveMode: 'heat' | 'cool') =>
      activityOf({ ...ZONE, effectiveMode }, new Set(['z']));
    assert.deepEqual([wanting('heat'), wanting('cool')], ['wantsHeat', 'wantsCool']);
    assert.equal(
      houseSentence([{ ...ZONE, effectiveMode: 'heat' }], new Set(['z'])),
      'One room waits.',
    );
  });
  it('tells why, for how long, and of all together', () => {
    houseZone.value = 'Europe/Berlin';
    const reason = { code: 'compressor_rest', text: 'It rests.', until: '2026-01-15T12:30:00Z' };
    assert.equal(whyText(reason, NOW), 'It rests, until 13:30.');
    const hold = { until: '2026-01-15T14:10:00Z', source: 'x' };
    assert.equal(holdText(hold, NOW), 'By hand until 15:10, 2 h 10 min left');
    assert.equal(houseSentence([ZONE, ZONE], new Set()), 'Every room is as it should be.');
    assert.equal(
      houseSentence([ZONE, { ...ZONE, effectiveMode: 'heat' }], new Set()),
      'One room is being heated.',
    );
  });
});
