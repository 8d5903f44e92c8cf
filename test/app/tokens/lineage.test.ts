import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { COMMAND_LINE, type Principal } from '../../../src/app/base/principal.ts';
import { TOKENS } from '../../../src/app/tokens/token-records.ts';
import type { Permission } from '../../../src/domain/access.ts';
import { HubError } from '../../../src/domain/errors.ts';
import type { EventData } from '../../../src/domain/event.ts';
import { LIMITS } from '../../../src/domain/limits.ts';
import { createTestLineage } from '../../support/lineage.ts';

const refusedAs = (code: string) => (error: unknown) =>
  error instanceof HubError && error.code === code;
const ALMIGHTY: Permission[] = ['tokens:full', 'users:full', 'settings:full', 'zones:full'];
const SECRETS: Principal = { ...COMMAND_LINE, id: 'admin@192.168.1.20', kind: 'admin' };

/** A and B, owners, and what B's token made: t1 → t2 → t3. */
async function createChain() {
  const test = createTestLineage();
  await test.setRole('usr_A', 'owner');
  await test.setRole('usr_B', 'owner');
  const t1 = await test.make(test.person('usr_B'), 't1', ALMIGHTY);
  const t2 = await test.make(t1.principal, 't2', ALMIGHTY);
  const t3 = await test.make(t2.principal, 't3', ['tokens:full', 'zones:read']);
  const states = (from = test) => [t1, t2, t3].map(({ id }) => from.tokens.show(id).state);
  return { ...test, t1, t2, t3, states };
}

describe('a person who is removed', () => {
  it('takes all tokens along that stand under them, in one transaction, also after a restart', async () => {
    const test = await createChain();
    const a = await test.make(test.person('usr_A'), 'of A', ALMIGHTY);
    const cli = await test.make(COMMAND_LINE, 'of the command line', ALMIGHTY);
    const before = test.commits();
    assert.equal(await test.remove(test.person('usr_A'), 'usr_B'), 3);
    assert.equal(test.commits(), before + 1);
    for (const at of [test, test.restarted()]) {
      assert.deepEqual(test.states(at as typeof test), ['revoked', 'revoked', 'revoked']);
      for (const { token } of [test.t1, test.t2, test.t3]) assert.equal(at.asker(token), undefined);
      for (const { token } of [a, cli]) assert.ok(at.asker(token));
    }
    const told = test.events.filter(({ type }) => type === 'token_revoked');
    assert.deepEqual(
      told.map(({ by, data }) => [by?.id, data]),
      ['t1', 't2', 't3'].map((name) => ['usr_A', { name, under: 'usr_B' }]),
    );
    assert.deepEqual(
      told.map(({ severity, objectId }) => [severity, objectId]),
      [test.t1, test.t2, test.t3].map(({ id }) => ['info', id]),
    );
  });

  it('keeps nothing of what another has rotated, who holds it and what it made', async () => {
    const test = await createChain();
    const { token } = await test.tokens.rotate(test.person('usr_A'), test.t2.id);
    assert.equal(await test.remove(test.person('usr_A'), 'usr_B'), 1);
    assert.equal(test.asker(test.t2.token), undefined, 'the old secret');
    assert.ok(test.asker(token) && test.asker(test.t3.token));
    assert.equal(await test.remove(COMMAND_LINE, 'usr_A'), 2);
    assert.ok(!test.asker(token) && !test.asker(test.t3.token));
  });

  it('takes along what they took over from others', async () => {
    const test = await createChain();
    const own = await test.make(test.person('usr_A'), 'of A');
    const imported = await test.make(COMMAND_LINE, 'of the machine');
    for (const { id } of [own, imported]) await test.tokens.rotate(test.person('usr_B'), id);
    assert.equal(await test.remove(COMMAND_LINE, 'usr_B'), 5);
  });

  it('is not done where the disk is full', async () => {
    const test = await createChain();
    test.texts.isFull = true;
    await assert.rejects(test.remove(COMMAND_LINE, 'usr_B'), refusedAs('storage_full'));
    assert.deepEqual(test.states(), ['active', 'active', 'active']);
    assert.ok(test.asker(test.t3.token));
  });

  it('leaves nothing behind that a token of theirs still waits to do', async () => {
    const test = await createChain();
    const other = await test.make(COMMAND_LINE, 'other');
    const late = [
      () => test.tokens.create(test.t2.principal, { name: 'late' }),
      () => test.tokens.rotate(test.t2.principal, other.id),
      () => test.tokens.change(test.t2.principal, other.id, { enabled: false }),
      () => test.tokens.revoke(test.t2.principal, other.id),
    ];
    await test.remove(COMMAND_LINE, 'usr_B');
    for (const one of late) await assert.rejects(one(), refusedAs('forbidden'));
    assert.deepEqual(
      test.tokens.list().map(({ name, state }) => [name, state]),
      [['other', 'active']],
    );
  });
});

