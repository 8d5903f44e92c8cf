import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { BackupItem } from '../../../src/app/backup/format.ts';
import { holdingsOf, type OpensWith } from '../../../src/app/backup/holdings.ts';
import type { Revocation } from '../../../src/app/backup/revocation.ts';

const ADA = 'usr_0000000a';
const record = (key: string, members: object): BackupItem => ({
  record: key,
  text: JSON.stringify({ v: 1, d: members }),
});
const person = (id = ADA) =>
  record(`users/${id}`, { name: 'Ada', email: 'ada@x', role: 'owner', passwordVersion: 1 });
const token = (id: string, createdBy: string, more: object = {}) =>
  record(`tokens/${id}`, { name: `t${id}`, createdBy, ...more });

async function held(
  items: readonly BackupItem[],
  own: readonly Revocation[] = [],
  opensWith?: OpensWith,
) {
  const counts: number[] = [];
  async function* slices() {
    for (const item of items) yield await Promise.resolve([item]);
  }
  const holdings = await holdingsOf(slices(), own, opensWith, (count) => void counts.push(count));
  return { ...holdings, counts };
}

describe('what a backup holds', () => {
  it('is counted, by table, and told as it goes', async () => {
    const { records, tables, counts, hasHouse, keys, firmwareFiles } = await held([
      { file: 'house.json', text: '{}' },
      { file: 'keys.json', text: '{"k":1}' },
      record('zones/a', {}),
      record('zones/b', {}),
      person(),
      { firmware: 'a.bin', bytes: 'AA==' },
      { firmware: 'a.bin', bytes: 'AA==' },
    ]);
    assert.deepEqual(
      [records, tables.get('zones'), hasHouse, keys, firmwareFiles],
      [3, 2, true, '{"k":1}', 1],
    );
    assert.deepEqual(counts, [0, 0, 1, 2, 3, 3, 3]);
  });

  it('is people and tokens, each under whom it stands in the end', async () => {
    const { people, tokens } = await held([
      person(),
      token('00000001', ADA),
      token('00000002', 'tok_00000001'),
      token('00000003', 'tok_00000002', { heldBy: 'tok_00000001' }),
      token('00000004', 'cli'),
      token('00000005', 'tok_0000gone'),
      token('00000006', ADA, { revokedAtMs: 5 }),
    ]);
    assert.deepEqual(people, [{ id: ADA, name: 'Ada', email: 'ada@x', role: 'owner' }]);
    assert.deepEqual(
      tokens.map(({ id, under }) => [id, under]),
      [
        ['tok_00000001', ADA],
        ['tok_00000002', ADA],
        ['tok_00000003', ADA],
        ['tok_00000004', undefined],
        ['tok_00000005', undefined],
      ],
    );
  });

  it('is read though two tokens stand under each other, or one cannot be read', async () => {
    const { tokens } = await held([
      token('00000001', 'tok_00000002'),
      token('00000002', 'tok_00000001'),
      { record: 'tokens/00000003', text: '{' },
    ]);
    assert.deepEqual(
      tokens.map(({ name, under }) => [name, under]),
      [
        ['t00000001', undefined],
        ['t00000002', undefined],
        ['?', undefined],
      ],
    );
  });

  it('is nobody who was thrown out, with all that stands under them', async () => {
    const { people, tokens, revocations } = await held(
      [
        person(),
        token('00000001', ADA),
        token('00000002', 'tok_00000001'),
        token('00000003', 'cli'),
      ],
      [{ user: ADA, removedAtMs: 7 }],
    );
    assert.deepEqual([people, tokens.map(({ id }) => id)], [[], ['tok_00000003']]);
    assert.deepEqual(
      revocations.flatMap((one) => ('token' in one ? [one] : [])),
      [
        { token: '00000001', revokedAtMs: 7 },
        { token: '00000002', revokedAtMs: 7 },
      ],
    );
  });

  it('is fewer second factors where their key is not there', async () => {
    const factor = record(`second_factors/${ADA}`, {
      sealedSecret: 's',
      sinceMs: 1,
      lastStep: 1,
      recoveryHashes: [],
    });
    const opens: OpensWith = (keys) => () => keys === 'the key';
    const lost = async (...more: BackupItem[]) =>
      (await held([...more, person(), factor], [], opens)).factorsLost;
    assert.equal(await lost(), 1);
    assert.equal(await lost({ file: 'keys.json', text: 'the key' }), 0);
  });
});
