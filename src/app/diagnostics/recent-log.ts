/** The last warnings and errors, kept for who looks into what ails the hub. */
import { isoTime } from '../../domain/units.ts';
import { LIMITS } from '../../domain/limits.ts';
import type { Clock } from '../base/ports/clock.ts';
import type { Log, LogFields } from '../base/ports/log.ts';

export interface LogEntry {
  readonly timestamp: string;
  readonly level: 'warn' | 'error';
  readonly message: string;
}

/** What the log is told goes on as it was; `entries` has the last that matter, oldest first, with their fields as text. */
export function createRecentLog(deps: { log: Log; clock: Clock }): {
  readonly log: Log;
  readonly entries: () => readonly LogEntry[];
} {
  const { log, clock } = deps;
  const kept: LogEntry[] = [];

  function keep(level: LogEntry['level'], message: string, fields: LogFields = {}): void {
    const words = Object.entries(fields)
      .filter(([, value]) => value !== undefined)
      .map(
        ([name, value]) => `${name}=${typeof value === 'string' ? value : JSON.stringify(value)}`,
      );
    const text = [message, ...words].join(' ').slice(0, LIMITS.recentLogChars);
    kept.push({ timestamp: isoTime(clock.nowMs()), level, message: text });
    if (kept.length > LIMITS.recentLogEntries) kept.shift();
  }

  return {
    log: {
      debug: (message, fields) => log.debug(message, fields),
      info: (message, fields) => log.info(message, fields),
      warn(message, fields) {
        keep('warn', message, fields);
        log.warn(message, fields);
      },
      error(message, fields) {
        keep('error', message, fields);
        log.error(message, fields);
      },
    },
    entries: () => kept,
  };
}
