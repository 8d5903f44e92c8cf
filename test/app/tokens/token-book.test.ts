import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { LiveToken } from '../../../src/app/tokens/live-token.ts';
import { KnownDeeds } from '../../../src/app/tokens/recent-uses.ts';
import { TokenBook } from '../../../src/app/tokens/token-book.ts';
import { createTestApp } from '../../support/app.ts';
import { createFakeClock } from '../../support/fake-clock.ts';

const clock = createFakeClock();
const shelf = { store: createTestApp().store, deeds: new KnownDeeds() };
const tokenOf = (id: string) => {
  const { name, prefix } = { name: 'x', prefix: 'aris_tok' } as const;
  return new LiveToken(
    { id, name, prefix, hash: '', createdAtMs: 0, createdBy: 'cli' },
    { clock, shelf },
  );
};

/** Of few letters, so that many share their first five. */
const id = fc.string({ unit: fc.constantFrom('0', 'A', 'z'), minLength: 8, maxLength: 8 });
const deed = fc.record({ id, isGone: fc.boolean() });

describe('the book of tokens', () => {
  it('finds each by its id, and gives all, as a map does (property)', () => {
    fc.assert(
      fc.property(fc.array(deed, { maxLength: 200 }), id, (deeds, unknown) => {
        const book = new TokenBook();
        const map = new Map<string, LiveToken>();
        for (const { id, isGone } of deeds) {
          const known = map.get(id);
          assert.equal(book.has(id), known !== undefined);
          if (known === undefined) {
            const entry = tokenOf(id);
            book.add(entry);
            map.set(id, entry);
          } else if (isGone) {
            book.delete(known);
            map.delete(id);
          }
          assert.equal(book.size, map.size);
        }
        for (const [id, entry] of map) {
          assert.equal(book.get(id), entry);
          assert.equal(book.candidate(id), entry);
        }
        assert.deepEqual(new Set(book.values()), new Set(map.values()));
        assert.equal(book.get(unknown), map.get(unknown));
      }),
    );
  });

  it('has nothing under what is no id', () => {
    const book = new TokenBook();
    book.add(tokenOf('00000000'));
    for (const text of ['', 'x', 'tok_', 'ü'.repeat(8)]) assert.equal(book.get(text), undefined);
  });
});
