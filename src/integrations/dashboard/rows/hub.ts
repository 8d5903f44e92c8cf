/** The hub itself: whether it is well, and what it costs the machine. */
import type { Panel } from '../panel.ts';
import { of, rate } from '../promql.ts';

const quantile = (share: number, family: string) =>
  `histogram_quantile(${share}, sum by (le) (${rate(of(`${family}_bucket`))}))`;

export const HUB: readonly Panel[] = [
  {
    kind: 'table',
    title: 'What runs',
    width: 8,
    height: 4,
    columns: { version: 'Version', node_version: 'Node', virtual: 'Virtual', instance: 'Address' },
    queries: [[of('aris_build_info'), '']],
  },
  {
    kind: 'stat',
    title: 'Up for',
    width: 4,
    unit: 'dtdurations',
    decimals: 0,
    queries: [[`time() - ${of('process_start_time_seconds')}`, 'up']],
  },
  {
    kind: 'stat',
    title: 'Broker',
    width: 4,
    states: ['away', 'connected'],
    queries: [[of('aris_mqtt_connected'), 'broker']],
  },
  {
    kind: 'stat',
    title: 'Store',
    width: 4,
    unit: 'percentunit',
    decimals: 1,
    thresholds: [
      [0.7, 'orange'],
      [0.9, 'red'],
    ],
    queries: [[`${of('aris_storage_used_bytes')} / ${of('aris_storage_limit_bytes')}`, 'used']],
  },
  {
    kind: 'stat',
    title: 'Scraped',
    width: 4,
    unit: 'percentunit',
    decimals: 2,
    help: 'How often Prometheus found the hub in this time.',
    queries: [[`avg_over_time(${of('up')}[$__range])`, 'of the time']],
  },
  {
    kind: 'graph',
    title: 'Memory',
    width: 8,
    unit: 'bytes',
    min: 0,
    queries: [
      [of('process_resident_memory_bytes'), 'resident'],
      [of('nodejs_heap_size_used_bytes'), 'heap'],
      [of('nodejs_external_memory_bytes'), 'outside the heap'],
    ],
  },
  {
    kind: 'graph',
    title: 'Processor',
    width: 8,
    unit: 'percentunit',
    min: 0,
    queries: [
      [rate(of('process_cpu_seconds_total')), 'of one core'],
      [rate(of('aris_event_loop_active_seconds_total')), 'event loop at work'],
    ],
  },
  {
    kind: 'graph',
    title: 'How late',
    width: 8,
    unit: 's',
    min: 0,
    help: 'Of the requests the time to an answer; of the event loop how late it came to what was due.',
    queries: [
      [quantile(0.5, 'aris_http_request_duration_seconds'), 'half of the requests'],
      [quantile(0.99, 'aris_http_request_duration_seconds'), '99 of 100 requests'],
      [quantile(0.99, 'aris_event_loop_lag_seconds'), 'event loop, 99 of 100'],
    ],
  },
  {
    kind: 'graph',
    title: 'Requests',
    width: 8,
    unit: 'reqps',
    min: 0,
    queries: [[`sum by (code) (${rate(of('aris_http_requests_total'))})`, '{{code}}']],
  },
  {
    kind: 'graph',
    title: 'Messages',
    width: 8,
    unit: 'cps',
    min: 0,
    queries: [
      [rate(of('aris_mqtt_messages_accepted_total')), 'taken in'],
      [rate(of('aris_mqtt_messages_published_total')), 'published'],
      [`sum(${rate(of('aris_mqtt_messages_refused_total'))})`, 'refused'],
    ],
  },
  {
    kind: 'graph',
    title: 'Written to the disk in a day',
    width: 8,
    unit: 'bytes',
    min: 0,
    help: 'At the rate of the last hour. A flash card bears only so much.',
    queries: [[`rate(${of('aris_storage_written_bytes_total')}[1h]) * 86400`, 'written']],
  },
  {
    kind: 'graph',
    title: 'Open',
    width: 8,
    min: 0,
    decimals: 0,
    queries: [
      [of('aris_http_connections'), 'connections'],
      [of('aris_http_streams'), 'streams'],
      [`sum(${of('aris_sessions')})`, 'sessions'],
      [of('aris_lockouts_active'), 'locked out'],
    ],
  },
  {
    kind: 'graph',
    title: 'Commands without an answer',
    width: 8,
    min: 0,
    decimals: 0,
    queries: [
      [of('aris_commands_pending'), 'wait'],
      [`increase(${of('aris_commands_unconfirmed_total')}[1h])`, 'given up in an hour'],
    ],
  },
  {
    kind: 'graph',
    title: 'Events in an hour',
    width: 8,
    style: 'bars',
    min: 0,
    queries: [
      [`sum by (severity) (increase(${of('aris_journal_events_total')}[1h]))`, '{{severity}}'],
    ],
  },
];
