import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createAdminSecret, parseAdminSecret } from '../../src/auth/admin-secret.ts';
import { digest } from '../../src/crypto/digest.ts';
import { HubError, SettingsError } from '../../src/domain/errors.ts';

const SECRET = 'correct horse battery staple, and on';
const HASH = digest.sha256(SECRET);
const parse = (text: string) => parseAdminSecret(text, 'ARIS_ADMIN_SECRET', digest);

/** Counts tries; refuses an address after two wrong ones. */
function createCountingLockout() {
  const tries: string[] = [];
  const attempt = ({ address }: { address: string }) => {
    if (tries.filter((text) => text === `${address} failed`).length >= 2)
      throw new HubError('too_many_requests', 'too many wrong tries');
    return {
      isBlind: false,
      failed: () => void tries.push(`${address} failed`),
      abandoned: () => undefined,
      succeeded: () => void tries.push(`${address} succeeded`),
    };
  };
  return { tries, attempt };
}

describe('the text of an admin secret', () => {
  it('is the secret, or its SHA-256 in hexadecimal', () => {
    const hex = Buffer.from(HASH).toString('hex');
    for (const text of [SECRET, `sha256:${hex}`, `SHA256:${hex.toUpperCase()}`])
      assert.deepEqual(Buffer.from(parse(text)), Buffer.from(HASH));
  });

  for (const text of ['', 'x'.repeat(31), ` ${SECRET}`, `${SECRET}\n`, `sha256:${SECRET}`]) {
    it(`is not ${JSON.stringify(text)}, which is not repeated`, () =>
      assert.throws(
        () => parse(text),
        (error) =>
          error instanceof SettingsError &&
          error.message.startsWith('ARIS_ADMIN_SECRET must be ') &&
          (text === '' || !error.message.includes(text)),
      ));
  }
});

describe('an admin secret', () => {
  it('is right where it is the one, and each try is counted', () => {
    const lockout = createCountingLockout();
    const secret = createAdminSecret({ hash: HASH, digest, lockout });
    assert.equal(secret.isRight(SECRET, '192.168.1.7'), true);
    for (const [text, address] of [
      [`${SECRET} `, '192.168.1.7'],
      ['', '192.168.1.8'],
      [Buffer.from(HASH).toString('hex'), '2001:db8::1'],
      [`sha256:${Buffer.from(HASH).toString('hex')}`, '2001:db8::2'],
    ] as const)
      assert.equal(secret.isRight(text, address), false);
    assert.deepEqual(lockout.tries, [
      '192.168.1.7 succeeded',
      '192.168.1.7 failed',
      '192.168.1.8 failed',
      '2001:db8::1 failed',
      '2001:db8::2 failed',
    ]);
  });

  it('is not looked at during a lock-out, though it is right', () => {
    const lockout = createCountingLockout();
    const secret = createAdminSecret({ hash: HASH, digest, lockout });
    secret.isRight('a', '192.168.1.7');
    secret.isRight('b', '192.168.1.7');
    assert.throws(() => secret.isRight(SECRET, '192.168.1.7'), {
      name: 'HubError',
      code: 'too_many_requests',
    });
    assert.equal(secret.isRight(SECRET, '192.168.1.8'), true);
  });

  it('that is not set is never right, and nothing is counted', () => {
    const lockout = createCountingLockout();
    const secret = createAdminSecret({ hash: undefined, digest, lockout });
    for (const text of ['', 'undefined', SECRET])
      assert.equal(secret.isRight(text, '127.0.0.1'), false);
    assert.deepEqual(lockout.tries, []);
  });
});
