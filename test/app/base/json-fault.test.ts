import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { jsonFault, lineAndColumn } from '../../../src/app/base/json-fault.ts';

describe('what is wrong with a text that is no JSON', () => {
  const faults: readonly (readonly [json: string, fault: string])[] = [
    ['', 'it ends too early'],
    [' \n', 'it ends too early'],
    ['{"a":\n 1,}', '"}" cannot stand at line 2, column 4'],
    ['[1,]', '"]" cannot stand at line 1, column 4'],
    ['{"a" 1}', '"1}" cannot stand at line 1, column 6'],
    ['{a:1}', '"a:1}" cannot stand at line 1, column 2'],
    ['[1 2]', '"2]" cannot stand at line 1, column 4'],
    ['{}}', '"}" cannot stand at line 1, column 3'],
    ['[}', '"}" cannot stand at line 1, column 2'],
    ['1,2', '",2" cannot stand at line 1, column 2'],
    ['["a\tb"]', '"\\"a\\tb\\"]" cannot stand at line 1, column 2'],
    ['{"a":"b', '"\\"b" cannot stand at line 1, column 6'],
    ['{"a":{"b":[1,{}]', 'it ends too early'],
    ['['.repeat(60_000), 'it ends too early'],
  ];
  for (const [json, fault] of faults)
    it(`says what is wrong with ${JSON.stringify(json.slice(0, 20))}`, () => {
      assert.equal(jsonFault(json), fault);
    });

  it('is said with what stands there, visibly and not all of it', () => {
    assert.equal(jsonFault('\u202e'), '"\\u202e" cannot stand at line 1, column 1');
    assert.match(jsonFault('x'.repeat(100)) ?? '', /^"x{10}" cannot/);
  });

  it('stands in a line and a column, both from 1', () => {
    assert.equal(lineAndColumn('', 0), 'line 1, column 1');
    assert.equal(lineAndColumn('a\n\nbc', 4), 'line 3, column 2');
  });

  it('is found wherever JSON.parse finds one, and nowhere else', () => {
    const pieces = [
      '{',
      '}',
      '[',
      ']',
      ',',
      ':',
      ' ',
      '"a"',
      '"\\"',
      '"\\u00e',
      '1',
      '01',
      '-',
      '.5',
    ];
    const more = [
      '1.5e-3',
      '1.',
      'true',
      'nul',
      'null',
      '\n',
      '\u00a0',
      '"\u007f"',
      '"\u2028"',
      '\u0001',
    ];
    const json = fc.array(fc.constantFrom(...pieces, ...more), { maxLength: 7 });
    fc.assert(
      fc.property(json, (all) => {
        const text = all.join('');
        let isJson = true;
        try {
          JSON.parse(text);
        } catch {
          isJson = false;
        }
        assert.equal(jsonFault(text) === undefined, isJson, text);
      }),
      { numRuns: 20_000 },
    );
  });
});
