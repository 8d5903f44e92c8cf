import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { prefersToJson, encodingsOf } from '../../src/http/encoding.ts';

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
