/** The last lines of the log, in memory: for owners to look at, and for who looks into what ails the hub. */
import { LIMITS } from '../../domain/limits.ts';
import { LOG_LEVELS, type LogLevel } from '../../domain/log-level.ts';
import { isoTime } from '../../domain/units.ts';
import { humanText, withoutSecrets } from '../base/log-line.ts';
import type { Clock } from '../base/ports/clock.ts';
import type { Log, LogFields } from '../base/ports/log.ts';
import { redact } from '../base/redaction.ts';

export interface LogEntry {
  readonly timestamp: string;
  readonly level: LogLevel;
  /** With the fields, as the log itself has it: without secrets. */
  readonly message: string;
}

/** With what of it may leave the house. */
export interface RecentEntry extends LogEntry {
  readonly forReport: string;
}

export interface RecentLog {
  /** Oldest first, of the levels that are logged. */
  readonly entries: () => readonly RecentEntry[];
  /** The last warnings and errors alone: no number of other lines drives them out. */
  readonly errors: () => readonly RecentEntry[];
}

function createRing(limit: number) {
  const kept: RecentEntry[] = [];
  return {
    add(entry: RecentEntry) {
      kept.push(entry);
      if (kept.length > limit) kept.shift();
    },
    entries: () => kept,
  };
}

const cut = (text: string) => text.slice(0, LIMITS.recentLogChars);

function entryOf(nowMs: number, level: LogLevel, message: string, fields: LogFields): RecentEntry {
  const safe = withoutSecrets(fields);
  return {
    timestamp: isoTime(nowMs),
    level,
    message: cut(humanText(message, safe)),
    // By the names of the fields, which a text no more has.
    forReport: cut(humanText(redact(message) as string, redact(safe) as LogFields)),
  };
}

/** What the log is told goes on as it was. @param level the least that is logged, one of `LOG_LEVELS` */
export function createRecentLog(deps: {
  log: Log;
  clock: Pick<Clock, 'nowMs'>;
  level: string;
}): RecentLog & { readonly log: Log } {
  const { log, clock } = deps;
  const least = (LOG_LEVELS as readonly string[]).indexOf(deps.level);
  const all = createRing(LIMITS.recentLogEntries);
  const errors = createRing(LIMITS.recentErrorEntries);

  const keeping =
    (level: LogLevel): Log[LogLevel] =>
    (message, fields) => {
      if (LOG_LEVELS.indexOf(level) >= least) {
        const entry = entryOf(clock.nowMs(), level, message, fields ?? {});
        all.add(entry);
        if (level === 'warn' || level === 'error') errors.add(entry);
      }
      log[level](message, fields);
    };

  return {
    log: {
      debug: keeping('debug'),
      info: keeping('info'),
      warn: keeping('warn'),
      error: keeping('error'),
    },
    entries: all.entries,
    errors: errors.entries,
  };
}
