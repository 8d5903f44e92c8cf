/** One open file: what is checked, hashed and sent is the same. The folder around it is in `folder.test.ts`. */
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { appendFileSync, mkdirSync, renameSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, it } from 'node:test';
import { LIMITS } from '../../src/domain/limits.ts';
import { hashContent, openRegular, readUnchanged, versionOf } from '../../src/firmware/file.ts';
import { lastingFolder } from '../support/child.ts';
import { refusedAs } from '../support/refused.ts';
import { until } from '../support/until.ts';

/** More than is read at a time, and no multiple of that. */
const IMAGE = Buffer.from(
  Array.from({ length: 2 * LIMITS.bodyChunkBytes + 5 }, (_, index) => (index * 7) % 251),
);

/** Each chunk is in the same memory as the one before. */
async function all(stream: AsyncIterable<Buffer>): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(Buffer.from(chunk));
  return Buffer.concat(chunks);
}

describe('a file that is served', () => {
  let folder: string;
  let path: string;
  beforeEach(() => {
    folder = lastingFolder();
    path = join(folder, 'image.bin');
    writeFileSync(path, IMAGE);
  });

  async function opened() {
    const file = await openRegular(path);
    assert.ok(file);
    return file;
  }
  /** Whether the descriptor is closed. */
  const isClosed = async ({ handle }: Awaited<ReturnType<typeof opened>>) =>
    handle.stat().then(
      () => false,
      () => true,
    );

  it('is a regular one: no folder, no link, nothing that is not there', async () => {
    const { handle, stats } = await opened();
    assert.equal(stats.size, BigInt(IMAGE.length));
    await handle.close();
    mkdirSync(join(folder, 'sub'));
    symlinkSync(path, join(folder, 'link'));
    for (const name of ['sub', 'link', 'none'])
      assert.equal(await openRegular(join(folder, name)), undefined, name);
  });

  it('is that of the very path: a folder on the way may have become a link', async () => {
    mkdirSync(join(folder, 'real'));
    writeFileSync(join(folder, 'real', 'x'), '');
    symlinkSync(join(folder, 'real'), join(folder, 'way'));
    assert.equal(await openRegular(join(folder, 'way', 'x')), undefined);
  });

  it('has another version with each change', async () => {
    const version = async () => {
      const { handle, stats } = await opened();
      await handle.close();
      return versionOf(stats);
    };
    const before = await version();
    assert.equal(await version(), before);
    appendFileSync(path, 'x');
    const after = await version();
    assert.notEqual(after, before);
    writeFileSync(join(folder, 'next'), IMAGE);
    renameSync(join(folder, 'next'), path);
    assert.ok(![before, after].includes(await version()));
  });

  it('has a tag of all of its content', async () => {
    const { handle, stats } = await opened();
    const hex = createHash('sha256').update(IMAGE).digest('hex');
    assert.equal(await hashContent(handle, stats), `"${hex.slice(0, 32)}"`);
    await handle.close();
  });

  it('has no tag while it is written', async () => {
    const { handle, stats } = await opened();
    appendFileSync(path, 'x');
    await assert.rejects(hashContent(handle, stats), refusedAs('unavailable'));
    await handle.close();
    const same = await opened();
    writeFileSync(path, Buffer.alloc(Number(same.stats.size)));
    await assert.rejects(hashContent(same.handle, same.stats), refusedAs('unavailable'));
    await same.handle.close();
  });

  it('is sent from where to where it was asked, and let go of', async () => {
    const sizes = [0, 1, LIMITS.bodyChunkBytes, IMAGE.length];
    for (const [start, end] of sizes.flatMap((from) => sizes.map((to) => [from, to] as const))) {
      if (end < start) continue;
      const file = await opened();
      const sent = await all(readUnchanged(file.handle, file.stats, start, end));
      assert.ok(sent.equals(IMAGE.subarray(start, end)), `${start} to ${end}`);
      await until(async () => isClosed(file), 'the descriptor to be closed');
    }
  });

  it('breaks off before its last bytes where it is changed in place', async () => {
    const file = await opened();
    const stream = readUnchanged(file.handle, file.stats, 0, IMAGE.length);
    let sentBytes = 0;
    const reading = (async () => {
      for await (const chunk of stream as AsyncIterable<Buffer>) {
        if (sentBytes === 0) appendFileSync(path, 'x');
        sentBytes += chunk.length;
      }
    })();
    await assert.rejects(reading, /changed while it was sent/);
    assert.equal(sentBytes, 2 * LIMITS.bodyChunkBytes);
    await until(async () => isClosed(file), 'the descriptor to be closed');
  });

  it('breaks off where it has become shorter', async () => {
    const file = await opened();
    writeFileSync(path, 'short');
    const stream = readUnchanged(file.handle, file.stats, 0, IMAGE.length);
    await assert.rejects(all(stream), /changed while it was sent/);
  });

  it('is sent as it was where another takes its name', async () => {
    const file = await opened();
    writeFileSync(join(folder, 'next'), 'other');
    renameSync(join(folder, 'next'), path);
    const sent = await all(readUnchanged(file.handle, file.stats, 0, IMAGE.length));
    assert.ok(sent.equals(IMAGE));
  });

  it('is let go of where nobody takes the rest', async () => {
    const file = await opened();
    readUnchanged(file.handle, file.stats, 0, IMAGE.length).destroy();
    await until(async () => isClosed(file), 'the descriptor to be closed');
  });
});
