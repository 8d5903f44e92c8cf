import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createUserOperations } from '../../../src/app/command-line/user-operations.ts';
import {
  CLI,
  createTestAccounts,
  createTestHousehold,
  LAN,
  OWNER_LOGIN,
  refusedAs,
  type TestAccounts,
} from '../../support/accounts.ts';

const operationsOf = (test: TestAccounts) =>
  createUserOperations(
    { ...test, secondFactor: { reset: async () => Promise.resolve(false) } },
    CLI,
  );
const EVE = { email: 'eve@example.com', password: 'let me in now', name: 'Eve', role: 'owner' };

describe('the command line', () => {
  it('adds and lists people, the first of them without a code', async () => {
    const test = createTestAccounts();
    const operations = operationsOf(test);
    const added = await operations['user.add'](EVE);
    assert.deepEqual(operations['user.list']({}), [added]);
    assert.equal(test.accounts.hasOwner(), true);
  });

  it('sets a password for who is named by address or id, and ends their sessions', async () => {
    const test = await createTestHousehold();
    const operations = operationsOf(test);
    const { email, password } = OWNER_LOGIN;
    const proven = await test.signIn.signIn(email, password, LAN);
    const { cookie } = await test.sessions.openCookie(proven, { client: LAN, userAgent: 'x' });
    await operations['user.passwd']({ user: email.toUpperCase(), password: 'another one' });
    assert.ok('refused' in test.sessions.byCookie(cookie));
    await test.signIn.signIn(email, 'another one', LAN);
    await operations['user.passwd']({ user: test.owner.id, password });
    await test.signIn.signIn(email, password, LAN);
    assert.throws(
      () => operations['user.passwd']({ user: 'nobody', password }),
      refusedAs('not_found'),
    );
  });

  it('unlocks and removes', async () => {
    const test = await createTestHousehold();
    const operations = operationsOf(test);
    test.rules.free = 1;
    const { email, password } = OWNER_LOGIN;
    await assert.rejects(test.signIn.signIn(email, 'wrong', LAN), refusedAs('unauthorized'));
    await assert.rejects(test.signIn.signIn(email, password, LAN), refusedAs('too_many_requests'));
    await operations['user.unlock']({ subject: email });
    assert.equal(test.events.at(-1)?.type, 'unlocked');
    await test.signIn.signIn(email, password, LAN);
    await operations['user.remove']({ user: test.member.email });
    assert.equal(test.accounts.list().length, 1);
  });

  it('takes people by name, and locks by that of a person', async () => {
    const test = await createTestHousehold();
    const operations = operationsOf(test);
    test.rules.free = 1;
    const { email } = test.member;
    await assert.rejects(test.signIn.signIn(email, 'wrong', LAN), refusedAs('unauthorized'));
    const { wasLocked } = (await operations['user.unlock']({ subject: test.member.name })) as {
      wasLocked: boolean;
    };
    assert.equal(wasLocked, true);
    const unknown = Promise.resolve(operations['user.unlock']({ subject: 'nobody' }));
    await assert.rejects(unknown, refusedAs('not_found'));
    await operations['user.add']({ ...EVE, name: test.member.name, role: 'member' });
    await assert.rejects(
      Promise.resolve(operations['user.remove']({ user: test.member.name })),
      refusedAs('conflict'),
    );
    assert.equal(test.accounts.list().length, 3);
  });

  it('shows the setup code until there is an owner', async () => {
    const test = createTestAccounts();
    const operations = operationsOf(test);
    const setupCode = await test.setupCode.code();
    assert.deepEqual(await operations['user.setup-code']({}), { setupCode });
    await operations['user.add'](EVE);
    const asked = Promise.resolve(operations['user.setup-code']({}));
    await assert.rejects(asked, refusedAs('conflict'));
  });
});
