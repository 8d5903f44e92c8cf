/** What of a backup is written into the store that is made of it, and beside that. */
import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, it } from 'node:test';
import { writeBackup } from '../../src/app/backup/writing.ts';
import { lineOf } from '../../src/app/backup/revocation.ts';
import { COMMAND_LINE, doerOf } from '../../src/app/base/principal.ts';
import { createBackupFolder } from '../../src/backup/folder.ts';
import { REVOCATION_FILE_NAME } from '../../src/backup/revocation-file.ts';
import { createSecretBox } from '../../src/crypto/secret-box.ts';
import { periodOf } from '../../src/domain/history/period.ts';
import { timeKey } from '../../src/domain/history/time-key.ts';
import { TIERS } from '../../src/domain/history/tiers.ts';
import { LIMITS } from '../../src/domain/limits.ts';
import { DAY_MS } from '../../src/domain/units.ts';
import { readBackup } from '../../src/hub/restore.ts';
import { writeItems, type PreparePlace, type RestoreChoice } from '../../src/hub/restored-items.ts';
import { openSigningKeys } from '../../src/store/key-file.ts';
import { openLmdb } from '../../src/store/lmdb.ts';
import { codecWith } from '../support/backup.ts';
import { lastingFolder } from '../support/child.ts';
import { createTestParts } from '../support/core.ts';
import { createMemoryTexts } from '../support/memory-texts.ts';

const [tier] = TIERS;
const MADE_AT_MS = Date.UTC(2026, 0, 15, 10);
const OVER = `history_${tier.name}/${timeKey(periodOf(tier, MADE_AT_MS - 2 * DAY_MS).startMs)}`;
const RECORDS = {
  'serial/hub': '{"v":1,"d":"of the backup"}',
  'tokens/0000000a': '{"v":1,"d":{"id":"0000000a"}}',
  'zone_settings/bath': '{"v":1,"d":{}}',
  [OVER]: '"minutes"',
};
const ADA = 'usr_00000ada';
const OWN: RestoreChoice = { serial: undefined, hasHouse: true };

describe('what comes back of a backup', () => {
  let folder: string;
  let draft: string;
  let parts: ReturnType<typeof createTestParts>;
  beforeEach(() => {
    folder = lastingFolder();
    draft = join(folder, 'draft');
    mkdirSync(draft);
    parts = createTestParts();
  });

  /** A weekly one, whose history lies beside it. */
  async function write(
    choice: RestoreChoice = OWN,
    more: Partial<PreparePlace> = {},
    records: Readonly<Record<string, string>> = RECORDS,
  ): Promise<void> {
    const backups = createBackupFolder(join(folder, 'backups'));
    const { path } = await writeBackup(
      () => createMemoryTexts(new Map(Object.entries(records))).snapshot(),
      {
        about: () => ({ version: '0.2.0', storeFormat: 3, serial: 'x', isVirtual: false }),
        houseText: () => 'the house',
        keyText: () => undefined,
        revocations: () => Promise.resolve([]),
        firmware: {
          async *files() {
            yield await Promise.resolve({ path: 'room/a.bin', bytes: Buffer.from('im') });
            yield { path: 'room/a.bin', bytes: Buffer.from('age') };
          },
        },
      },
      {
        folder: backups,
        codec: codecWith(),
        choice: { kind: 'weekly', hasHistory: true, hasFirmware: true },
        madeAtMs: MADE_AT_MS,
      },
    );
    const place: PreparePlace = {
      folder,
      isVirtual: false,
      version: '0.2.0',
      codec: codecWith(),
      blocks: backups.blocks,
      onRecords: () => undefined,
      nowMs: MADE_AT_MS,
      parts,
      doer: doerOf(COMMAND_LINE),
      ...more,
    };
    await writeItems(draft, await readBackup(path, place), place, choice);
  }
  async function texts(): Promise<Record<string, string>> {
    const opened = openLmdb(draft);
    const all = Object.fromEntries(opened.range(''));
    await opened.close();
    return all;
  }
  const at = (...names: string[]) => join(draft, ...names);

  it('is every record, those of history that lies beside it as well', async () => {
    let told = 0;
    await write(OWN, { onRecords: (count) => (told = count) });
    assert.deepEqual(await texts(), RECORDS);
    assert.equal(told, 4);
    assert.ok(readdirSync(join(folder, 'backups', 'history')).length > 0);
  });

  it('is the rest, where history beside it is damaged', async () => {
    const blocks = createBackupFolder(join(folder, 'backups')).blocks;
    const broken = { ...blocks, read: () => blocks.read('none') };
    await write(OWN, { blocks: broken });
    const left = await texts();
    assert.deepEqual(Object.keys(left).length, 3);
    assert.equal(left[OVER], undefined);
  });

  it('has the serial of this hub where that is to stay', async () => {
    await write({ ...OWN, serial: 'of this hub' });
    assert.equal((await texts())['serial/hub'], '{"v":1,"d":"of this hub"}');
  });

  it('has nobody who was thrown out since, and the second factor that was set up since', async () => {
    const { factorKey } = openSigningKeys(folder, parts);
    assert.ok(factorKey);
    const sealedSecret = createSecretBox(factorKey, parts.random).seal(Buffer.from('a secret'));
    const factor = { sealedSecret, sinceMs: 5, lastStep: 0, recoveryHashes: [] };
    const since = [
      { token: '0000000a', revokedAtMs: 9 },
      { factorOf: ADA, factor, changedAtMs: 9 },
    ] as const;
    writeFileSync(join(folder, REVOCATION_FILE_NAME), since.map(lineOf).join(''));
    await write(OWN, {}, { ...RECORDS, [`users/${ADA}`]: '{"v":1,"d":{}}' });
    const left = await texts();
    assert.match(left['tokens/0000000a'] ?? '', /"revokedAtMs":9/);
    assert.ok(left[`second_factors/${ADA}`]?.includes(sealedSecret));
  });

  it('are the files beside the store, the house’s where that lies there', async () => {
    await write();
    assert.equal(readFileSync(at('firmware', 'room', 'a.bin'), 'utf8'), 'image');
    assert.equal(readFileSync(at('house.json'), 'utf8'), 'the house');
    draft = join(folder, 'another');
    mkdirSync(draft);
    await write({ ...OWN, hasHouse: false });
    assert.equal(readFileSync(at('firmware', 'room', 'a.bin'), 'utf8'), 'image');
    assert.ok(!existsSync(at('house.json')));
  });

  it('is written in commits of no more than there may be in one, each of which is asked for', async () => {
    const size = 1_048_576;
    const many = Object.fromEntries(
      Array.from({ length: 10 }, (_, index) => [`zone_settings/${index}`, 'x'.repeat(size)]),
    );
    const counts: number[] = [];
    let asked = 0;
    const mayWrite = () => {
      asked++;
    };
    await write(OWN, { onRecords: (count) => counts.push(count), mayWrite }, many);
    const each = Math.ceil(LIMITS.restoreCommitBytes / size);
    // What was read comes before it in the count.
    assert.deepEqual(counts.slice(-3), [each, 2 * each, 10]);
    assert.equal(asked, 3);
  });

  it('is no more than what was written before it may be no more', async () => {
    const full = new Error('no room');
    const mayWrite = () => {
      throw full;
    };
    await assert.rejects(write(OWN, { mayWrite }), full);
    assert.deepEqual(await texts(), {});
  });
});
