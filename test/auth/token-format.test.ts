import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import {
  base62Crc,
  createTokenMint,
  parseSessionCookie,
  parseToken,
} from '../../src/auth/token-format.ts';
import { digest } from '../../src/crypto/digest.ts';
import { systemRandom } from '../../src/system/random.ts';

describe('the checksum of a token', () => {
  // Worked out by another program: Python's zlib.crc32.
  const vectors = [
    ['zQWBuTSOoRi4A9spHcVY5ncnsDkxkJ', '0mLq17'],
    ['0'.repeat(27), '2MvMGi'],
    ['z'.repeat(27), '13hv5A'],
  ] as const;
  for (const [text, crc] of vectors) {
    it(`of ${text} is ${crc}`, () => assert.equal(base62Crc(text), crc));
  }
});

describe('a token', () => {
  const mint = createTokenMint(systemRandom, digest);

  it('has the documented form, with each prefix', () => {
    for (const prefix of ['aris_tok', 'ari_k', 'ares'] as const) {
      const { token, id } = mint.mint(prefix);
      assert.match(token, new RegExp(`^${prefix}_[0-9A-Za-z]{46}$`));
      assert.equal(token.slice(prefix.length + 1, prefix.length + 9), id);
      assert.equal(parseToken(token)?.id, id);
    }
  });

  it("is never taken for a session's cookie, nor a cookie for it", () => {
    const { token: cookie, id } = mint.mint('ses');
    assert.match(cookie, /^ses_[0-9A-Za-z]{46}$/);
    assert.equal(parseSessionCookie(cookie)?.id, id);
    assert.equal(parseToken(cookie), undefined);
    assert.equal(parseSessionCookie(`${cookie}0`), undefined);
    for (const prefix of ['aris_tok', 'ari_k', 'ares'] as const) {
      assert.equal(parseSessionCookie(mint.mint(prefix).token), undefined);
      // The very same body and checksum: the prefix alone decides.
      const body = cookie.slice('ses_'.length);
      assert.equal(parseToken(`${prefix}_${body}`)?.id, id);
      assert.equal(parseSessionCookie(`${prefix}_${body}`), undefined);
    }
  });

  it('is read as what it was minted as, and nothing else is read', () => {
    for (const prefix of ['aris_tok', 'ari_k', 'ares'] as const) {
      const { id, hash, token } = mint.mint(prefix);
      assert.deepEqual(mint.read(token), { id, prefix, hash });
      assert.equal(mint.read(`${token}0`), undefined);
    }
    assert.equal(mint.read(mint.mint('ses').token), undefined);
  });

  it('has no other characters, whatever its checksum is, and no more of them', () => {
    const withCrc = (body: string) => `aris_tok_${body}${base62Crc(body)}`;
    assert.notEqual(parseToken(withCrc('a'.repeat(40))), undefined);
    for (const other of ['-', '_', ' ', '{', '/', ':', '@', '[', '`', '\0', 'é', 'ÿ', '€'])
      assert.equal(parseToken(withCrc(`${'a'.repeat(20)}${other}${'a'.repeat(19)}`)), undefined);
    for (const chars of [39, 41]) assert.equal(parseToken(withCrc('a'.repeat(chars))), undefined);
    assert.equal(parseToken(`aris_tok_0${withCrc('a'.repeat(40)).slice(9)}`), undefined);
  });

  it('is kept as the hash of id and secret alone', () => {
    const { token, hash } = mint.mint('ares');
    assert.equal(hash, Buffer.from(digest.sha256(token.slice(5, 45))).toString('base64'));
  });

  it('uses every character about as often as any other', () => {
    const counts = new Map<string, number>();
    for (let i = 0; i < 3_000; i++) {
      for (const character of mint.mint('ares').token.slice(5, 45))
        counts.set(character, (counts.get(character) ?? 0) + 1);
    }
    const expected = (3_000 * 40) / 62;
    assert.equal(counts.size, 62);
    // Five standard deviations: one run in a million fails by chance.
    for (const count of counts.values())
      assert.ok(Math.abs(count - expected) < 5 * Math.sqrt(expected), String(count));
  });

  it('with any one character changed is none', () => {
    const { token } = mint.mint('aris_tok');
    fc.assert(
      fc.property(
        fc.integer({ min: 9, max: token.length - 1 }),
        fc.constantFrom('0', '9', 'A', 'Z', 'a', 'z'),
        (at, character) => {
          const changed = token.slice(0, at) + character + token.slice(at + 1);
          return changed === token || parseToken(changed) === undefined;
        },
      ),
    );
  });

  for (const text of [
    '',
    'aris_tok_',
    'aris_tok_x',
    `other_${'0'.repeat(46)}`,
    `ares_${'0'.repeat(46)}`,
    'ares_'.repeat(500),
  ]) {
    it(`is not ${JSON.stringify(text.slice(0, 20))}`, () =>
      assert.equal(parseToken(text), undefined));
  }
});
