import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { tokenLineage } from '../../../src/store/migrations/token-lineage.ts';
import { createTestLineage } from '../../support/lineage.ts';
import { createMemoryTexts } from '../../support/memory-texts.ts';

interface Old {
  readonly by: string;
  readonly isRevoked?: boolean;
}

/** A store as 0.1.0 left it. @param events type, token and who did it, oldest first */
async function oldStore(
  people: readonly string[],
  tokens: Readonly<Record<string, Old>>,
  events: readonly (readonly [string, string, string])[] = [],
) {
  const texts = createMemoryTexts();
  const idOf = (name: string) => name.padEnd(8, '0');
  const principal = (by: string) => (Object.hasOwn(tokens, by) ? `tok_${idOf(by)}` : by);
  const old = (d: object) => JSON.stringify({ v: 1, d });
  await texts.write([
    ...people.map((id) => {
      const user = { id, email: `${id}@example.com`, name: id, role: 'owner', passwordHash: '' };
      const more = { passwordVersion: 1, createdAtMs: 0, createdBy: 'cli', knownAddresses: {} };
      return [`users/${id}`, old({ ...user, ...more })] as const;
    }),
    ...Object.entries(tokens).map(([name, { by, isRevoked = false }]) => {
      const token = { id: idOf(name), name, prefix: 'aris_tok', hash: `${'A'.repeat(43)}=` };
      const more = {
        createdAtMs: 0,
        createdBy: principal(by),
        ...(isRevoked && { revokedAtMs: 1 }),
      };
      return [`tokens/${idOf(name)}`, old({ ...token, ...more })] as const;
    }),
    ...events.map(([type, name, by], number) => {
      const event = { timestampMs: 0, type, severity: 'info', source: 'token', message: '' };
      const data = { by: principal(by) };
      const key = `events/${String(number).padStart(12, '0')}`;
      return [key, old({ ...event, objectId: `tok_${idOf(name)}`, data })] as const;
    }),
  ]);
  return texts;
}

/** Where each token that lives stands after the migration, at once and in the end. */
async function migrated(texts: Awaited<ReturnType<typeof oldStore>>) {
  await texts.write(tokenLineage.writes(texts));
  const views = createTestLineage({ texts }).tokens.list();
  const nameOf = (holder: string) => views.find(({ id }) => id === holder)?.name ?? holder;
  return Object.fromEntries(
    views.map(({ name, heldBy, under }) => {
      const root = under.kind === 'person' ? under.id : under.kind;
      return [name, nameOf(heldBy) === root ? root : `${nameOf(heldBy)} < ${root}`];
    }),
  );
}

describe('the tokens of a store of 0.1.0', () => {
  it('stand under who made them, persons, tokens and the machine', async () => {
    const texts = await oldStore(['usr_A'], {
      ofA: { by: 'usr_A' },
      child: { by: 'ofA' },
      ofCli: { by: 'cli' },
      ofAdmin: { by: 'admin@192.168.1.20' },
      below: { by: 'ofAdmin' },
    });
    assert.deepEqual(await migrated(texts), {
      ofA: 'usr_A',
      child: 'ofA < usr_A',
      ofCli: 'machine',
      ofAdmin: 'machine',
      below: 'ofAdmin < machine',
    });
  });

  it('live on under nobody known where the person was removed, and what they made under them', async () => {
    const texts = await oldStore([], {
      gone: { by: 'usr_B', isRevoked: true },
      child: { by: 'gone' },
      grandson: { by: 'child' },
      lost: { by: 'tok_neverwas' },
    });
    assert.deepEqual(await migrated(texts), {
      child: 'unknown',
      grandson: 'child < unknown',
      lost: 'unknown',
    });
  });

  it('stand under what a token stood under that was revoked, also where its record is gone', async () => {
    const tokens = { gone: { by: 'usr_A', isRevoked: true }, child: { by: 'gone' } };
    assert.deepEqual(await migrated(await oldStore(['usr_A'], tokens)), { child: 'usr_A' });
    const buried = await oldStore(['usr_A'], { child: { by: 'tok_buried00' } }, [
      ['token_created', 'buried', 'usr_A'],
    ]);
    assert.deepEqual(await migrated(buried), { child: 'usr_A' });
  });

  it('stand under who rotated them last, whom the events tell', async () => {
    const tokens = { x: { by: 'usr_A' }, y: { by: 'x' }, z: { by: 'cli' } };
    const texts = await oldStore(['usr_A', 'usr_B'], tokens, [
      ['token_rotated', 'x', 'cli'],
      ['token_rotated', 'x', 'usr_B'],
      ['token_rotated', 'z', 'usr_gone'],
      ['token_revoked', 'y', 'usr_A'],
    ]);
    assert.deepEqual(await migrated(texts), { x: 'usr_B', y: 'x < usr_B', z: 'unknown' });
  });

  it('make no circle where one was rotated by itself or by what it made', async () => {
    const tokens = { x: { by: 'usr_A' }, y: { by: 'x' }, z: { by: 'y' } };
    const texts = await oldStore(['usr_A', 'usr_B'], tokens, [
      ['token_rotated', 'x', 'usr_B'],
      ['token_rotated', 'x', 'x'],
      ['token_rotated', 'x', 'z'],
      ['token_rotated', 'z', 'x'],
      ['token_rotated', 'y', 'z'],
    ]);
    assert.deepEqual(await migrated(texts), { x: 'usr_B', y: 'z < usr_B', z: 'x < usr_B' });
  });

  it('keep all else of their records, and what cannot be read is left alone', async () => {
    const texts = await oldStore(['usr_A'], { gone: { by: 'usr_A', isRevoked: true } });
    const before = JSON.parse(texts.get('tokens/gone0000') ?? '') as { d: object };
    await texts.write([['tokens/damaged0', '{"v":1,']]);
    const writes = tokenLineage.writes(texts);
    assert.deepEqual(writes, [['tokens/gone0000', JSON.stringify({ v: 2, d: before.d })]]);
  });
});
