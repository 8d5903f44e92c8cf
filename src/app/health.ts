/** `GET /health` and `GET /ready` (aris-api.md section 9, DESIGN.md section 3). */
import { isoTime } from '../domain/units.ts';

export interface HealthFacts {
  readonly version: string;
  readonly uptimeMs: number;
  readonly nowMs: number;
  readonly isBusConnected: boolean;
  readonly isVirtual: boolean;
  readonly isStoreFull: boolean;
  readonly lastCommitMs: number | undefined;
  readonly heapUsedBytes: number;
  readonly heapTotalBytes: number;
  readonly residentBytes: number;
}

const megabytes = (bytes: number) => Math.round(bytes / 1024 / 1024);

/** A hub without its devices may not keep a house warm: that is worse than one that cannot write. */
function overall({ isBusConnected, isStoreFull }: HealthFacts): 'ok' | 'degraded' | 'unhealthy' {
  if (!isBusConnected) return 'unhealthy';
  return isStoreFull ? 'degraded' : 'ok';
}

/** Its keys are snake_case, unlike the rest of the API: so documented. */
export function healthReport(facts: HealthFacts): object {
  return {
    status: overall(facts),
    version: facts.version,
    uptime_seconds: Math.floor(facts.uptimeMs / 1_000),
    timestamp: isoTime(facts.nowMs),
    ...(facts.isVirtual && { virtual: true }),
    checks: {
      mqtt: { status: facts.isBusConnected ? 'ok' : 'error', connected: facts.isBusConnected },
      // There is no cloud, and its absence is no fault.
      cloud: { status: 'ok', state: 'disabled', connected: false },
      memory: {
        heap_used_mb: megabytes(facts.heapUsedBytes),
        heap_total_mb: megabytes(facts.heapTotalBytes),
        rss_mb: megabytes(facts.residentBytes),
      },
      state_file: {
        status: facts.isStoreFull ? 'error' : 'ok',
        ...(facts.lastCommitMs !== undefined && { last_modified: isoTime(facts.lastCommitMs) }),
      },
    },
  };
}
