/** Who is thrown out stays out, whatever is put back; and who changed a password comes in with it. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  lineOf,
  merged,
  parseLines,
  parseRevocation,
  type Revocation,
} from '../../../src/app/backup/revocation.ts';
import { LIMITS } from '../../../src/domain/limits.ts';

describe('the lines', () => {
  it('are read though one of them is cut off, or nothing known', () => {
    const good: Revocation = { token: '0000000a', revokedAtMs: 5 };
    const text = `{"token":"0000\n${lineOf(good)}{"cat":1}\n\nnull\n`;
    assert.deepEqual(parseLines(text), [good]);
  });

  it('have ids and nothing else', () => {
    for (const wrong of [{}, { token: '../x', revokedAtMs: 1 }, { user: 'ada', removedAtMs: 1 }])
      assert.throws(() => parseRevocation(wrong), { code: 'invalid' });
  });

  it('come to one of each name: the last, but nobody comes back from a final one', () => {
    const [token, user] = ['0000000a', 'usr_0000000a'];
    const revoked = { token, revokedAtMs: 5 };
    const rotated = (rotatedAtMs: number) => ({ token, rotatedAtMs, hash: String(rotatedAtMs) });
    const password = (passwordVersion: number) => ({ user, passwordVersion, passwordHash: 'x' });
    assert.deepEqual(merged([rotated(1), rotated(3), rotated(2)]), [rotated(3)]);
    assert.deepEqual(merged([revoked, rotated(9)]), [revoked]);
    assert.deepEqual(merged([rotated(9), revoked]), [revoked]);
    assert.deepEqual(merged([password(3), password(2)]), [password(3)]);
    const removed = { user, removedAtMs: 1 };
    assert.deepEqual(merged([removed, password(4), revoked]), [removed, revoked]);
    assert.deepEqual(merged([password(1), revoked], 1), [revoked], 'the oldest are forgotten');
  });

  it('are of a secret and of rights, each by itself, until one is final', () => {
    const [token, user] = ['0000000a', 'usr_0000000a'];
    const rotated = { token, rotatedAtMs: 9, hash: 'x' };
    const disabled = (isDisabled: boolean, changedAtMs: number) => ({
      token,
      isDisabled,
      changedAtMs,
    });
    const both = [rotated, disabled(false, 3)];
    assert.deepEqual(merged([rotated, disabled(true, 1), disabled(false, 3)]), both);
    assert.deepEqual(merged([rotated, disabled(false, 3), disabled(true, 1)]), both);
    const revoked = { token, revokedAtMs: 1 };
    assert.deepEqual(merged([rotated, revoked, disabled(true, 5)]), [revoked]);
    const password = { user, passwordVersion: 3, passwordHash: 'x' };
    const role = { user, role: 'member', changedAtMs: 1 } as const;
    assert.deepEqual(merged([password, role]), [password, role]);
    const removed = { user, removedAtMs: 1 };
    assert.deepEqual(merged([password, role, removed]), [removed]);
    const pin = (changedAtMs: number) => ({ pin: 'panel', changedAtMs }) as const;
    assert.deepEqual(merged([{ ...pin(1), hash: 'x' }, pin(2)]), [pin(2)]);
    const factor = (changedAtMs: number) => ({ factorOf: user, changedAtMs });
    assert.deepEqual(merged([factor(2), password, factor(1)]), [factor(2), password]);
    assert.deepEqual(merged([factor(2), removed]), [removed]);
  });

  it('are no more than there may be', () => {
    const many = Array.from({ length: LIMITS.revocations + 1 }, (_, i) => ({
      token: String(i).padStart(8, '0'),
      revokedAtMs: i,
    }));
    const kept = merged(many, LIMITS.revocations);
    assert.equal(kept.length, LIMITS.revocations);
    assert.deepEqual(kept[0], many[1]);
  });
});
