import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { UserChange } from '../../../src/app/people/account-requests.ts';
import type { Principal } from '../../../src/app/base/principal.ts';
import { effectivePermissions } from '../../../src/domain/access.ts';
import type { HubError } from '../../../src/domain/errors.ts';
import { LIMITS } from '../../../src/domain/limits.ts';
import {
  CLI,
  createTestAccounts,
  createTestHousehold,
  LAN,
  LOCAL,
  OWNER_LOGIN,
  refusedAs,
} from '../../support/accounts.ts';

const ADA = { ...OWNER_LOGIN, name: 'Ada' };
const EVE = {
  email: 'eve@example.com',
  password: 'let me in now',
  name: 'Eve',
  role: 'member',
} as const;
const typesOf = (events: readonly { type: string }[]) => events.map(({ type }) => type);

describe('the first owner', () => {
  it('registers on the machine itself without a code', async () => {
    const { accounts, users, events, kept } = createTestAccounts();
    assert.equal(accounts.hasOwner(), false);
    const { id, role } = await accounts.register(ADA, LOCAL);
    assert.match(id, /^usr_[0-9A-Za-z]{8}$/);
    assert.equal(role, 'owner');
    assert.equal(accounts.hasOwner(), true);
    const [{ type, by, from, data } = assert.fail()] = events;
    assert.deepEqual(
      [type, by, from, data],
      [
        'user_created',
        { kind: 'person', id, name: 'Ada' },
        { address: LOCAL.address },
        { name: 'Ada', role: 'owner' },
      ],
    );
    assert.equal(users.get(id)?.createdBy, id);
    assert.ok(!kept().includes(ADA.password) && !JSON.stringify(events).includes('test$'));
  });

  it('needs the setup code from elsewhere', async () => {
    const { accounts, setupCode } = createTestAccounts();
    await assert.rejects(accounts.register(ADA, LAN), refusedAs('forbidden', /setup_code/));
    await assert.rejects(
      accounts.register({ ...ADA, setup_code: 'WRONG' }, LAN),
      refusedAs('forbidden', /wrong/),
    );
    await accounts.register({ ...ADA, setup_code: await setupCode.code() }, LAN);
  });

  it('needs it here, too, where the hub had an owner whose account is gone', async () => {
    const { accounts, setupCode, ownerMark } = createTestAccounts();
    ownerMark.set();
    assert.equal(accounts.hasOwner(), false);
    await assert.rejects(accounts.register(ADA, LOCAL), refusedAs('forbidden', /setup_code/));
    await accounts.register({ ...ADA, setup_code: await setupCode.code() }, LOCAL);
  });

  it('is noted for good', async () => {
    const { accounts, ownerMark } = createTestAccounts();
    await assert.rejects(accounts.register(ADA, LAN));
    assert.equal(ownerMark.isSet(), false);
    await accounts.register(ADA, LOCAL);
    assert.equal(ownerMark.isSet(), true);
  });

  it('is one: registering is closed then, with code or without, and here too', async () => {
    const { accounts, setupCode, guesses } = createTestAccounts();
    await accounts.register(ADA, LOCAL);
    for (const client of [LAN, LOCAL])
      for (const setup_code of [await setupCode.code(), 'WRONG'])
        await assert.rejects(
          accounts.register({ ...EVE, setup_code }, client),
          refusedAs('forbidden', /closed/),
        );
    assert.deepEqual(guesses, [], 'no code is looked at');
  });

  it('is exactly one of two who register at once', async () => {
    const { accounts } = createTestAccounts();
    const results = await Promise.allSettled([
      accounts.register(ADA, LOCAL),
      accounts.register({ ...ADA, email: 'eve@example.com' }, LOCAL),
    ]);
    assert.deepEqual(
      results.map(({ status }) => status),
      ['fulfilled', 'rejected'],
    );
    assert.equal(accounts.list().length, 1);
  });

  it('is there after a restart', async () => {
    const test = createTestAccounts();
    const owner = await test.accounts.register(ADA, LOCAL);
    assert.deepEqual(createTestAccounts(test).accounts.list(), [owner]);
  });

  it('is nobody where the disk is full, and may try again', async () => {
    const test = createTestAccounts();
    test.texts.isFull = true;
    await assert.rejects(test.accounts.register(ADA, LOCAL), refusedAs('storage_full'));
    assert.equal(test.accounts.hasOwner(), false);
    assert.deepEqual(test.events, []);
    test.texts.isFull = false;
    await test.accounts.register(ADA, LOCAL);
  });

  for (const [field, value] of [
    ['email', 'nobody'],
    ['password', 'short'],
    ['name', ' '],
  ] as const) {
    it(`needs a proper ${field}`, async () => {
      const { accounts } = createTestAccounts();
      await assert.rejects(
        accounts.register({ ...ADA, [field]: value }, LOCAL),
        refusedAs('invalid', new RegExp(`^${field}`)),
      );
      assert.equal(accounts.hasOwner(), false);
    });
  }
});

