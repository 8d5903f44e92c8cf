import { readdirSync } from 'node:fs';

/** What this process uses, for health and metrics. */
export function processFacts() {
  const { user, system } = process.cpuUsage();
  const { rss, heapUsed, heapTotal } = process.memoryUsage();
  return {
    cpuUserSeconds: user / 1e6,
    cpuSystemSeconds: system / 1e6,
    residentBytes: rss,
    heapUsedBytes: heapUsed,
    heapTotalBytes: heapTotal,
    startedAtSeconds: performance.timeOrigin / 1_000,
    openFds: openFds(),
  };
}

/** Undefined where the kernel does not tell. */
function openFds(): number | undefined {
  try {
    return readdirSync('/proc/self/fd').length;
  } catch {
    return undefined;
  }
}
