/**
 * How late the event loop is. A timer that is due at some moment waits as long as whatever else is due then, a request
 * or a report, so that its lateness, looked at twice a second, is what those have to wait.
 */
import type { Cancel, Clock } from '../app/base/ports/clock.ts';
import { SECOND_MS } from '../domain/units.ts';
import { family } from './family.ts';
import { createHistogram } from './histogram.ts';
import type { Section } from './section.ts';

const PERIOD_MS = SECOND_MS / 2;
const BOUNDS_SECONDS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1] as const;
const LAG = family(
  'histogram',
  'aris_event_loop_lag_seconds',
  'How late the event loop came to what was due, looked at twice a second.',
);

export interface LoopMeter extends Section {
  start(): Cancel;
}

export function createLoopMeter(clock: Clock): LoopMeter {
  const histogram = createHistogram(LAG, BOUNDS_SECONDS);
  return {
    ...histogram,
    start() {
      let cancel: Cancel = () => undefined;
      const arm = () => {
        const dueMs = clock.monotonicMs() + PERIOD_MS;
        cancel = clock.after(PERIOD_MS, () => {
          // A timer may fire within the millisecond before it is due.
          histogram.observe(Math.max(0, clock.monotonicMs() - dueMs) / SECOND_MS);
          arm();
        });
      };
      arm();
      return () => cancel();
    },
  };
}
