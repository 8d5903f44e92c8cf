import { readdirSync, readFileSync } from 'node:fs';
import type { Clock } from '../app/base/ports/clock.ts';
import { SECOND_MS } from '../domain/units.ts';

export type ProcessFacts = ReturnType<typeof readFacts>;

function readFacts() {
  const { user, system } = process.cpuUsage();
  const { rss, heapUsed, heapTotal, external } = process.memoryUsage();
  return {
    processId: process.pid,
    cpuUserSeconds: user / 1e6,
    cpuSystemSeconds: system / 1e6,
    residentBytes: rss,
    heapUsedBytes: heapUsed,
    heapTotalBytes: heapTotal,
    externalBytes: external,
    uptimeSeconds: process.uptime(),
    startedAtSeconds: performance.timeOrigin / 1_000,
    loopActiveSeconds: performance.eventLoopUtilization().active / 1_000,
    openFds: openFds(),
    maxFds: numberIn('/proc/self/limits', /^Max open files\s+(\d+)/m),
    // Rather more than the disk writes: what is changed again before it gets there counts each time.
    diskWrittenBytes: numberIn('/proc/self/io', /^write_bytes: (\d+)/m),
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

/** A number that the kernel tells of this process; undefined where it does not. */
function numberIn(path: string, pattern: RegExp): number | undefined {
  try {
    const digits = pattern.exec(readFileSync(path, 'utf8'))?.[1];
    return digits === undefined ? undefined : Number(digits);
  } catch {
    return undefined;
  }
}

/** What this process uses, for health and metrics: read at most once a second, since it costs half a page of metrics. */
export function createProcessFacts(clock: Clock): () => ProcessFacts {
  let facts: ProcessFacts | undefined;
  let readAtMs = -Infinity;
  return () => {
    const nowMs = clock.monotonicMs();
    if (facts === undefined || nowMs - readAtMs >= SECOND_MS) {
      facts = readFacts();
      readAtMs = nowMs;
    }
    return facts;
  };
}
