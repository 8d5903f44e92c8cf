import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { TOKENS } from '../../../src/app/tokens/token-records.ts';
import { moveTokens } from '../../../src/app/tokens/move-tokens.ts';
import { createTokenParts, tokenRecord } from '../../support/token-parts.ts';

const SINCE_MS = 1_000;
const BY_MS = 500;
/** Maker and made, in either order of the book. */
const PAIRS = [
  ['a0000000', 'z0000000'],
  ['z0000000', 'a0000000'],
] as const;

function createRig(...records: readonly ReturnType<typeof tokenRecord>[]) {
  const { index } = createTokenParts();
  for (const record of records) index.take(record);
  let told = 0;
  const toWrite = moveTokens(index.entries, { sinceMs: SINCE_MS, byMs: BY_MS }, () => {
    told++;
  });
  const recordOf = (id: string) => index.unrevoked(id).record;
  return { index, toWrite, recordOf, told: () => told };
}

describe('a clock that was wrong', () => {
  it('has what was stamped meanwhile moved and written, and nothing else', () => {
    const before = tokenRecord('before00', { createdAtMs: 1_000 });
    const after = tokenRecord('after000', { createdAtMs: 1_001 });
    const { toWrite, recordOf, told } = createRig(before, after);
    assert.equal(recordOf('before00'), before);
    assert.equal(recordOf('after000').createdAtMs, 1_501);
    assert.deepEqual(toWrite(), [{ put: TOKENS, key: 'after000', value: recordOf('after000') }]);
    assert.equal(told(), 1, 'what was proved of them is asked anew');
  });

  it('is written as tokens are when that is asked for', () => {
    const { index, toWrite } = createRig(tokenRecord('after000', { createdAtMs: 1_001 }));
    const entry = index.unrevoked('after000');
    entry.take({ ...entry.record, name: 'meanwhile' });
    assert.deepEqual(toWrite(), [{ put: TOKENS, key: 'after000', value: entry.record }]);
  });

  it('lets no token outlive what made it, whichever is older by its id', () => {
    for (const [makerId, id] of PAIRS) {
      const maker = tokenRecord(makerId, { createdAtMs: 1_001, expiresAtMs: 9_000 });
      const period = { isPeriod: true, createdBy: `tok_${makerId}` } as const;
      const child = tokenRecord(id, { ...period, createdAtMs: 1_002, expiresAtMs: 8_800 });
      const { recordOf } = createRig(maker, child);
      assert.equal(recordOf(makerId).expiresAtMs, 9_000, 'a day of the calendar stays');
      assert.deepEqual(recordOf(id), { ...child, createdAtMs: 1_502, expiresAtMs: 9_000 });
    }
  });

  it('moves what a period made along with its maker, whichever comes first in the book', () => {
    const period = { createdAtMs: 1_001, expiresAtMs: 9_000, isPeriod: true } as const;
    for (const [makerId, id] of PAIRS) {
      const child = { ...period, createdAtMs: 1_002, createdBy: `tok_${makerId}` };
      const { recordOf } = createRig(tokenRecord(id, child), tokenRecord(makerId, period));
      assert.deepEqual(
        [makerId, id].map((one) => recordOf(one).expiresAtMs),
        [9_500, 9_500],
      );
    }
  });

  it('leaves a token to end before what made it', () => {
    const maker = tokenRecord('maker000', { createdAtMs: 1_001, expiresAtMs: 9_000 });
    const period = { isPeriod: true, createdBy: 'tok_maker000' } as const;
    const child = tokenRecord('child000', { ...period, createdAtMs: 1_002, expiresAtMs: 2_000 });
    const { index, recordOf } = createRig(maker, child);
    assert.equal(recordOf('child000').expiresAtMs, 2_500);
    // What goes on for as long as the token does, such as a stream, goes by this one.
    assert.equal(index.unrevoked('child000').expiresAtMs, 2_500);
  });

  it('lets a token last that nobody limits', () => {
    const period = { createdAtMs: 1_001, expiresAtMs: 2_000, isPeriod: true } as const;
    const maker = tokenRecord('maker000', { createdAtMs: 1 });
    const child = tokenRecord('child000', { ...period, createdBy: 'tok_maker000' });
    assert.equal(createRig(maker, child).recordOf('child000').expiresAtMs, 2_500);
  });
});
