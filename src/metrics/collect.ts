/** The hub's metrics page, gathered when it is asked for. What has no value now has no series (ecosystem.md 3.2). */
import type { Device, Devices } from '../app/devices.ts';
import type { FcuCommands } from '../app/fcu-commands.ts';
import type { Intake } from '../app/intake.ts';
import type { Bus, Store } from '../app/ports.ts';
import type { Zones } from '../app/zones.ts';
import type { ZoneView } from '../domain/zone-view.ts';
import { ZONE_MODES } from '../domain/zone.ts';
import type { HttpMeter } from './http-meter.ts';
import { labels, MetricsPage, type MetricFormat } from './page.ts';

export interface ProcessFacts {
  readonly cpuUserSeconds: number;
  readonly cpuSystemSeconds: number;
  readonly residentBytes: number;
  readonly heapUsedBytes: number;
  readonly heapTotalBytes: number;
  readonly startedAtSeconds: number;
  readonly openFds: number | undefined;
}

export interface MetricSources {
  readonly build: Readonly<Record<string, string>>;
  readonly zones: Zones;
  readonly devices: Devices;
  readonly bus: Bus;
  readonly intake: Intake;
  readonly fcuCommands: FcuCommands;
  readonly store: Store;
  readonly httpMeter: HttpMeter;
  processFacts(): ProcessFacts;
  connectionCount(): number;
}

/** Gauges of a zone: name, help, and the value in base units. */
const ZONE_GAUGES: readonly (readonly [string, string, (view: ZoneView) => number | undefined])[] =
  [
    ['aris_zone_temperature_celsius', 'Temperature of a zone.', ({ tempC }) => tempC],
    [
      'aris_zone_humidity_ratio',
      'Relative humidity of a zone.',
      ({ rhPercent }) => ratio(rhPercent),
    ],
    [
      'aris_zone_co2_ppm',
      'Carbon dioxide in a zone, in parts per million.',
      ({ co2Ppm }) => co2Ppm,
    ],
  ];

const ratio = (percent: number | undefined) => (percent === undefined ? undefined : percent / 100);

/** Label texts are made once for each thing that has them. */
function createLabelCache() {
  const cache = new Map<string, string>();
  return (key: string, pairs: () => Record<string, string>): string => {
    let text = cache.get(key);
    if (text === undefined) cache.set(key, (text = labels(pairs())));
    return text;
  };
}

type LabelCache = ReturnType<typeof createLabelCache>;

function writeZones(page: MetricsPage, views: readonly ZoneView[], cached: LabelCache): void {
  const zoneLabels = ({ zoneId }: ZoneView) => cached(`zone ${zoneId}`, () => ({ zone: zoneId }));
  for (const [name, help, valueOf] of ZONE_GAUGES) {
    page.family(name, 'gauge', help);
    for (const view of views) {
      const value = valueOf(view);
      if (value !== undefined) page.sample(value, zoneLabels(view));
    }
  }
  page.family('aris_zone_setpoint_celsius', 'gauge', 'Setpoints of a zone: low heats, high cools.');
  for (const { zoneId, tempHeatSetC, tempCoolSetC } of views) {
    const bound = (name: string) =>
      cached(`bound ${zoneId} ${name}`, () => ({ zone: zoneId, bound: name }));
    if (tempHeatSetC !== undefined) page.sample(tempHeatSetC, bound('low'));
    if (tempCoolSetC !== undefined) page.sample(tempCoolSetC, bound('high'));
  }
  const states = [
    ['aris_zone_mode', 'mode', 'Mode asked of a zone: 1 for the one that is set.', ZONE_MODES],
    [
      'aris_zone_call',
      'activeCall',
      'What a zone demands now: 1 for the one that holds.',
      ['heat', 'cool', 'none'],
    ],
  ] as const;
  for (const [name, field, help, values] of states) {
    const label = field === 'mode' ? 'mode' : 'call';
    page.family(name, 'gauge', help);
    for (const view of views) {
      for (const value of values) {
        const text = cached(`${name} ${view.zoneId} ${value}`, () => ({
          zone: view.zoneId,
          [label]: value,
        }));
        page.sample(view[field] === value ? 1 : 0, text);
      }
    }
  }
}

