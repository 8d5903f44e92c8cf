/**
 * The text of a token: `<prefix>_` and 46 base62 characters, of which 8 are the public id, 32 the secret (190 bits)
 * and 6 the CRC-32 of both. The CRC tells a typing error from a wrong token without a look at the store, and a
 * scanner that it has found a token. The value of a session's cookie has the same form with a prefix of its own, so
 * that neither is ever taken for the other.
 */
import { crc32 } from 'node:zlib';
import type { Digest, TokenMint } from '../app/base/credential-ports.ts';
import type { Random } from '../app/base/ports/random.ts';
import { TOKEN_ID_CHARS, TOKEN_PREFIXES } from '../domain/token.ts';

const ALPHABET = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
/** Of a character that is not of the alphabet: a bit that none of the values has. */
const NO_VALUE = 64;
/** Of a base62 character's code. */
const VALUES = Uint8Array.from({ length: 128 }, (_, code) => {
  const value = ALPHABET.indexOf(String.fromCharCode(code));
  return value === -1 ? NO_VALUE : value;
});
const valueAt = (text: string, at: number) => VALUES[text.charCodeAt(at)] ?? NO_VALUE;

const SECRET_CHARS = 32;
const BODY_CHARS = TOKEN_ID_CHARS + SECRET_CHARS;
const CRC_CHARS = 6;
const TOKEN_STARTS = TOKEN_PREFIXES.map((prefix) => `${prefix}_`);
const COOKIE_STARTS = ['ses_'];

/** CRC-32 (ISO-HDLC) of the ASCII text, in base62, left-padded to six characters. */
export function base62Crc(text: string): string {
  let rest = crc32(text);
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

/** Without a branch for each character: of random ones a processor would guess every other wrong. */
function isBase62(text: string, from: number): boolean {
  let seen = 0;
  for (let at = from; at < text.length; at++) seen |= valueAt(text, at);
  return seen < NO_VALUE;
}

/** Whether six base62 characters are the CRC-32 of the text. What they read as may be more than any CRC is. */
function isCrc(crc: string, text: string): boolean {
  let value = 0;
  for (let at = 0; at < CRC_CHARS; at++) value = value * 62 + valueAt(crc, at);
  return value === crc32(text);
}

export interface ParsedToken {
  readonly id: string;
  /** Id and secret: what is hashed. */
  readonly body: string;
}

function parse(starts: readonly string[], text: string): ParsedToken | undefined {
  const from = text.length - BODY_CHARS - CRC_CHARS;
  if (!starts.some((start) => start.length === from && text.startsWith(start))) return undefined;
  if (!isBase62(text, from)) return undefined;
  const body = text.slice(from, from + BODY_CHARS);
  const crc = text.slice(from + BODY_CHARS);
  return isCrc(crc, body) ? { id: body.slice(0, TOKEN_ID_CHARS), body } : undefined;
}

/** Undefined for what is no token, or one with a typing error. */
export function parseToken(text: string): ParsedToken | undefined {
  return parse(TOKEN_STARTS, text);
}

/** Undefined for what is no value of a session's cookie. */
export function parseSessionCookie(text: string): ParsedToken | undefined {
  return parse(COOKIE_STARTS, text);
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
