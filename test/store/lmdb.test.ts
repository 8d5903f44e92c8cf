import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { HubError } from '../../src/domain/errors.ts';
import { openLmdb } from '../../src/store/lmdb.ts';
import type { TextStore } from '../../src/store/records.ts';
import { storeContract } from '../contract/store.ts';
import { tempFolder } from '../support/temp-folder.ts';

const support = (file: string) => join(import.meta.dirname, '../support', file);

let folder = tempFolder();
storeContract(
  'the store in LMDB',
  () => {
    folder = tempFolder();
    return openLmdb(folder.path);
  },
  () => folder.remove(),
);

const isFull = (error: unknown) => error instanceof HubError && error.code === 'storage_full';

async function withStore(
  body: (texts: TextStore, path: string) => Promise<void>,
  limitBytes?: number,
): Promise<void> {
  const { path, remove } = tempFolder();
  const texts = openLmdb(path, limitBytes);
  try {
    await body(texts, path);
  } finally {
    await texts.close();
    remove();
  }
}

describe('an LMDB store', () => {
  it('has what was committed when it is opened again', async () => {
    const { path, remove } = tempFolder();
    const first = openLmdb(path);
    await first.write([['a', 'one']]);
    await first.close();
    const second = openLmdb(path);
    assert.equal(second.get('a'), 'one');
    assert.ok((second.modifiedMs() ?? 0) > 0);
    await second.close();
    remove();
  });

  it('keeps nothing of a commit of which one record cannot be written', async () => {
    await withStore(async (texts) => {
      await texts.write([['a', 'one']]);
      const tooLong = 'k'.repeat(3_000);
      await assert.rejects(
        texts.write([
          ['a', 'two'],
          [tooLong, 'x'],
          ['b', 'y'],
        ]),
        /Key size/,
      );
      assert.deepEqual([...texts.range('')], [['a', 'one']]);
    });
  });

  it('is made with room in its file, and does not grow with every commit', async () => {
    await withStore(async (texts, path) => {
      const bytes = () => statSync(join(path, 'store.mdb')).size;
      await texts.write([['a', 'one']]);
      const sizeBytes = bytes();
      for (let i = 0; i < 20; i++) await texts.write([[`b/${i}`, 'x'.repeat(2_000)]]);
      assert.equal(bytes(), sizeBytes);
      assert.deepEqual([...texts.range('store/')], []);
      assert.ok(texts.space().usedBytes < 100_000, 'what is free does not count');
    });
  });

  it('is rid of what a power cut left of the making', async () => {
    const { path, remove } = tempFolder();
    const first = openLmdb(path);
    await first.write([['store/room', 'x'.repeat(60_000)]]);
    await first.close();
    const second = openLmdb(path);
    assert.equal(second.get('store/room'), undefined);
    await second.close();
    remove();
  });

  it('is readable by its owner alone where the hub makes the folder', async () => {
    await withStore((_, path) => {
      assert.equal(statSync(path).mode & 0o077, 0);
      return Promise.resolve();
    });
  });

  it('refuses what is over its limit, whole, and takes writes again once there is room', async () => {
    const mebibyte = 1024 * 1024;
    await withStore(async (texts) => {
      const value = 'x'.repeat(60_000);
      let written = 0;
      await assert.rejects(async () => {
        for (; written < 100; written++) await texts.write([[`big/${written}`, value]]);
      }, isFull);
      assert.ok(written > 5 && written < 18, `${written} values of 60 kB fit into 1 MiB`);
      await assert.rejects(
        texts.write([
          ['small', 'y'],
          ['big/z', value],
        ]),
        isFull,
      );
      assert.equal(texts.get('small'), undefined);
      await texts.write([
        ['big/0', undefined],
        ['big/1', undefined],
      ]);
      await texts.write([['small', 'y']]);
      assert.equal(texts.get('small'), 'y');
    }, mebibyte);
  });

  it('loses nothing that was acknowledged when its process is killed', async () => {
    const { path, remove } = tempFolder();
    const rounds = Number(process.env['ARIS_KILL_ROUNDS'] ?? 3);
    for (let round = 0; round < rounds; round++) {
      const writer = spawn(
        process.execPath,
        ['--import', 'tsx', support('store-writer.ts'), path],
        {
          stdio: ['ignore', 'pipe', 'inherit'],
        },
      );
      let output = '';
      for await (const chunk of writer.stdout as AsyncIterable<Buffer>) {
        output += chunk.toString();
        if (output.split('\n').length > 200 + round * 50) writer.kill('SIGKILL');
      }
      const acknowledged = output.split('\n').slice(0, -1);
      assert.ok(acknowledged.length >= 200);
      const texts = openLmdb(path);
      for (const key of acknowledged) assert.equal(texts.get(key), `value ${Number(key.slice(2))}`);
      await texts.close();
    }
    remove();
  });

  it(
    'says that a full disk is full, changes nothing, and goes on when there is room',
    { skip: process.getuid?.() !== 0 && 'needs root, to mount a small disk' },
    () => {
      const { path, remove } = tempFolder();
      assert.equal(spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=2m', 'tmpfs', path]).status, 0);
      try {
        const { stdout } = spawnSync(
          process.execPath,
          ['--import', 'tsx', support('full-disk-writer.ts'), path, '1700000'],
          { encoding: 'utf8' },
        );
        assert.deepEqual(JSON.parse(stdout), {
          refusal: 'storage_full',
          lost: 0,
          before: 'x',
          after: 'y',
          strangers: 0,
        });
      } finally {
        spawnSync('umount', [path]);
        remove();
      }
    },
  );
});
