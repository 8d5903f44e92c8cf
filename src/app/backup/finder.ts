/** Finds the newest backup that is whole, for who has lost the store. */
import { messageOf } from '../../domain/errors.ts';
import type { Backups, GoodBackup } from '../base/ports/backups.ts';
import type { Log } from '../base/ports/log.ts';
import { openBackup, type BackupHeader, type BlockRef } from './format.ts';
import { readBlock } from './history-blocks.ts';
import type { BackupCodec, BackupFile, BackupFolder } from './ports.ts';
import type { TextRecord } from './record-slices.ts';
import { merged, type Revocation } from './revocation.ts';
import { createReviver } from './revived.ts';
import type { BesideStore } from './writing.ts';

export function createBackupFinder(deps: {
  folder: BackupFolder;
  codec: BackupCodec;
  beside: Pick<BesideStore, 'about' | 'revocations'>;
  /** Whether a record is of a newer program. */
  isNewer: (key: string, text: string) => boolean;
  log: Log;
}): Backups {
  const { folder, codec, beside, isNewer, log } = deps;
  const open = async (path: string) => openBackup(codec.unpack(folder.read(path)));

  /** What it is, who it says was thrown out, and whether it has a record of a newer program; read to its end. */
  async function readThrough(path: string): Promise<{
    header: BackupHeader;
    revocations: Revocation[];
    blocks: BlockRef[];
    hasNewer: boolean;
  }> {
    const { header, items } = await open(path);
    const revocations: Revocation[] = [];
    const blocks: BlockRef[] = [];
    let hasNewer = false;
    for await (const slice of items)
      for (const item of slice) {
        if ('revocation' in item) revocations.push(item.revocation);
        else if ('block' in item) blocks.push(item.block);
        else if ('record' in item) hasNewer ||= isNewer(item.record, item.text);
      }
    return { header, revocations, blocks, hasNewer };
  }

  /** The rest is worth having without it. */
  async function recordsOf(block: BlockRef): Promise<readonly TextRecord[]> {
    try {
      return await readBlock(block, { blocks: folder.blocks, codec });
    } catch (error) {
      const { name } = block;
      log.warn('history of a backup does not come back', { name, reason: messageOf(error) });
      return [];
    }
  }

  async function goodOne({ path }: BackupFile): Promise<GoodBackup | undefined> {
    const { header, revocations, blocks, hasNewer } = await readThrough(path);
    const { storeFormat, isVirtual } = beside.about();
    if (hasNewer || header.storeFormat > storeFormat || header.isVirtual !== isVirtual)
      return undefined;
    const all = merged([...revocations, ...(await beside.revocations())]);
    async function* records(): AsyncGenerator<readonly [string, string]> {
      const reviver = createReviver(all);
      for await (const slice of (await open(path)).items)
        for (const item of slice) {
          if (!('record' in item)) continue;
          const text = reviver.revived(item.record, item.text);
          if (text !== undefined) yield [item.record, text];
        }
      yield* reviver.missing();
      for (const block of blocks) yield* await recordsOf(block);
    }
    return { path, madeAtMs: header.madeAtMs, format: header.storeFormat, records };
  }

  return {
    async newestGood() {
      for (const file of await folder.list()) {
        try {
          const good = await goodOne(file);
          if (good !== undefined) return good;
        } catch (error) {
          log.warn('a backup cannot be used', { path: file.path, reason: messageOf(error) });
        }
      }
      return undefined;
    },
  };
}
