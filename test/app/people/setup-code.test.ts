import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { HubError } from '../../../src/domain/errors.ts';
import { LIMITS } from '../../../src/domain/limits.ts';
import { createTestAccounts, LAN, refusedAs } from '../../support/accounts.ts';

const wrong = (error: unknown) =>
  refusedAs('forbidden', 'the setup code is wrong')(error) &&
  (error as HubError).context['field'] === 'setup_code';

async function guessWrong({ setupCode }: ReturnType<typeof createTestAccounts>, times: number) {
  for (let i = 0; i < times; i++) await assert.rejects(setupCode.check('WRONG', LAN), wrong);
}

describe('the setup code', () => {
  it('has ten characters, none of which looks like another', async () => {
    assert.match(await createTestAccounts().setupCode.code(), /^[A-HJ-NP-Z2-9]{10}$/);
  });

  it('is the same after a restart, and nowhere in what is kept', async () => {
    const test = createTestAccounts();
    await guessWrong(test, 1);
    const code = await test.setupCode.code();
    assert.equal(await createTestAccounts(test).setupCode.code(), code);
    assert.ok(test.kept().includes('setup') && !test.kept().includes(code));
  });

  it('is taken in whatever case, with dashes and spaces', async () => {
    const { setupCode } = createTestAccounts();
    const code = await setupCode.code();
    await setupCode.check(code, LAN);
    await setupCode.check(` ${code.slice(0, 5).toLowerCase()}-${code.slice(5)} `, LAN);
  });

  for (const text of ['', ' ', 'A', 'AAAAAAAAAA', 'é'.repeat(10)]) {
    it(`is not ${JSON.stringify(text)}`, () =>
      assert.rejects(createTestAccounts().setupCode.check(text, LAN), wrong));
  }
  it('is not the beginning of itself, nor more than itself', async () => {
    const { setupCode } = createTestAccounts();
    await assert.rejects(setupCode.check((await setupCode.code()).slice(0, 9), LAN), wrong);
    await assert.rejects(setupCode.check(`${await setupCode.code()}A`, LAN), wrong);
  });

  it('is a new one after so many wrong tries, across restarts, with an event', async () => {
    const test = createTestAccounts();
    const code = await test.setupCode.code();
    await guessWrong(test, LIMITS.setupCodeTries - 1);
    assert.equal(await test.setupCode.code(), code);
    assert.deepEqual(test.events, []);
    const restarted = createTestAccounts(test);
    await guessWrong(restarted, 1);
    const next = await restarted.setupCode.code();
    assert.notEqual(next, code);
    assert.ok(restarted.log.lines.some(({ message }) => message.includes(next)));
    const [{ type, severity, by, from, data } = assert.fail(), ...more] = restarted.events;
    assert.deepEqual(
      [type, severity, by?.kind, from, data, more],
      [
        'setup_code_renewed',
        'warning',
        'stranger',
        { address: LAN.address },
        { wrongTries: LIMITS.setupCodeTries },
        [],
      ],
    );
    assert.ok(!JSON.stringify(restarted.events).includes(next));
    await assert.rejects(restarted.setupCode.check(code, LAN), wrong);
    await createTestAccounts(restarted).setupCode.check(next, LAN);
    // One was the old code.
    await guessWrong(restarted, LIMITS.setupCodeTries - 2);
    assert.equal(await restarted.setupCode.code(), next, 'it has as many tries as the first');
  });

  it('that is new after wrong tries has a day, too, also where a restart lies between', async () => {
    const test = createTestAccounts();
    await guessWrong(test, LIMITS.setupCodeTries);
    const code = await test.setupCode.code();
    test.clock.advance(LIMITS.setupCodeMs - 1);
    const restarted = createTestAccounts(test);
    assert.equal(await restarted.setupCode.code(), code);
    test.clock.advance(1);
    assert.notEqual(await restarted.setupCode.code(), code);
  });

  it('is shown and looked at where the disk is full, and where it is broken it is no try', async ({
    mock,
  }) => {
    const test = createTestAccounts();
    test.texts.isFull = true;
    await test.setupCode.check(await test.setupCode.code(), LAN);
    assert.deepEqual(test.outcomes, ['succeeded']);
    for (const ask of ['show', 'check'] as const) {
      const { journal, setupCode, outcomes } = createTestAccounts();
      mock.method(journal, 'commit', async () => Promise.reject(new Error('broken')));
      const asked = ask === 'show' ? setupCode.code() : setupCode.check('WRONG', LAN);
      await assert.rejects(asked, /broken/);
      assert.deepEqual(outcomes, ask === 'show' ? [] : ['abandoned']);
    }
  });

  it('is not to be had by many guesses at once', async () => {
    const { setupCode } = createTestAccounts();
    const code = await setupCode.code();
    const guesses = [...Array.from({ length: LIMITS.setupCodeTries }, () => 'WRONG'), code];
    const results = await Promise.allSettled(guesses.map((guess) => setupCode.check(guess, LAN)));
    assert.ok(results.every(({ status }) => status === 'rejected'));
  });

  it('that was tried too often stays refused where the disk is full', async () => {
    const test = createTestAccounts();
    const code = await test.setupCode.code();
    test.texts.isFull = true;
    for (let i = 0; i < LIMITS.setupCodeTries; i++)
      await assert.rejects(test.setupCode.check('WRONG', LAN), refusedAs('storage_full'));
    test.texts.isFull = false;
    await assert.rejects(test.setupCode.check(code, LAN), wrong);
    const next = await test.setupCode.code();
    await test.setupCode.check(next, LAN);
    assert.equal(await createTestAccounts(test).setupCode.code(), next);
  });

  it('is guarded by the lock-out, and wrong tries are noted', async () => {
    const test = createTestAccounts();
    test.rules.free = 1;
    await guessWrong(test, 1);
    const code = await test.setupCode.code();
    await assert.rejects(test.setupCode.check(code, LAN), refusedAs('too_many_requests'));
    assert.deepEqual(test.guesses[0], { address: LAN.address });
    assert.deepEqual(test.refused, [{ address: LAN.address, reason: 'setup_code_wrong' }]);
    assert.deepEqual(test.outcomes, ['failed']);
  });

  it('is a new one after a day, which the log shows, also where a restart lies between', async () => {
    const test = createTestAccounts();
    const code = await test.setupCode.code();
    test.clock.advance(LIMITS.setupCodeMs / 2);
    const restarted = createTestAccounts(test);
    test.clock.advance(LIMITS.setupCodeMs / 2 - 1);
    await restarted.setupCode.check(code, LAN);
    assert.equal(await restarted.setupCode.code(), code);
    test.clock.advance(1);
    await assert.rejects(restarted.setupCode.check(code, LAN), wrong);
    const next = await restarted.setupCode.code();
    assert.notEqual(next, code);
    const told = restarted.log.lines.filter(({ message }) => message.includes(next));
    assert.equal(told.length, 1);
    assert.deepEqual(
      restarted.events.map(({ type, severity }) => [type, severity]),
      [['setup_code_renewed', 'info']],
    );
    assert.equal(await createTestAccounts(restarted).setupCode.code(), next);
  });

  it('loses no time by a step of the clock, and is expired for good', async () => {
    const test = createTestAccounts();
    const code = await test.setupCode.code();
    test.clock.jumpWall(2 * LIMITS.setupCodeMs);
    await test.setupCode.check(code, LAN);
    const restarted = createTestAccounts(test);
    const next = await restarted.setupCode.code();
    assert.notEqual(next, code);
    test.clock.jumpWall(-2 * LIMITS.setupCodeMs);
    assert.equal(await createTestAccounts(restarted).setupCode.code(), next);
  });

  it('expires on a disk that takes no writes, and comes to the same one after a restart', async () => {
    const test = createTestAccounts();
    const code = await test.setupCode.code();
    test.texts.isFull = true;
    test.clock.advance(LIMITS.setupCodeMs);
    const next = await test.setupCode.code();
    assert.notEqual(next, code);
    assert.equal(await createTestAccounts(test).setupCode.code(), next);
  });

  it('of 0.1.0 has a day from now', async () => {
    const test = createTestAccounts();
    const table = { name: 'setup', version: 1, parse: (value: unknown) => value };
    await test.store.commit([{ put: table, key: 'code', value: { generation: 3, wrongTries: 4 } }]);
    const { setupCode } = createTestAccounts(test);
    const code = await setupCode.code();
    test.clock.advance(LIMITS.setupCodeMs - 1);
    await setupCode.check(code, LAN);
    test.clock.advance(1);
    await assert.rejects(setupCode.check(code, LAN), wrong);
  });
});