describe('a person with another role', () => {
  it('has each token do what it may itself and the person too, at once and after a restart', async () => {
    const test = await createChain();
    const rightsAt = (at: typeof test | ReturnType<typeof test.restarted>) =>
      [test.t1, test.t3].map(({ token }) => [...(at.asker(token)?.permissions ?? [])].sort());
    const own = rightsAt(test);
    const epoch = test.tokens.epoch();
    await test.setRole('usr_B', 'member');
    assert.ok(test.tokens.epoch() > epoch, 'what a connection has proved is asked for anew');
    const limited = [
      ['history:read', 'settings:read', 'system:read', 'zones:full', 'zones:read'],
      ['history:read', 'system:read', 'zones:read'],
    ];
    for (const at of [test, test.restarted()]) assert.deepEqual(rightsAt(at), limited);
    assert.equal(test.tokens.show(test.t1.id).isLimited, true);
    await assert.rejects(
      test.make(test.t1.principal, 'late', ['zones:read']),
      refusedAs('forbidden'),
    );
    await test.setRole('usr_B', 'owner');
    for (const at of [test, test.restarted()]) assert.deepEqual(rightsAt(at), own);
    assert.equal(test.tokens.show(test.t1.id).isLimited, undefined);
  });

  it('limits nothing that another holds by now', async () => {
    const test = await createChain();
    await test.setRole('usr_B', 'member');
    const { token } = await test.tokens.rotate(test.person('usr_A'), test.t2.id);
    for (const text of [token, test.t3.token])
      assert.ok(test.asker(text)?.permissions.has('tokens:full'));
    assert.ok(!test.asker(test.t1.token)?.permissions.has('tokens:full'));
  });
});

describe('a token that is revoked', () => {
  it('takes along what it made, and what that made, and tells how many', async () => {
    const test = await createChain();
    const before = test.commits();
    assert.equal(await test.tokens.revoke(COMMAND_LINE, test.t2.id), 2);
    assert.equal(test.commits(), before + 1);
    assert.deepEqual(test.states(), ['active', 'revoked', 'revoked']);
    assert.deepEqual(
      test.events.slice(-2).map(({ objectId, by, data }) => [objectId, by?.id, data]),
      [
        [test.t2.id, 'cli', { name: 't2', alongCount: 1 }],
        [test.t3.id, 'cli', { name: 't3', under: test.t2.id }],
      ],
    );
    const { message, fields } = test.log.lines.at(-1) ?? {};
    const told = { id: test.t2.id, name: 't2', alongCount: 1 };
    assert.deepEqual([message, fields], ['token revoked', told]);
    assert.equal(test.restarted().asker(test.t3.token), undefined);
  });

  it('may have made very many: the number is told of those, and the first have an event each', async () => {
    const test = await createChain();
    const count = LIMITS.revocationEvents + 20;
    for (let i = 0; i < count; i++) await test.make(test.t3.principal, `${i}`, ['zones:read']);
    test.events.length = 0;
    assert.equal(await test.tokens.revoke(COMMAND_LINE, test.t3.id), count + 1);
    assert.equal(test.events.length, 1 + LIMITS.revocationEvents);
    const data: EventData = test.events[0]?.data ?? {};
    assert.equal(data['alongCount'], count);
    assert.equal(test.tokens.list().length, 2);
  });

  it('takes none along where it expired or is disabled: that is no revocation', async () => {
    const test = await createChain();
    await test.tokens.change(COMMAND_LINE, test.t1.id, { enabled: false });
    assert.ok(test.asker(test.t2.token), 'it has a secret of its own');
    const short = await test.make(test.person('usr_A'), 'short', ALMIGHTY, { expiresIn: '1h' });
    const child = await test.make(short.principal, 'child', ['zones:read'], { expiresIn: '1h' });
    test.clock.advance(3_600_000);
    // A token cannot outlive what made it, so that this is all that there is to say of it.
    assert.equal(test.tokens.show(child.id).state, 'expired');
  });
});

