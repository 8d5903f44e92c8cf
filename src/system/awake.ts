import type { Cancel } from '../app/base/ports/clock.ts';

const PERIOD_MS = 60_000;

/** The process goes on until that is cancelled: what waits for the clock alone does not keep it. */
export function stayAwake(): Cancel {
  const timer = setInterval(() => undefined, PERIOD_MS);
  return () => clearInterval(timer);
}
