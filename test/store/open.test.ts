/** Opening a store: only one that this program can read, and always in the newest format. */
import assert from 'node:assert/strict';
import { copyFileSync, existsSync, readFileSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { StoreError } from '../../src/domain/errors.ts';
import { formatOf, STORE_FORMAT } from '../../src/store/migrations.ts';
import { openTexts } from '../../src/store/open.ts';
import { createMemoryLog } from '../support/log.ts';
import { tempFolder } from '../support/temp-folder.ts';

const log = createMemoryLog();
const OWN = { version: '0.2.0', log };
const FIXTURE = join(import.meta.dirname, 'fixtures', '0.1.0');

let folder = tempFolder();
const marker = () => join(folder.path, 'store.json');
const file = () => join(folder.path, 'store.mdb');
const markerText = () => readFileSync(marker(), 'utf8');
beforeEach(() => (folder = tempFolder()));
afterEach(() => folder.remove());

/** A store with one record, closed. */
async function makeStore(): Promise<void> {
  const texts = await openTexts(folder.path, OWN);
  await texts.write([['a', 'one']]);
  await texts.close();
}

async function refused(pattern: RegExp): Promise<void> {
  const before = { marker: markerText(), exists: existsSync(file()) };
  await assert.rejects(openTexts(folder.path, OWN), (error: unknown) => {
    assert.ok(error instanceof StoreError, String(error));
    assert.match(error.message, pattern);
    return true;
  });
  assert.deepEqual({ marker: markerText(), exists: existsSync(file()) }, before);
}

describe('a new store', () => {
  it('says what made it, and that it is in use', async () => {
    await makeStore();
    const said = { format: STORE_FORMAT, wordBits: 64, endianness: 'LE', version: '0.2.0' };
    assert.deepEqual(JSON.parse(markerText()), said);
    const again = await openTexts(folder.path, OWN);
    assert.equal(again.get('a'), 'one');
    assert.equal(formatOf(again), STORE_FORMAT);
    await again.close();
  });

  it('may be begun again where its first start was cut short', async () => {
    await makeStore();
    writeFileSync(marker(), JSON.stringify({ ...JSON.parse(markerText()), isNew: true }));
    truncateSync(file(), 100);
    const texts = await openTexts(folder.path, OWN);
    assert.equal(texts.get('a'), undefined);
    await texts.close();
    assert.equal('isNew' in (JSON.parse(markerText()) as object), false);
  });
});

describe('a store is not opened', () => {
  for (const [what, change, pattern] of [
    ['another word size', { wordBits: 32 }, /32-bit LE machine; this is a 64-bit/],
    ['another byte order', { endianness: 'BE' }, /64-bit BE machine; this is a 64-bit LE/],
    [
      'a newer format',
      { format: STORE_FORMAT + 1, version: '9.9.0' },
      /of format \d+, made by 9\.9\.0, and this is 0\.2\.0, which knows formats up to \d+\. .*Install/,
    ],
  ] as const) {
    it(`with ${what}`, async () => {
      await makeStore();
      writeFileSync(marker(), JSON.stringify({ ...JSON.parse(markerText()), ...change }));
      await refused(pattern);
    });
  }

  for (const [what, change] of [
    ['is empty', ''],
    ['says no format that can be', { format: 'x' }],
    ['says a format that its own version does not know', { format: STORE_FORMAT + 1 }],
  ] as const)
    it(`with a marker that ${what}: that is damage`, async () => {
      await makeStore();
      const told = JSON.parse(markerText()) as object;
      writeFileSync(marker(), change && JSON.stringify(Object.assign(told, change)));
      await refused(/is damaged \(store\.json beside it is missing or damaged\): a hub/);
    });

  for (const [what, swap, at, pattern] of [
    ['word size', false, 16, /made by a 32-bit LE machine/],
    ['byte order', true, 24, /made by a 64-bit BE machine/],
  ] as const)
    it(`of another ${what} by its file, where nothing else says so`, async () => {
      await makeStore();
      writeFileSync(marker(), '');
      const pages = readFileSync(file());
      for (const page of [0, 4_096]) {
        const magic = Buffer.from(pages.subarray(page + 24, page + 28));
        pages.fill(0, page, page + 64);
        (swap ? magic.swap32() : magic).copy(pages, page + at);
      }
      writeFileSync(file(), pages);
      await refused(pattern);
    });

  it('never by a damaged record of its format: its marker says the same', async () => {
    const texts = await openTexts(folder.path, OWN);
    await texts.write([['store/format', 'x']]);
    await texts.close();
    const again = await openTexts(folder.path, OWN);
    assert.equal(formatOf(again), STORE_FORMAT);
    await again.close();
  });

  it('of a newer format inside, whatever its marker says', async () => {
    const texts = await openTexts(folder.path, OWN);
    await texts.write([['store/format', JSON.stringify({ v: 1, d: STORE_FORMAT + 1 })]]);
    await texts.close();
    await refused(new RegExp(`is of format ${STORE_FORMAT + 1}, and this is 0\\.2\\.0`));
  });

  it('says which version had it last, so that an older one can name that', async () => {
    await makeStore();
    const open = async (version: string) => openTexts(folder.path, { version, log });
    for (const [version, named] of [
      ['0.10.0', '0.10.0'],
      ['0.2.0', '0.10.0'],
    ] as const) {
      await (await open(version)).close();
      assert.equal((JSON.parse(markerText()) as { version: string }).version, named);
    }
    const texts = await open('0.2.0');
    await texts.write([['store/format', JSON.stringify({ v: 1, d: STORE_FORMAT + 1 })]]);
    await texts.close();
    await refused(/is of format \d+, made by 0\.10\.0, and this is 0\.2\.0, which knows/);
  });

  for (const [what, damage, pattern] of [
    ['missing', () => folder.remove(), /damaged \(its file is missing\): a hub .* puts it right/],
    ['empty', () => truncateSync(file(), 0), /damaged \(it has only 0 bytes\)/],
    ['cut short', () => truncateSync(file(), 5_000), /damaged \(it has only 5000 bytes\)/],
    [
      'no store at all',
      () => writeFileSync(file(), 'x'.repeat(20_000)),
      /does not begin as a store/,
    ],
  ] as const) {
    it(`that is ${what} beside its marker`, async () => {
      await makeStore();
      const text = markerText();
      damage();
      if (!existsSync(folder.path)) {
        folder = tempFolder();
        writeFileSync(marker(), text);
      }
      await refused(pattern);
    });
  }
});

describe('a store of 0.1.0', () => {
  it('is brought to the newest format, and then no longer opened by what does not know it', async () => {
    for (const name of ['store.mdb', 'store.json'])
      copyFileSync(join(FIXTURE, name), join(folder.path, name));
    const texts = await openTexts(folder.path, OWN);
    assert.equal(formatOf(texts), STORE_FORMAT);
    assert.ok(texts.count('tokens/') > 5);
    await texts.close();
    assert.equal((JSON.parse(markerText()) as { format: number }).format, STORE_FORMAT);
  });
});

describe('a store of a newer version', () => {
  it('is refused with the backup that this one can read', async () => {
    await makeStore();
    writeFileSync(
      marker(),
      JSON.stringify({ ...JSON.parse(markerText()), format: STORE_FORMAT + 1, version: '9.9.0' }),
    );
    const backup = { path: '/backups/b1', madeAtMs: 0, format: 2, records: () => assert.fail() };
    const backups = { newestGood: () => Promise.resolve(backup) };
    await assert.rejects(
      openTexts(folder.path, { ...OWN, backups }),
      /made by 9\.9\.0, and this is 0\.2\.0.* or put back the backup \/backups\/b1 of 1970-01-01T00:00:00Z/,
    );
    const none = { newestGood: () => Promise.reject(new Error('no folder')) };
    await assert.rejects(openTexts(folder.path, { ...OWN, backups: none }), /a backup from before/);
  });
});
