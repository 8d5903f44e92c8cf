import { statSync } from 'node:fs';
import { HOUR_MS } from '../domain/units.ts';

/** It is touched at each synchronisation (systemd-timesyncd.service(8)), of which there is one in 34 min at least. */
const TOUCHED = '/run/systemd/timesync/synchronized';

/**
 * Whether systemd has set this machine's clock by a server, and nobody has set it otherwise since: what was touched long ago
 * by the clock of now was touched by another one.
 */
export function isTimeSynchronised(path: string = TOUCHED): boolean {
  const touchedMs = statSync(path, { throwIfNoEntry: false })?.mtimeMs;
  return touchedMs !== undefined && Math.abs(Date.now() - touchedMs) < HOUR_MS;
}
