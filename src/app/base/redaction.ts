/**
 * What leaves the house in a report for others to read: no credential, no person, no address. It is told by its looks,
 * wherever it stands; names of members that say that they are secret are masked whatever they hold.
 */
import { parseAddress } from '../../domain/address.ts';
import type { JsonValue } from '../../domain/errors.ts';

const MASK = '[redacted]';
const SECRET_NAME =
  /token$|secret|password|passwd|authorization|cookie|credential|email|address|^pin$|[_-]?key$/i;

const SECRET_TEXTS = [
  // User and password in a URL.
  /(?<=\/\/)[^/\s@]+@/g,
  // From the first character of it alone: to look from each would take time by the square of a long word.
  /(?<![\w.%+-])[\w.%+-]+@[\w-]+(?:\.[\w-]+)+/g,
  // Tokens of ours, refresh tokens, sessions, JWTs, hashes and keys.
  /\b(?:aris_tok|ari_k|ares|ses|usr|tok|rt)_[\w-]+/g,
  /\beyJ[\w-]+\.[\w-]+\.[\w-]*/g,
  /\b(?:[0-9a-f]{40,}|[A-Za-z0-9+/_-]{43,}={0,2})/gi,
];
const AFTER_SCHEME = /\b((?:(?:bearer|basic)\s+)+)\S+/gi;
const ADDRESS = /(?<![\w.:])\[?[0-9a-f]*[.:][0-9a-f.:]+(?:%\w+)?\]?(?:\/\d{1,3})?/gi;

/** A time such as 10:00:00 looks like one, and is none. */
function maskAddress(text: string): string {
  const bare = text.replace(/^\[|\]?(?:\/\d+)?$/g, '').replace(/%\w+$/, '');
  const host =
    /^(?<v4>\d+(?:\.\d+){3})[:.]/.exec(bare)?.groups?.['v4'] ?? bare.replace(/[.:]$/, '');
  return parseAddress(host) === undefined ? text : MASK;
}

function redactText(text: string): string {
  const masked = SECRET_TEXTS.reduce((left, secret) => left.replaceAll(secret, MASK), text);
  return masked.replaceAll(AFTER_SCHEME, `$1${MASK}`).replaceAll(ADDRESS, maskAddress);
}

/** A copy with everything masked that is nobody else's business. */
export function redact(value: JsonValue | undefined, name = ''): JsonValue | undefined {
  if (typeof value === 'string') return SECRET_NAME.test(name) ? MASK : redactText(value);
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value))
    return (value as readonly JsonValue[]).map((one) => redact(one, name) ?? null);
  return Object.fromEntries(
    Object.entries(value).map(([key, one]) => [redactText(key), redact(one as JsonValue, key)]),
  );
}
