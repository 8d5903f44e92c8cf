import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { gunzipSync } from 'node:zlib';
import { isPacked, pack, unpack } from '../../src/backup/packing.ts';
import { bytesOf, inPieces, textAsLines } from '../support/backup.ts';

const LINES = ['{"a":1}\n', '{"b":"ü"}\n{"c":3}\n'];
const packed = async (...lines: readonly string[]) => bytesOf(pack(textAsLines(...lines)));
async function read(bytes: Uint8Array, pieceBytes?: number): Promise<string[]> {
  const lines: string[] = [];
  for await (const some of unpack(inPieces(bytes, pieceBytes))) lines.push(...some);
  return lines;
}

describe('a packed backup', () => {
  it('is read as it was written, in whatever pieces it comes', async () => {
    const bytes = await packed(...LINES);
    for (const pieceBytes of [1, 7, 4_096])
      assert.deepEqual(await read(bytes, pieceBytes), ['{"a":1}', '{"b":"ü"}', '{"c":3}']);
  });

  it('is a file of gzip, with its hash on the last line', async () => {
    const bytes = await packed(...LINES);
    assert.equal(isPacked(bytes), true);
    assert.equal(isPacked(Buffer.from('{"a":1}')), false);
    const text = gunzipSync(bytes).toString();
    assert.ok(text.startsWith(LINES.join('')));
    assert.match(text, /\{"sha256":"[0-9a-f]{64}"\}\n$/);
  });

  it('is damaged with any byte that is another, missing or too much', async () => {
    const good = await packed(...LINES);
    const DAMAGED = /the backup is damaged/;
    for (let at = 0; at < good.length; at++) {
      const bytes = Buffer.from(good);
      bytes[at] = (bytes[at] ?? 0) ^ 1;
      await assert.rejects(read(bytes), DAMAGED, String(at));
    }
    await assert.rejects(read(good.subarray(0, -1)), DAMAGED);
    await assert.rejects(read(Buffer.concat([good, Buffer.from([0])])), DAMAGED);
    await assert.rejects(read(Buffer.alloc(0)), DAMAGED);
  });

  it('is damaged where its last line has no end', async () => {
    await assert.rejects(read(await packed('{"a":1}')), /its last line is cut off/);
  });
});
