import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { createSecretBox, derivedKey } from '../../src/crypto/secret-box.ts';
import { createSeededRandom } from '../support/seeded-random.ts';

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

it('a key for one more use is always the same, and opens nothing of another use', () => {
  const key = new Uint8Array(32).fill(7);
  const boxFor = (use: string) => createSecretBox(derivedKey(key, use), createSeededRandom());
  const sealed = boxFor('one').seal(Buffer.from('secret'));
  assert.deepEqual(boxFor('one').open(sealed), new Uint8Array(Buffer.from('secret')));
  assert.equal(boxFor('other').open(sealed), undefined);
  assert.equal(createSecretBox(key, createSeededRandom()).open(sealed), undefined);
});
