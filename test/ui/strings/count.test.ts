import assert from 'node:assert/strict';
import { it } from 'node:test';
import { counting } from '../../../src/ui/strings/count.ts';

it('numbers have their nouns by the rule of the language', () => {
  const said = (language: string) => {
    const count = counting(language);
    return [0, 1, 2, 1_200].map((n) => count(n, 'one', 'many').replaceAll('\u202f', ' '));
  };
  assert.deepEqual(said('en'), ['0 many', '1 one', '2 many', '1,200 many']);
  assert.deepEqual(said('de'), ['0 many', '1 one', '2 many', '1.200 many']);
  assert.deepEqual(said('fr'), ['0 one', '1 one', '2 many', '1 200 many']);
});
