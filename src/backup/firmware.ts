/** The files of the firmware folder, for a backup: those that are served, and no link. */
import type { Dirent } from 'node:fs';
import { open, readdir } from 'node:fs/promises';
import { join, relative } from 'node:path';
import type { FirmwareSource } from '../app/backup/ports.ts';
import { isInnerPath } from '../domain/backup.ts';
import { HubError } from '../domain/errors.ts';
import { LIMITS } from '../domain/limits.ts';

async function entriesOf(folder: string): Promise<Dirent[]> {
  return readdir(folder, { recursive: true, withFileTypes: true }).catch((error: unknown) => {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  });
}

async function* chunksOf(path: string): AsyncGenerator<Uint8Array> {
  const file = await open(path);
  try {
    const highWaterMark = LIMITS.backupFirmwareChunkBytes;
    const stream = file.createReadStream({ highWaterMark, autoClose: false });
    // An empty file is one, too.
    yield Buffer.alloc(0);
    for await (const bytes of stream as AsyncIterable<Buffer>) yield bytes;
  } finally {
    await file.close();
  }
}

const tooLarge = () =>
  new HubError(
    'too_large',
    `the firmware folder has over ${LIMITS.backupFirmwareBytes} bytes: a backup takes no more`,
  );

/** @throws HubError `too_large` where all of it is more than a backup takes */
export function createFirmwareSource(folder: string): FirmwareSource {
  return {
    async *files() {
      let leftBytes: number = LIMITS.backupFirmwareBytes;
      for (const entry of await entriesOf(folder)) {
        const at = join(entry.parentPath, entry.name);
        const path = relative(folder, at);
        if (!entry.isFile() || !isInnerPath(path)) continue;
        for await (const bytes of chunksOf(at)) {
          leftBytes -= bytes.length;
          if (leftBytes < 0) throw tooLarge();
          yield { path, bytes };
        }
      }
    },
  };
}
