import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { backupLines, type BackupContents } from '../../../src/app/backup/contents.ts';
import type { BackupItem } from '../../../src/app/backup/format.ts';
import { timeKey } from '../../../src/domain/history/time-key.ts';
import { LIMITS } from '../../../src/domain/limits.ts';
import { DAY_MS } from '../../../src/domain/units.ts';
import { HEADER } from '../../support/backup.ts';
import { createMemoryTexts } from '../../support/memory-texts.ts';

/** What comes of it, without the first line and the last. */
async function itemsOf(
  texts: Readonly<Record<string, string>>,
  of: Partial<BackupContents> = {},
): Promise<{ items: BackupItem[]; counts: number[] }> {
  const contents: BackupContents = {
    header: { ...HEADER, leftOut: [] },
    snapshot: createMemoryTexts(new Map(Object.entries(texts))).snapshot(),
    files: [],
    revocations: [],
    firmware: undefined,
    ...of,
  };
  let text = '';
  const counts: number[] = [];
  for await (const lines of backupLines(contents, (count) => void counts.push(count)))
    text += lines;
  const lines = text.trimEnd().split('\n');
  return { items: lines.slice(1, -1).map((line) => JSON.parse(line) as BackupItem), counts };
}
const without = (...leftOut: BackupContents['header']['leftOut']) => ({
  header: { ...HEADER, leftOut },
});
async function keysOf(...args: Parameters<typeof itemsOf>): Promise<string[]> {
  const { items } = await itemsOf(...args);
  return items.flatMap((item) => ('record' in item ? [item.record] : []));
}

describe('a backup', () => {
  it('has what is beside the store, then all records but sessions, then firmware', async () => {
    const revocation = { token: '00000000', revokedAtMs: 1 };
    const { items } = await itemsOf(
      { 'session_use/a': '1', 'sessions/a': '1', 'users/a': '2', 'zones/z': '3' },
      {
        files: [['house.json', '{}']],
        revocations: [revocation],
        firmware: {
          async *files() {
            yield await Promise.resolve({ path: 'a/b.bin', bytes: Buffer.from('one') });
          },
        },
      },
    );
    assert.deepEqual(items, [
      { file: 'house.json', text: '{}' },
      { revocation },
      { record: 'users/a', text: '2' },
      { record: 'zones/z', text: '3' },
      { firmware: 'a/b.bin', bytes: Buffer.from('one').toString('base64') },
    ]);
  });

  it('has every record, also where there are more than are read at a time', async () => {
    const count = 2 * LIMITS.backupSliceRecords + 1;
    const keys = Array.from({ length: count }, (_, i) => `x/${String(i).padStart(6, '0')}`);
    const texts = Object.fromEntries(keys.map((key) => [key, key]));
    assert.deepEqual(await keysOf(texts), keys);
    const { counts } = await itemsOf(texts);
    assert.deepEqual([counts.length > 2, counts.at(-1)], [true, count], 'and tells how far it is');
  });

  it('of a day has the newest events of each table', async () => {
    const numbers = Array.from({ length: LIMITS.backupDailyEvents + 2 }, (_, i) =>
      String(i).padStart(12, '0'),
    );
    const texts: Record<string, string> = Object.fromEntries([
      ...numbers.map((number) => [`events/${number}`, '']),
      ['audit/000000000001', ''],
      ['users/a', ''],
    ] as [string, string][]);
    const keys = await keysOf(texts, without('events'));
    assert.equal(keys.length, LIMITS.backupDailyEvents + 2);
    assert.equal(
      keys.find((key) => key.startsWith('events/')),
      `events/${numbers[2] ?? ''}`,
    );
    assert.equal((await keysOf(texts)).length, numbers.length + 2);
  });

  it('leaves history out, or what is not over of it, or what lies in blocks', async () => {
    const over = `history_minute/${timeKey(HEADER.madeAtMs - 2 * DAY_MS)}/zone/a`;
    const open = `history_minute/${timeKey(HEADER.madeAtMs)}/zone/a`;
    const texts = { [over]: '1', [open]: '2', 'history_log/x': '3', 'house/h': '4' };
    const all = ['history_log/x', over, open, 'house/h'];
    assert.deepEqual(await keysOf(texts), all, 'there are no blocks');
    assert.deepEqual(await keysOf(texts, { blocks: [] }), ['history_log/x', open, 'house/h']);
    for (const part of ['history', 'recent_history'] as const)
      assert.deepEqual(await keysOf(texts, { ...without(part), blocks: [] }), ['house/h']);
  });
});
