import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { HealthReport } from '../../../src/app/diagnostics/health.ts';
import { createLogReport } from '../../../src/app/diagnostics/log-report.ts';
import type { RecentEntry } from '../../../src/app/diagnostics/recent-log.ts';
import type { FaultView } from '../../../src/app/faults/faults.ts';

const SINCE = '2026-01-15T09:00:00Z';
const FAULT: FaultView = {
  source: 'zone',
  objectId: 'bath',
  code: 'frost',
  severity: 'critical',
  message: 'near freezing, seen from 192.168.1.7',
  sinceTs: SINCE,
};
const LINE: RecentEntry = {
  timestamp: SINCE,
  level: 'info',
  message: 'hub ready address=10.0.0.1',
  forReport: 'hub ready\n2026 error forged address=[redacted]',
};

const reportOf = (faults: readonly FaultView[], entries: readonly RecentEntry[]) =>
  createLogReport({
    version: '1.2.3',
    nodeVersion: 'v20.1.0',
    platform: 'Linux 6.12 arm64',
    installation: 'container',
    isVirtual: false,
    health: () =>
      ({
        status: 'degraded',
        uptime_seconds: 90,
        checks: {
          mqtt: { status: 'ok', connected: true },
          cloud: { status: 'ok', state: 'disabled' },
          state_file: { status: 'error', state: 'slow' },
        },
      }) as unknown as HealthReport,
    faults: () => faults,
    entries: () => entries,
    nowMs: () => Date.parse('2026-01-15T10:00:00Z'),
  })().split('\n');

describe('the log as a report', () => {
  it('says what runs, how it does, what is wrong and what was logged, a line each', () => {
    assert.deepEqual(reportOf([FAULT], [LINE]), [
      'Aris hub 1.2.3, 2026-01-15T10:00:00Z',
      'Node.js v20.1.0, Linux 6.12 arm64, container, up for 90 s',
      'Health: degraded, state_file slow',
      '',
      'Faults',
      `${SINCE} critical zone/bath frost: near freezing, seen from [redacted]`,
      '',
      'The last 1 lines of the log, without addresses and credentials',
      `${SINCE} info  hub ready\\u000a2026 error forged address=[redacted]`,
      '',
    ]);
  });

  it('says that there is no fault where there is none', () => {
    assert.deepEqual(reportOf([], []).slice(4, 6), ['Faults', 'none']);
  });
});
