/** Setting a second factor up, and all else that is done with it, without the ways in. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createMutex } from '../../../src/app/base/mutex.ts';
import type { Principal } from '../../../src/app/base/principal.ts';
import { createSecondFactor } from '../../../src/app/people/second-factor.ts';
import { totp } from '../../../src/auth/totp.ts';
import { digest } from '../../../src/crypto/digest.ts';
import { createSecretBox } from '../../../src/crypto/secret-box.ts';
import { permissionsOf, type Role } from '../../../src/domain/account.ts';
import { LIMITS } from '../../../src/domain/limits.ts';
import { stepAt } from '../../../src/domain/second-factor.ts';
import { CLI, createTestHousehold, refusedAs } from '../../support/accounts.ts';
import { createSeededRandom } from '../../support/seeded-random.ts';

async function createRig({ hasKey = true } = {}) {
  const test = await createTestHousehold();
  const random = createSeededRandom(5);
  /** What the app was given last. */
  let secret = new Uint8Array();
  const seen = {
    ...random,
    bytes(count: number) {
      const bytes = random.bytes(count);
      if (count === 20) secret = Uint8Array.from(bytes);
      return bytes;
    },
  };
  const clock: typeof test.clock & { isProvisional?: () => boolean } = test.clock;
  const factor = createSecondFactor({
    ...test,
    clock,
    mutex: createMutex(),
    random: seen,
    digest,
    totp,
    box: hasKey ? createSecretBox(new Uint8Array(32).fill(1), random) : undefined,
    isCurrent: ({ id }) => !test.gone.has(id),
  });
  const asker = (id: string, role: Role): Principal => ({
    ...CLI,
    id,
    kind: 'session',
    permissions: permissionsOf(role),
  });
  const member = asker(test.member.id, 'member');
  const owner = asker(test.owner.id, 'owner');
  const code = () => totp(secret, stepAt(clock.nowMs()));
  const enrol = async (who: Principal) => {
    factor.begin(who);
    return factor.confirm(who, code());
  };
  const told = () =>
    test.events.flatMap((event) =>
      event.type === 'second_factor_changed' ? [event.data.change] : [],
    );
  return { ...test, clock, factor, asMember: member, asOwner: owner, code, enrol, told };
}
const conflict = refusedAs('conflict');

