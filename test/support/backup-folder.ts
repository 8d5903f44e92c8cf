/** The folder of backups in memory, for rules that are not about disks. */
import type { BackupFile, BackupFolder, DraftFile } from '../../src/app/backup/ports.ts';
import type { BackupStamp } from '../../src/domain/backup.ts';
import { bytesOf, inPieces } from './backup.ts';

export interface MemoryBackups extends BackupFolder {
  /** What lies there, newest first. */
  readonly files: (BackupFile & { content: Uint8Array })[];
  readonly blockFiles: Map<string, { content: Uint8Array; writtenAtMs: number }>;
  /** How many drafts were begun and neither kept nor discarded. */
  drafts(): number;
  put(stamp: BackupStamp, content: Uint8Array): BackupFile;
}

export function createMemoryBackups(): MemoryBackups {
  const files: MemoryBackups['files'] = [];
  const blockFiles: MemoryBackups['blockFiles'] = new Map();
  let drafts = 0;
  async function draft<Kept>(
    bytes: AsyncIterable<Uint8Array>,
    keep: (content: Uint8Array) => Kept,
  ): Promise<DraftFile<Kept>> {
    const content = await bytesOf(bytes);
    drafts++;
    const end = async <T>(value: T): Promise<T> => {
      drafts--;
      return Promise.resolve(value);
    };
    return {
      read: () => inPieces(content),
      keep: async () => end(keep(content)),
      discard: async () => end(undefined),
    };
  }
  function put(stamp: BackupStamp, content: Uint8Array): BackupFile {
    const file = { ...stamp, path: `/backups/${stamp.name}`, bytes: content.length, content };
    files.push(file);
    files.sort((one, other) => other.madeAtMs - one.madeAtMs);
    return file;
  }
  const contentOf = (path: string) =>
    files.find((file) => file.path === path)?.content ?? new Uint8Array();
  return {
    path: '/backups',
    files,
    blockFiles,
    drafts: () => drafts,
    put,
    list: async () => Promise.resolve([...files]),
    write: async (stamp, bytes) => draft(bytes, (content) => put(stamp, content)),
    read: (path) => inPieces(contentOf(path)),
    async remove({ path }) {
      await Promise.resolve();
      const at = files.findIndex((file) => file.path === path);
      files.splice(at, 1);
    },
    blocks: {
      path: '/backups/history',
      list: async () =>
        Promise.resolve([...blockFiles].map(([name, { writtenAtMs }]) => ({ name, writtenAtMs }))),
      write: async (name, bytes) =>
        draft(bytes, (content) => void blockFiles.set(name, { content, writtenAtMs: 0 })),
      read: (name) => inPieces(blockFiles.get(name)?.content ?? new Uint8Array()),
      async remove(name) {
        await Promise.resolve();
        blockFiles.delete(name);
      },
    },
  };
}
