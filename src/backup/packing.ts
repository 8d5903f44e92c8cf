/**
 * A backup's lines as a file that gzip itself reads: zcat shows them. After the lines comes a small part of fixed length
 * whose one line has the SHA-256 of all bytes before it, so that no byte can change unseen.
 */
import { createHash } from 'node:crypto';
import { pipeline, Readable } from 'node:stream';
import { StringDecoder } from 'node:string_decoder';
import { crc32, createGunzip, createGzip } from 'node:zlib';
import { CHANGED, damaged } from '../app/backup/format.ts';
import { LIMITS } from '../domain/limits.ts';

/** Records of history are packed already: more work would save little. */
const LEVEL = 4;
const MAGIC = Buffer.from([0x1f, 0x8b]);

/** A gzip member of one line, stored as it is (RFC 1952, RFC 1951 section 3.2.4). */
function trailerOf(sha256: string): Buffer {
  const line = Buffer.from(`{"sha256":"${sha256}"}\n`);
  const end = Buffer.alloc(8);
  end.writeUInt32LE(crc32(line), 0);
  end.writeUInt32LE(line.length, 4);
  const sizes = Buffer.alloc(4);
  sizes.writeUInt16LE(line.length, 0);
  sizes.writeUInt16LE(line.length ^ 0xffff, 2);
  return Buffer.concat([MAGIC, Buffer.from([8, 0, 0, 0, 0, 0, 0, 0xff, 1]), sizes, line, end]);
}
const TRAILER_BYTES = trailerOf('0'.repeat(64)).length;

/** Bytes that go through a stream of zlib's; an error of either ends both. */
function through(
  source: AsyncIterable<string | Uint8Array>,
  stream: ReturnType<typeof createGzip> | ReturnType<typeof createGunzip>,
): AsyncIterable<Buffer> {
  pipeline(Readable.from(source, { objectMode: false }), stream, () => undefined);
  return stream;
}

/** @param lines each with the end of its line; several at a time */
export async function* pack(lines: AsyncIterable<string>): AsyncGenerator<Uint8Array> {
  const hash = createHash('sha256');
  for await (const chunk of through(lines, createGzip({ level: LEVEL }))) {
    hash.update(chunk);
    yield chunk;
  }
  yield trailerOf(hash.digest('hex'));
}

/** All but the trailer. @throws HubError at the end, where that is not what it has to be */
async function* checkedBody(bytes: AsyncIterable<Uint8Array>, count: (bytes: number) => void) {
  const hash = createHash('sha256');
  let held: Uint8Array = Buffer.alloc(0);
  for await (const chunk of bytes) {
    const all = Buffer.concat([held, chunk]);
    const body = all.subarray(0, Math.max(0, all.length - TRAILER_BYTES));
    held = all.subarray(body.length);
    if (body.length === 0) continue;
    hash.update(body);
    count(body.length);
    yield body;
  }
  if (!trailerOf(hash.digest('hex')).equals(held)) throw damaged(CHANGED);
}

/** How much a file may come to. */
class Caps {
  #fileBytes = 0;
  #textBytes = 0;

  countFile = (bytes: number): void => void (this.#fileBytes += bytes);

  countText(bytes: number): void {
    this.#textBytes += bytes;
    const { backupTextBytes, backupRatio, backupRatioFreeBytes } = LIMITS;
    const most = backupRatioFreeBytes + backupRatio * this.#fileBytes;
    if (this.#textBytes > Math.min(backupTextBytes, most))
      throw damaged('it comes to more than a backup can');
  }
}

/** What zlib throws of bytes that are no gzip. */
function explained(error: unknown): unknown {
  const { code } = error as NodeJS.ErrnoException;
  return code?.startsWith('Z_') === true ? damaged(CHANGED) : error;
}

/** @throws HubError `invalid` where it is damaged, perhaps only at the end */
export async function* unpack(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<readonly string[]> {
  const caps = new Caps();
  const decoder = new StringDecoder('utf8');
  let rest: string[] = [];
  let restChars = 0;
  try {
    for await (const chunk of through(checkedBody(bytes, caps.countFile), createGunzip())) {
      caps.countText(chunk.length);
      const [first = '', ...more] = decoder.write(chunk).split('\n');
      rest.push(first);
      restChars += first.length;
      if (restChars > LIMITS.backupLineBytes) throw damaged('a line of it is too long');
      const last = more.pop();
      if (last === undefined) continue;
      yield [rest.join(''), ...more];
      rest = [last];
      restChars = last.length;
    }
  } catch (error) {
    throw explained(error);
  }
  if (restChars > 0) throw damaged('its last line is cut off');
}

export const isPacked = (beginning: Uint8Array): boolean =>
  MAGIC.equals(beginning.subarray(0, MAGIC.length));
