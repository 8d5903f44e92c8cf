/** The last lines of the log as a text for others to read, below what runs, how it does, and what is wrong. */
import type { FaultView } from '../faults/faults.ts';
import type { Installation } from '../../domain/installation.ts';
import { visible } from '../../domain/text.ts';
import { isoTime } from '../../domain/units.ts';
import { redact } from '../base/redaction.ts';
import type { HealthReport } from './health.ts';
import type { RecentEntry } from './recent-log.ts';

export interface LogReportSources {
  readonly version: string;
  readonly nodeVersion: string;
  /** Kernel and architecture. */
  readonly platform: string;
  readonly installation: Installation;
  readonly isVirtual: boolean;
  readonly health: () => HealthReport;
  readonly faults: () => readonly FaultView[];
  readonly entries: () => readonly RecentEntry[];
  readonly nowMs: () => number;
}

/** What is not well, such as `state_file: slow`. */
function unwell({ status, checks }: HealthReport): string {
  const parts = Object.entries(checks).flatMap(([name, check]) =>
    'state' in check && 'status' in check && check.status !== 'ok'
      ? [`${name} ${check.state}`]
      : [],
  );
  return [status, ...parts].join(', ');
}

const faultLine = ({ sinceTs, severity, source, objectId, code, message }: FaultView) =>
  `${sinceTs} ${severity.padEnd(8)} ${source}/${objectId} ${code}: ${message}`;

const orNone = (lines: readonly string[]) => (lines.length === 0 ? ['none'] : lines);

export function createLogReport(sources: LogReportSources): () => string {
  const { version, nodeVersion, platform, installation, isVirtual, nowMs } = sources;
  return () => {
    const health = sources.health();
    const entries = sources.entries();
    const lines = [
      `Aris hub ${version}${isVirtual ? ', virtual' : ''}, ${isoTime(nowMs())}`,
      `Node.js ${nodeVersion}, ${platform}, ${installation}, up for ${health.uptime_seconds} s`,
      `Health: ${unwell(health)}`,
      '',
      'Faults',
      ...orNone(sources.faults().map((fault) => redact(faultLine(fault)) as string)),
      '',
      `The last ${entries.length} lines of the log, without addresses and credentials`,
      ...entries.map(
        ({ timestamp, level, forReport }) => `${timestamp} ${level.padEnd(5)} ${forReport}`,
      ),
    ];
    return `${lines.map(visible).join('\n')}\n`;
  };
}
