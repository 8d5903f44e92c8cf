import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { houseZone } from '../../src/ui/now.ts';
import { holdText, settingsText, whyText } from '../../src/ui/zone-look.ts';

const NOW = Date.parse('2026-01-15T12:00:00Z');

describe('a zone in words', () => {
  it('tells why, and for how long', () => {
    houseZone.value = 'Europe/Berlin';
    const reason = { code: 'compressor_rest', text: 'It rests.', until: '2026-01-15T12:30:00Z' };
    assert.equal(whyText(reason, NOW), 'It rests, until 13:30.');
    const hold = { until: '2026-01-15T14:10:00Z', source: 'x' };
    assert.equal(holdText(hold, NOW), 'By hand until 15:10, 2\u00a0h 10\u00a0min left');
  });
  it('tells what is asked of it', () => {
    const both = { tempHeatSetC: 21, tempCoolSetC: 24.5 };
    assert.equal(settingsText(both, 'C', 'auto'), 'heat to 21.0°, cool to 24.5°');
    assert.equal(settingsText({ ...both, mode: 'cool' }, 'C', 'auto'), 'cool to 24.5°');
    assert.equal(settingsText({ mode: 'off' }, 'C', 'auto'), 'off');
  });
});
