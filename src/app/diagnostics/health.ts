/** `GET /health`: how the hub does, with a word and a time for whatever is not well. */
import { isoTime } from '../../domain/units.ts';
import type { Clock } from '../base/ports/clock.ts';
import type { BackupStatus } from '../backup/watch.ts';
import type { StoreTrouble } from '../base/ports/store.ts';

/**
 * What ails the store: nothing can be written, or it is damaged; every commit takes long; another has taken its place, or records of it could
 * not be read, and no owner has confirmed that.
 */
export const STORE_STATES = ['full', 'unwritable', 'restored', 'damaged', 'slow'] as const;
export type StoreState = (typeof STORE_STATES)[number];

export interface HealthFacts {
  readonly version: string;
  readonly uptimeMs: number;
  readonly nowMs: number;
  readonly isBusConnected: boolean;
  /** Whether another hub is in charge of the topics. */
  readonly isStandby: boolean;
  /** Whether it is still to be told of a broker, or of a first room. */
  readonly isSetUp: boolean;
  readonly isVirtual: boolean;
  readonly storeTrouble: StoreTrouble | undefined;
  readonly isStoreSlow: boolean;
  /** Whether an owner is still to confirm that the store was replaced, or that records were damaged. */
  readonly isStoreRestored: boolean;
  readonly areRecordsDamaged: boolean;
  /** Whether the wall clock may yet turn out wrong. */
  readonly isClockProvisional: boolean;
  readonly lastCommitMs: number | undefined;
  readonly backups: Pick<BackupStatus, 'state' | 'last'> | undefined;
  readonly heapUsedBytes: number;
  readonly heapTotalBytes: number;
  readonly residentBytes: number;
}

const megabytes = (bytes: number) => Math.round(bytes / 1024 / 1024);

function storeState(facts: HealthFacts): StoreState | undefined {
  if (facts.storeTrouble !== undefined) return facts.storeTrouble;
  if (facts.isStoreRestored) return 'restored';
  if (facts.areRecordsDamaged) return 'damaged';
  return facts.isStoreSlow ? 'slow' : undefined;
}

function busState({ isBusConnected, isStandby, isSetUp }: HealthFacts) {
  if (isSetUp) return 'setup';
  return isStandby ? 'standby' : isBusConnected ? undefined : 'away';
}

/** A hub without its devices may not keep a house warm: that is worse than one that cannot write. */
function overall(facts: HealthFacts): 'ok' | 'degraded' | 'unhealthy' {
  const { isBusConnected, isStandby, isSetUp, isClockProvisional, backups } = facts;
  if (isSetUp) return 'degraded';
  if (!isBusConnected) return 'unhealthy';
  const isWell =
    storeState(facts) === undefined &&
    !isStandby &&
    !isClockProvisional &&
    backups?.state === undefined;
  return isWell ? 'ok' : 'degraded';
}

/** What is not well, and since when. */
interface Since {
  readonly state: string;
  readonly sinceMs: number;
}

type Part = 'bus' | 'store' | 'clock' | 'backups';

export interface Health {
  /** Its keys are snake_case, unlike the rest of the API: so documented. */
  report(): HealthReport;
  /** Notices what has changed: to be called now and then, since nobody may ask for long. */
  look(): void;
}

/** Members for what is not well; none where all is. */
const told = (since: Since | undefined) =>
  since && { state: since.state, since: isoTime(since.sinceMs) };

function report(facts: HealthFacts, since: Readonly<Record<Part, Since | undefined>>) {
  const { isBusConnected, isStandby, isSetUp, lastCommitMs, backups } = facts;
  return {
    status: overall(facts),
    version: facts.version,
    uptime_seconds: Math.floor(facts.uptimeMs / 1_000),
    timestamp: isoTime(facts.nowMs),
    ...(facts.isVirtual && { virtual: true }),
    checks: {
      mqtt: {
        status: isSetUp ? 'setup' : isBusConnected ? 'ok' : 'error',
        connected: isBusConnected,
        ...(isStandby && { state: 'standby' }),
        ...(since.bus && { since: isoTime(since.bus.sinceMs) }),
      },
      // There is no cloud, and its absence is no fault.
      cloud: { status: 'ok', state: 'disabled', connected: false },
      memory: {
        heap_used_mb: megabytes(facts.heapUsedBytes),
        heap_total_mb: megabytes(facts.heapTotalBytes),
        rss_mb: megabytes(facts.residentBytes),
      },
      state_file: {
        status: since.store === undefined ? 'ok' : 'error',
        ...told(since.store),
        ...(lastCommitMs !== undefined && { last_modified: isoTime(lastCommitMs) }),
      },
      backups: {
        status: since.backups === undefined ? 'ok' : 'error',
        ...told(since.backups),
        ...(backups?.last && { last_made: isoTime(backups.last.madeAtMs) }),
      },
      ...(since.clock && { clock: { status: 'error', ...told(since.clock) } }),
    },
  };
}

/** How the hub does, as `/health` says it. */
export type HealthReport = ReturnType<typeof report>;

export function createHealth(facts: () => HealthFacts, clock: Pick<Clock, 'nowMs'>): Health {
  const since: Record<Part, Since | undefined> = {
    bus: undefined,
    store: undefined,
    clock: undefined,
    backups: undefined,
  };

  function note(part: Part, state: string | undefined): void {
    if (since[part]?.state === state) return;
    since[part] = state === undefined ? undefined : { state, sinceMs: clock.nowMs() };
  }

  function looked(): HealthFacts {
    const now = facts();
    note('bus', busState(now));
    note('store', storeState(now));
    note('backups', now.backups?.state);
    note('clock', now.isClockProvisional ? 'provisional' : undefined);
    return now;
  }

  return { report: () => report(looked(), since), look: () => void looked() };
}
