import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { LiveToken } from '../../../src/app/tokens/live-token.ts';
import { usageTables } from '../../../src/app/tokens/token-usage.ts';
import { TokenBook } from '../../../src/app/tokens/token-book.ts';
import { createTestApp } from '../../support/app.ts';
import { digest } from '../../../src/crypto/digest.ts';
import { createFakeClock } from '../../support/fake-clock.ts';

const clock = createFakeClock();
const tables = usageTables(createTestApp().store);
const hashOf = (text: string) => createHash('sha256').update(text).digest();
const tokenOf = (id: string) => {
  const { name, prefix } = { name: 'x', prefix: 'aris_tok' } as const;
  return new LiveToken(
    { id, name, prefix, hash: hashOf(id).toString('base64'), createdAtMs: 0, createdBy: 'cli' },
    { clock, tables },
  );
};

const id = fc.string({ unit: fc.constantFrom('0', 'A', 'z'), minLength: 8, maxLength: 8 });
const deed = fc.record({ id, isGone: fc.boolean() });

describe('the book of tokens', () => {
  it('finds each by its id, and gives all, as a map does (property)', () => {
    fc.assert(
      fc.property(fc.array(deed, { maxLength: 200 }), id, (usageEntries, unknown) => {
        const book = new TokenBook(digest);
        const map = new Map<string, LiveToken>();
        for (const { id, isGone } of usageEntries) {
          const known = map.get(id);
          assert.equal(book.has(id), known !== undefined);
          if (known === undefined) {
            const entry = tokenOf(id);
            book.put(entry);
            map.set(id, entry);
          } else if (isGone) {
            book.delete(new Set([known]));
            map.delete(id);
          }
          assert.equal(book.size, map.size);
        }
        for (const [id, entry] of map) {
          assert.equal(book.get(id), entry);
          assert.equal(book.proved(id, hashOf(id)), entry);
          assert.equal(book.proved(id, hashOf(unknown)), id === unknown ? entry : undefined);
        }
        assert.deepEqual(new Set(book.values()), new Set(map.values()));
        assert.equal(book.get(unknown), map.get(unknown));
      }),
    );
  });

  it('has nothing under what is no id', () => {
    const book = new TokenBook(digest);
    book.put(tokenOf('00000000'));
    for (const text of ['', 'x', 'tok_', '000000000', '\0'.repeat(8), 'ü'.repeat(8), 'İ0000000'])
      assert.equal(book.get(text), undefined);
  });

  it('finds a token by its new hash, and no more by the old one', () => {
    const book = new TokenBook(digest);
    const entry = tokenOf('00000000');
    book.put(entry);
    entry.take({ ...entry.record, hash: hashOf('new').toString('base64') });
    book.put(entry);
    assert.equal(book.size, 1);
    assert.equal(book.proved('00000000', hashOf('new')), entry);
    assert.equal(book.proved('00000000', hashOf('00000000')), undefined);
  });

  it('compares the hash of an id that there is not too', () => {
    let compared = 0;
    const book = new TokenBook({ equal: (a, b) => (compared++, digest.equal(a, b)) });
    book.put(tokenOf('00000000'));
    for (const id of ['00000000', '00000001']) book.proved(id, hashOf('other'));
    assert.equal(compared, 2);
  });

  it('finds each of thousands, also once half of them are gone', () => {
    const book = new TokenBook(digest);
    const entries = Array.from({ length: 5_000 }, (_, n) => tokenOf(String(n).padStart(8, 'x')));
    for (const entry of entries) book.put(entry);
    const odd = entries.filter((_, n) => n % 2 === 1);
    book.delete(new Set(odd));
    assert.equal(book.size, entries.length - odd.length);
    for (const [n, entry] of entries.entries())
      assert.equal(book.get(entry.record.id), n % 2 === 1 ? undefined : entry);
  });
});