describe('adding people', () => {
  it('tells who was added, with what role and by whom', async () => {
    const { accounts, users, events } = await createTestHousehold();
    const { id } = await accounts.create(CLI, EVE);
    assert.equal(users.get(id)?.createdBy, CLI.id);
    const { type, objectId, by, data } = events.at(-1) ?? assert.fail();
    assert.deepEqual(
      [type, objectId, by?.kind, data],
      ['user_created', id, 'cli', { name: 'Eve', role: 'member' }],
    );
  });

  it('gives each an id of their own, whatever comes by chance', async () => {
    const test = await createTestHousehold();
    // Chance is the same at each start.
    const first = await createTestAccounts(test).accounts.create(CLI, EVE);
    const { accounts } = createTestAccounts(test);
    const other = await accounts.create(CLI, { ...EVE, email: 'other@example.com' });
    assert.match(other.id, /^usr_[0-9A-Za-z]{8}$/);
    assert.notEqual(other.id, first.id);
    assert.equal(accounts.list().length, 4);
  });

  it('is refused before the password is looked at, which takes long', async () => {
    const { accounts } = await createTestHousehold();
    const member = { ...CLI, id: 'tok_x', permissions: effectivePermissions(['users:full']) };
    const short = { ...EVE, password: 'short' };
    await assert.rejects(
      accounts.create(member, { ...short, role: 'owner' }),
      refusedAs('forbidden'),
    );
    await assert.rejects(
      accounts.create(CLI, { ...short, email: OWNER_LOGIN.email }),
      refusedAs('conflict'),
    );
  });

  it('goes by what the giver may still do when it is their turn', async () => {
    const { accounts } = await createTestHousehold();
    const giver = { ...CLI, id: 'tok_x' };
    const giving = accounts.create(giver, { ...EVE, role: 'owner' });
    giver.permissions = effectivePermissions(['users:full']);
    await assert.rejects(giving, refusedAs('forbidden', /owner/));
  });

  it('refuses an e-mail address that is taken, in whatever spelling, also by two at once', async () => {
    const { accounts } = await createTestHousehold();
    await assert.rejects(
      accounts.create(CLI, { ...EVE, email: ' OWNER@Example.com' }),
      (error) => refusedAs('conflict')(error) && (error as HubError).context['field'] === 'email',
    );
    const twice = [EVE, { ...EVE, email: 'EVE@example.com' }];
    const results = await Promise.allSettled(twice.map((one) => accounts.create(CLI, one)));
    assert.equal(results.filter(({ status }) => status === 'fulfilled').length, 1);
  });

  it('has its limit', async () => {
    const { accounts } = await createTestHousehold();
    for (let i = accounts.list().length; i < LIMITS.users; i++)
      await accounts.create(CLI, { ...EVE, email: `${i}@example.com` });
    await assert.rejects(accounts.create(CLI, EVE), refusedAs('conflict', /100/));
  });

  it('gives nobody a role beyond the giver', async () => {
    const { accounts } = await createTestHousehold();
    const token: Principal = {
      ...CLI,
      id: 'tok_x',
      kind: 'token',
      permissions: new Set([...effectivePermissions(undefined), 'users:full', 'users:read']),
    };
    await assert.rejects(
      accounts.create(token, { ...EVE, role: 'owner' }),
      refusedAs('forbidden', /owner/),
    );
    const { id } = await accounts.create(token, EVE);
    await assert.rejects(accounts.change(token, id, { role: 'owner' }), refusedAs('forbidden'));
    const [owner] = accounts.list();
    // A new password for an owner would be a way to all that an owner may do.
    for (const change of [
      { password: 'my own password' },
      { email: EVE.email },
      { name: 'x' },
      { role: 'member' } as const,
    ])
      await assert.rejects(accounts.change(token, owner?.id ?? '', change), refusedAs('forbidden'));
    await assert.rejects(accounts.remove(token, owner?.id ?? ''), refusedAs('forbidden'));
    await accounts.remove(token, id);
  });
});

