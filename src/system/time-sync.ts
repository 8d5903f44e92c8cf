import { existsSync } from 'node:fs';

/** Whether systemd has set this machine's clock by a server since it was started (systemd-timesyncd.service(8)). */
export function isTimeSynchronised(): boolean {
  return existsSync('/run/systemd/timesync/synchronized');
}
