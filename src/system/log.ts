/** The log: one line per thing worth knowing, for a person on a terminal, as JSON otherwise. */
import { humanText, withoutSecrets } from '../app/base/log-line.ts';
import type { Clock } from '../app/base/ports/clock.ts';
import type { Log, LogFields } from '../app/base/ports/log.ts';
import { LOG_LEVELS, type LogLevel } from '../domain/log-level.ts';

export function createLog(options: {
  clock: Clock;
  level: LogLevel;
  isHuman: boolean;
  write: (line: string) => void;
}): Log {
  const { clock, isHuman, write } = options;
  const least = LOG_LEVELS.indexOf(options.level);

  function record(level: LogLevel, message: string, fields: LogFields = {}): void {
    if (LOG_LEVELS.indexOf(level) < least) return;
    const time = new Date(clock.nowMs()).toISOString();
    const safe = withoutSecrets(fields);
    // A line feed in a value must not begin a line of its own: JSON escapes it, and the human form quotes it.
    write(
      isHuman
        ? `${time.slice(11, 19)} ${level.padEnd(5)} ${humanText(message, safe)}`
        : JSON.stringify({ time, level, message, ...safe }),
    );
  }

  return {
    debug: (message, fields) => record('debug', message, fields),
    info: (message, fields) => record('info', message, fields),
    warn: (message, fields) => record('warn', message, fields),
    error: (message, fields) => record('error', message, fields),
  };
}