describe('a second factor', () => {
  it('is on once a code of the app has come, with codes of which hashes are kept', async () => {
    const { factor, asMember, factors, code, clock, told } = await createRig();
    const { secret, uri } = factor.begin(asMember);
    assert.ok(uri.includes(secret) && uri.includes('member%40example.com'));
    assert.deepEqual(factor.state(asMember), { enabled: false, required: false });
    const codes = await factor.confirm(asMember, code());
    assert.equal(new Set(codes).size, LIMITS.recoveryCodes);
    const record = factors.of(asMember.id);
    assert.ok(record);
    assert.equal(record.lastStep, stepAt(clock.nowMs()), 'that code counts no more');
    assert.ok(!codes.some((one) => record.recoveryHashes.includes(one)));
    const { enabled, recoveryCodesLeft } = factor.state(asMember);
    assert.deepEqual([enabled, recoveryCodesLeft, told()], [true, LIMITS.recoveryCodes, ['on']]);
  });

  it('is not on by a wrong code, nor by one of a clock that may be wrong', async () => {
    const { factor, asMember, factors, code, clock } = await createRig();
    factor.begin(asMember);
    const wrong = code() === '000000' ? '000001' : '000000';
    for (const text of [wrong, 'a code', ''])
      await assert.rejects(
        factor.confirm(asMember, text),
        refusedAs('invalid', /by the hub's clock/),
      );
    clock.isProvisional = () => true;
    await assert.rejects(factor.confirm(asMember, code()), refusedAs('unavailable'));
    assert.equal(factors.of(asMember.id), undefined);
  });

  it('waits so long for its first code, on a hub that has run for long, and no longer', async () => {
    const { factor, asMember, code, clock } = await createRig();
    await assert.rejects(factor.confirm(asMember, '123456'), conflict);
    clock.advance(3 * LIMITS.secondFactorBegunMs);
    factor.begin(asMember);
    clock.advance(LIMITS.secondFactorBegunMs + 1);
    await assert.rejects(factor.confirm(asMember, code()), conflict);
    factor.begin(asMember);
    clock.advance(LIMITS.secondFactorBegunMs);
    await factor.confirm(asMember, code());
  });

  it('is one', async () => {
    const { factor, asMember, enrol } = await createRig();
    await enrol(asMember);
    assert.throws(() => factor.begin(asMember), conflict);
    await factor.turnOff(asMember);
    await assert.rejects(factor.turnOff(asMember), conflict);
    await enrol(asMember);
  });

  it('needs a key of the hub, and a person', async () => {
    const { factor, asMember } = await createRig({ hasKey: false });
    assert.throws(() => factor.begin(asMember), refusedAs('unavailable'));
    assert.throws(() => factor.state(CLI), refusedAs('forbidden'));
  });

  it('has new recovery codes in place of the old ones', async () => {
    const { factor, asMember, enrol, factors, told } = await createRig();
    await assert.rejects(factor.renewCodes(asMember), conflict);
    await enrol(asMember);
    const before = factors.of(asMember.id);
    await factor.renewCodes(asMember);
    const after = factors.of(asMember.id);
    assert.equal(after?.sealedSecret, before?.sealedSecret);
    assert.ok(!after?.recoveryHashes.some((hash) => before?.recoveryHashes.includes(hash)));
    assert.deepEqual(told(), ['on', 'recovery_codes']);
  });

  it('is changed by nobody who is gone when their turn has come', async () => {
    const { factor, asMember, enrol, gone, code, factors } = await createRig();
    await enrol(asMember);
    const before = factors.of(asMember.id);
    gone.add(asMember.id);
    for (const late of [
      factor.turnOff(asMember),
      factor.renewCodes(asMember),
      factor.confirm(asMember, code()),
      factor.reset(asMember, asMember.id),
      factor.setRule(asMember, true),
    ])
      await assert.rejects(late, refusedAs('forbidden'));
    assert.deepEqual(factors.of(asMember.id), before);
  });

  it('is as it was where the disk takes nothing', async () => {
    const { factor, asMember, enrol, texts, factors } = await createRig();
    await enrol(asMember);
    const before = factors.of(asMember.id);
    texts.isFull = true;
    await assert.rejects(factor.turnOff(asMember), refusedAs('storage_full'));
    await assert.rejects(factor.renewCodes(asMember), refusedAs('storage_full'));
    assert.deepEqual(factors.of(asMember.id), before);
  });

  it('is taken away by who may do as much as its owner, and once', async () => {
    const { factor, asMember, asOwner, enrol, told } = await createRig();
    await enrol(asOwner);
    await enrol(asMember);
    await assert.rejects(factor.reset(asMember, asOwner.id), refusedAs('forbidden'));
    await assert.rejects(factor.reset(asOwner, 'usr_0000nobody'), refusedAs('not_found'));
    assert.equal(await factor.reset(asOwner, asMember.id), true);
    assert.equal(await factor.reset(asOwner, asMember.id), false);
    assert.deepEqual(told(), ['on', 'on', 'reset']);
  });
});

describe('a house that asks everybody for a second factor', () => {
  it('is asked to by who has one, or by the machine itself', async () => {
    const { factor, asOwner, enrol, told } = await createRig();
    await assert.rejects(factor.setRule(asOwner, true), conflict);
    await factor.setRule(CLI, true);
    await factor.setRule(asOwner, false);
    await enrol(asOwner);
    await factor.setRule(asOwner, true);
    await factor.setRule(asOwner, true);
    assert.deepEqual(factor.rule(), { required: true });
    assert.deepEqual(told(), ['rule', 'rule', 'on', 'rule'], 'what changes nothing is not told');
  });

  it('has none turned off', async () => {
    const { factor, asOwner, enrol } = await createRig();
    await enrol(asOwner);
    await factor.setRule(asOwner, true);
    await assert.rejects(factor.turnOff(asOwner), conflict);
    assert.equal(factor.state(asOwner).required, true);
  });

  it('is changed as it was seen', async () => {
    const { factor } = await createRig();
    const seen: unknown[] = [];
    await factor.setRule(CLI, true, (current) => void seen.push(current));
    assert.deepEqual(seen, [{ required: false }]);
    const stale = factor.setRule(CLI, false, () => {
      throw new Error('412');
    });
    await assert.rejects(stale, /412/);
    assert.deepEqual(factor.rule(), { required: true });
  });
});