describe('a person', () => {
  it('is found by id and by e-mail address, in whatever spelling', async () => {
    const { accounts, owner, member } = await createTestHousehold();
    assert.deepEqual(accounts.find(member.id), member);
    assert.deepEqual(accounts.find(' Owner@EXAMPLE.com'), owner);
    for (const nobody of ['usr_nobody00', 'nobody@example.com'])
      assert.throws(
        () => accounts.find(nobody),
        (error) =>
          refusedAs('not_found')(error) && (error as HubError).context['userId'] === nobody,
      );
  });

  it('has what can be changed of them, of the password how often it was', async () => {
    const { accounts, member } = await createTestHousehold();
    const { email, name, role } = member;
    const before = accounts.editable(member.id);
    assert.deepEqual(before, { email, name, role, password: 1 });
    await accounts.change(CLI, member.id, { password: 'a new passphrase' });
    assert.deepEqual(accounts.editable(member.id), { ...before, password: 2 });
  });
});

describe('changing people', () => {
  it('keeps what was not given, with an event that tells no secret', async () => {
    const { accounts, member, events, kept } = await createTestHousehold();
    const changed = await accounts.change(CLI, member.id, {
      name: ' Maxine ',
      password: 'a new passphrase',
    });
    assert.deepEqual(changed, { ...member, name: 'Maxine' });
    assert.deepEqual(typesOf(events.slice(2)), ['user_changed', 'password_changed']);
    const told = JSON.stringify(events) + kept();
    assert.ok(!told.includes('passphrase') && !JSON.stringify(events).includes('$test$'));
  });

  it('tells what was changed, of whom and by whom, and of nothing else', async () => {
    const { accounts, member, events } = await createTestHousehold();
    const change = async (what: UserChange) => {
      const before = events.length;
      await accounts.change(CLI, member.id, what);
      return events.slice(before).map(({ type, objectId, by, data }) => {
        assert.deepEqual([objectId, by?.kind], [member.id, 'cli']);
        return [type, data];
      });
    };
    const who = { email: 'max@example.com', name: 'Maxine', role: 'owner' } as const;
    assert.deepEqual(await change(who), [
      ['user_changed', { name: 'Maxine', changed: ['email', 'name', 'role'], role: 'owner' }],
    ]);
    assert.deepEqual(await change({ ...who, name: 'Max' }), [
      ['user_changed', { name: 'Max', changed: ['name'], role: 'owner' }],
    ]);
    assert.deepEqual(await change({ password: 'a new passphrase' }), [
      ['password_changed', { name: 'Max' }],
    ]);
    assert.deepEqual(await change({ name: 'Max' }), []);
  });

  it('needs a proper password, e-mail address and name, as adding does', async () => {
    const { accounts, member, kept } = await createTestHousehold();
    const before = kept();
    for (const [field, value] of [
      ['password', 'short'],
      ['email', 'nobody'],
      ['name', ' '],
    ] as const)
      await assert.rejects(
        accounts.change(CLI, member.id, { [field]: value }),
        refusedAs('invalid', new RegExp(`^${field}`)),
      );
    assert.equal(kept(), before);
  });

  it('is not done where the disk is full', async () => {
    const { accounts, member, texts, events } = await createTestHousehold();
    const told = events.length;
    texts.isFull = true;
    await assert.rejects(
      accounts.change(CLI, member.id, { name: 'Maxine' }),
      refusedAs('storage_full'),
    );
    assert.deepEqual(accounts.find(member.id), member);
    assert.equal(events.length, told);
  });

  it('needs something to change, and somebody', async () => {
    const { accounts, member } = await createTestHousehold();
    await assert.rejects(
      accounts.change(CLI, member.id, {}),
      (error) => refusedAs('invalid')(error) && (error as HubError).context['field'] === 'body',
    );
    await assert.rejects(
      accounts.change(CLI, 'usr_nobody00', { name: 'x' }),
      refusedAs('not_found'),
    );
    await assert.rejects(
      accounts.change(CLI, member.id, { email: 'owner@EXAMPLE.com' }),
      refusedAs('conflict'),
    );
    await accounts.change(CLI, member.id, { email: 'MEMBER@example.com' });
  });

  it('leaves an owner, whatever two do at once', async () => {
    const { accounts, owner, member } = await createTestHousehold();
    await assert.rejects(accounts.remove(CLI, owner.id), refusedAs('conflict', /last owner/));
    await assert.rejects(
      accounts.change(CLI, owner.id, { role: 'member' }),
      refusedAs('conflict', /last owner/),
    );
    await accounts.change(CLI, owner.id, { name: 'Ada' });
    await accounts.change(CLI, member.id, { role: 'owner' });
    const results = await Promise.allSettled([
      accounts.remove(CLI, owner.id),
      accounts.change(CLI, member.id, { role: 'member' }),
    ]);
    assert.equal(results.filter(({ status }) => status === 'fulfilled').length, 1);
    assert.equal(accounts.hasOwner(), true);
  });

  it('to another role limits their tokens to it, once it is in memory', async () => {
    const { accounts, member, limited } = await createTestHousehold();
    await accounts.change(CLI, member.id, { name: 'Maxine' });
    assert.deepEqual(limited, []);
    await accounts.change(CLI, member.id, { role: 'owner' });
    await accounts.change(CLI, member.id, { role: 'member' });
    assert.deepEqual(limited, [
      { userId: member.id, role: 'owner' },
      { userId: member.id, role: 'member' },
    ]);
  });

  it('is nothing that somebody can do who is gone when their turn has come', async () => {
    const { accounts, member, gone, kept } = await createTestHousehold();
    const before = kept();
    const late = { ...CLI, id: 'tok_late' };
    const last = [
      accounts.create(late, EVE),
      accounts.change(late, member.id, { password: 'a new passphrase' }),
      accounts.remove(late, member.id),
    ];
    gone.add('tok_late');
    for (const one of await Promise.allSettled(last)) assert.equal(one.status, 'rejected');
    assert.equal(kept(), before);
  });
});

