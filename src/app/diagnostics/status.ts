/** How the hub is, for who sits at its machine: what runs, and what somebody has to look after. */
import type { DeviceKind } from '../../domain/equipment/catalogue.ts';
import { isoTime } from '../../domain/units.ts';
import type { ZoneView } from '../../domain/zone-view.ts';
import type { BrokerBook, BrokerView } from '../broker/broker-book.ts';
import type { DeviceRegistry } from '../devices/device-registry.ts';
import type { UnheardTopics } from '../devices/unheard-topics.ts';
import type { Faults, FaultView } from '../faults/faults.ts';
import type { SystemView } from '../views/system-view.ts';
import type { ZoneViews } from '../views/zone-views.ts';
import type { HealthReport } from './health.ts';

export interface SilentDevice {
  readonly kind: DeviceKind;
  readonly id: string;
  /** Absent where it was never heard. */
  readonly lastSeenTs?: string;
}

export interface UnheardDevice {
  readonly kind: DeviceKind;
  readonly id: string;
  /** On which nobody has ever said anything. */
  readonly topics: readonly string[];
}

export interface ProcessUse {
  readonly processId: number;
  readonly residentBytes: number;
  readonly uptimeSeconds: number;
  readonly diskWrittenBytes?: number | undefined;
}

export interface HubStatus {
  readonly version: string;
  readonly nodeVersion: string;
  readonly startedTs: string;
  /** Undefined where the hub's socket has none. */
  readonly port?: number | undefined;
  /** Whether systemd opened the socket. */
  readonly isSocketPassed: boolean;
  readonly health: HealthReport;
  readonly system: SystemView;
  readonly zones: readonly ZoneView[];
  readonly deviceCount: number;
  readonly silent: readonly SilentDevice[];
  readonly unheard: readonly UnheardDevice[];
  readonly broker: BrokerView;
  readonly faults: readonly FaultView[];
  readonly usage: ProcessUse;
}

export interface StatusSources {
  /** What stays as long as the process. */
  readonly run: Pick<HubStatus, 'version' | 'nodeVersion' | 'port' | 'isSocketPassed'>;
  readonly health: () => HealthReport;
  readonly systemView: () => SystemView;
  readonly zones: Pick<ZoneViews, 'list'>;
  readonly devices: Pick<DeviceRegistry, 'all'>;
  readonly unheard: Pick<UnheardTopics, 'of'>;
  readonly brokerBook: Pick<BrokerBook, 'view'>;
  readonly faults: Pick<Faults, 'list'>;
  readonly processUse: () => ProcessUse;
  readonly nowMs: () => number;
}

export function createStatus(sources: StatusSources): () => HubStatus {
  const { devices, unheard, processUse } = sources;
  return () => {
    const { processId, residentBytes, uptimeSeconds, diskWrittenBytes } = processUse();
    const all = [...devices.all()];
    return {
      ...sources.run,
      startedTs: isoTime(sources.nowMs() - uptimeSeconds * 1_000),
      health: sources.health(),
      system: sources.systemView(),
      zones: sources.zones.list(),
      deviceCount: all.length,
      silent: all
        .filter(({ isLive }) => !isLive)
        .map(({ ref: { kind, id }, lastSeenMs }) => ({
          kind,
          id,
          ...(lastSeenMs !== undefined && { lastSeenTs: isoTime(lastSeenMs) }),
        })),
      unheard: all.flatMap((device) => {
        const { topics, isCertain } = unheard.of(device) ?? { topics: [], isCertain: false };
        return isCertain ? [{ ...device.ref, topics }] : [];
      }),
      broker: sources.brokerBook.view(),
      faults: sources.faults.list(),
      usage: { processId, residentBytes, uptimeSeconds, diskWrittenBytes },
    };
  };
}
