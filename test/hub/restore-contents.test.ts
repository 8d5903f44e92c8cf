/** What a backup that was read holds, and would change here. */
import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, it } from 'node:test';
import { holdingsOf } from '../../src/app/backup/holdings.ts';
import type { BackupHeader, BackupItem } from '../../src/app/backup/format.ts';
import type { ReadBackup } from '../../src/hub/restore.ts';
import { contentsOf } from '../../src/hub/restore-contents.ts';
import { HEADER } from '../support/backup.ts';
import { lastingFolder } from '../support/child.ts';

const ADA = { id: 'usr_0000000a', name: 'Ada', email: 'ada@example.org', role: 'owner' };
const ITEMS: readonly BackupItem[] = [
  { record: `users/${ADA.id}`, text: JSON.stringify({ v: 1, d: ADA }) },
  { record: 'tokens/00000001', text: '{"v":1,"d":{"id":"00000001","name":"HA"}}' },
  { record: 'history_minutes/1', text: '{}' },
  { record: 'history_hours/1', text: '{}' },
  { record: 'history_hours/2', text: '{}' },
];
const KEYS: BackupItem = { file: 'keys.json', text: '{}' };
const HOUSE: BackupItem = { file: 'house.json', text: '{}' };
const FIRMWARE: BackupItem = { firmware: 'a.bin', bytes: '' };

describe('the contents of a backup', () => {
  let folder: string;
  beforeEach(() => (folder = lastingFolder()));

  async function contents(
    items: readonly BackupItem[] = ITEMS,
    { header = {}, hasHouse = true }: { header?: Partial<BackupHeader>; hasHouse?: boolean } = {},
    found: Partial<ReadBackup['found']> = {},
  ) {
    async function* slices() {
      yield await Promise.resolve([...items]);
    }
    const holdings = await holdingsOf(
      slices(),
      [],
      () => () => false,
      () => undefined,
    );
    const read = {
      path: '',
      header: { ...HEADER, ...header },
      holdings,
      found: { whole: [], bad: [], ...found } as ReadBackup['found'],
    };
    return contentsOf(read, { folder, hasHouse, serial: '0123456789ab' });
  }

  it('are who comes back, how much, and from when', async () => {
    const { people, tokens, ...told } = await contents();
    assert.deepEqual(people, [ADA]);
    assert.deepEqual(
      tokens.map(({ name }) => name),
      ['HA'],
    );
    const { records, historyBlocks, kind, madeAt, version, serial, leftOut, hasKeys } = told;
    assert.deepEqual([records, historyBlocks, hasKeys], [5, 3, false]);
    assert.deepEqual(
      [kind, madeAt, version, serial, leftOut],
      ['manual', '2026-01-15T10:00:00Z', '0.2.0', '0123456789ab', ['keys', 'firmware']],
    );
    assert.deepEqual([told.tokensRevoked, told.factorsLost], [0, 0]);
  });

  it('say whether the broker comes back: that of now is not in the new store', async () => {
    assert.equal((await contents()).hasBroker, false);
    const broker = { record: 'broker/broker', text: '{"v":1,"d":{"url":"mqtt://x"}}' };
    assert.equal((await contents([...ITEMS, broker])).hasBroker, true);
  });

  it('are of history beside it as far as that was found', async () => {
    const block = { name: 'hours-2026-01', id: 'x' } as never;
    const { historyFiles, historyFilesLost } = await contents(
      ITEMS,
      {},
      { whole: [block, block], bad: [block] },
    );
    assert.deepEqual([historyFiles, historyFilesLost], [2, 1]);
  });

  it('take the place of what both have, and of the store in any case', async () => {
    const all = [...ITEMS, KEYS, HOUSE, FIRMWARE];
    assert.deepEqual((await contents(all)).replaces, ['store']);
    writeFileSync(join(folder, 'keys.json'), '');
    writeFileSync(join(folder, 'house.json'), '');
    mkdirSync(join(folder, 'firmware'));
    assert.deepEqual((await contents()).replaces, ['store']);
    const whole = await contents(all);
    assert.deepEqual(whole.replaces, ['store', 'keys', 'house', 'firmware']);
    assert.equal(whole.hasKeys, true);
    const elsewhere = await contents(all, { hasHouse: false });
    assert.deepEqual(elsewhere.replaces, ['store', 'keys', 'firmware']);
  });

  it('say whose serial this hub has where the backup is of another, or of nobody', async () => {
    assert.equal('ownSerial' in (await contents()), false);
    const other = await contents(ITEMS, { header: { serial: 'ffff' } });
    assert.deepEqual([other.serial, other.ownSerial], ['ffff', '0123456789ab']);
    const none = await contents(ITEMS, { header: { serial: undefined } });
    assert.deepEqual(['serial' in none, none.ownSerial], [false, '0123456789ab']);
  });
});
