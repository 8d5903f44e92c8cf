import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { encodingsOf, languageOf, prefersToJson } from '../../src/http/encoding.ts';

describe('the encodings that are accepted', () => {
  const cases: readonly (readonly [header: string | undefined, names: readonly string[]])[] = [
    [undefined, []],
    ['', []],
    ['gzip', ['gzip']],
    ['deflate, GZIP;q=0.5 ,br', ['deflate', 'gzip', 'br']],
    ['gzip ; q=1, br;q=0, x\t;\tq=0.000', ['gzip']],
    ['gzip;x=1;q=0, br;x=1;q=1', ['br']],
    ['gzip;Q=0, br;q=abc, x;q=, ,,', []],
  ];
  for (const [header, names] of cases)
    it(`of ${JSON.stringify(header)} are ${names.join(', ') || 'none'}`, () =>
      assert.deepEqual(
        encodingsOf(header).filter((name) => name !== ''),
        names,
      ));
});

it('another type than JSON is given to who names it, and likes it no less', () => {
  const isCsv = (accepted?: string) => prefersToJson(accepted, 'text/csv');
  for (const accepted of [
    'text/csv',
    'Text/CSV;q=0.5, */*',
    'application/json;q=0.4,text/csv;q=0.5',
  ])
    assert.ok(isCsv(accepted), accepted);
  for (const accepted of [
    undefined,
    '*/*',
    'text/*',
    'text/csv;q=0',
    'text/csv;q=0.5, application/json',
  ])
    assert.ok(!isCsv(accepted), accepted);
});

it('the language is the one of those there are that is liked best', () => {
  const known = ['en', 'de'];
  const cases: readonly (readonly [accepted: string | undefined, language: string | undefined])[] =
    [
      ['de', 'de'],
      ['DE-at,en', 'de'],
      ['en;q=0.5, de;q=0.6', 'de'],
      ['fr, en;q=0.5, de;q=0.5', 'en'],
      ['de;q=0, *', undefined],
      ['', undefined],
      [undefined, undefined],
    ];
  for (const [accepted, language] of cases)
    assert.equal(languageOf(accepted, known), language, accepted);
});
