import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { digest } from '../../src/crypto/nacl.ts';

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
