import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { equal } from '../../src/crypto/constant-time.ts';
import { sha256 } from '../../src/crypto/sha256.ts';

const NONE = new Uint8Array();

describe('a hash', () => {
  it('is equal to itself, and to nothing that differs in a bit or in length', () => {
    const hash = sha256('secret');
    assert.equal(equal(hash, sha256('secret')), true);
    for (let bit = 0; bit < 256; bit++) {
      const other = hash.slice();
      other[bit >> 3] = (other[bit >> 3] ?? 0) ^ (1 << (bit & 7));
      assert.equal(equal(hash, other), false);
    }
    for (const other of [NONE, hash.slice(1), Uint8Array.of(...hash, 0)])
      assert.equal(equal(hash, other), false);
    assert.equal(equal(NONE, NONE), false);
  });
});
