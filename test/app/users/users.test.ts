import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Step } from '../../../src/app/records/transaction.ts';
import { createUsers, userView, USERS, type UserRecord } from '../../../src/app/users/users.ts';
import type { NewEvent } from '../../../src/domain/event.ts';
import { createKept } from '../../support/kept.ts';

const record = (id: string, more: Partial<UserRecord> = {}): UserRecord => ({
  id,
  email: `${id}@example.org`,
  name: id,
  role: 'member',
  passwordHash: '$scrypt$',
  passwordVersion: 1,
  createdAtMs: 0,
  createdBy: 'cli',
  knownAddresses: {},
  ...more,
});
const EVENT: NewEvent = { type: 'system_shutdown', severity: 'info', data: {} };

function create() {
  const { store, again } = createKept();
  const users = createUsers(store);
  async function take(step: Step): Promise<void> {
    await store.commit(step.changes);
    step.apply();
  }
  return { users, take, store, restarted: () => createUsers(again().store) };
}
const idsOf = (users: readonly UserRecord[]) => users.map(({ id }) => id);

describe('the records of users', () => {
  it('are there again at the next start', async () => {
    const { users, take, restarted } = create();
    const ada = record('ada', { places: { networks: { lan: 1 }, programs: {} } });
    await take(users.saving(ada));
    await take(users.saving(record('bob')));
    await take(users.removing('bob', []));
    assert.deepEqual(users.list(), [ada]);
    assert.deepEqual(restarted().list(), [ada]);
  });

  it('change with what is committed, and not before', () => {
    const { users } = create();
    const step = users.saving(record('ada'), [EVENT]);
    assert.deepEqual(step.events, [EVENT]);
    assert.deepEqual([users.get('ada'), users.version()], [undefined, 0]);
    step.apply();
    assert.deepEqual([users.get('ada')?.name, users.version()], ['ada', 1]);
    const removal = users.removing('ada', [EVENT]);
    assert.deepEqual(removal.events, [EVENT]);
    assert.deepEqual([users.get('ada')?.name, users.version()], ['ada', 1]);
    removal.apply();
    assert.deepEqual([users.get('ada'), users.version()], [undefined, 2]);
  });

  it('are found by their e-mail address in whatever spelling', async () => {
    const { users, take } = create();
    await take(users.saving(record('ada', { email: 'Ada@Example.org' })));
    assert.equal(users.byEmail('aDA@example.ORG')?.id, 'ada');
    assert.equal(users.byEmail('bob@example.org'), undefined);
  });

  it('are listed in the order in which they came, and owners are counted', async () => {
    const { users, take } = create();
    for (const [id, createdAtMs] of [['c', 3] as const, ['a', 1] as const, ['b', 2] as const])
      await take(users.saving(record(id, { createdAtMs, role: id === 'b' ? 'owner' : 'member' })));
    assert.deepEqual(idsOf(users.list()), ['a', 'b', 'c']);
    assert.equal(users.ownerCount(), 1);
  });

  it('are checked as they are read: one that is no user is none', async () => {
    const { store, restarted } = create();
    const damaged = { ...record('bob'), role: 'emperor' } as unknown as UserRecord;
    await store.commit([
      { put: USERS, key: 'ada', value: record('ada') },
      { put: USERS, key: 'bob', value: damaged },
    ]);
    assert.deepEqual(idsOf(restarted().list()), ['ada']);
  });
});

describe('a user as others are shown one', () => {
  it('has nothing of the password, nor of where they sign in', () => {
    const ada = record('ada', { role: 'owner', createdAtMs: Date.UTC(2026, 0, 15, 10) });
    assert.deepEqual(userView(ada), {
      id: 'ada',
      email: 'ada@example.org',
      name: 'ada',
      role: 'owner',
      createdAt: '2026-01-15T10:00:00Z',
    });
  });
});
