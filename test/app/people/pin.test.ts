import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { LIMITS } from '../../../src/domain/limits.ts';
import { sentenceOf } from '../../../src/domain/event.ts';
import {
  CLI,
  createTestAccounts,
  createTestHousehold,
  LAN,
  OWNER_LOGIN,
  refusedAs,
} from '../../support/accounts.ts';
import { until } from '../../support/until.ts';

const PIN = '274916';
const bad = refusedAs('unauthorized', 'Invalid credentials');
const off = refusedAs('forbidden', /off/);
const closed = refusedAs('forbidden', /owner has to sign in/);
const at = (address: string) => ({ ...LAN, address });
const ORIGIN = { client: LAN, userAgent: 'wall' };
const ORIGIN_7 = { ...ORIGIN, client: { ...LAN, address: 'fd00::7' } };

async function householdWithPin() {
  const test = await createTestHousehold();
  await test.pin.set(CLI, PIN);
  return test;
}

async function guessWrong(
  { pin }: ReturnType<typeof createTestAccounts>,
  times: number,
  from: string = LAN.address,
) {
  for (let i = 0; i < times; i++) await assert.rejects(pin.signIn('000000', at(from)), bad);
}

describe('the PIN', () => {
  it('is off until it is set, and hashes nothing', async () => {
    const { pin, hashes } = await createTestHousehold();
    assert.deepEqual(pin.state(), { enabled: false, disabledByFailures: false });
    await assert.rejects(pin.signIn(PIN, LAN), off);
    assert.equal(hashes.count, 0);
  });

  it('signs a panel in, also after a restart, and is nowhere in what is kept', async () => {
    const test = await householdWithPin();
    assert.deepEqual(test.pin.state(), { enabled: true, disabledByFailures: false });
    const proven = await createTestAccounts(test).pin.signIn(PIN, LAN);
    assert.equal(proven.user, undefined);
    assert.ok(!(test.kept() + JSON.stringify(test.events)).includes(PIN));
    assert.equal(test.events.at(-1)?.type, 'pin_changed');
    assert.deepEqual(test.guesses, []);
  });

  it('has to be a proper one', async () => {
    const { pin } = await createTestHousehold();
    await assert.rejects(pin.set(CLI, '12345'), refusedAs('invalid'));
    assert.equal(pin.state().enabled, false);
  });

  it('is guessed at by addresses, of which one with a panel has a lane of its own', async () => {
    const test = await householdWithPin();
    await guessWrong(test, 1);
    assert.deepEqual(test.guesses, [{ address: LAN.address }]);
    await test.sessions.openCookie(await test.pin.signIn(PIN, at('fd00::7')), ORIGIN_7);
    await test.pin.signIn(PIN, at('fd00::7'));
    assert.deepEqual(test.guesses.at(-1), {
      account: 'pin',
      isReal: true,
      address: 'fd00::7',
      lane: 'fd00::7',
      isKnown: true,
    });
    assert.deepEqual(test.refused, [{ address: LAN.address, reason: 'pin_wrong' }]);
    assert.deepEqual(test.hashes.turns, [
      { key: LAN.address, isKnown: false },
      { key: 'fd00::7', isKnown: false },
      { key: 'fd00::7', isKnown: true },
    ]);
    assert.deepEqual(test.outcomes, ['failed', 'succeeded', 'succeeded']);
    test.rules.free = 0;
    await assert.rejects(test.pin.signIn(PIN, LAN), refusedAs('too_many_requests'));
  });

  it('is closed to an address by so many wrong ones, across restarts, whatever right ones lie between', async () => {
    const test = await householdWithPin();
    await guessWrong(test, LIMITS.pinFailures - 1);
    await test.pin.signIn(PIN, LAN);
    const restarted = createTestAccounts(test);
    await guessWrong(restarted, 1);
    assert.deepEqual(
      restarted.events.map(({ type }) => type),
      ['pin_disabled'],
    );
    assert.deepEqual(restarted.pin.state(), { enabled: true, disabledByFailures: true });
    assert.equal(restarted.pin.isOpenTo(LAN), false);
    const before = restarted.hashes.count;
    await assert.rejects(restarted.pin.signIn(PIN, LAN), closed);
    assert.equal(restarted.hashes.count, before);
    await assert.rejects(createTestAccounts(restarted).pin.signIn(PIN, LAN), closed);
    assert.ok(restarted.pin.isOpenTo(at('192.168.1.21')));
    await restarted.pin.signIn(PIN, at('192.168.1.21'));
  });

  it('is closed to a network by ten times as many, and not to a panel in it', async () => {
    const test = await householdWithPin();
    await test.sessions.openCookie(await test.pin.signIn(PIN, at('fd00::7')), ORIGIN_7);
    for (let host = 0; host < LIMITS.networkRoom; host++) {
      assert.ok(test.pin.isOpenTo(at('fd00::ffff')));
      await guessWrong(test, LIMITS.pinFailures, `fd00::a${host}`);
    }
    await assert.rejects(test.pin.signIn(PIN, at('fd00::ffff')), closed);
    await test.pin.signIn(PIN, at('fd00:0:0:1::1'));
    await test.pin.signIn(PIN, at('fd00::7'));
    assert.deepEqual(
      test.events
        .slice(-1)
        .map((event) => [sentenceOf(event), event.severity, event.by?.kind, event.from?.address]),
      [
        [
          'The PIN was closed to fd00::/64, after too many wrong ones',
          'warning',
          'stranger',
          `fd00::a${LIMITS.networkRoom - 1}`,
        ],
      ],
    );
  });

  it('is closed to all by very many, but not where a panel is signed in', async () => {
    const test = await householdWithPin();
    await test.sessions.openCookie(await test.pin.signIn(PIN, LAN), ORIGIN);
    for (let tried = 0; tried < LIMITS.pinFailuresInAll; tried++) {
      assert.ok(test.pin.isOpenTo(at('192.168.1.99')));
      await guessWrong(test, 1, `10.0.${tried >> 8}.${tried & 255}`);
    }
    await assert.rejects(test.pin.signIn(PIN, at('192.168.1.99')), closed);
    await assert.rejects(createTestAccounts(test).pin.signIn(PIN, at('192.168.1.99')), closed);
    await createTestAccounts(test).pin.signIn(PIN, LAN);
    test.texts.isFull = true;
    await assert.rejects(test.pin.forgive(), refusedAs('storage_full'));
    test.texts.isFull = false;
    await assert.rejects(test.pin.signIn(PIN, at('192.168.1.99')), closed);
    assert.ok(await test.pin.forgive());
    await test.pin.signIn(PIN, at('192.168.1.99'));
    const writes = test.commits.count;
    assert.equal(await test.pin.forgive(), false);
    assert.equal(test.commits.count, writes, 'there was nothing to forget');
  });

  it('keeps what 0.1.0 has counted', async () => {
    const old = createTestAccounts();
    const table = { name: 'pin', version: 1, parse: (value: unknown) => value };
    const put = async (failures: number, own: object = {}) => {
      const value = { hash: await old.hasher.hash(PIN), failures, ...own };
      await old.store.commit([{ put: table, key: 'panel', value }]);
    };
    await put(LIMITS.pinFailuresInAll);
    assert.equal(createTestAccounts(old).pin.isOpenTo(LAN), false);
    // It was off.
    await put(LIMITS.pinFailuresInAll, { hash: undefined });
    const { pin } = createTestAccounts(old);
    assert.deepEqual(pin.state(), { enabled: false, disabledByFailures: false });
    await put(19);
    await createTestAccounts(old).pin.signIn(PIN, LAN);
    for (const failures of [0, 1]) {
      await put(failures);
      assert.equal(await createTestAccounts(old).pin.forgive(), failures > 0);
    }
  });

  it('works again when an owner signs in, and not when a member does', async () => {
    const test = await householdWithPin();
    await guessWrong(test, LIMITS.pinFailures);
    await test.signIn.signIn('member@example.com', 'battery staple', LAN);
    await assert.rejects(test.pin.signIn(PIN, LAN), closed);
    await test.signIn.signIn(OWNER_LOGIN.email, OWNER_LOGIN.password, LAN);
    await test.pin.signIn(PIN, LAN);
    await createTestAccounts(test).pin.signIn(PIN, LAN);
    await guessWrong(test, LIMITS.pinFailures);
    assert.equal(test.events.filter(({ type }) => type === 'pin_disabled').length, 2);
  });

  it('is not to be had by many guesses at once', async () => {
    const test = await householdWithPin();
    const guesses = Array.from({ length: 50 }, () => test.pin.signIn('000000', LAN));
    await Promise.allSettled(guesses);
    assert.equal(test.hashes.count, LIMITS.pinFailures);
    assert.equal(test.events.filter(({ type }) => type === 'pin_disabled').length, 1);
  });

  it('is closed once, however slow the disk is', async () => {
    const test = await householdWithPin();
    let goOn: () => void = () => undefined;
    const slow = test.serial(() => new Promise<void>((resolve) => (goOn = resolve)));
    const guesses = Array.from({ length: LIMITS.pinFailures }, () =>
      test.pin.signIn('000000', LAN),
    );
    await until(() => test.refused.length === LIMITS.pinFailures, 'all that guess');
    assert.equal(test.pin.isOpenTo(LAN), false);
    goOn();
    await Promise.allSettled([slow, ...guesses]);
    assert.equal(test.events.filter(({ type }) => type === 'pin_disabled').length, 1);
  });

  it('works again when an owner sets a new one', async () => {
    const test = await householdWithPin();
    await guessWrong(test, LIMITS.pinFailures);
    await test.pin.set(CLI, '918273');
    assert.deepEqual(test.pin.state(), { enabled: true, disabledByFailures: false });
    await test.pin.signIn('918273', LAN);
  });

  it('counts what cannot be written', async () => {
    const test = await householdWithPin();
    test.texts.isFull = true;
    for (let i = 0; i < LIMITS.pinFailures; i++)
      await assert.rejects(test.pin.signIn('000000', LAN), refusedAs('storage_full'));
    test.texts.isFull = false;
    await assert.rejects(test.pin.signIn(PIN, LAN), closed);
  });

  it('that is changed or removed ends the sessions of panels, and of nobody else', async () => {
    const test = await householdWithPin();
    const { sessions, pin, signIn } = test;
    const owner = await signIn.signIn(OWNER_LOGIN.email, OWNER_LOGIN.password, LAN);
    const own = await sessions.openCookie(owner, ORIGIN);
    for (const change of [() => pin.set(CLI, PIN), () => pin.remove(CLI)]) {
      const panel = await sessions.openCookie(await pin.signIn(PIN, LAN), ORIGIN);
      assert.ok('principal' in sessions.byCookie(panel.cookie));
      await change();
      assert.ok('refused' in sessions.byCookie(panel.cookie));
      assert.deepEqual(test.events.at(-1)?.data, { userId: 'panel', why: 'pin_changed' });
    }
    assert.deepEqual(
      test.events.filter(({ type }) => type === 'pin_changed').map(({ data }) => data),
      ['set', 'set', 'removed'].map((change) => ({ change })),
    );
    assert.ok('principal' in sessions.byCookie(own.cookie));
    await assert.rejects(pin.signIn(PIN, LAN), off);
    const before = test.commits.count;
    await pin.remove(CLI);
    assert.equal(test.commits.count, before, 'there was nothing to remove');
  });

  it('shows in what is editable that it was changed, and not what it is', async () => {
    const { pin } = await createTestHousehold();
    const seen = [pin.editable()['pin']];
    await pin.set(CLI, PIN);
    seen.push(pin.editable()['pin']);
    assert.equal(seen[0], undefined);
    assert.ok(typeof seen[1] === 'string' && !seen[1].includes(PIN));
  });

  it('changes nothing where the disk is full', async () => {
    const test = await householdWithPin();
    const { cookie } = await test.sessions.openCookie(await test.pin.signIn(PIN, LAN), ORIGIN);
    test.texts.isFull = true;
    await assert.rejects(test.pin.set(CLI, '918273'), refusedAs('storage_full'));
    await assert.rejects(test.pin.remove(CLI), refusedAs('storage_full'));
    assert.ok('principal' in test.sessions.byCookie(cookie));
    await test.pin.signIn(PIN, LAN);
  });

  it('is hashed for nobody who is late already', async ({ mock }) => {
    const { pin, hasher } = await householdWithPin();
    const late = new Error('it was changed');
    const hashed = mock.method(hasher, 'hash');
    const setting = pin.set(CLI, '918273', () => {
      throw late;
    });
    await assert.rejects(setting, late);
    assert.equal(hashed.mock.callCount(), 0);
  });

  it('is not set by who is gone by the time that it is hashed', async () => {
    const { pin, gone } = createTestAccounts();
    const setting = pin.set(CLI, PIN);
    gone.add(CLI.id);
    await assert.rejects(setting, refusedAs('forbidden'));
    assert.equal(pin.state().enabled, false);
  });

  it('opens no session where it is changed meanwhile', async () => {
    const { sessions, pin } = await householdWithPin();
    const proven = await pin.signIn(PIN, LAN);
    await pin.set(CLI, '918273');
    await assert.rejects(sessions.openCookie(proven, ORIGIN), bad);
  });

  it('opens no session where it is closed meanwhile', async () => {
    const test = await householdWithPin();
    const proven = await test.pin.signIn(PIN, LAN);
    await guessWrong(test, LIMITS.pinFailures);
    await assert.rejects(test.sessions.openCookie(proven, ORIGIN), bad);
  });
});
