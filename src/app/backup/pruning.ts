/** Lets go of the backups that are too many, and of the blocks of history that none of the rest needs. */
import { surplusBackups } from '../../domain/backup.ts';
import { isPastKeeping, periodOfBlock } from '../../domain/history/period.ts';
import { LIMITS } from '../../domain/limits.ts';
import { DAY_MS } from '../../domain/units.ts';
import type { Clock } from '../base/ports/clock.ts';
import { openBackup } from './format.ts';
import type { BackupCodec, BackupFile, BackupFolder } from './ports.ts';

interface PruningParts {
  readonly folder: BackupFolder;
  readonly codec: BackupCodec;
  readonly clock: Pick<Clock, 'nowMs' | 'isProvisional'>;
}

/** The blocks that a backup refers to: no more of it is read than that takes. */
async function namesIn(
  { path }: BackupFile,
  { folder, codec }: PruningParts,
): Promise<readonly string[]> {
  const names: string[] = [];
  const { items } = await openBackup(codec.unpack(folder.read(path)));
  for await (const slice of items)
    for (const item of slice) {
      if (!('block' in item)) return names;
      names.push(item.block.name);
    }
  return names;
}

interface Needed {
  readonly names: ReadonlySet<string>;
  /** What was written by then may be needed by a backup that cannot be read here: one of another passphrase. */
  readonly byMs: number;
}

async function neededBlocks(parts: PruningParts): Promise<Needed> {
  const names = new Set<string>();
  let byMs = -Infinity;
  for (const file of await parts.folder.list()) {
    if (file.kind === 'manual') continue;
    try {
      for (const name of await namesIn(file, parts)) names.add(name);
    } catch {
      // Its stamp is of when its making began.
      byMs = Math.max(byMs, file.madeAtMs + DAY_MS);
    }
  }
  return { names, byMs };
}

async function pruneBlocks(parts: PruningParts): Promise<void> {
  const { blocks } = parts.folder;
  const there = await blocks.list();
  if (there.length === 0) return;
  const { names, byMs } = await neededBlocks(parts);
  for (const { name, writtenAtMs } of there) {
    const period = periodOfBlock(name);
    const isPast = period === undefined || isPastKeeping(period, parts.clock.nowMs());
    const isNeeded = names.has(name) || writtenAtMs <= byMs;
    if (isPast || !isNeeded) await blocks.remove(name);
  }
}

export async function pruneBackups(parts: PruningParts): Promise<void> {
  const { folder, clock } = parts;
  // By a clock that may be wrong nothing is thrown away for being old.
  if (clock.isProvisional?.() === true) return;
  for (const file of surplusBackups(await folder.list(), LIMITS.backupsKept))
    await folder.remove(file as BackupFile);
  await pruneBlocks(parts);
}
