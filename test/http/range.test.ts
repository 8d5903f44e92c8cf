import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { evaluateConditions, rangeApplies } from '../../src/http/conditional.ts';
import { parseByteRange } from '../../src/http/range.ts';

describe('a Range header', () => {
  // [header, length of the file, first byte and the one after the last]
  const parts = [
    ['bytes=0-0', 10, [0, 1]],
    ['bytes=0-4', 10, [0, 5]],
    ['bytes=2-9', 10, [2, 10]],
    ['bytes=2-', 10, [2, 10]],
    ['bytes=9-', 10, [9, 10]],
    ['bytes=2-99', 10, [2, 10]],
    ['bytes=2-99999999999999999999', 10, [2, 10]],
    ['bytes=-3', 10, [7, 10]],
    ['bytes=-10', 10, [0, 10]],
    ['bytes=-99', 10, [0, 10]],
    ['BYTES=0-4', 10, [0, 5]],
  ] as const;
  for (const [header, sizeBytes, [start, end]] of parts) {
    it(`${header} of ${sizeBytes} bytes is a part`, () => {
      assert.deepEqual(parseByteRange(header, sizeBytes), { start, end });
    });
  }

  const others = [
    [undefined, 10, 'whole'],
    ['', 10, 'whole'],
    ['bytes', 10, 'whole'],
    ['bytes=', 10, 'whole'],
    ['bytes=-', 10, 'whole'],
    ['bytes=4-2', 10, 'whole'],
    ['bytes=a-b', 10, 'whole'],
    ['bytes=0x1-5', 10, 'whole'],
    ['bytes=1.5-5', 10, 'whole'],
    ['bytes=--5', 10, 'whole'],
    ['bytes=+1-5', 10, 'whole'],
    ['bytes=0-1,3-4', 10, 'whole'],
    ['bytes=0-1,', 10, 'whole'],
    ['bytes 0-1', 10, 'whole'],
    ['items=0-1', 10, 'whole'],
    ['xbytes=0-1', 10, 'whole'],
    ['bytes=-5', 0, 'whole'],
    ['bytes=10-', 10, 'unsatisfiable'],
    ['bytes=10-12', 10, 'unsatisfiable'],
    ['bytes=99999999999999999999-', 10, 'unsatisfiable'],
    ['bytes=-0', 10, 'unsatisfiable'],
    ['bytes=0-', 0, 'unsatisfiable'],
    ['bytes=0-0', 0, 'unsatisfiable'],
  ] as const;
  for (const [header, sizeBytes, outcome] of others) {
    it(`${String(header)} of ${sizeBytes} bytes is ${outcome}`, () => {
      assert.equal(parseByteRange(header, sizeBytes), outcome);
    });
  }
});

describe('a conditional request', () => {
  const validators = { etag: '"abc"', lastModified: 'Tue, 14 Nov 2023 22:13:20 GMT' };
  const EARLIER = 'Tue, 14 Nov 2023 22:13:19 GMT';
  const SAME = validators.lastModified;
  const LATER = 'Tue, 14 Nov 2023 22:13:21 GMT';
  const cases = [
    [{}, undefined],
    [{ 'if-match': '"abc"' }, undefined],
    [{ 'if-match': '*' }, undefined],
    [{ 'if-match': '"x", "abc"' }, undefined],
    [{ 'if-match': '"x"' }, 412],
    [{ 'if-match': 'W/"abc"' }, 412],
    [{ 'if-match': 'abc' }, 412],
    [{ 'if-match': '' }, 412],
    [{ 'if-none-match': '"abc"' }, 304],
    [{ 'if-none-match': 'W/"abc"' }, 304],
    [{ 'if-none-match': '"x","abc"' }, 304],
    [{ 'if-none-match': ' "x" , W/"abc" ,' }, 304],
    [{ 'if-none-match': '"a,b", "abc"' }, 304],
    [{ 'if-none-match': '*' }, 304],
    [{ 'if-none-match': '"x"' }, undefined],
    [{ 'if-none-match': '"x\\"abc"' }, undefined],
    [{ 'if-none-match': 'abc' }, undefined],
    [{ 'if-none-match': '"abc" "x"' }, undefined],
    [{ 'if-unmodified-since': SAME }, undefined],
    [{ 'if-unmodified-since': LATER }, undefined],
    [{ 'if-unmodified-since': EARLIER }, 412],
    [{ 'if-unmodified-since': 'yesterday' }, undefined],
    [{ 'if-modified-since': SAME }, 304],
    [{ 'if-modified-since': LATER }, 304],
    [{ 'if-modified-since': EARLIER }, undefined],
    [{ 'if-modified-since': '2030-01-01' }, undefined],
    // The tag counts, not the date; and the first of the two that fails decides.
    [{ 'if-match': '"abc"', 'if-unmodified-since': EARLIER }, undefined],
    [{ 'if-none-match': '"x"', 'if-modified-since': LATER }, undefined],
    [{ 'if-match': '"x"', 'if-none-match': '"abc"' }, 412],
    [{ 'if-match': '"abc"', 'if-none-match': '"abc"' }, 304],
  ] as const;
  for (const [headers, status] of cases) {
    it(`${JSON.stringify(headers)} is ${status ?? 'answered in full'}`, () => {
      const given: Readonly<Record<string, string>> = headers;
      assert.equal(
        evaluateConditions((name) => given[name], validators),
        status,
      );
    });
  }

  const ifRanges = [
    [undefined, true],
    ['"abc"', true],
    ['W/"abc"', false],
    ['"x"', false],
    ['*', false],
    [SAME, true],
    [EARLIER, false],
    [LATER, false],
  ] as const;
  for (const [ifRange, applies] of ifRanges) {
    it(`with If-Range ${String(ifRange)} has ${applies ? 'its range' : 'no range'}`, () => {
      assert.equal(rangeApplies(ifRange, validators), applies);
    });
  }
});
