/** An older store is brought to the newest format, after a backup. */
import assert from 'node:assert/strict';
import { copyFileSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { StoreError } from '../../src/domain/errors.ts';
import { openLmdb } from '../../src/store/lmdb.ts';
import { formatOf, migrate } from '../../src/store/migrations.ts';
import type { Migration } from '../../src/store/migrations/migration.ts';
import { openTexts, type OpenDeps } from '../../src/store/open.ts';
import { createMemoryLog } from '../support/log.ts';
import { createMemoryTexts } from '../support/memory-texts.ts';
import { tempFolder } from '../support/temp-folder.ts';

const log = createMemoryLog();
const OWN = { version: '0.2.0', log };
const FIXTURE = join(import.meta.dirname, 'fixtures', '0.1.0');

let folder = tempFolder();
const marker = () => join(folder.path, 'store.json');
const markerText = () => readFileSync(marker(), 'utf8');
beforeEach(() => (folder = tempFolder()));
afterEach(() => folder.remove());

describe('an upgrade', () => {
  const old = () => {
    for (const name of ['store.mdb', 'store.json'])
      copyFileSync(join(FIXTURE, name), join(folder.path, name));
  };

  it('comes after a backup, once', async () => {
    old();
    const made: number[] = [];
    const beforeUpgrade: OpenDeps['beforeUpgrade'] = (texts, format) => {
      made.push(format, [...texts.range('')].length);
      assert.equal((JSON.parse(markerText()) as { format: number }).format, 1);
      return Promise.resolve();
    };
    for (let starts = 0; starts < 2; starts++)
      await (await openTexts(folder.path, { ...OWN, beforeUpgrade })).close();
    assert.deepEqual(made, [1, 200]);
  });

  it('is not begun where the backup fails', async () => {
    old();
    const beforeUpgrade = () => Promise.reject(new Error('no room for a backup'));
    await assert.rejects(openTexts(folder.path, { ...OWN, beforeUpgrade }), /no room for a backup/);
    const texts = openLmdb(folder.path);
    assert.equal(formatOf(texts), 1);
    await texts.close();
    assert.equal((JSON.parse(markerText()) as { format: number }).format, 1);
  });
});

describe('a migration', () => {
  const step = (to: number, writes: Migration['writes']): Migration => ({
    to,
    what: 'test',
    writes,
  });
  const all = (texts: ReturnType<typeof createMemoryTexts>) => [...texts.range('')];

  it('is made once, in order, each with its number', async () => {
    const texts = createMemoryTexts();
    await texts.write([['a', '1']]);
    const migrations = [
      step(2, (now) => [['a', `${now.get('a') ?? ''}2`]]),
      step(3, (now) => [['a', `${now.get('a') ?? ''}3`]]),
    ];
    assert.equal(formatOf(texts), 1);
    await migrate(texts, 1, { log, migrations });
    assert.equal(texts.get('a'), '123');
    await migrate(texts, formatOf(texts) ?? 0, { log, migrations });
    assert.deepEqual(all(texts), [
      ['a', '123'],
      ['store/format', '{"v":1,"d":3}'],
    ]);
  });

  it('that fails leaves the store as it was, with nothing of those before it', async () => {
    const texts = createMemoryTexts();
    await texts.write([['a', '1']]);
    const migrations = [
      step(2, () => [['a', '12']]),
      step(3, () => {
        throw new Error('no such record');
      }),
    ];
    await assert.rejects(
      migrate(texts, 1, { log, migrations }),
      (error: unknown) =>
        error instanceof StoreError && error.message.includes('to format 3 (test): no such record'),
    );
    assert.deepEqual(all(texts), [['a', '1']]);
  });

  it('sees what those before it made, in one commit with them', async () => {
    const texts = createMemoryTexts();
    await texts.write([
      ['a/1', '1'],
      ['a/3', '3'],
      ['b', 'x'],
    ]);
    const writes: string[] = [];
    const counting = Object.assign({}, texts, {
      write: async (all: Parameters<typeof texts.write>[0]) => {
        writes.push(all.map(([key]) => key).join(' '));
        return texts.write(all);
      },
    });
    const migrations = [
      step(2, () => [
        ['a/2', '2'],
        ['a/3', undefined],
      ]),
      step(3, (now) => {
        assert.equal(now.get('a/3'), undefined);
        return [['seen', [...now.range('a/')].join(' ')]];
      }),
    ];
    await migrate(counting, 1, { log, migrations });
    assert.deepEqual(writes, ['a/2 a/3 store/format seen']);
    assert.equal(texts.get('seen'), 'a/1,1 a/2,2');
    assert.equal(formatOf(texts), 3);
  });
});
