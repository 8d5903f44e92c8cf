/** What an answer may be packed in. */
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import type { Reply } from './exchange.ts';
import { textReply } from './reply.ts';

const pack = promisify(gzip);
/** The fastest: the best makes the page smaller by a seventh and takes three times as long. */
const LEVEL = 1;

/** Of `Accept-Encoding`; one that is given no weight is refused (RFC 9110 section 12.5.3). */
export function encodingsOf(accepted: string | undefined): string[] {
  return (accepted ?? '').split(',').flatMap((item) => {
    const [name = '', ...parameters] = item.split(';').map((part) => part.trim().toLowerCase());
    const weight = parameters.find((parameter) => parameter.startsWith('q='))?.slice(2) ?? '1';
    return Number(weight) > 0 ? [name] : [];
  });
}

/** A reply, packed beside the event loop for who accepts gzip. @param headers further ones; `Vary` is the caller's */
export function packedReply(
  accepted: string | undefined,
  contentType: string,
  bytes: Uint8Array,
  headers: readonly string[],
): Reply | Promise<Reply> {
  if (!encodingsOf(accepted).includes('gzip')) return textReply(200, contentType, bytes, headers);
  return pack(bytes, { level: LEVEL }).then((packed) =>
    textReply(200, contentType, packed, [...headers, 'Content-Encoding', 'gzip']),
  );
}
