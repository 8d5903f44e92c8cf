/**
 * The log: one line per thing worth knowing, for a person on a terminal, as JSON otherwise. Members whose name says
 * that they are secret are masked, and whatever looks like one of our tokens is cut wherever it stands.
 */
import type { Clock } from '../app/base/ports/clock.ts';
import type { Log, LogFields } from '../app/base/ports/log.ts';

export const LOG_LEVELS = ['debug', 'info', 'warn', 'error'] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];

const SECRET_KEY = /token$|secret|password|passwd|authorization|cookie|credential|^pin$|_key$/i;
/** Tokens, the value of a session's cookie, refresh tokens, JWTs: what may be shown of each, and the rest of it. */
const SECRET_TEXTS = [
  /\b((?:aris_tok|ari_k|ares)_[0-9A-Za-z]{4})[0-9A-Za-z]+/g,
  /\b(ses_[0-9A-Za-z]{8})[0-9A-Za-z]+/g,
  /\b(rt_[0-9A-Za-z]{8}_)[\w-]+/g,
  /\b(eyJ)[\w-]+\.[\w-]+\.[\w-]*/g,
];
const MASK = '[redacted]';

function redacted(key: string, value: unknown): unknown {
  if (key !== '' && SECRET_KEY.test(key)) return MASK;
  if (typeof value !== 'string') return value;
  return SECRET_TEXTS.reduce((text, secret) => text.replace(secret, '$1…'), value);
}

function humanLine(level: LogLevel, message: string, fields: LogFields, time: string): string {
  const rest = Object.entries(fields)
    .filter(([, value]) => value !== undefined)
    .map(
      ([key, value]) =>
        `${key}=${typeof value === 'string' && !/[\s"=]/.test(value) ? value : JSON.stringify(value)}`,
    );
  return [time.slice(11, 19), level.padEnd(5), message, ...rest].join(' ');
}

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
    const safe = JSON.parse(JSON.stringify(fields, redacted)) as LogFields;
    // A line feed in a value must not begin a line of its own: JSON escapes it, and the human form quotes it.
    write(
      isHuman
        ? humanLine(level, message, safe, time)
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
