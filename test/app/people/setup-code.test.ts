import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { LIMITS } from '../../../src/domain/limits.ts';
import { createTestAccounts, LAN, refusedAs } from '../../support/accounts.ts';

const wrong = refusedAs('forbidden', 'the setup code is wrong');

async function guessWrong({ setupCode }: ReturnType<typeof createTestAccounts>, times: number) {
  for (let i = 0; i < times; i++) await assert.rejects(setupCode.check('WRONG', LAN), wrong);
}

describe('the setup code', () => {
  it('has ten characters, none of which looks like another', () => {
    assert.match(createTestAccounts().setupCode.code(), /^[A-HJ-NP-Z2-9]{10}$/);
  });

  it('is the same after a restart, and nowhere in what is kept', async () => {
    const test = createTestAccounts();
    await guessWrong(test, 1);
    const code = test.setupCode.code();
    assert.equal(createTestAccounts(test).setupCode.code(), code);
    assert.ok(test.kept().includes('setup') && !test.kept().includes(code));
  });

  it('is taken in whatever case, with dashes and spaces', async () => {
    const { setupCode } = createTestAccounts();
    const code = setupCode.code();
    await setupCode.check(code, LAN);
    await setupCode.check(` ${code.slice(0, 5).toLowerCase()}-${code.slice(5)} `, LAN);
  });

  for (const text of ['', ' ', 'A', 'AAAAAAAAAA', 'é'.repeat(10)]) {
    it(`is not ${JSON.stringify(text)}`, () =>
      assert.rejects(createTestAccounts().setupCode.check(text, LAN), wrong));
  }
  it('is not the beginning of itself, nor more than itself', async () => {
    const { setupCode } = createTestAccounts();
    await assert.rejects(setupCode.check(setupCode.code().slice(0, 9), LAN), wrong);
    await assert.rejects(setupCode.check(`${setupCode.code()}A`, LAN), wrong);
  });

  it('is a new one after so many wrong tries, across restarts, with an event', async () => {
    const test = createTestAccounts();
    const code = test.setupCode.code();
    await guessWrong(test, LIMITS.setupCodeTries - 1);
    assert.equal(test.setupCode.code(), code);
    assert.deepEqual(test.events, []);
    const restarted = createTestAccounts(test);
    await guessWrong(restarted, 1);
    assert.notEqual(restarted.setupCode.code(), code);
    assert.deepEqual(
      restarted.events.map(({ type }) => type),
      ['setup_code_renewed'],
    );
    assert.ok(!JSON.stringify(restarted.events).includes(restarted.setupCode.code()));
    await assert.rejects(restarted.setupCode.check(code, LAN), wrong);
    await createTestAccounts(restarted).setupCode.check(restarted.setupCode.code(), LAN);
  });

  it('is not to be had by many guesses at once', async () => {
    const { setupCode } = createTestAccounts();
    const code = setupCode.code();
    const guesses = [...Array.from({ length: LIMITS.setupCodeTries }, () => 'WRONG'), code];
    const results = await Promise.allSettled(guesses.map((guess) => setupCode.check(guess, LAN)));
    assert.ok(results.every(({ status }) => status === 'rejected'));
  });

  it('that was tried too often stays refused where the disk is full', async () => {
    const test = createTestAccounts();
    const code = test.setupCode.code();
    test.texts.isFull = true;
    for (let i = 0; i < LIMITS.setupCodeTries; i++)
      await assert.rejects(test.setupCode.check('WRONG', LAN), refusedAs('storage_full'));
    test.texts.isFull = false;
    await assert.rejects(test.setupCode.check(code, LAN), wrong);
    await test.setupCode.check(test.setupCode.code(), LAN);
    assert.equal(createTestAccounts(test).setupCode.code(), test.setupCode.code());
  });

  it('is guarded by the lock-out, and wrong tries are noted', async () => {
    const test = createTestAccounts();
    test.rules.free = 1;
    await guessWrong(test, 1);
    await assert.rejects(
      test.setupCode.check(test.setupCode.code(), LAN),
      refusedAs('too_many_requests'),
    );
    assert.equal(test.guesses[0]?.account, 'setup');
    assert.deepEqual(test.refused, [{ address: LAN.address, reason: 'setup_code_wrong' }]);
  });
});
