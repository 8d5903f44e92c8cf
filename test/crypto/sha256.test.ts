import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { sha256 } from '../../src/crypto/sha256.ts';

describe('the digest', () => {
  it('is SHA-256 of the text in UTF-8 (property)', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        const hash = sha256(text);
        assert.deepEqual(Buffer.from(hash), createHash('sha256').update(text).digest());
      }),
    );
  });
});