describe('removing a person', () => {
  it('ends their sessions and revokes their tokens in one transaction', async () => {
    const test = await createTestHousehold();
    const proven = await test.signIn.signIn('member@example.com', 'battery staple', LAN);
    const origin = { client: LAN, userAgent: undefined };
    const { cookie } = await test.sessions.openCookie(proven, origin);
    const { accessToken } = await test.sessions.openTokens(proven, origin);
    const before = test.commits.count;
    await test.accounts.remove(CLI, test.member.id);
    assert.equal(test.commits.count, before + 1);
    assert.ok('refused' in test.sessions.byCookie(cookie));
    assert.ok('refused' in test.sessions.byAccessToken(accessToken));
    assert.deepEqual(test.revoked, [test.member.id]);
    const [removed, ...ended] = test.events.slice(-3);
    assert.deepEqual(
      [removed?.type, removed?.objectId, removed?.by?.kind, removed?.data],
      ['user_removed', test.member.id, 'cli', { name: 'Max Member', tokensRevoked: 0 }],
    );
    assert.deepEqual(
      ended.map(({ type, data }) => [type, data]),
      [1, 2].map(() => ['session_ended', { userId: test.member.id, why: 'user_removed' }]),
    );
    assert.ok(!test.kept().includes('sessions/'));
    await assert.rejects(
      test.signIn.signIn('member@example.com', 'battery staple', LAN),
      refusedAs('unauthorized'),
    );
    await assert.rejects(test.accounts.remove(CLI, test.member.id), refusedAs('not_found'));
  });

  it('changes nothing where the disk is full', async () => {
    const test = await createTestHousehold();
    const proven = await test.signIn.signIn('member@example.com', 'battery staple', LAN);
    const { cookie } = await test.sessions.openCookie(proven, { client: LAN, userAgent: 'x' });
    const before = test.kept();
    test.texts.isFull = true;
    await assert.rejects(test.accounts.remove(CLI, test.member.id), refusedAs('storage_full'));
    assert.equal(test.kept(), before);
    assert.ok('principal' in test.sessions.byCookie(cookie));
    assert.deepEqual(test.revoked, []);
    assert.equal(test.accounts.list().length, 2);
  });
});
