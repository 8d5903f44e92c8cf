/**
 * The hub's metrics page, gathered when it is asked for. What has no value now has no series.
 *
 * Every label is from a closed set, or names a part of the house: nothing that somebody outside makes up adds a series.
 */
import { controlSections, type ControlSources } from './control.ts';
import { deviceSection, type DeviceSources } from './devices.ts';
import type { Family, MetricFormat } from './family.ts';
import { hubSections, type HubSources } from './hub.ts';
import { MetricsPage } from './page.ts';
import type { Section } from './section.ts';
import { zoneSection, type ZoneSources } from './zones.ts';

export type MetricSources = ZoneSources &
  DeviceSources &
  ControlSources &
  HubSources & {
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
  const { first, rest } = hubSections(sources);
  const sections = [
    first,
    zoneSection(sources),
    deviceSection(sources),
    ...controlSections(sources),
    ...rest,
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