function writeDevices(page: MetricsPage, devices: readonly Device[], cached: LabelCache): void {
  const deviceLabels = ({ ref: { kind, id } }: Device) =>
    cached(`device ${kind}/${id}`, () => ({ device: id, kind }));
  page.family('aris_device_up', 'gauge', 'Whether a device is online and its last report fresh.');
  for (const device of devices) page.sample(device.isLive ? 1 : 0, deviceLabels(device));
  page.family('aris_device_last_seen_timestamp_seconds', 'gauge', 'When a device last reported.');
  for (const device of devices) {
    if (device.lastSeenMs !== undefined)
      page.sample(device.lastSeenMs / 1_000, deviceLabels(device));
  }
}

function writeBus(
  page: MetricsPage,
  { bus, intake, fcuCommands }: MetricSources,
  cached: LabelCache,
): void {
  const { accepted, refused } = intake.counts();
  page
    .family('aris_mqtt_connected', 'gauge', 'Whether the broker is connected.')
    .sample(bus.isConnected() ? 1 : 0);
  page
    .family('aris_mqtt_messages_accepted_total', 'counter', 'Messages taken in.')
    .sample(accepted);
  page.family(
    'aris_mqtt_messages_refused_total',
    'counter',
    'Messages that changed nothing, by reason.',
  );
  for (const [reason, count] of Object.entries(refused)) {
    page.sample(
      count,
      cached(`refused ${reason}`, () => ({ reason })),
    );
  }
  page
    .family('aris_commands_pending', 'gauge', 'Commands that wait for a confirmation.')
    .sample(fcuCommands.pendingCount());
  page
    .family(
      'aris_commands_unconfirmed_total',
      'counter',
      'Commands that no device confirmed in time.',
    )
    .sample(fcuCommands.unconfirmedCount());
}

function writeProcess(page: MetricsPage, sources: MetricSources): void {
  const facts = sources.processFacts();
  const gauge = (name: string, help: string, value: number | undefined) => {
    if (value !== undefined) page.family(name, 'gauge', help).sample(value);
  };
  const lastCommitMs = sources.store.lastCommitMs();
  gauge(
    'aris_storage_last_commit_timestamp_seconds',
    'When the store was last written.',
    lastCommitMs && lastCommitMs / 1_000,
  );
  gauge(
    'aris_storage_full',
    'Whether the last write failed for want of space.',
    sources.store.isFull() ? 1 : 0,
  );
  gauge('aris_http_connections', 'Open connections.', sources.connectionCount());
  page
    .family(
      'process_cpu_seconds_total',
      'counter',
      'Total user and system CPU time spent in seconds.',
    )
    .sample(facts.cpuUserSeconds + facts.cpuSystemSeconds);
  page
    .family('process_cpu_user_seconds_total', 'counter', 'Total user CPU time spent in seconds.')
    .sample(facts.cpuUserSeconds);
  page
    .family(
      'process_cpu_system_seconds_total',
      'counter',
      'Total system CPU time spent in seconds.',
    )
    .sample(facts.cpuSystemSeconds);
  gauge(
    'process_start_time_seconds',
    'Start time of the process since unix epoch in seconds.',
    facts.startedAtSeconds,
  );
  gauge('process_resident_memory_bytes', 'Resident memory size in bytes.', facts.residentBytes);
  gauge('process_open_fds', 'Number of open file descriptors.', facts.openFds);
  gauge(
    'nodejs_heap_size_total_bytes',
    'Process heap size from Node.js in bytes.',
    facts.heapTotalBytes,
  );
  gauge(
    'nodejs_heap_size_used_bytes',
    'Process heap size used from Node.js in bytes.',
    facts.heapUsedBytes,
  );
}

/** A page in the format asked for. */
export function createMetrics(sources: MetricSources): (format: MetricFormat) => string {
  const cached = createLabelCache();
  return (format) => {
    const page = new MetricsPage(format);
    page.family('aris_build_info', 'gauge', 'What runs here.').sample(
      1,
      cached('build', () => ({ ...sources.build })),
    );
    writeZones(page, sources.zones.list(), cached);
    writeDevices(page, [...sources.devices.all()], cached);
    writeBus(page, sources, cached);
    sources.httpMeter.write(page);
    writeProcess(page, sources);
    return page.end();
  };
}
