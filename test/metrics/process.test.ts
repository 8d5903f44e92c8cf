import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { processSection } from '../../src/metrics/process.ts';
import { written } from '../support/metric-samples.ts';

const SAMPLES = {
  cpuUserSeconds: 2,
  cpuSystemSeconds: 0.5,
  residentBytes: 10,
  heapUsedBytes: 11,
  heapTotalBytes: 12,
  externalBytes: 13,
  startedAtSeconds: 14,
  loopActiveSeconds: 15,
  openFds: 16,
  maxFds: 17,
  diskWrittenBytes: 18,
};

describe('the metrics of the process', () => {
  it('are named as those of Prometheus’ own client libraries, and CPU time is both parts', () =>
    assert.deepEqual(Object.fromEntries(written(processSection(() => SAMPLES))), {
      process_cpu_seconds_total: 2.5,
      process_cpu_user_seconds_total: 2,
      process_cpu_system_seconds_total: 0.5,
      process_start_time_seconds: 14,
      process_resident_memory_bytes: 10,
      process_open_fds: 16,
      process_max_fds: 17,
      nodejs_heap_size_total_bytes: 12,
      nodejs_heap_size_used_bytes: 11,
      nodejs_external_memory_bytes: 13,
      aris_event_loop_active_seconds_total: 15,
    }));

  it('leave out what the system does not tell', () => {
    const samples = written(
      processSection(() => ({ ...SAMPLES, openFds: undefined, maxFds: undefined })),
    );
    assert.equal(samples.has('process_open_fds'), false);
    assert.equal(samples.has('process_max_fds'), false);
  });
});
