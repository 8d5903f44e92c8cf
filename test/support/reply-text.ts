import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import type { Reply } from '../../src/http/exchange.ts';

type Body = Pick<Reply, 'body'>;

// A string has a character for each byte.
const bytesOf = (body: string | Uint8Array) =>
  typeof body === 'string' ? Buffer.from(body, 'latin1') : Buffer.from(body);

/** The body of a reply, also where it is still to be read; empty where it has none. */
export const replyBytes = async ({ body = '' }: Body): Promise<Buffer> =>
  body instanceof Readable ? buffer(body) : bytesOf(body);

/** Of one whose body is here. */
export function replyText({ body = '' }: Body): string {
  if (body instanceof Readable) throw new Error('this body is still to be read');
  return bytesOf(body).toString();
}
