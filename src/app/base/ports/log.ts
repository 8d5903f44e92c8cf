/** What is written of what the hub does. */
import type { JsonValue } from '../../../domain/errors.ts';

export type LogFields = Readonly<Record<string, JsonValue | undefined>>;

/** One line per thing worth knowing. Secrets are redacted by key, but do not pass them. */
export interface Log {
  debug(message: string, fields?: LogFields): void;
  info(message: string, fields?: LogFields): void;
  warn(message: string, fields?: LogFields): void;
  error(message: string, fields?: LogFields): void;
}
