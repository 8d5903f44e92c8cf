/** The process that the hub is. */
import { counter, gauge } from './family.ts';
import { singles, type Section } from './section.ts';

export interface ProcessSamples {
  readonly cpuUserSeconds: number;
  readonly cpuSystemSeconds: number;
  readonly residentBytes: number;
  readonly heapUsedBytes: number;
  readonly heapTotalBytes: number;
  readonly externalBytes: number;
  readonly startedAtSeconds: number;
  readonly loopActiveSeconds: number;
  readonly openFds: number | undefined;
  readonly maxFds: number | undefined;
  readonly diskWrittenBytes: number | undefined;
}

/** The names are those that Prometheus' own client libraries give. */
export function processSection(of: () => ProcessSamples): Section {
  return singles([
    [
      counter('process_cpu_seconds', 'Total user and system CPU time spent in seconds.'),
      () => of().cpuUserSeconds + of().cpuSystemSeconds,
    ],
    [
      counter('process_cpu_user_seconds', 'Total user CPU time spent in seconds.'),
      () => of().cpuUserSeconds,
    ],
    [
      counter('process_cpu_system_seconds', 'Total system CPU time spent in seconds.'),
      () => of().cpuSystemSeconds,
    ],
    [
      gauge('process_start_time_seconds', 'Start time of the process since unix epoch in seconds.'),
      () => of().startedAtSeconds,
    ],
    [
      gauge('process_resident_memory_bytes', 'Resident memory size in bytes.'),
      () => of().residentBytes,
    ],
    [gauge('process_open_fds', 'Number of open file descriptors.'), () => of().openFds],
    [gauge('process_max_fds', 'Maximum number of open file descriptors.'), () => of().maxFds],
    [
      gauge('nodejs_heap_size_total_bytes', 'Process heap size from Node.js in bytes.'),
      () => of().heapTotalBytes,
    ],
    [
      gauge('nodejs_heap_size_used_bytes', 'Process heap size used from Node.js in bytes.'),
      () => of().heapUsedBytes,
    ],
    [
      gauge('nodejs_external_memory_bytes', 'Node.js external memory size in bytes.'),
      () => of().externalBytes,
    ],
    [
      counter('aris_event_loop_active_seconds', 'Time in which the event loop was at work.'),
      () => of().loopActiveSeconds,
    ],
  ]);
}
