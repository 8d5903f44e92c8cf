/** Who is thrown out stays out, whatever is put back; and who changed a password comes in with it. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { type Revocation } from '../../../src/app/backup/revocation.ts';
import { createReviver } from '../../../src/app/backup/revived.ts';

describe('what comes back of a backup', () => {
  const [token, user] = ['0000000a', 'usr_0000000a'];
  const text = (d: object) => JSON.stringify({ v: 2, d });
  const members = (value: string | undefined) => (JSON.parse(value ?? '{}') as { d?: object }).d;

  it('is a token as revoked, and one with its new secret', () => {
    const record = { id: token, hash: 'old', createdAtMs: 1 };
    const revoked = createReviver([{ token, revokedAtMs: 9 }]);
    assert.deepEqual(members(revoked.revived(`tokens/${token}`, text(record))), {
      ...record,
      revokedAtMs: 9,
    });
    const rotation = { token, rotatedAtMs: 7, hash: 'new' };
    const key = `tokens/${token}`;
    const rotated = (d: object) => members(createReviver([rotation]).revived(key, text(d)));
    assert.deepEqual(rotated(record), { ...record, hash: 'new', rotatedAtMs: 7 });
    const newer = { ...record, hash: 'newest', rotatedAtMs: 8 };
    assert.deepEqual(rotated(newer), newer, 'the backup is newer than that');
    assert.equal(revoked.counts().tokensRevoked, 1);
  });

  it('is nobody who was removed, and everybody with their last password', () => {
    const record = { id: user, passwordHash: 'old', passwordVersion: 2 };
    const key = `users/${user}`;
    const removed = createReviver([{ user, removedAtMs: 9 }]);
    assert.equal(removed.revived(key, text(record)), undefined);
    assert.equal(removed.revived(key, 'damaged'), undefined);
    const change = (passwordVersion: number) =>
      members(
        createReviver([{ user, passwordVersion, passwordHash: 'new' }]).revived(key, text(record)),
      );
    assert.deepEqual(change(3), { ...record, passwordHash: 'new', passwordVersion: 3 });
    assert.deepEqual(change(2), record);
    assert.deepEqual(change(1), record);
  });

  it('is a token that was disabled as disabled, with its last secret', () => {
    const record = { id: token, hash: 'old', createdAtMs: 1 };
    const key = `tokens/${token}`;
    const disabled = { token, isDisabled: true, changedAtMs: 9 };
    const reviver = createReviver([{ token, rotatedAtMs: 7, hash: 'new' }, disabled]);
    assert.deepEqual(members(reviver.revived(key, text(record))), {
      ...record,
      hash: 'new',
      rotatedAtMs: 7,
      isDisabled: true,
    });
    assert.equal(reviver.counts().tokensDisabled, 1);
    const enabled = createReviver([{ ...disabled, isDisabled: false }]);
    for (const d of [record, { ...record, isDisabled: true }])
      assert.deepEqual(members(enabled.revived(key, text(d))), d, 'nothing is given');
  });

  it('is no owner who is a member since, and nobody with more than the backup gave', () => {
    const key = `users/${user}`;
    const now = (role: 'owner' | 'member') => createReviver([{ user, role, changedAtMs: 9 }]);
    const record = (role: string) => ({ id: user, role, passwordVersion: 1 });
    const demoted = now('member');
    assert.deepEqual(members(demoted.revived(key, text(record('owner')))), record('member'));
    assert.equal(demoted.counts().ownersDemoted, 1);
    for (const role of ['owner', 'member'])
      assert.deepEqual(members(now('owner').revived(key, text(record(role)))), record(role));
  });

  it('is the PIN as it was last, or none', () => {
    const record = { hash: 'old', wrong: { '10.0.0.1': 3 } };
    const pin = (hash?: string) =>
      createReviver([{ pin: 'panel', ...(hash !== undefined && { hash }), changedAtMs: 1 }]);
    const { wrong } = record;
    assert.deepEqual(members(pin().revived('pin/panel', text(record))), { wrong });
    const changed = pin('new');
    assert.deepEqual(members(changed.revived('pin/panel', text(record))), { hash: 'new', wrong });
    assert.equal(changed.counts().pinsKept, 1);
    const same = pin('old');
    assert.deepEqual(members(same.revived('pin/panel', text(record))), record);
    assert.equal(same.counts().pinsKept, 0);
  });

  it('is the second factor as it is now, with its codes, or none where it was turned off', () => {
    const key = `second_factors/${user}`;
    const factor = { sealedSecret: 'new', sinceMs: 5, lastStep: 7, recoveryHashes: ['a', 'b'] };
    const reviver = (given?: Partial<typeof factor>, changedAtMs = 9) =>
      createReviver([
        { factorOf: user, ...(given && { factor: { ...factor, ...given } }), changedAtMs },
      ]);
    const before = { ...factor, sealedSecret: 'old', sinceMs: 1 };
    const now = reviver({});
    assert.deepEqual(members(now.revived(key, text(before))), factor);
    assert.equal(now.counts().factorsKept, 1);
    assert.deepEqual(now.missing(), []);
    const used = { ...factor, lastStep: 3, recoveryHashes: ['a', 'b', 'c'] };
    assert.deepEqual(members(reviver({}).revived(key, text(used))), { ...factor, lastStep: 3 });
    const off = reviver();
    assert.equal(off.revived(key, text(before)), undefined);
    assert.equal(off.counts().factorsKept, 1);
    for (const newer of [reviver({ sinceMs: 1, sealedSecret: 'older' }), reviver(undefined, 4)])
      assert.deepEqual(members(newer.revived(key, text(factor))), factor, 'the backup is newer');
  });

  it('is a second factor that was set up since, of who comes back', () => {
    const factor = { sealedSecret: 'new', sinceMs: 5, lastStep: 7, recoveryHashes: ['a'] };
    const told: Revocation[] = [{ factorOf: user, factor, changedAtMs: 5 }];
    const nobody = createReviver(told);
    assert.deepEqual(nobody.missing(), [], 'nobody of that name comes back');
    const back = createReviver(told);
    back.revived(`users/${user}`, text({ id: user }));
    const [record] = back.missing();
    assert.equal(record?.[0], `second_factors/${user}`);
    assert.deepEqual(members(record[1]), factor);
    assert.equal(back.counts().factorsKept, 1);
    const removed = createReviver([...told, { user, removedAtMs: 9 }]);
    removed.revived(`users/${user}`, text({ id: user }));
    assert.deepEqual(removed.missing(), []);
    assert.equal(removed.revived(`second_factors/${user}`, text(factor)), undefined);
  });

  it('is no second factor whose key cannot be opened: it is counted as lost', () => {
    const factor = { sealedSecret: 'new', sinceMs: 5, lastStep: 7, recoveryHashes: ['a'] };
    const opensOld = (sealed: string) => sealed === 'old';
    const told: Revocation[] = [{ factorOf: user, factor, changedAtMs: 5 }];
    for (const has of [true, false]) {
      const reviver = createReviver(told, opensOld);
      const before = { ...factor, sealedSecret: 'old', sinceMs: 1 };
      if (has) assert.equal(reviver.revived(`second_factors/${user}`, text(before)), undefined);
      reviver.revived(`users/${user}`, text({ id: user }));
      assert.deepEqual(reviver.missing(), []);
      assert.equal(reviver.factorsLost(), 1);
      assert.equal(reviver.counts().factorsKept, 0);
    }
  });

  it('is everything else as it is', () => {
    const reviver = createReviver([{ token, revokedAtMs: 9 }]);
    for (const [key, value] of [
      ['zones/a', 'x'],
      ['tokens/0000000b', '{}'],
      [`tokens/${token}`, 'damaged'],
    ] as const)
      assert.equal(reviver.revived(key, value), value);
  });
});