describe('a token that is rotated', () => {
  it('by itself or by who holds it stays where it is', async () => {
    const test = await createChain();
    const { token } = await test.tokens.rotate(test.t2.principal, test.t2.id);
    assert.equal(test.tokens.show(test.t2.id).heldBy, test.t1.id);
    assert.ok(test.asker(token));
    await test.tokens.rotate(test.t1.principal, test.t2.id);
    assert.equal(test.tokens.show(test.t2.id).heldBy, test.t1.id);
    const data: EventData | undefined = test.events.at(-1)?.data;
    assert.ok(data);
    assert.equal(data['to'], undefined);
  });

  it('by what stands under it is refused: neither a circle nor a way out', async () => {
    const test = await createChain();
    const last = await test.make(test.t2.principal, 'last', ALMIGHTY);
    for (const { id } of [test.t1, test.t2]) {
      const before = test.tokens.show(id);
      await assert.rejects(test.tokens.rotate(last.principal, id), refusedAs('forbidden'));
      assert.deepEqual(test.tokens.show(id), before);
    }
    assert.ok(test.asker(test.t1.token) && test.asker(test.t2.token), 'the secrets stand');
  });

  it('by a token moves under that, out of where it was', async () => {
    const test = await createChain();
    const other = await test.make(test.person('usr_A'), 'other', ALMIGHTY);
    await test.tokens.rotate(other.principal, test.t2.id);
    const { by, data } = test.events.at(-1) ?? {};
    assert.equal(by?.id, other.id);
    assert.deepEqual(data, { name: 't2', from: test.t1.id, to: other.id, alongCount: 1 });
    for (const at of [test, test.restarted()]) {
      const { heldBy, under, createdBy } = at.tokens.show(test.t2.id);
      assert.deepEqual([heldBy, createdBy], [other.id, test.t1.id]);
      assert.ok(under.kind === 'person' && under.id === 'usr_A');
    }
    assert.equal(await test.tokens.revoke(COMMAND_LINE, test.t1.id), 1);
    // And back: now that it is not above it, the grandchild's own maker may be rotated by it.
    await test.tokens.rotate(
      test.t2.principal,
      (await test.make(COMMAND_LINE, 'm', ['zones:read'])).id,
    );
    assert.equal(await test.tokens.revoke(COMMAND_LINE, other.id), 4);
  });

  it('moves together with its record, or not at all', async () => {
    const test = await createChain();
    const before = test.tokens.show(test.t2.id);
    test.texts.isFull = true;
    await assert.rejects(
      test.tokens.rotate(test.person('usr_A'), test.t2.id),
      refusedAs('storage_full'),
    );
    assert.deepEqual(test.tokens.show(test.t2.id), before);
    assert.ok(test.asker(test.t2.token));
  });
});

describe('what a token is shown to stand under', () => {
  it('is a person by name and address, this machine, or nobody known', async () => {
    const test = await createChain();
    const { name, email, role } = test.users.get('usr_B') ?? assert.fail();
    const { createdBy, heldBy, under } = test.tokens.show(test.t3.id);
    assert.deepEqual([createdBy, heldBy], [test.t2.id, test.t2.id]);
    assert.deepEqual(under, { kind: 'person', id: 'usr_B', name, email, role });
    for (const by of [COMMAND_LINE, SECRETS]) {
      const above = await test.make(by, 'above', ALMIGHTY);
      const below = await test.make(above.principal, 'below', ['zones:read']);
      assert.equal(test.tokens.show(above.id).heldBy, 'machine');
      for (const { id } of [above, below])
        assert.deepEqual(test.tokens.show(id).under, { kind: 'machine' });
    }
  });
});

describe('a store that was damaged', () => {
  /** A start on the chain, where this token stands under something else. */
  async function startedWith(which: 't1' | 't2', heldBy: string) {
    const test = await createChain();
    const key = test[which].id.slice('tok_'.length);
    const [, record] = [...test.store.entries(TOKENS)].find(([id]) => id === key) ?? assert.fail();
    await test.store.commit([{ put: TOKENS, key, value: { ...record, heldBy } }]);
    const { t1, t2, t3 } = test;
    return { ...test.restarted(), ids: [t1.id, t2.id, t3.id], t1, t2, t3 };
  }

  it('has what stands in a circle under nobody known', async () => {
    const { t3 } = await createChain();
    const at = await startedWith('t1', t3.id);
    for (const id of at.ids) assert.deepEqual(at.tokens.show(id).under, { kind: 'unknown' });
    assert.deepEqual(
      at.tokens.list().map(({ under }) => under.kind),
      ['unknown', 'unknown', 'unknown'],
    );
    const inCircle = at.asker(at.t1.token) ?? assert.fail();
    await assert.rejects(at.tokens.rotate(inCircle, at.t2.id), refusedAs('forbidden'));
    const other = await at.make(COMMAND_LINE, 'other', ['zones:read']);
    await at.tokens.rotate(inCircle, other.id);
    // And all of it ends with one of them.
    await at.tokens.revoke(COMMAND_LINE, at.t1.id);
    assert.deepEqual(at.tokens.list(), []);
  });

  it('has what stands under no token that there is under nobody known', async () => {
    const at = await startedWith('t2', 'tok_00000000');
    const [first, ...others] = at.ids.map((id) => at.tokens.show(id).under.kind);
    assert.deepEqual([first, ...others], ['person', 'unknown', 'unknown']);
  });
});

describe('a person', () => {
  it('is no token, though the ids read alike', async () => {
    const test = await createChain();
    const other = await test.make(test.person('usr_A'), 'other', ['zones:read']);
    const alike = other.id.replace('tok_', 'usr_');
    await test.setRole(alike, 'owner');
    const { principal } = await test.make(test.person(alike), 'of theirs', ALMIGHTY);
    // Which a token that stood under it could not do.
    assert.ok(await test.tokens.rotate(principal, other.id));
    assert.equal(await test.tokens.revoke(COMMAND_LINE, other.id), 1);
  });
});
