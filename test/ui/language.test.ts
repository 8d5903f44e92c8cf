import assert from 'node:assert/strict';
import { it } from 'node:test';
import { shownClock } from '../../src/ui/house-time.ts';
import { ownName, varietyOf } from '../../src/ui/language.ts';

it('the variety of a language is the first that the browser likes', () => {
  assert.equal(varietyOf(['fr-CH', 'de-CH', 'de-DE'], 'de', 'de-DE'), 'de-CH');
  assert.equal(varietyOf(['en', 'de'], 'en', 'en-GB'), 'en-GB');
  assert.equal(varietyOf([], 'de', 'de-DE'), 'de-DE');
});

it('a clock has twelve hours where people have them', () => {
  const shown = (tag: string) => shownClock('21:05', tag).replace('\u202f', ' ');
  assert.deepEqual(['en-US', 'en-GB', 'de-AT', 'fr-FR'].map(shown), [
    '9:05 PM',
    ...['21:05', '21:05', '21:05'],
  ]);
});

it('a language is called as who speaks it calls it', () =>
  assert.deepEqual(['en', 'de', 'nl'].map(ownName), ['English', 'Deutsch', 'Nederlands']));
