/** The backups of a store that is not to be worked with yet: before an upgrade, and in place of one that is lost. */
import assert from 'node:assert/strict';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, it } from 'node:test';
import { lineOf } from '../../src/app/backup/revocation.ts';
import { REVOCATION_FILE_NAME } from '../../src/backup/revocation-file.ts';
import { newStamp } from '../../src/domain/backup.ts';
import { backUpBeforeUpgrade, backupsBeside } from '../../src/hub/store-backups.ts';
import { STORE_FORMAT } from '../../src/store/migrations.ts';
import { bytesOf, codecWith, HEADER, linesWith, readAll } from '../support/backup.ts';
import { lastingFolder } from '../support/child.ts';
import { createTestParts } from '../support/core.ts';
import { createMemoryTexts } from '../support/memory-texts.ts';

const TOKEN = { 'tokens/0000000a': '{"v":1,"d":{"id":"0000000a"}}' };

describe('the backups beside a store', () => {
  let folder: string;
  let parts: ReturnType<typeof createTestParts>;
  beforeEach(() => {
    folder = lastingFolder();
    parts = createTestParts();
  });
  const place = (more: object = {}) => ({
    folder,
    isVirtual: false,
    version: '0.2.0',
    parts,
    ...more,
  });
  /** @param day of January, by which the newest is known */
  async function put(day: number, records: Readonly<Record<string, string>>, header: object = {}) {
    const madeAtMs = Date.UTC(2026, 0, day);
    const { name } = newStamp('daily', madeAtMs, () => false);
    mkdirSync(join(folder, 'backups'), { recursive: true });
    const path = join(folder, 'backups', name);
    const lines = linesWith(records, { ...HEADER, madeAtMs, ...header });
    writeFileSync(path, await bytesOf(codecWith().pack(lines)));
    return path;
  }
  const newest = async (more: object = {}) => backupsBeside(place(more)).newestGood();

  it('are none where there are none', async () => {
    assert.equal(await newest(), undefined);
  });

  it('give the newest that this program can read', async () => {
    const good = await put(1, TOKEN, { storeFormat: STORE_FORMAT });
    await put(2, TOKEN, { storeFormat: STORE_FORMAT + 1 });
    await put(3, { 'tokens/0000000b': '{"v":99,"d":{}}' });
    await put(4, TOKEN, { isVirtual: true });
    const found = await newest();
    assert.deepEqual([found?.path, found?.madeAtMs], [good, Date.UTC(2026, 0, 1)]);
  });

  it('give nobody back who was thrown out on this machine', async () => {
    await put(1, TOKEN);
    const line = lineOf({ token: '0000000a', revokedAtMs: 9 });
    writeFileSync(join(folder, REVOCATION_FILE_NAME), line);
    const found = await newest();
    assert.ok(found);
    const records = [];
    for await (const record of found.records()) records.push(record);
    assert.equal(records.length, 1);
    assert.match(records[0]?.[1] ?? '', /"revokedAtMs":9/);
  });

  it('lie where the settings say', async () => {
    await put(1, TOKEN);
    const path = join(folder, 'backups');
    assert.equal(await newest({ backupFolder: lastingFolder() }), undefined);
    assert.ok((await newest({ backupFolder: path })) !== undefined);
  });
});

describe('the backup before an upgrade', () => {
  const texts = createMemoryTexts(new Map(Object.entries(TOKEN)));
  /** The one that lies there. */
  function madeIn(folder: string): Buffer {
    const [name = '', ...more] = readdirSync(join(folder, 'backups')).filter((one) =>
      one.endsWith('.backup'),
    );
    assert.deepEqual(more, []);
    return readFileSync(join(folder, 'backups', name));
  }
  const make = async (folder: string, more: object = {}) => {
    const parts = createTestParts();
    const place = { folder, isVirtual: false, version: '0.2.0', parts, ...more };
    await backUpBeforeUpgrade(texts, 2, place);
    return parts;
  };

  it('has all that is kept, in the format that it was in', async () => {
    const folder = lastingFolder();
    writeFileSync(join(folder, 'house.json'), 'the house');
    const { log, clock } = await make(folder);
    const [line] = log.lines;
    assert.deepEqual(
      [line?.message, line?.fields['format']],
      ['backup made before the upgrade', 2],
    );
    const { header, items } = await readAll(madeIn(folder));
    const { kind, storeFormat, madeAtMs, version } = header;
    assert.deepEqual([kind, storeFormat, version], ['upgrade', 2, '0.2.0']);
    assert.equal(madeAtMs, clock.nowMs());
    assert.deepEqual(items, [
      { file: 'house.json', text: 'the house' },
      { record: 'tokens/0000000a', text: TOKEN['tokens/0000000a'] },
    ]);
  });

  it('has no house file of a virtual house', async () => {
    const folder = lastingFolder();
    writeFileSync(join(folder, 'house.json'), 'the house');
    await make(folder, { isVirtual: true });
    const { items, header } = await readAll(madeIn(folder));
    assert.equal(header.isVirtual, true);
    assert.ok(!items.some((item) => 'file' in item));
  });

  it('keeps no upgrade from being made where it cannot be, which is told', async () => {
    const folder = lastingFolder();
    writeFileSync(join(folder, 'backups'), 'no folder');
    const { log } = await make(folder);
    assert.deepEqual(
      log.lines.map(({ level, message }) => [level, message]),
      [['error', 'no backup was made before the upgrade']],
    );
  });
});
