import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  changedUser,
  changeEvents,
  refuseBeyond,
} from '../../../src/app/people/account-requests.ts';
import type { Principal } from '../../../src/app/base/principal.ts';
import type { UserRecord } from '../../../src/app/users/users.ts';
import { permissionsOf, type Role } from '../../../src/domain/account.ts';
import { CLI, refusedAs } from '../../support/accounts.ts';

const BEFORE: UserRecord = {
  id: 'usr_00000001',
  email: 'ada@example.com',
  name: 'Ada',
  role: 'member',
  passwordHash: 'old',
  passwordVersion: 1,
  createdAtMs: 0,
  createdBy: 'usr_00000001',
  knownAddresses: {},
};
const askerOf = (role: Role): Principal => ({ ...CLI, permissions: permissionsOf(role) });

describe('a role', () => {
  it('is given by who can do as much, and by nobody else', () => {
    const beyond = refusedAs('forbidden', /all permissions that the role owner has/);
    refuseBeyond(askerOf('owner'), 'owner');
    refuseBeyond(askerOf('owner'), 'member');
    refuseBeyond(askerOf('member'), 'member');
    assert.throws(() => refuseBeyond(askerOf('member'), 'owner'), beyond);
  });
});

describe('a change of a person', () => {
  it('is of what is given, which is checked as it is for a new one', () => {
    assert.deepEqual(changedUser(BEFORE, { name: ' Ada L. ' }), { ...BEFORE, name: 'Ada L.' });
    assert.deepEqual(changedUser(BEFORE, { role: 'owner' }), { ...BEFORE, role: 'owner' });
    assert.throws(() => changedUser(BEFORE, { email: 'nobody' }), refusedAs('invalid'));
    assert.throws(() => changedUser(BEFORE, {}), refusedAs('invalid', /at least one of/));
  });

  it('of the password is counted, where there is one', () => {
    const { passwordHash, passwordVersion } = changedUser(BEFORE, { password: 'x' }, 'new');
    assert.deepEqual([passwordHash, passwordVersion], ['new', 2]);
    assert.equal(changedUser(BEFORE, { name: 'B' }).passwordVersion, 1);
  });

  it('tells what is another now, the password by itself, and nothing where that is nothing', () => {
    const told = (after: Partial<UserRecord>) =>
      changeEvents(BEFORE, { ...BEFORE, ...after }, CLI).map(({ type, data }) => [type, data]);
    assert.deepEqual(told({ passwordHash: 'rehashed' }), []);
    assert.deepEqual(told({ name: 'B', role: 'owner' }), [
      ['user_changed', { name: 'B', changed: ['name', 'role'], role: 'owner' }],
    ]);
    assert.deepEqual(told({ passwordVersion: 2 }), [['password_changed', { name: 'Ada' }]]);
  });
});
