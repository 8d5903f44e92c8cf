import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { labelOf, labelsOf, optionsOf } from '../../../src/app/home-assistant/label.ts';
import { READINGS, EQUIPMENT } from '../../../src/domain/equipment/catalogue.ts';
import type { ReadingTable } from '../../../src/domain/equipment/reading.ts';
import { STATEMENTS, SYSTEM_STATEMENTS, ZONE_STATEMENTS } from '../../../src/domain/statements.ts';

const TABLES: readonly ReadingTable[] = [
  ...Object.values(READINGS),
  ...Object.values(STATEMENTS),
  SYSTEM_STATEMENTS,
  ZONE_STATEMENTS,
];

describe('the label of a word', () => {
  it('is the word as people write it', () => {
    assert.equal(labelOf('not_kept'), 'Not kept');
    assert.equal(labelOf('heat'), 'Heating');
    assert.equal(labelOf('dhw_charge'), 'Hot water');
  });

  it('is another for each word of a reading, and has nothing that a template would read', () => {
    const all = TABLES.flatMap((table) => Object.values(table)).flatMap((reading) =>
      reading.type === 'enum' ? [reading.values] : [],
    );
    assert.ok(all.length > Object.keys(EQUIPMENT).length);
    for (const words of all) {
      const options = optionsOf(labelsOf(words));
      assert.equal(new Set(options).size, words.length, options.join());
      for (const text of [...words, ...options]) assert.match(text, /^[a-zA-Z_ ]+$/);
    }
  });
});
