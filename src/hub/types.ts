/** What the parts of the composition root are made with, and hand on to one another. It imports none of them. */
import type { Guard } from '../app/base/credential-ports.ts';
import type { Backups } from '../app/base/ports/backups.ts';
import type { Bus } from '../app/base/ports/bus.ts';
import type { ConnectionStats } from '../app/base/ports/http.ts';
import type { Log } from '../app/base/ports/log.ts';
import type { RunOwnProcess } from '../app/base/ports/own-process.ts';
import type { BackupWatch } from '../app/backup/watch.ts';
import type { Random } from '../app/base/ports/random.ts';
import type { Refusals } from '../app/base/ports/journal.ts';
import type { Store } from '../app/base/ports/store.ts';
import type { HealthReport } from '../app/diagnostics/health.ts';
import type { RecentLog } from '../app/diagnostics/recent-log.ts';
import type { HouseSource } from '../app/house/house-source.ts';
import type { SteadyClock } from '../app/records/steady-clock.ts';
import type { Installation } from '../domain/installation.ts';
import type { EventType } from '../domain/event.ts';
import type { HubSettings } from '../config/settings.ts';
import type { PipelineParts } from '../http/pipeline.ts';
import type { Route } from '../http/router.ts';
import type { Listen } from '../http/server.ts';
import type { HttpMeter } from '../metrics/http-meter.ts';
import type { Demo } from '../simulator/demos.ts';
import type { ProcessFacts } from '../system/process-facts.ts';

export interface HubConfig {
  readonly settings: HubSettings;
  /** The settings as they may be shown to others. */
  readonly configuration: Readonly<Record<string, string | number>>;
  /** The folder of everything that is kept. */
  readonly dataFolder: string;
  /** ARIS_BACKUP, where it is set. */
  readonly backupFolder?: string | undefined;
  readonly isVirtual: boolean;
  /** The virtual house's gateways of other makes, where it is one of those that are to be tried out. */
  readonly demo?: Demo | undefined;
  readonly version: string;
  readonly nodeVersion: string;
  /** Kernel and architecture, as in `Linux 6.12 arm64`. */
  readonly platform: string;
  readonly installation: Installation;
  readonly listen: Listen;
  readonly house: HouseSource;
  readonly machineId: string | undefined;
  /** SHA-256 of the secret of `/api/admin/*`; undefined where none is set. */
  readonly adminSecretHash: Uint8Array | undefined;
  /** A token that was made elsewhere, to be taken in once. */
  readonly bootstrapToken: string | undefined;
  /** Names of this machine, for the Host allow-list. */
  readonly hostNames: readonly string[];
}

/** What helps where a store cannot be used as it is. */
export interface Rescue {
  /** This program once more, to look at a store that may end the process that does. */
  readonly ownProcess: RunOwnProcess;
  /** In place of those in the folder of the backups. */
  readonly backups?: Backups;
}

/** What everything is made with. */
export interface Parts {
  readonly clock: SteadyClock;
  readonly random: Random;
  readonly log: Log;
  /** Absent, a store is opened as it is. */
  readonly rescue?: Rescue | undefined;
}

/** What a hub is made with, besides. */
export interface HubParts extends Parts {
  readonly recentLog: RecentLog;
}

/** What undoes a start, in the order it was done. */
export interface Teardown {
  readonly steps: (() => Promise<void> | void)[];
  /** Done once the store is closed, while the folder is still the hub's own: another takes its place. */
  replaceStore?: () => Promise<void>;
  /** Closing the entrance comes before everything: requests in flight still need all of it. */
  closeEntrance: () => Promise<void> | void;
}

/** What is there before the services are, and what they join on to. */
export interface Entrance {
  readonly health: readonly Route[];
  readonly healthReport: () => HealthReport;
  /** Notices for health what has changed. */
  readonly look: () => void;
  readonly httpMeter: HttpMeter;
  readonly processFacts: () => ProcessFacts;
  /** What health tells of, as far as it is there yet. */
  readonly live: {
    store?: Store;
    bus?: Bus;
    isStandby?: () => boolean;
    /** Whether there is no broker yet, or no room. */
    isSetUp?: () => boolean;
    /** Whether an owner is still to dismiss a notice of this type. */
    isUnconfirmed?: (type: EventType) => boolean;
    backups?: Pick<BackupWatch, 'status'>;
    isKnown?: PipelineParts['isKnown'];
    isReady: boolean;
  };
  readonly connections: () => ConnectionStats;
  readonly recentLog: RecentLog;
  /** From now on requests are answered by these routes. */
  open(routes: readonly Route[], guard: Guard, refusals: Refusals): void;
}
