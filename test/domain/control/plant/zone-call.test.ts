import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { decide } from '../../../../src/domain/control/decide.ts';
import { MINUTE_MS } from '../../../../src/domain/units.ts';
import { NOW_MS, rested, snapshot, zone } from '../house.ts';

describe('a room whose thermometer is stuck', () => {
  /** What it is told after so long, lacking that much. */
  function after(stuckForMs: number, tempC: number) {
    const effect = { stuckMs: NOW_MS - stuckForMs };
    const memory = rested({ zones: { living: { call: 'heat', last: 'heat', effect } } });
    const seen = snapshot({ zones: [zone('living', { tempC, unmovedMs: 24 * 60 * MINUTE_MS })] });
    const [living] = decide(seen, memory, NOW_MS).decision.zones;
    return [living?.activeCall, living?.reason.code, living?.reason.untilMs];
  }

  it('rests for half of each hour, and says until when', () => {
    const untilMs = NOW_MS + 20 * MINUTE_MS;
    assert.deepEqual(after(10 * MINUTE_MS, 19), ['none', 'thermometer_stuck', untilMs]);
    assert.equal(after(40 * MINUTE_MS, 19)[0], 'heat');
  });

  it('is kept from freezing all the same, and says nothing of it while it is warm', () => {
    assert.deepEqual(after(0, 5).slice(0, 2), ['heat', 'frost_guard']);
    assert.equal(after(0, 23)[1], 'satisfied');
  });
});
