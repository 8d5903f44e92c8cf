/** The folder of the backups: files of names that say what they are, each there whole or not at all. */
import { createReadStream } from 'node:fs';
import { mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { BackupFile, BackupFolder, BlockFolder, DraftFile } from '../app/backup/ports.ts';
import { newestFirst, stampOf, type BackupStamp } from '../domain/backup.ts';
import { HubError, messageOf } from '../domain/errors.ts';
import { periodOfBlock } from '../domain/history/period.ts';
import { LIMITS } from '../domain/limits.ts';

/** Of a file that is not whole yet. */
const DRAFT = '.part';
/** The folder of the blocks of history. */
const BLOCKS = 'history';
const PRIVATE_FILE = 0o600;
const PRIVATE_FOLDER = 0o700;

const codeOf = (error: unknown) => (error as NodeJS.ErrnoException).code ?? '';

/** Has the disk keep what a folder now says. */
export async function syncFolder(path: string): Promise<void> {
  const folder = await open(path, 'r');
  await folder.sync().finally(async () => folder.close());
}

/** @throws Error of the file system */
export async function writeWhole(path: string, bytes: AsyncIterable<Uint8Array>): Promise<void> {
  await rm(path, { force: true });
  const file = await open(path, 'wx', PRIVATE_FILE);
  try {
    for await (const chunk of bytes) await file.writeFile(chunk);
    await file.sync();
  } catch (error) {
    await rm(path, { force: true });
    throw error;
  } finally {
    await file.close();
  }
}

/** What stands in the way of writing there, in words; anything else as it is. */
export function unwritable(error: unknown, folder: string): unknown {
  const code = codeOf(error);
  if (code === 'ENOSPC' || code === 'EDQUOT')
    return new HubError('storage_full', `there is no room left in ${folder}`);
  if (!['EACCES', 'EPERM', 'EROFS', 'ENOENT', 'ENOTDIR', 'EIO'].includes(code)) return error;
  // Under ProtectSystem=strict, every other folder looks like one on a disk that is read-only.
  const hint =
    code === 'EROFS'
      ? `; a hub that systemd runs needs the line "ReadWritePaths=${folder}" in its unit: systemctl edit aris`
      : '';
  return new HubError(
    'storage_unwritable',
    `${folder} cannot be written (${messageOf(error)})${hint}`,
  );
}

/** Where none is named, beside the store. A virtual house has its own there, too. */
export function backupFolderOf(
  folder: string,
  { backupFolder, isVirtual }: { backupFolder?: string | undefined; isVirtual: boolean },
): string {
  if (backupFolder === undefined) return join(folder, 'backups');
  return isVirtual ? join(backupFolder, 'virtual') : backupFolder;
}

/** A file of the folder that is there whole or not at all. @throws HubError `storage_full`, `storage_unwritable` */
async function draftOf(
  folder: string,
  name: string,
  bytes: AsyncIterable<Uint8Array>,
): Promise<DraftFile<void>> {
  const draft = join(folder, `${name}${DRAFT}`);
  try {
    await mkdir(folder, { recursive: true, mode: PRIVATE_FOLDER });
    // What a try that was cut short has left.
    for (const other of await readdir(folder))
      if (other.endsWith(DRAFT)) await rm(join(folder, other), { force: true });
    await writeWhole(draft, bytes);
  } catch (error) {
    throw unwritable(error, folder);
  }
  return {
    read: () => readFileChunks(draft),
    async keep() {
      await rename(draft, join(folder, name));
      await syncFolder(folder);
    },
    discard: async () => rm(draft, { force: true }),
  };
}

async function namesIn(folder: string): Promise<string[]> {
  return readdir(folder).catch((error: unknown) => {
    if (codeOf(error) === 'ENOENT') return [];
    throw error;
  });
}

/** Below the folder of the backups: a backup that is taken elsewhere finds its blocks where that is taken along. */
export function blocksBeside(backups: string): BlockFolder {
  const path = join(backups, BLOCKS);
  return {
    path,
    async list() {
      const names = (await namesIn(path)).filter((name) => periodOfBlock(name) !== undefined);
      return Promise.all(
        names.map(async (name) => ({ name, writtenAtMs: (await stat(join(path, name))).mtimeMs })),
      );
    },
    write: async (name, bytes) => draftOf(path, name, bytes),
    read: (name) => readFileChunks(join(path, name)),
    remove: async (name) => rm(join(path, name), { force: true }),
  };
}

export function createBackupFolder(path: string): BackupFolder {
  async function fileOf(stamp: BackupStamp): Promise<BackupFile> {
    const at = join(path, stamp.name);
    return { ...stamp, path: at, bytes: (await stat(at)).size };
  }

  return {
    path,
    blocks: blocksBeside(path),
    async list() {
      const stamps = newestFirst((await namesIn(path)).flatMap((name) => stampOf(name) ?? []));
      return Promise.all(stamps.map(fileOf));
    },
    async write(stamp, bytes) {
      const draft = await draftOf(path, stamp.name, bytes);
      return {
        ...draft,
        async keep() {
          await draft.keep();
          return fileOf(stamp);
        },
      };
    },
    read: readFileChunks,
    remove: async (file) => rm(file.path, { force: true }),
  };
}

export const readFileChunks = (path: string): AsyncIterable<Uint8Array> =>
  createReadStream(path, { highWaterMark: LIMITS.bodyChunkBytes });
