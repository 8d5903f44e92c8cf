/** One open firmware file: what is checked, hashed and sent all comes from one descriptor. */
import { createHash } from 'node:crypto';
import { constants, type BigIntStats } from 'node:fs';
import { open, readlink, type FileHandle } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { HubError } from '../domain/errors.ts';
import { LIMITS } from '../domain/limits.ts';
import { createReadBuffers } from './read-buffers.ts';
import { unlessAbsent } from './resolve.ts';

const ETAG_HEX_CHARS = 32;

/** Changes whenever the content does, to the granularity of the file system's clock. */
export function versionOf({ dev, ino, size, mtimeNs, ctimeNs }: BigIntStats): string {
  return [dev, ino, size, mtimeNs, ctimeNs].join(':');
}

/**
 * Whether an open file has been written to since `before`. Its ctime says nothing here: it moves too when another
 * file is renamed over this one, whose content is whole all the same.
 */
async function isRewritten(handle: FileHandle, before: BigIntStats): Promise<boolean> {
  const { size, mtimeNs } = await handle.stat({ bigint: true });
  return size !== before.size || mtimeNs !== before.mtimeNs;
}

/** Whether the descriptor is the file of that very path: a folder on the way may have become a symlink meanwhile. */
async function isFileOf(handle: FileHandle, realPath: string): Promise<boolean> {
  const reached = await unlessAbsent(readlink(`/proc/self/fd/${handle.fd}`));
  // Without /proc there is only the check before; a file replaced since it was opened is still the right one.
  return reached === undefined || reached.replace(/ \(deleted\)$/, '') === realPath;
}

/**
 * Opens a regular file for reading; undefined where there is none. Neither follows a link at the end nor waits for
 * the other side of a FIFO.
 */
export async function openRegular(
  realPath: string,
): Promise<{ handle: FileHandle; stats: BigIntStats } | undefined> {
  const flags = constants.O_RDONLY | constants.O_NONBLOCK | constants.O_NOFOLLOW;
  const handle = await unlessAbsent(open(realPath, flags));
  if (handle === undefined) return undefined;
  try {
    const stats = await handle.stat({ bigint: true });
    if (stats.isFile() && (await isFileOf(handle, realPath))) return { handle, stats };
  } catch (error) {
    await handle.close();
    throw error;
  }
  await handle.close();
  return undefined;
}

/**
 * The entity tag of the whole content, quoted.
 * @throws HubError `unavailable` where the file changes while it is read
 */
export async function hashContent(handle: FileHandle, stats: BigIntStats): Promise<string> {
  const hash = createHash('sha256');
  const buffer = Buffer.allocUnsafe(LIMITS.bodyChunkBytes);
  for (let position = 0; ;) {
    const { bytesRead } = await handle.read(buffer, 0, LIMITS.bodyChunkBytes, position);
    if (bytesRead === 0) break;
    hash.update(buffer.subarray(0, bytesRead));
    position += bytesRead;
  }
  if (await isRewritten(handle, stats)) {
    throw new HubError('unavailable', 'the file is being written');
  }
  return `"${hash.digest('hex').slice(0, ETAG_HEX_CHARS)}"`;
}

/** Of all files that are being sent. */
const buffers = createReadBuffers();

/**
 * The bytes from `start` up to and without `end`, and then the end of the descriptor. Where the file was changed in
 * place meanwhile the stream breaks before its last bytes, so that no device takes a mixture of two images.
 * Nothing is read ahead: whoever asks for more has sent what it had, and gets it in the same memory.
 */
export function readUnchanged(
  handle: FileHandle,
  stats: BigIntStats,
  start: number,
  end: number,
): Readable {
  let position = start;
  let buffer: Buffer | undefined;
  let isReading = false;

  async function fill(bytes: Buffer): Promise<Buffer | null> {
    if (position >= end) return null;
    const length = Math.min(bytes.length, end - position);
    const { bytesRead } = await handle.read(bytes, 0, length, position);
    position += bytesRead;
    const last = bytesRead === 0 || position >= end;
    if (last && (await isRewritten(handle, stats))) {
      throw new Error('the file was changed while it was sent');
    }
    return bytesRead === 0 ? null : bytes.subarray(0, bytesRead);
  }

  return new Readable({
    highWaterMark: 0,
    read() {
      isReading = true;
      fill((buffer ??= buffers.take()))
        .finally(() => (isReading = false))
        .then(
          (chunk) => this.push(chunk),
          (error: unknown) => this.destroy(error as Error),
        );
    },
    destroy(error, done) {
      // What is cut off in the middle may still be filled or sent.
      const isAtRest = !isReading && error === null && this.readableEnded;
      if (buffer !== undefined) buffers.giveBack(buffer, isAtRest);
      handle.close().then(
        () => done(error),
        (closeError: unknown) => done(error ?? (closeError as Error)),
      );
    },
  });
}
