/**
 * What of a line of the log may be written: members whose name says that they are secret are masked, and whatever looks
 * like one of our tokens is cut wherever it stands.
 */
import type { LogFields } from './ports/log.ts';

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

/** The fields without secrets. What has no value is left out. */
export const withoutSecrets = (fields: LogFields): LogFields =>
  JSON.parse(JSON.stringify(fields, redacted)) as LogFields;

/** For people: the message, and the fields after it. */
export function humanText(message: string, fields: LogFields): string {
  const words = Object.entries(fields)
    .filter(([, value]) => value !== undefined)
    .map(
      ([key, value]) =>
        `${key}=${typeof value === 'string' && !/[\s"=]/.test(value) ? value : JSON.stringify(value)}`,
    );
  return [message, ...words].join(' ');
}
