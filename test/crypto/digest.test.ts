import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { createSecretBox, digest } from '../../src/crypto/digest.ts';
import { createSeededRandom } from '../support/seeded-random.ts';

const NONE = new Uint8Array();

describe('the digest', () => {
  it('is SHA-256 of the text in UTF-8 (property)', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        const hash = digest.sha256(text);
        assert.deepEqual(Buffer.from(hash), createHash('sha256').update(text).digest());
      }),
    );
  });

  it('is equal to itself, and to nothing that differs in a bit or in length', () => {
    const hash = digest.sha256('secret');
    assert.equal(digest.equal(hash, digest.sha256('secret')), true);
    for (let bit = 0; bit < 256; bit++) {
      const other = hash.slice();
      other[bit >> 3] = (other[bit >> 3] ?? 0) ^ (1 << (bit & 7));
      assert.equal(digest.equal(hash, other), false);
    }
    for (const other of [NONE, hash.slice(1), Uint8Array.of(...hash, 0)])
      assert.equal(digest.equal(hash, other), false);
    assert.equal(digest.equal(NONE, NONE), false);
  });
});

describe('a sealed secret', () => {
  const random = createSeededRandom();
  const [key, other] = [random.bytes(32), random.bytes(32)];
  const box = createSecretBox(key, random);

  it('is read with its own key alone, and is another text each time (property)', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 64 }), (secret) => {
        const sealed = box.seal(secret);
        assert.deepEqual(box.open(sealed), secret);
        assert.equal(createSecretBox(other, random).open(sealed), undefined);
        assert.notEqual(box.seal(secret), sealed);
      }),
    );
  });

  it('is none where it was changed, cut short, or is no such text', () => {
    const bytes = Buffer.from(box.seal(Buffer.from('secret')), 'base64');
    for (let at = 0; at < bytes.length; at++) {
      const changed = Buffer.from(bytes);
      changed[at] = (changed[at] ?? 0) ^ 1;
      assert.equal(box.open(changed.toString('base64')), undefined);
      assert.equal(box.open(bytes.subarray(0, at).toString('base64')), undefined);
    }
    assert.equal(box.open('!'), undefined);
  });
});
