import assert from 'node:assert/strict';
import { beforeEach, describe, it } from 'node:test';
import { backupLines } from '../../../src/app/backup/contents.ts';
import { pruneBackups } from '../../../src/app/backup/pruning.ts';
import { newStamp, type BackupKind } from '../../../src/domain/backup.ts';
import { blockName, isPastKeeping, periodOf } from '../../../src/domain/history/period.ts';
import { MINUTES } from '../../../src/domain/history/tiers.ts';
import { LIMITS } from '../../../src/domain/limits.ts';
import { DAY_MS } from '../../../src/domain/units.ts';
import { createMemoryBackups, type MemoryBackups } from '../../support/backup-folder.ts';
import { bytesOf, codecWith, HEADER, SEAL_KEY } from '../../support/backup.ts';
import { createFakeClock, type FakeClock } from '../../support/fake-clock.ts';
import { createMemoryTexts } from '../../support/memory-texts.ts';

const NOW_MS = HEADER.madeAtMs;

describe('backups that are let go of', () => {
  let folder: MemoryBackups;
  let clock: FakeClock & { isProvisional?: () => boolean };
  beforeEach(() => {
    folder = createMemoryBackups();
    clock = createFakeClock(NOW_MS);
  });

  /** One that refers to these blocks. */
  async function put(
    kind: BackupKind,
    day: number,
    names: readonly string[] = [],
    isSealed = false,
  ) {
    const madeAtMs = NOW_MS + day * DAY_MS;
    const lines = backupLines({
      header: { ...HEADER, kind, madeAtMs },
      snapshot: createMemoryTexts(new Map([['x/1', '1']])).snapshot(),
      blocks: names.map((name) => ({ name, sha256: '0'.repeat(64), records: 1 })),
      files: [],
      revocations: [],
      firmware: undefined,
    });
    const codec = codecWith(isSealed ? SEAL_KEY : undefined);
    folder.put(
      newStamp(kind, madeAtMs, () => false),
      await bytesOf(codec.pack(lines)),
    );
  }
  function block(day: number, writtenAtMs = NOW_MS, digit = '0'): string {
    const name = blockName(periodOf(MINUTES, NOW_MS + day * DAY_MS), digit.repeat(32));
    folder.blockFiles.set(name, { content: new Uint8Array(), writtenAtMs });
    return name;
  }
  const prune = async () => pruneBackups({ folder, codec: codecWith(), clock });
  const blocks = () => [...folder.blockFiles.keys()];

  it('are those that are too many of their kind, the oldest', async () => {
    for (let day = 0; day <= LIMITS.backupsKept.daily; day++) await put('daily', day);
    await put('weekly', -1);
    await prune();
    const daily = folder.files.filter(({ kind }) => kind === 'daily');
    assert.equal(daily.length, LIMITS.backupsKept.daily);
    assert.equal(daily.at(-1)?.madeAtMs, NOW_MS + DAY_MS);
    assert.equal(folder.files.length, daily.length + 1);
  });

  it('are none by a clock that may be wrong', async () => {
    for (let day = 0; day <= LIMITS.backupsKept.daily; day++) await put('daily', day);
    block(-1);
    clock.isProvisional = () => true;
    await prune();
    assert.deepEqual([folder.files.length, blocks().length], [LIMITS.backupsKept.daily + 1, 1]);
  });

  it('take the blocks along that none of the others refers to', async () => {
    const [needed, other] = [block(-1), block(-1, NOW_MS, '1')];
    await put('daily', 0, [needed]);
    await prune();
    assert.deepEqual(blocks(), [needed]);
    assert.ok(!blocks().includes(other));
  });

  it('take along what the history keeps nothing of any longer, and what is no block', async () => {
    const old = block(-1);
    folder.blockFiles.set('a name of no block', { content: new Uint8Array(), writtenAtMs: 0 });
    await put('daily', 0, [old, 'a name of no block']);
    await prune();
    assert.deepEqual(blocks(), [old]);
    clock.advance(MINUTES.keepMs + MINUTES.blockMs);
    assert.ok(isPastKeeping(periodOf(MINUTES, NOW_MS - DAY_MS), clock.nowMs()));
    await prune();
    assert.deepEqual(blocks(), []);
  });

  it('leave what a backup of another passphrase may refer to', async () => {
    await put('daily', 0, [], true);
    const [then, later] = [block(-1, NOW_MS + DAY_MS), block(-1, NOW_MS + DAY_MS + 1, '1')];
    await prune();
    assert.deepEqual(blocks(), [then]);
    assert.ok(!blocks().includes(later));
  });

  it('are asked for no blocks where they are made by hand: all is in them', async () => {
    await put('manual', 0, [], true);
    block(-1, NOW_MS);
    await prune();
    assert.deepEqual(blocks(), []);
  });
});
