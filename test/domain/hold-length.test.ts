import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { HOLD_LENGTHS, holdOfLength, lengthOf } from '../../src/domain/hold-length.ts';
import type { Hold } from '../../src/domain/hold.ts';
import { HOUR_MS, MINUTE_MS } from '../../src/domain/units.ts';

describe('how long a zone is held', () => {
  const hold = (more: Partial<Hold> = {}): Hold => ({
    settings: { mode: 'heat' },
    sinceMs: 1_000,
    source: 'mqtt',
    ...more,
  });
  const lasting = (ms: number): Hold => hold({ untilMs: 1_000 + ms, isDuration: true });

  it('is asked for by one of a few lengths', () => {
    assert.deepEqual(HOLD_LENGTHS.map(holdOfLength), [
      { resumeSchedule: true },
      { holdAsIs: { durationMinutes: 60 } },
      { holdAsIs: { durationMinutes: 120 } },
      { holdAsIs: { durationMinutes: 240 } },
      { holdAsIs: { until: 'next_schedule' } },
      { setPreset: 'hold' },
    ]);
  });

  it('is shown as what it was asked for, and a length that is none of them not at all', () => {
    assert.equal(lengthOf(undefined, 5), 'none');
    assert.equal(lengthOf(hold(), 5), 'until_changed');
    assert.equal(lengthOf(hold({ untilMs: 5_000 }), 5_000), 'next_change');
    assert.equal(lengthOf(hold({ untilMs: 5_000 }), undefined), undefined);
    assert.deepEqual(
      [1, 2, 3, 4].map((hours) => lengthOf(lasting(hours * HOUR_MS), undefined)),
      ['1h', '2h', undefined, '4h'],
    );
    assert.equal(lengthOf(lasting(61 * MINUTE_MS), undefined), undefined);
    // One that ends at an hour of the day is no duration, though it may be as long.
    assert.equal(lengthOf(hold({ untilMs: 1_000 + HOUR_MS }), undefined), undefined);
  });
});
