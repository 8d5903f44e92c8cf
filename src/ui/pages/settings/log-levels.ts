/** Which lines of the log are shown. */
import type { LogEntry } from '../../../app/diagnostics/recent-log.ts';
import { LOG_LEVELS, type LogLevel } from '../../../domain/log-level.ts';

export const atLeast = (entries: readonly LogEntry[], least: LogLevel): LogEntry[] =>
  entries.filter(({ level }) => LOG_LEVELS.indexOf(level) >= LOG_LEVELS.indexOf(least));
