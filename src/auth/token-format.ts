/**
 * The text of a token: `<prefix>_` and 46 base62 characters, of which 8 are the public id, 32 the secret (190 bits)
 * and 6 the CRC-32 of both. The CRC tells a typing error from a wrong token without a look at the store, and a
 * scanner that it has found a token. The value of a session's cookie has the same form with a prefix of its own, so
 * that neither is ever taken for the other.
 */
import type { Digest, TokenMint } from '../app/base/credential-ports.ts';
import type { Random } from '../app/base/ports/random.ts';
import { TOKEN_ID_CHARS, TOKEN_PREFIXES } from '../domain/token.ts';

const ALPHABET = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
/** Of a base62 character's code; -1 for that of any other. */
const VALUES = Int8Array.from({ length: 128 }, (_, code) =>
  ALPHABET.indexOf(String.fromCharCode(code)),
);
const SECRET_CHARS = 32;
const BODY_CHARS = TOKEN_ID_CHARS + SECRET_CHARS;
const CRC_CHARS = 6;

/** Of each byte, reflected (ISO-HDLC, as in Ethernet and PNG: RFC 2083, section 15). */
const CRC_TABLE = Int32Array.from({ length: 256 }, (_, byte) => {
  let rest = byte;
  for (let bit = 0; bit < 8; bit++) rest = (rest >>> 1) ^ (rest & 1 ? 0xedb88320 : 0);
  return rest;
});

/**
 * CRC-32 of base62 characters; NaN, which is no CRC, where there is another one among them. Node has one that takes
 * five times as long to call for texts as short as these, and there is one for each request.
 */
function base62Crc32(text: string, from: number, to: number): number {
  let rest = -1;
  for (let i = from; i < to; i++) {
    const code = text.charCodeAt(i);
    if ((VALUES[code] ?? -1) < 0) return Number.NaN;
    rest = (rest >>> 8) ^ (CRC_TABLE[(rest ^ code) & 255] ?? 0);
  }
  return ~rest >>> 0;
}

const COOKIE_PREFIXES = ['ses'];

/** CRC-32 of a base62 text, in base62, left-padded to six characters. */
export function base62Crc(text: string): string {
  let rest = base62Crc32(text, 0, text.length);
  let digits = '';
  while (rest > 0) {
    digits = `${ALPHABET[rest % 62] ?? ''}${digits}`;
    rest = Math.floor(rest / 62);
  }
  return digits.padStart(CRC_CHARS, '0');
}

/** Base62 characters, each as likely as any other. */
function randomBase62(random: Random, count: number): string {
  let text = '';
  while (text.length < count) {
    for (const byte of random.bytes(count - text.length)) {
      // 248 is the largest multiple of 62 in a byte: beyond it the first characters would be likelier.
      if (byte < 248) text += ALPHABET[byte % 62] ?? '';
    }
  }
  return text;
}

/** The number that base62 characters are: perhaps more than any CRC is, and -1 where there is another character. */
function base62Number(text: string, from: number): number {
  let value = 0;
  for (let i = from; i < text.length; i++) {
    const digit = VALUES[text.charCodeAt(i)] ?? -1;
    if (digit < 0) return -1;
    value = value * 62 + digit;
  }
  return value;
}

export interface ParsedToken {
  readonly id: string;
  /** Id and secret: what is hashed. */
  readonly body: string;
}

function parse(prefixes: readonly string[], text: string): ParsedToken | undefined {
  const end = text.length - CRC_CHARS;
  const start = end - BODY_CHARS;
  if (start < 1 || text[start - 1] !== '_' || !prefixes.includes(text.slice(0, start - 1)))
    return undefined;
  if (base62Number(text, end) !== base62Crc32(text, start, end)) return undefined;
  return { id: text.slice(start, start + TOKEN_ID_CHARS), body: text.slice(start, end) };
}

/** Undefined for what is no token, or one with a typing error. */
export function parseToken(text: string): ParsedToken | undefined {
  return parse(TOKEN_PREFIXES, text);
}

/** Undefined for what is no value of a session's cookie. */
export function parseSessionCookie(text: string): ParsedToken | undefined {
  return parse(COOKIE_PREFIXES, text);
}

export function createTokenMint(random: Random, digest: Digest): TokenMint {
  const hashOf = (body: string) => Buffer.from(digest.sha256(body)).toString('base64');

  return {
    mint(prefix, id = randomBase62(random, TOKEN_ID_CHARS)) {
      const body = `${id}${randomBase62(random, SECRET_CHARS)}`;
      return { id, token: `${prefix}_${body}${base62Crc(body)}`, hash: hashOf(body) };
    },
    read(text) {
      const parsed = parseToken(text);
      const prefix = TOKEN_PREFIXES.find((known) => text.startsWith(`${known}_`));
      if (parsed === undefined || prefix === undefined) return undefined;
      return { id: parsed.id, prefix, hash: hashOf(parsed.body) };
    },
  };
}
