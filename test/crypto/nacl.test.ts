import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { digest } from '../../src/crypto/nacl.ts';

const bytes = (text: string) => Buffer.from(text, 'latin1');

describe('the digest', () => {
  it('is SHA-256 of the text in UTF-8, a character for each byte (property)', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        const hash = digest.sha256(text);
        assert.deepEqual(bytes(hash), createHash('sha256').update(text).digest());
        assert.equal(hash.length, 32);
      }),
    );
  });

  it('is equal to itself, and to nothing that differs in a bit or in length', () => {
    const hash = digest.sha256('secret');
    assert.equal(digest.equal(hash, digest.sha256('secret')), true);
    for (let bit = 0; bit < 256; bit++) {
      const other = bytes(hash);
      other[bit >> 3] = (other[bit >> 3] ?? 0) ^ (1 << (bit & 7));
      assert.equal(digest.equal(hash, other.toString('latin1')), false);
    }
    for (const other of ['', hash.slice(1), `${hash}\0`])
      assert.equal(digest.equal(hash, other), false);
    assert.equal(digest.equal('', ''), false);
  });

  it('is not equal to text whose characters would only be cut down to its bytes', () => {
    assert.equal(digest.equal('Aa', '\u0141a'), false);
    assert.equal(digest.equal('\u0141a', '\u0141a'), false);
  });
});
