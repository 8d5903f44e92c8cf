/** What a process has, as the kernel counts it. */
import { readdirSync, readFileSync } from 'node:fs';

const KIB_A_MIB = 1_024;

/** Its own, and not the pages of files that the system may take back, such as the store's. */
export function residentMiB(pid: number): number {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  return Number(/RssAnon:\s+(\d+)/.exec(status)?.[1]) / KIB_A_MIB;
}

export const descriptors = (pid: number): number => readdirSync(`/proc/${pid}/fd`).length;
