import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { parse, type ValueNode } from '@humanwhocodes/momoa';
import fc from 'fast-check';
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

  it('says what is wrong', () =>
    assert.throws(() => parseStrictJson('{"a":\n 1,}'), {
      message: 'not JSON: "}" cannot stand at line 2, column 4',
    }));

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
