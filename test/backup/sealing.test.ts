/** Boxes by themselves: what is in them is any bytes, with no hash of their own. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { seal, sealHeadIn, unseal } from '../../src/backup/sealing.ts';
import { createChunkBox } from '../../src/crypto/secret-box.ts';
import { LIMITS } from '../../src/domain/limits.ts';
import { bytesOf, inPieces, SEAL_KEY } from '../support/backup.ts';
import { createSeededRandom } from '../support/seeded-random.ts';

const box = createChunkBox(SEAL_KEY.key);
const random = createSeededRandom(5);
const SIZE = LIMITS.backupSealedBytes;
const sealed = async (bytes: Uint8Array) =>
  bytesOf(seal(inPieces(bytes), { key: SEAL_KEY, box, random: (count) => random.bytes(count) }));

/** The line, and the boxes after it. */
async function partsOf(bytes: Uint8Array) {
  const whole = await sealed(bytes);
  const found = sealHeadIn(whole);
  assert.ok(found);
  const boxes: Buffer[] = [];
  for (let at = found.line.length; at < whole.length; at += SIZE + box.overhead)
    boxes.push(whole.subarray(at, at + SIZE + box.overhead));
  return { line: found.line, boxes };
}
const opened = async (line: string, boxes: readonly Buffer[]) =>
  bytesOf(unseal(inPieces(Buffer.concat(boxes)), { line, box }));
const DAMAGED = { code: 'invalid', message: /^the backup is damaged/ };

describe('sealed bytes', () => {
  for (const length of [0, 1, SIZE - 1, SIZE, SIZE + 1, 3 * SIZE])
    it(`come back, ${length} of them`, async () => {
      const bytes = Buffer.from(random.bytes(length));
      const { line, boxes } = await partsOf(bytes);
      assert.equal(boxes.length, Math.max(1, Math.ceil(length / SIZE)));
      assert.deepEqual(await opened(line, boxes), bytes);
    });

  it('are refused with a box left out, moved, told twice, or the end cut off', async () => {
    const { line, boxes } = await partsOf(Buffer.from(random.bytes(3 * SIZE)));
    const [a, b, c] = boxes as [Buffer, Buffer, Buffer];
    for (const order of [[b, a, c], [a, c], [b, c], [a, a, b, c], [a, b], [a], [], [a, b, c, c]])
      await assert.rejects(opened(line, order), DAMAGED);
  });

  it('are refused under another line, and so under that of another file', async () => {
    const bytes = Buffer.from('one');
    const [one, other] = [await partsOf(bytes), await partsOf(bytes)];
    await assert.rejects(opened(other.line, one.boxes), DAMAGED);
    await assert.rejects(opened(one.line.replace('"format":1', '"format":0'), one.boxes), DAMAGED);
  });

  it('of a newer version are said to be', () => {
    const head = { what: 'aris-backup-sealed', format: 2, ln: 1, r: 1, p: 1 };
    const line = `${JSON.stringify({ ...head, salt: '', keyId: '', random: '' })}\n`;
    assert.throws(() => sealHeadIn(Buffer.from(line)), /sealed by a newer version/);
  });
});
