import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { parse, type ValueNode } from '@humanwhocodes/momoa';
import fc from 'fast-check';
import { jsonFault } from '../../../src/app/base/json-fault.ts';
import { parseStrictJson } from '../../../src/app/base/json.ts';
import { LIMITS } from '../../../src/domain/limits.ts';
import { refusedAs } from '../../support/refused.ts';

/** Another reader's word on whether a member stands twice. */
function hasRepeated(node: ValueNode): boolean {
  if (node.type === 'Array') return node.elements.some(({ value }) => hasRepeated(value));
  if (node.type !== 'Object') return false;
  const names = node.members.map(({ name }) => (name.type === 'String' ? name.value : name.name));
  return new Set(names).size < names.length || node.members.some(({ value }) => hasRepeated(value));
}

describe('strict JSON', () => {
  const repeated: readonly (readonly [json: string, field: string, where: string])[] = [
    ['{"a":1,"a":2}', 'a', 'line 1, column 8'],
    ['{"a":{"b":1},\n "c":[0,{"d":1,\n  "d":2}]}', 'c[1].d', 'line 3, column 3'],
    ['{"a\\"{":1,"a\\u0022\\u007b":2}', 'a"{', 'line 1, column 11'],
    ['[[],{"":0,"":0}]', '[1].', 'line 1, column 11'],
    ['{"a":"a","b":["a","a"],"a":1}', 'a', 'line 1, column 24'],
  ];
  for (const [json, field, where] of repeated)
    it(`names what stands twice in ${json.replaceAll('\n', ' ')}`, () => {
      assert.throws(
        () => parseStrictJson(json),
        (error) =>
          refusedAs('invalid', { field })(error) &&
          (error as Error).message === `${field} stands twice, again at ${where}`,
      );
    });

  it('has names of members that stand elsewhere too', () => {
    const json = '{"a":{"a":{"a":"a"}},"b":[{"a":1},{"a":2},"a","a"],"c":"\\"a\\":1,\\"a\\":2"}';
    assert.deepEqual(parseStrictJson(json), JSON.parse(json));
  });

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
      assert.throws(() => parseStrictJson(json), { message: `not JSON: ${fault}` });
    });

  it('finds a fault wherever JSON.parse does, and nowhere else', () => {
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

  it('takes so many levels, and refuses one more', () => {
    const nested = (levels: number) => `${'[{"a":'.repeat(levels / 2)}1${'}]'.repeat(levels / 2)}`;
    assert.doesNotThrow(() => parseStrictJson(nested(LIMITS.jsonDepth)));
    for (const json of [`[${nested(LIMITS.jsonDepth)}]`, nested(60_000)])
      assert.throws(() => parseStrictJson(json), { code: 'invalid', message: /than 32 levels$/ });
  });

  it('refuses a repeated member where another reader sees one, and nothing else', () => {
    const name = fc.constantFrom('a', 'b', '"', '\\', '{', ',', 'é', '__proto__', '');
    const text = fc.constantFrom('a', '{"a":1,"a":1}', '","', '\\"', '[', '}');
    const { value } = fc.letrec<{ value: string }>((tie) => ({
      value: fc.oneof(
        { maxDepth: 4 },
        fc.oneof(
          fc.constantFrom('1', '-2.5e3', 'true', 'null'),
          text.map((one) => JSON.stringify(one)),
        ),
        fc.array(tie('value'), { maxLength: 3 }).map((all) => `[${all.join(' , ')}]`),
        fc
          .array(fc.tuple(name, tie('value')), { maxLength: 3 })
          .map(
            (all) => `{${all.map(([key, one]) => `${JSON.stringify(key)} :${one}`).join(',\n')}}`,
          ),
      ),
    }));
    fc.assert(
      fc.property(value, (json) => {
        const isRefused = hasRepeated(parse(json, { mode: 'json' }).body);
        if (isRefused) assert.throws(() => parseStrictJson(json), refusedAs('invalid'));
        else assert.deepEqual(parseStrictJson(json), JSON.parse(json));
      }),
      { numRuns: 2_000 },
    );
  });
});
