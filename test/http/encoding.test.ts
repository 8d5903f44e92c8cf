import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { encodingsOf } from '../../src/http/encoding.ts';

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
