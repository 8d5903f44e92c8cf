import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { filled, wrapped, nameFault, shortened, visible } from '../../src/domain/text.ts';
import { deedOf, HOSTILE } from '../support/hostile-text.ts';

/** Any code unit, those that do something more often. */
const anyText = fc.array(
  fc.oneof(
    fc.constantFrom(...Object.values(HOSTILE)),
    fc.integer({ min: 0, max: 0xffff }).map((unit) => String.fromCharCode(unit)),
    fc.string({ unit: 'grapheme' }),
  ),
  { maxLength: 8 },
);
const texts = anyText.map((parts) => parts.join(''));

describe('a name', () => {
  for (const name of [
    'Wohnzimmer',
    "Ada's phone (2)",
    'Küche',
    'José',
    'jose\u0301',
    '居間',
    'الصالون',
    'सोने का कमरा',
    // Joiners and a variation selector are a part of how these are written.
    '👩‍🔧',
    '❤️',
    'نمی\u200cخواهم',
    '🏳️‍🌈',
    '24\u00a0°C',
  ])
    it(`may be ${name}`, () => assert.equal(nameFault(name), undefined));

  for (const [deed, text] of Object.entries(HOSTILE))
    it(`may have nothing that ${deed}, and says which character it is`, () => {
      const code = (text.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0');
      assert.equal(
        nameFault(`Anna${text}`),
        `must not have control or invisible characters (U+${code})`,
      );
    });

  for (const name of ['', '  ', '\u200d', '\u00a0\ufe0f'])
    it(`has to have something to see, unlike ${JSON.stringify(name)}`, () =>
      assert.equal(nameFault(name), 'must have a character that can be seen'));
});

describe('what is shown', () => {
  it('has an escape in place of what is not shown as it is', () => {
    assert.equal(visible('a\u001b[31mb\nc\u202e'), 'a\\u001b[31mb\\u000ac\\u202e');
    assert.equal(visible('\u{e0041}'), '\\udb40\\udc41');
    assert.equal(visible('Küche ❤️ 👩‍🔧'), 'Küche ❤️ 👩‍🔧');
  });

  it('does nothing, whatever stood there, and is shown again as it is', () => {
    fc.assert(
      fc.property(texts, (text) => {
        assert.equal(deedOf(visible(text)), undefined);
        assert.equal(visible(visible(text)), visible(text));
      }),
    );
  });

  it('says the same where it is JSON', () => {
    fc.assert(
      fc.property(texts, (text) => {
        assert.deepEqual(JSON.parse(visible(JSON.stringify({ [text]: text }))), { [text]: text });
      }),
    );
  });

  it('is what a name may be, where a name may be it', () => {
    fc.assert(
      fc.property(texts, (text) => {
        if (nameFault(text) === undefined) assert.equal(visible(text), text);
      }),
    );
  });

  it('is no longer than it may be', () => {
    assert.equal(shortened('\u001b'.repeat(9), 10), '\\u001b\\u00');
    assert.equal(shortened('abc', 2), 'ab');
  });
});

describe('a text in lines', () => {
  it('has whole words in them, and as many as fit', () => {
    assert.deepEqual(wrapped('one two three four', 9), ['one two', 'three', 'four']);
    assert.deepEqual(wrapped('one two three four', 18), ['one two three four']);
    assert.deepEqual(wrapped('of unbreakable length', 5), ['of', 'unbreakable', 'length']);
  });

  it('has pieces as they come', () =>
    assert.deepEqual(filled(['a b', 'c d', 'e'], 6), ['a b', 'c d e']));
});
