import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { createRefreshTokens } from '../../src/auth/refresh-token.ts';
import { digest } from '../../src/crypto/digest.ts';
import { createSeededRandom } from '../support/seeded-random.ts';

const KEY = createSeededRandom(7).bytes(32);
const tokens = createRefreshTokens({ key: KEY, digest });
/** A token whose signed part is this text, rightly signed. */
const forged = (signed: string) =>
  `${signed}_${createHmac('sha256', KEY).update(signed).digest('base64url')}`;

describe('a refresh token', () => {
  const sessionId = fc.stringMatching(/^ses_[0-9A-Za-z]{8}$/);
  const generation = fc.oneof(fc.nat(), fc.nat(100), fc.constant(36 ** 10 - 1));

  it('is read as the session and generation it was issued for', () => {
    fc.assert(
      fc.property(sessionId, generation, (id, count) => {
        const token = tokens.issue(id, count);
        assert.deepEqual(tokens.read(token), { sessionId: id, generation: count });
        assert.equal(tokens.issue(id, count), token, 'asked for again it is the same');
      }),
    );
  });

  it('has the documented form', () => {
    const token = tokens.issue('ses_0aZ00001', 71);
    assert.match(token, /^rt_0aZ00001_1z_[\w-]{43}$/);
    assert.equal(token, forged('rt_0aZ00001_1z'));
  });

  it('says nothing of the next one', () => {
    fc.assert(
      fc.property(sessionId, generation, generation, (id, a, b) => {
        fc.pre(a !== b);
        const mac = tokens.issue(id, a).slice(-43);
        return tokens.read(tokens.issue(id, b).slice(0, -43) + mac) === undefined;
      }),
    );
  });

  it('of another hub is none', () => {
    const other = createRefreshTokens({ key: new Uint8Array(32), digest });
    assert.equal(other.read(tokens.issue('ses_00000001', 1)), undefined);
  });

  it('with any one character changed is none', () => {
    const token = tokens.issue('ses_0aZ00001', 123_456);
    fc.assert(
      fc.property(
        fc.nat(token.length - 1),
        fc.string({ minLength: 1, maxLength: 2 }),
        (at, other) => {
          const changed = token.slice(0, at) + other + token.slice(at + 1);
          return changed === token || tokens.read(changed) === undefined;
        },
      ),
      { numRuns: 1_000 },
    );
  });

  it('with spare bits set in its last character is none', () => {
    const token = tokens.issue('ses_00000001', 1);
    const right = Buffer.from(token.slice(-43), 'base64url');
    let spellings = 0;
    for (let code = 0x2d; code < 0x7b; code++) {
      const other = token.slice(0, -1) + String.fromCharCode(code);
      if (other === token || !Buffer.from(other.slice(-43), 'base64url').equals(right)) continue;
      spellings++;
      assert.equal(tokens.read(other), undefined);
    }
    assert.ok(spellings >= 3);
  });

  const token = tokens.issue('ses_00000001', 1);
  const none = [
    '',
    'rt_',
    'rt__',
    'rt_00000001_1_',
    token.slice(0, -1),
    `${token}A`,
    `${token}=`,
    ` ${token}`,
    `${token}\n`,
    token.toUpperCase(),
    token.replace('rt_', 'ses_'),
    'rt_'.repeat(1_000_000),
  ];
  for (const text of none) {
    it(`is not ${JSON.stringify(text.slice(0, 70))}`, () =>
      assert.equal(tokens.read(text), undefined));
  }

  const spellings = [
    'rt_00000001_',
    'rt_00000001_01',
    'rt_00000001_-1',
    'rt_00000001_1.5',
    'rt_00000001_A',
    'rt_0000001_1',
    'rt_000000001_1',
    'rt_0000000-_1',
    'rt_00000001_1_1',
    'ses_00000001_1',
    'rt_00000001_10000000000',
    'rt_00000001',
    'RT_00000001_1',
    '',
  ];
  for (const signed of spellings) {
    it(`is not one of ${JSON.stringify(signed)}, though the signature is right`, () =>
      assert.equal(tokens.read(forged(signed)), undefined));
  }

  it('is not issued for what it could not be read as', () => {
    for (const [id, count] of [
      ['ses_1', 1],
      ['00000001', 1],
      ['ses_0000000_', 1],
      ['ses_00000001', -1],
      ['ses_00000001', 0.5],
      ['ses_00000001', Number.NaN],
      ['ses_00000001', Infinity],
      ['ses_00000001', 36 ** 10],
    ] as const)
      assert.throws(() => tokens.issue(id, count), /no refresh token/, `${id} ${count}`);
  });
});
