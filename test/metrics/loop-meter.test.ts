import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createLoopMeter } from '../../src/metrics/loop-meter.ts';
import { MetricsPage } from '../../src/metrics/exposition.ts';
import type { Section } from '../../src/metrics/section.ts';
import { createFakeClock } from '../support/fake-clock.ts';

function written(section: Section): string {
  const page = new MetricsPage('text');
  section.write(page);
  return Buffer.from(page.end()).toString();
}

describe('the meter of the event loop', () => {
  it('counts how late it is, until it is stopped', () => {
    const real = createFakeClock();
    let lateMs = 0;
    // Whatever is due is looked at so much later.
    const clock = { ...real, monotonicMs: () => real.monotonicMs() + lateMs };
    const meter = createLoopMeter(clock);
    const stop = meter.start();
    real.advance(1_000);
    lateMs = 40;
    real.advance(500);
    const page = written(meter);
    assert.match(page, /^aris_event_loop_lag_seconds_bucket\{le="0\.001"\} 2$/m);
    assert.match(page, /^aris_event_loop_lag_seconds_bucket\{le="0\.025"\} 2$/m);
    assert.match(page, /^aris_event_loop_lag_seconds_bucket\{le="0\.05"\} 3$/m);
    assert.match(page, /^aris_event_loop_lag_seconds_sum 0\.04$/m);
    stop();
    real.advance(10_000);
    assert.match(written(meter), /^aris_event_loop_lag_seconds_count 3$/m);
  });
});
