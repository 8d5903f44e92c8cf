import { readdirSync, readFileSync } from 'node:fs';
import type { Clock } from '../app/ports.ts';
import { SECOND_MS } from '../domain/units.ts';

export type ProcessFacts = ReturnType<typeof readFacts>;

function readFacts() {
  const { user, system } = process.cpuUsage();
  const { rss, heapUsed, heapTotal } = process.memoryUsage();
  return {
    cpuUserSeconds: user / 1e6,
    cpuSystemSeconds: system / 1e6,
    residentBytes: rss,
    heapUsedBytes: heapUsed,
    heapTotalBytes: heapTotal,
    uptimeSeconds: process.uptime(),
    startedAtSeconds: performance.timeOrigin / 1_000,
    openFds: openFds(),
    diskWrittenBytes: diskWrittenBytes(),
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

/**
 * What this process gave the disk to write since its start: rather more than the disk wrote, since what is changed
 * again before it gets there counts each time. Undefined where the kernel does not tell.
 */
function diskWrittenBytes(): number | undefined {
  try {
    const found = /^write_bytes: (\d+)$/m.exec(readFileSync('/proc/self/io', 'latin1'));
    return found?.[1] === undefined ? undefined : Number(found[1]);
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
