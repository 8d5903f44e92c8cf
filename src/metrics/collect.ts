/** The hub's metrics page, gathered when it is asked for. What has no value now has no series (ecosystem.md 3.2). */
import type { DeviceOrders } from '../app/plant/device-orders.ts';
import type { Device, Devices } from '../app/house/devices.ts';
import type { Intake } from '../app/house/intake.ts';
import type { Plant } from '../app/plant/plant.ts';
import type { Bus, Store } from '../app/ports.ts';
import type { Verdicts } from '../app/plant/verdicts.ts';
import type { Zones } from '../app/zones/zones.ts';
import type { DeviceRef } from '../domain/house.ts';
import type { ZoneView } from '../domain/zone-view.ts';
import { ZONE_MODES, type ActiveCall } from '../domain/zone.ts';
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
  readonly orders: Pick<DeviceOrders, 'pendingCount' | 'unconfirmedCount'>;
  readonly plant: Pick<Plant, 'stats'>;
  readonly verdicts: Pick<Verdicts, 'surplus'>;
  readonly store: Store;
  readonly httpMeter: HttpMeter;
  processFacts(): ProcessFacts;
  connectionCount(): number;
  streamCount(): number;
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

/** What is made once for each key. Keys are those of the house, so there are few. */
function memo<Key, Value>(make: (key: Key) => Value): (key: Key) => Value {
  const made = new Map<Key, Value>();
  return (key) => {
    let value = made.get(key);
    if (value === undefined) made.set(key, (value = make(key)));
    return value;
  };
}

const CALLS: readonly ActiveCall[] = ['heat', 'cool', 'none'];

/** Every label text of a zone. */
const zoneTexts = (zone: string) => ({
  zone: labels({ zone }),
  low: labels({ zone, bound: 'low' }),
  high: labels({ zone, bound: 'high' }),
  modes: ZONE_MODES.map((mode) => ({ value: mode, text: labels({ zone, mode }) })),
  calls: CALLS.map((call) => ({ value: call, text: labels({ zone, call }) })),
});
type ZoneTexts = ReturnType<typeof zoneTexts>;
type ZoneRow = readonly [view: ZoneView, texts: ZoneTexts];

function writeStates(
  page: MetricsPage,
  states: readonly { value: string; text: string }[],
  current: string,
): void {
  for (const { value, text } of states) page.sample(value === current ? 1 : 0, text);
}

function writeZones(page: MetricsPage, rows: readonly ZoneRow[]): void {
  for (const [name, help, valueOf] of ZONE_GAUGES) {
    page.family(name, 'gauge', help);
    for (const [view, texts] of rows) {
      const value = valueOf(view);
      if (value !== undefined) page.sample(value, texts.zone);
    }
  }
  page.family('aris_zone_setpoint_celsius', 'gauge', 'Setpoints of a zone: low heats, high cools.');
  for (const [{ tempHeatSetC, tempCoolSetC }, { low, high }] of rows) {
    if (tempHeatSetC !== undefined) page.sample(tempHeatSetC, low);
    if (tempCoolSetC !== undefined) page.sample(tempCoolSetC, high);
  }
  page.family('aris_zone_mode', 'gauge', 'Mode asked of a zone: 1 for the one that is set.');
  for (const [{ mode }, { modes }] of rows) writeStates(page, modes, mode);
  page.family('aris_zone_call', 'gauge', 'What a zone demands now: 1 for the one that holds.');
  for (const [view, { calls }] of rows) writeStates(page, calls, view.activeCall);
}

const deviceText = ({ kind, id }: DeviceRef) => labels({ device: id, kind });
type DeviceRow = readonly [device: Device, text: string];

function writeDevices(page: MetricsPage, rows: readonly DeviceRow[]): void {
  page.family('aris_device_up', 'gauge', 'Whether a device is online and its last report fresh.');
  for (const [{ isLive }, text] of rows) page.sample(isLive ? 1 : 0, text);
  page.family('aris_device_last_seen_timestamp_seconds', 'gauge', 'When a device last reported.');
  for (const [{ lastSeenMs }, text] of rows) {
    if (lastSeenMs !== undefined) page.sample(lastSeenMs / 1_000, text);
  }
}

function writeBus(
  page: MetricsPage,
  { bus, intake, orders }: MetricSources,
  reasonText: (reason: string) => string,
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
  for (const [reason, count] of Object.entries(refused)) page.sample(count, reasonText(reason));
  page
    .family('aris_commands_pending', 'gauge', 'Commands that wait for a confirmation.')
    .sample(orders.pendingCount());
  page
    .family(
      'aris_commands_unconfirmed_total',
      'counter',
      'Commands that no device confirmed in time.',
    )
    .sample(orders.unconfirmedCount());
}

const ASKED_TEXT = labels({ level: 'asked' });
const EFFECTIVE_TEXT = labels({ level: 'effective' });

function writeControl(page: MetricsPage, { plant, verdicts }: MetricSources): void {
  const { cycles, cycleSeconds, compressorStarts } = plant.stats();
  const counter = (name: string, help: string, value: number) =>
    page.family(name, 'counter', help).sample(value);
  counter('aris_control_cycles_total', 'Cycles of control.', cycles);
  counter(
    'aris_control_cycle_seconds_total',
    'Time spent in cycles of control, without that of the disk.',
    cycleSeconds,
  );
  counter('aris_compressor_starts_total', 'Starts of the compressor.', compressorStarts);
  const surplus = verdicts.surplus();
  if (surplus === undefined) return;
  page
    .family('aris_surplus_level', 'gauge', 'Surplus level of SG-Ready, 1 to 4.')
    .sample(surplus.asked, ASKED_TEXT)
    .sample(surplus.effective, EFFECTIVE_TEXT);
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
  gauge('aris_http_streams', 'Open event streams.', sources.streamCount());
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

/** A page in the format asked for. Label texts, which are most of its work, are made once and kept. */
export function createMetrics(sources: MetricSources): (format: MetricFormat) => string {
  const { zones, devices, build, httpMeter } = sources;
  const textsOfZone = memo(zoneTexts);
  const textOfDevice = memo(deviceText);
  const textOfReason = memo((reason: string) => labels({ reason }));
  const buildText = labels(build);
  return (format) => {
    const page = new MetricsPage(format);
    page.family('aris_build_info', 'gauge', 'What runs here.').sample(1, buildText);
    writeZones(
      page,
      zones.list().map((view) => [view, textsOfZone(view.zoneId)] as const),
    );
    writeDevices(
      page,
      [...devices.all()].map((device) => [device, textOfDevice(device.ref)] as const),
    );
    writeBus(page, sources, textOfReason);
    writeControl(page, sources);
    httpMeter.write(page);
    writeProcess(page, sources);
    return page.end();
  };
}
