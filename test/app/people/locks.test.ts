/** What is locked, as those see it who may undo it. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createLockout } from '../../../src/app/people/lockout.ts';
import { createLocks } from '../../../src/app/people/locks.ts';
import { LIMITS } from '../../../src/domain/limits.ts';
import { SECOND_MS } from '../../../src/domain/units.ts';
import { CLI, createTestHousehold, LAN, OWNER_LOGIN, refusedAs } from '../../support/accounts.ts';
import { settled } from '../../support/settled.ts';

const GUEST = '192.168.1.66';
const PIN = '274916';
const { freeGuesses, networkRoom } = LIMITS;
const { email: account } = OWNER_LOGIN;

/** A household with the lock-out of the hub. */
async function createRig() {
  const test = await createTestHousehold();
  const lockout = createLockout(test);
  const { users, pin, journal, log, refused } = test;
  const refusals = { note: (refusal: (typeof refused)[number]) => void refused.push(refusal) };
  const locks = createLocks({ lockout, users, pin, journal, refusals, log });
  const fail = (address: string, own: object = {}) => {
    for (let tried = 0; tried < freeGuesses; tried++) lockout.attempt({ address, ...own }).failed();
  };
  return { ...test, locks, fail };
}

describe('what is locked', () => {
  it('is listed by account, address and both, with how often and until when', async () => {
    const { locks, fail } = await createRig();
    fail(GUEST, { account, isReal: true });
    fail(LAN.address, { account, isReal: true, lane: LAN.address, isKnown: true });
    const until = '2026-01-15T12:00:30Z';
    assert.deepEqual(locks.list(), [
      { account, failures: freeGuesses, until },
      { address: GUEST, failures: freeGuesses, until },
      { account, address: LAN.address, failures: freeGuesses, until },
    ]);
  });

  it('is counted while it is, and in all', async () => {
    const { locks, fail, clock } = await createRig();
    assert.deepEqual(locks.stats(), { active: 0, total: 0 });
    fail(GUEST);
    fail('10.0.0.1');
    assert.deepEqual(locks.stats(), { active: 2, total: 2 });
    clock.advance(30 * SECOND_MS);
    assert.deepEqual(locks.stats(), { active: 0, total: 2 });
  });

  it('is told of by an event where it is an account, and with other refusals where it is an address', async () => {
    const { fail, events, refused } = await createRig();
    const before = events.length;
    fail(GUEST, { account, isReal: true });
    await settled();
    const [{ type, severity, objectId, by, from, data } = assert.fail(), ...more] =
      events.slice(before);
    assert.deepEqual(more, []);
    assert.deepEqual([type, severity, objectId], ['locked_out', 'warning', account]);
    assert.deepEqual([by?.kind, from?.address, data], ['stranger', GUEST, { failures: 5 }]);
    assert.deepEqual(refused, [{ address: GUEST, reason: 'locked_out' }]);
  });

  it('is in the log where the event cannot be written', async () => {
    const { fail, texts, log } = await createRig();
    texts.isFull = true;
    fail(GUEST, { account, isReal: true });
    await settled();
    const [{ level, fields } = assert.fail()] = log.lines;
    assert.equal(level, 'error');
    assert.match(JSON.stringify(fields), /full/);
  });
});

describe('undoing a lock', () => {
  it('takes an address or its network, an e-mail address in whatever spelling, an id, or the PIN', async () => {
    const { locks, fail, owner, events } = await createRig();
    const cases = [
      [GUEST, () => fail(GUEST), GUEST],
      ['FD00::0:1', () => fail('fd00::1'), 'fd00::1'],
      [' Owner@EXAMPLE.com', () => fail(GUEST, { account, isReal: true }), account],
      [owner.id, () => fail('10.0.0.2', { account, isReal: true }), account],
    ] as const;
    for (const [subject, lock, objectId] of cases) {
      lock();
      assert.deepEqual(await locks.unlock(CLI, subject), { wasLocked: true }, subject);
      const event = events.at(-1);
      assert.deepEqual(
        [event?.type, event?.severity, event?.objectId, event?.by?.kind, event?.data],
        ['unlocked', 'info', objectId, 'cli', {}],
      );
      await locks.unlock(CLI, GUEST);
    }
    for (let host = 1; host <= networkRoom; host++) fail(`fd00::${host}`);
    const network = 'fd00::/64';
    assert.ok(locks.list().some(({ address }) => address === network));
    assert.deepEqual(await locks.unlock(CLI, network), { wasLocked: true });
    assert.ok(!locks.list().some(({ address }) => address === network));
  });

  it('has the PIN counted anew, and what is tried on it from panels', async () => {
    const { locks, fail, pin, events } = await createRig();
    await pin.set(CLI, PIN);
    for (let tried = 0; tried < LIMITS.pinFailures; tried++)
      await assert.rejects(pin.signIn('000000', LAN), refusedAs('unauthorized'));
    assert.equal(pin.isOpenTo(LAN), false);
    // Undoing something else leaves it closed.
    fail(GUEST);
    await locks.unlock(CLI, GUEST);
    assert.equal(pin.isOpenTo(LAN), false);
    assert.deepEqual(await locks.unlock(CLI, 'pin'), { wasLocked: true });
    assert.equal(events.at(-1)?.objectId, 'pin');
    assert.equal(pin.isOpenTo(LAN), true);
    fail(LAN.address, { account: 'pin', isReal: true, lane: LAN.address, isKnown: true });
    assert.deepEqual(await locks.unlock(CLI, 'pin'), { wasLocked: true });
  });

  it('is no news where nothing was locked, and an error where there is nobody', async () => {
    const { locks, events } = await createRig();
    const before = events.length;
    for (const subject of [GUEST, account, 'pin', 'fd00::/64'])
      assert.deepEqual(await locks.unlock(CLI, subject), { wasLocked: false });
    assert.equal(events.length, before);
    for (const nobody of ['nobody@example.com', 'fd00::1/64x', 'usr_nobody00'])
      await assert.rejects(locks.unlock(CLI, nobody), {
        code: 'not_found',
        message: 'User not found',
        context: { userId: nobody },
      });
  });

  it('is not told as done where the disk is full', async () => {
    const { locks, fail, texts } = await createRig();
    fail(GUEST);
    texts.isFull = true;
    await assert.rejects(locks.unlock(CLI, GUEST), refusedAs('storage_full'));
  });
});
