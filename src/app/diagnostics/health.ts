/** `GET /health` and `GET /ready`. */
import { isoTime } from '../../domain/units.ts';
import type { StoreTrouble } from '../base/ports/store.ts';

export interface HealthFacts {
  readonly version: string;
  readonly uptimeMs: number;
  readonly nowMs: number;
  readonly isBusConnected: boolean;
  /** Whether another hub is in charge of the topics. */
  readonly isStandby: boolean;
  readonly isVirtual: boolean;
  readonly storeTrouble: StoreTrouble | undefined;
  readonly lastCommitMs: number | undefined;
  readonly heapUsedBytes: number;
  readonly heapTotalBytes: number;
  readonly residentBytes: number;
}

const megabytes = (bytes: number) => Math.round(bytes / 1024 / 1024);

/** A hub without its devices may not keep a house warm: that is worse than one that cannot write. */
function overall({
  isBusConnected,
  isStandby,
  storeTrouble,
}: HealthFacts): 'ok' | 'degraded' | 'unhealthy' {
  if (!isBusConnected) return 'unhealthy';
  return storeTrouble === undefined && !isStandby ? 'ok' : 'degraded';
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
      mqtt: {
        status: facts.isBusConnected ? 'ok' : 'error',
        connected: facts.isBusConnected,
        ...(facts.isStandby && { state: 'standby' }),
      },
      // There is no cloud, and its absence is no fault.
      cloud: { status: 'ok', state: 'disabled', connected: false },
      memory: {
        heap_used_mb: megabytes(facts.heapUsedBytes),
        heap_total_mb: megabytes(facts.heapTotalBytes),
        rss_mb: megabytes(facts.residentBytes),
      },
      state_file: {
        status: facts.storeTrouble === undefined ? 'ok' : 'error',
        ...(facts.storeTrouble !== undefined && { state: facts.storeTrouble }),
        ...(facts.lastCommitMs !== undefined && { last_modified: isoTime(facts.lastCommitMs) }),
      },
    },
  };
}
