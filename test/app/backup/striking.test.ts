/** Who is struck out of a backup, with whose tokens. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { holdingsOf } from '../../../src/app/backup/holdings.ts';
import type { Revocation } from '../../../src/app/backup/revocation.ts';
import { strikeOut } from '../../../src/app/backup/striking.ts';

const [ADA, BOB] = ['usr_00000ada', 'usr_00000bob'];
const user = (id: string, email: string) => ({
  record: `users/${id}`,
  text: JSON.stringify({ v: 1, d: { id, email, name: email, role: 'owner' } }),
});
const token = (id: string, createdBy: string, heldBy?: string) => ({
  record: `tokens/${id}`,
  text: JSON.stringify({ v: 2, d: { id, name: id, createdBy, heldBy } }),
});

async function* items() {
  yield await Promise.resolve([
    user(ADA, 'ada@example.com'),
    user(BOB, 'bob@example.com'),
    token('0000bob1', BOB),
    token('0000bob2', 'tok_0000bob1'),
    token('0000ada1', BOB, ADA),
    token('0machine', 'cli'),
    token('circle01', 'tok_circle02'),
    token('circle02', 'tok_circle01'),
  ]);
}
const held = async (own: readonly Revocation[] = []) => holdingsOf(items(), own);
const idsOf = (all: readonly { readonly id: string }[]) => all.map(({ id }) => id);
const OTHERS = ['tok_0000ada1', 'tok_0machine', 'tok_circle01', 'tok_circle02'];

describe('struck out of a backup', () => {
  it('is a person with all tokens that stand under them, by e-mail in any spelling or by id', async () => {
    for (const name of ['BOB@example.com', BOB]) {
      const left = strikeOut(await held(), { users: [name], tokens: [] }, 9);
      assert.deepEqual(idsOf(left.people), [ADA]);
      assert.deepEqual(idsOf(left.tokens), OTHERS);
      assert.deepEqual(left.revocations, [
        { user: BOB, removedAtMs: 9 },
        { token: '0000bob1', revokedAtMs: 9 },
        { token: '0000bob2', revokedAtMs: 9 },
      ]);
      assert.deepEqual([left.peopleRemoved, left.tokensRevoked], [1, 2]);
    }
  });

  it('is a token by itself', async () => {
    const left = strikeOut(await held(), { users: [], tokens: ['tok_0machine'] }, 9);
    assert.equal(left.people.length, 2);
    assert.ok(!idsOf(left.tokens).includes('tok_0machine'));
    assert.deepEqual(left.revocations, [{ token: '0machine', revokedAtMs: 9 }]);
  });

  it('is nobody who does not come back anyway', async () => {
    const holdings = await held();
    for (const [users, tokens] of [
      [['eve@example.com'], []],
      [[], ['tok_00000000']],
      [[], ['0machine']],
    ] as const)
      assert.throws(() => strikeOut(holdings, { users, tokens }, 9), { code: 'invalid' });
  });
});

describe('who was removed here', () => {
  it('comes back with none of their tokens: one that stands under nobody might do more', async () => {
    const left = await held([{ user: BOB, removedAtMs: 5 }]);
    assert.deepEqual(idsOf(left.people), [ADA]);
    assert.deepEqual(idsOf(left.tokens), OTHERS);
  });
});
