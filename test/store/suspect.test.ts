/** A store that turns out to be damaged while it is open: that is said, and the next start puts another in its place. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { StoreError } from '../../src/domain/errors.ts';
import { openLmdb } from '../../src/store/lmdb.ts';
import { openTexts, type OpenDeps } from '../../src/store/open.ts';
import { systemClock } from '../../src/system/clock.ts';
import { createOwnProcess } from '../../src/system/own-process.ts';
import { fixtures } from '../support/fixtures.ts';
import { PROGRAM } from '../support/hub.ts';
import { createMemoryLog } from '../support/log.ts';

const own: OpenDeps = {
  version: '0.2.0',
  log: createMemoryLog(),
  apart: { run: createOwnProcess([PROGRAM]), clock: systemClock },
};
const hub: OpenDeps = { ...own, healing: { prefixes: [] } };

const WRITER = join(import.meta.dirname, '..', 'support', 'damaged-page-writer.ts');

/** One of which a commit has failed, and whose file is again as it was before. @returns its folder and its records */
function suspectStore() {
  const folder = fixtures()
    .find(({ version }) => version !== '0.1.0')
    ?.dataFolder();
  assert.ok(folder);
  const { stdout } = spawnSync(process.execPath, ['--import', 'tsx', WRITER, folder], {
    encoding: 'utf8',
  });
  const { code, message, strangers } = JSON.parse(stdout) as Record<string, unknown>;
  assert.deepEqual([code, strangers], ['storage_damaged', 0], String(message));
  assert.match(
    String(message),
    /since the store is damaged \(code -307\d\d\): the hub puts it right/,
  );
  const texts = openLmdb(folder);
  const records = new Map(texts.range(''));
  void texts.close();
  return { folder, records };
}

describe('a store that was not closed', () => {
  it('is not taken for damaged where no process could look at it', async () => {
    const folder = fixtures()
      .find(({ version }) => version !== '0.1.0')
      ?.dataFolder();
    assert.ok(folder);
    const before = openLmdb(folder);
    const records = new Map(before.range(''));
    await before.close();
    const log = createMemoryLog();
    const run = createOwnProcess([join(folder, 'no-program.js')]);
    const texts = await openTexts(folder, { ...hub, log, apart: { run, clock: systemClock } });
    for (const [key, text] of records) assert.equal(texts.get(key), text);
    assert.equal(existsSync(join(folder, 'damaged')), false);
    assert.match(JSON.stringify(log.lines), /used without having been looked at/);
    await texts.close();
  });
});

describe('a store of which a commit has met a damaged page', () => {
  it('is replaced at the next start, even if all of it can be read, and once', async () => {
    const { folder, records } = suspectStore();
    const kept = join(folder, 'damaged', 'store-1.mdb');
    for (const start of ['the next one', 'the one after it']) {
      const texts = await openTexts(folder, hub);
      for (const [key, text] of records) assert.equal(texts.get(key), text);
      await texts.write([['a', 'x']]);
      assert.equal(existsSync(kept), true, start);
      assert.equal(existsSync(kept.replace('-1', '-2')), false, start);
      await texts.close();
    }
  });

  it('is left for the hub by who cannot put it right', async () => {
    const { folder } = suspectStore();
    for (const attempt of ['once', 'and again'])
      await assert.rejects(openTexts(folder, own), (error: unknown) => {
        assert.ok(error instanceof StoreError, attempt);
        assert.match(
          error.message,
          /met a damaged page\): a hub that is started on it puts it right/,
        );
        return true;
      });
  });
});
