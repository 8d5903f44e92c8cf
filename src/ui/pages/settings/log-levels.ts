/** Which lines of the log are shown. */
import type { LogEntry } from '../../../app/diagnostics/recent-log.ts';

export type LeastLevel = 'debug' | 'warn' | 'error';

const SHOWN: Readonly<Record<LeastLevel, readonly LogEntry['level'][]>> = {
  debug: ['debug', 'info', 'warn', 'error'],
  warn: ['warn', 'error'],
  error: ['error'],
};

export const atLeast = (entries: readonly LogEntry[], least: LeastLevel): LogEntry[] =>
  entries.filter(({ level }) => SHOWN[least].includes(level));
