/** The second step by itself: what it takes, one after the other, and what it tells of it. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createMutex } from '../../../src/app/base/mutex.ts';
import type { Attempt } from '../../../src/app/people/lockout.ts';
import { createSecondStep, recoveryHash } from '../../../src/app/people/second-factor-check.ts';
import { totp } from '../../../src/auth/totp.ts';
import { digest } from '../../../src/crypto/digest.ts';
import { createSecretBox } from '../../../src/crypto/secret-box.ts';
import { stepAt } from '../../../src/domain/second-factor.ts';
import { createTestHousehold, LAN, refusedAs } from '../../support/accounts.ts';
import { createSeededRandom } from '../../support/seeded-random.ts';

const SECRET = new Uint8Array(20).fill(7);
const RECOVERY = 'ABCD-EFGH-JKMN-PQRS';
const wrong = refusedAs('unauthorized', 'The code is wrong, or was used before');

/** A member who has a second factor. */
async function createRig({ hasKey = true } = {}) {
  const test = await createTestHousehold();
  const { users, factors, clock, member, refused } = test;
  const box = createSecretBox(new Uint8Array(32).fill(1), createSeededRandom());
  const user = users.get(member.id) ?? assert.fail();
  const record = {
    sealedSecret: box.seal(SECRET),
    sinceMs: clock.nowMs(),
    lastStep: 0,
    recoveryHashes: [recoveryHash(digest, member.id, RECOVERY)],
  };
  await test.store.commit(factors.saving(member.id, record).changes);
  factors.saving(member.id, record).apply();
  const step = createSecondStep({
    ...test,
    mutex: createMutex(),
    refusals: { note: (refusal) => void refused.push(refusal) },
    digest,
    totp,
    box: hasKey ? box : undefined,
  });
  const outcomes: string[] = [];
  const take = async (otp?: string) => {
    const attempt: Attempt = {
      isBlind: false,
      succeeded: () => void outcomes.push('succeeded'),
      failed: () => void outcomes.push('failed'),
      abandoned: () => void outcomes.push('abandoned'),
    };
    return step(user, attempt, LAN, { otp });
  };
  const code = () => totp(SECRET, stepAt(clock.nowMs()));
  return { ...test, outcomes, take, code };
}

describe('the second step', () => {
  for (const what of ['a code of the app', 'a recovery code'])
    it(`lets one in of two who have ${what} at the very same time`, async () => {
      const { take, code, outcomes } = await createRig();
      const otp = what === 'a recovery code' ? RECOVERY : code();
      const all = await Promise.allSettled([take(otp), take(otp)]);
      assert.deepEqual(all.map(({ status }) => status).sort(), ['fulfilled', 'rejected']);
      assert.deepEqual(outcomes, ['failed'], 'who is in has the password still to settle');
    });

  it('that fails is noted with who and where, and what is still to come is no try', async () => {
    const { take, outcomes, refused, member } = await createRig();
    await assert.rejects(take('000000'), wrong);
    const { address } = LAN;
    assert.deepEqual(refused, [{ address, reason: 'otp_wrong', principalId: member.id }]);
    await assert.rejects(take(), refusedAs('unauthorized', /is required/));
    assert.deepEqual(outcomes, ['failed', 'abandoned']);
    assert.equal(refused.length, 1);
  });

  it('is not taken where it cannot be written that the code is used', async () => {
    const { take, code, outcomes, texts } = await createRig();
    texts.isFull = true;
    for (const otp of [code(), RECOVERY])
      await assert.rejects(take(otp), refusedAs('storage_full'));
    assert.deepEqual(outcomes, ['abandoned', 'abandoned']);
    texts.isFull = false;
    for (const otp of [code(), RECOVERY]) await take(otp);
  });

  it('is taken with a recovery code alone where the key is gone, which is told', async () => {
    const { take, code, events, member } = await createRig({ hasKey: false });
    await assert.rejects(take(code()), wrong);
    await take(RECOVERY);
    const { type, severity, objectId, by, from, data } = events.at(-1) ?? assert.fail();
    assert.deepEqual(
      [type, severity, objectId, by?.id, from],
      ['recovery_code_used', 'warning', member.id, member.id, { address: LAN.address }],
    );
    assert.deepEqual(data, { name: 'Max Member', left: 0 });
  });
});
