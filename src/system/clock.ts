import type { Cancel, Clock } from '../app/base/ports/clock.ts';

export const systemClock: Clock = {
  nowMs: () => Date.now(),
  monotonicMs: () => performance.now(),
  after(delayMs, callback): Cancel {
    const timer = setTimeout(callback, delayMs).unref();
    return () => clearTimeout(timer);
  },
  every(periodMs, callback): Cancel {
    const timer = setInterval(callback, periodMs).unref();
    return () => clearInterval(timer);
  },
};
