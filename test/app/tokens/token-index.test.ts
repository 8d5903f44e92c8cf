import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { COMMAND_LINE, type Principal } from '../../../src/app/base/principal.ts';
import { TOKENS } from '../../../src/app/tokens/token-records.ts';
import { createSeededRandom } from '../../support/seeded-random.ts';
import { createTokenMint } from '../../../src/auth/token-format.ts';
import { digest } from '../../../src/crypto/digest.ts';
import { refusedAs } from '../../support/refused.ts';
import { createTokenParts, tokenRecord } from '../../support/token-parts.ts';

/** As chance has them: no order of the book is theirs. */
const AT_ONCE = [
  'Qx7d0A3k',
  'b9KzUU1p',
  'mA1e4f5x',
  'a0ZqT7hN',
  'zT2c9w0L',
  '3fGh8JkD',
  'Vb5nM2qR',
  'e1Wc6YtS',
];
const asker = (kind: Principal['kind'], id: string): Principal => ({ ...COMMAND_LINE, kind, id });

describe('the list of tokens', () => {
  it('has the newest last, those of one moment by their ids, and revoked ones where asked for', () => {
    const { index } = createTokenParts();
    for (const [id, createdAtMs] of [
      ['late0000', 3],
      ...AT_ONCE.map((id) => [id, 2] as const),
      ['early000', 1],
    ] as const)
      index.take(tokenRecord(id, { createdAtMs }));
    index.take(tokenRecord('gone0000', { createdAtMs: 4, revokedAtMs: 5 }));
    const idsOf = (options?: { revoked?: boolean }) => index.list(options).map(({ id }) => id);
    const shown = ['early000', ...[...AT_ONCE].sort(), 'late0000'].map((id) => `tok_${id}`);
    assert.deepEqual(idsOf(), shown);
    assert.deepEqual(idsOf({}), shown);
    assert.deepEqual(idsOf({ revoked: true }), [...shown, 'tok_gone0000']);
  });

  it('is there again after a start, each with its secret', async () => {
    const { texts, store, mint } = createTokenParts();
    const { hash } = mint.mint('aris_tok', 'kept0000');
    await store.commit([
      { put: TOKENS, key: 'kept0000', value: tokenRecord('kept0000', { hash }) },
    ]);
    const { index } = createTokenParts({ texts });
    assert.deepEqual(
      index.list().map(({ id }) => id),
      ['tok_kept0000'],
    );
    assert.ok(index.find('kept0000', Buffer.from(hash, 'base64')));
    const other = createTokenMint(createSeededRandom(7), digest).mint('aris_tok', 'kept0000');
    assert.equal(index.find('kept0000', Buffer.from(other.hash, 'base64')), undefined);
  });
});

describe('one token', () => {
  it('is looked up by its id, as it is shown or by itself', () => {
    const { index } = createTokenParts();
    const entry = index.take(tokenRecord('a0000000'));
    for (const id of ['tok_a0000000', 'a0000000']) {
      assert.equal(index.unrevoked(id), entry);
      assert.equal(index.show(id).id, 'tok_a0000000');
      assert.deepEqual(index.editable(id), { name: 'name of a0000000', enabled: true });
      assert.deepEqual(index.usage(id), { usage: [], daily: [], metadata: { count: 0 } });
    }
    index.take(tokenRecord('off00000', { isDisabled: true }));
    assert.equal(index.editable('off00000')['enabled'], false);
  });

  it('that there is not, or that is revoked where it is to be changed, is named', () => {
    const { index } = createTokenParts();
    index.take(tokenRecord('gone0000', { revokedAtMs: 5 }));
    assert.equal(index.show('tok_gone0000').state, 'revoked');
    const looks = [
      () => index.unrevoked('tok_gone0000'),
      () => index.unrevoked('tok_x0000000'),
      () => index.show('tok_x0000000'),
      () => index.editable('tok_x0000000'),
      () => index.usage('tok_x0000000'),
    ];
    for (const [at, look] of looks.entries()) {
      const tokenId = at === 0 ? 'tok_gone0000' : 'tok_x0000000';
      assert.throws(look, refusedAs('not_found', { tokenId }));
      assert.throws(look, { message: 'Token not found' });
    }
  });

  it('asks where who asks is one', () => {
    const { index } = createTokenParts();
    const entry = index.take(tokenRecord('a0000000'));
    assert.equal(index.tokenOf(asker('token', 'tok_a0000000')), entry);
    for (const kind of ['session', 'admin', 'cli'] as const)
      assert.equal(index.tokenOf(asker(kind, 'tok_a0000000')), undefined);
  });

  it('that comes, and any change, ends what was found out before', () => {
    const { index } = createTokenParts();
    const before = index.epoch();
    index.take(tokenRecord('a0000000'));
    const taken = index.epoch();
    index.changed();
    assert.ok(before < taken && taken < index.epoch());
  });
});
