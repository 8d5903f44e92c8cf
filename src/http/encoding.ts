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
  return (accepted ?? '')
    .split(',')
    .map((item) =>
      item
        .trim()
        .toLowerCase()
        .split(/\s*;\s*q=/),
    )
    .filter(([, weight]) => weight === undefined || Number(weight) > 0)
    .map(([name = '']) => name);
}

/** A text as a reply, packed beside the event loop for who accepts gzip. @param headers further ones; `Vary` is the caller's */
export function packedTextReply(
  accepted: string | undefined,
  contentType: string,
  text: string,
  headers: readonly string[],
): Reply | Promise<Reply> {
  if (!encodingsOf(accepted).includes('gzip')) return textReply(200, contentType, text, headers);
  return pack(text, { level: LEVEL }).then((bytes) =>
    textReply(200, contentType, bytes, [...headers, 'Content-Encoding', 'gzip']),
  );
}
