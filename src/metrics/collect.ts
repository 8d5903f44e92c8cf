/**
 * The hub's metrics page, gathered when it is asked for. What has no value now has no series.
 *
 * Every label is from a closed set, or names a part of the house: nothing that somebody outside makes up adds a series.
 */
import { accessSections, type AccessSources } from './access.ts';
import { brokerSections, type BrokerSources } from './broker.ts';
import { controlSections, type ControlSources } from './control.ts';
import { deviceSection, type DeviceSources } from './devices.ts';
import type { Family, MetricFormat } from './family.ts';
import { foundFaultSection, type FoundFaultSources } from './faults.ts';
import { hubSection, type HubSources } from './hub.ts';
import { MetricsPage } from './exposition.ts';
import { processSection, type ProcessSamples } from './process.ts';
import { recordSections, type RecordSources } from './records.ts';
import type { Section } from './section.ts';
import { storageSections, type StorageSources } from './storage.ts';
import { zoneSection, type ZoneSources } from './zones.ts';

export type MetricSources = HubSources &
  ZoneSources &
  DeviceSources &
  FoundFaultSources &
  ControlSources &
  BrokerSources &
  StorageSources &
  RecordSources &
  AccessSources & {
    readonly processFacts: () => ProcessSamples;
    /** Those that count by themselves. */
    readonly meters: readonly Section[];
  };

export interface Metrics {
  /** All that a page may have, in its order. */
  readonly families: readonly Family[];
  /** In UTF-8. */
  page(format: MetricFormat): Uint8Array;
}

export function createMetrics(sources: MetricSources): Metrics {
  const sections = [
    hubSection(sources),
    zoneSection(sources),
    deviceSection(sources),
    foundFaultSection(sources),
    ...controlSections(sources),
    ...brokerSections(sources),
    ...storageSections(sources),
    ...recordSections(sources),
    ...accessSections(sources),
    processSection(sources.processFacts),
    ...sources.meters,
  ];
  return {
    families: sections.flatMap(({ families }) => families),
    page(format) {
      const page = new MetricsPage(format);
      for (const section of sections) section.write(page);
      return page.end();
    },
  };
}
