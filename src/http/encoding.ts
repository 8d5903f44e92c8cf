/** What an answer may be packed in, which of two types it may have, and in which language it is. */
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import type { Reply } from './exchange.ts';
import { JSON_TYPE, textReply } from './reply.ts';

const pack = promisify(gzip);
/** The fastest: the best makes the page smaller by a seventh and takes three times as long. */
const LEVEL = 1;

/** What is accepted, each with its weight; one without weight is refused (RFC 9110 section 12.4.2). */
function weightsOf(accepted: string | undefined): ReadonlyMap<string, number> {
  const items = (accepted ?? '').split(',').map((item): [string, number] => {
    const [name = '', ...parameters] = item.split(';').map((part) => part.trim().toLowerCase());
    const weight = parameters.find((parameter) => parameter.startsWith('q='))?.slice(2) ?? '1';
    return [name, Number(weight)];
  });
  return new Map(items.filter(([, weight]) => weight > 0));
}

/** Of `Accept-Encoding`. */
export const encodingsOf = (accepted: string | undefined): string[] => [
  ...weightsOf(accepted).keys(),
];

/**
 * The language that is liked best of those there are, `de` for `de-AT` too.
 * @param accepted `Accept-Language`
 * @returns undefined where none of them is liked
 */
export function languageOf(
  accepted: string | undefined,
  known: readonly string[],
): string | undefined {
  return [...weightsOf(accepted)]
    .sort(([, a], [, b]) => b - a)
    .map(([name]) => name.split('-')[0] ?? '')
    .find((name) => known.includes(name));
}

/** Whether `Accept` names the type, and likes it no less than JSON. What takes anything gets JSON. */
export function prefersToJson(accepted: string | undefined, type: string): boolean {
  const weights = weightsOf(accepted);
  const weight = weights.get(type);
  return weight !== undefined && weight >= (weights.get(JSON_TYPE) ?? 0);
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
