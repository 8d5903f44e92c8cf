import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { pointerSteps, pointerTo, valueAt, withValueAt } from '../../src/domain/json-pointer.ts';

/** The document of RFC 6901, section 5, with what each pointer leads to. */
const DOCUMENT = {
  foo: ['bar', 'baz'],
  '': 0,
  'a/b': 1,
  'c%d': 2,
  'e^f': 3,
  'g|h': 4,
  'i\\j': 5,
  'k"l': 6,
  ' ': 7,
  'm~n': 8,
};
const LEADS_TO: readonly (readonly [string, unknown])[] = [
  ['', DOCUMENT],
  ['/foo', ['bar', 'baz']],
  ['/foo/0', 'bar'],
  ['/', 0],
  ['/a~1b', 1],
  ['/c%d', 2],
  ['/e^f', 3],
  ['/g|h', 4],
  ['/i\\j', 5],
  ['/k"l', 6],
  ['/ ', 7],
  ['/m~0n', 8],
];

const at = (document: unknown, pointer: string) => {
  const steps = pointerSteps(pointer);
  assert.ok(steps, pointer);
  return valueAt(document, steps);
};

describe('a JSON pointer', () => {
  for (const [pointer, value] of LEADS_TO)
    it(`"${pointer}" leads where RFC 6901 says`, () =>
      assert.deepEqual(at(DOCUMENT, pointer), value));

  for (const pointer of ['/nothing', '/foo/2', '/foo/-', '/foo/00', '/foo/length', '/foo/0/0'])
    it(`"${pointer}" leads nowhere`, () => assert.equal(at(DOCUMENT, pointer), undefined));

  it('leads into what the document says, and nothing that is inherited', () => {
    for (const pointer of ['/__proto__', '/constructor', '/toString'])
      assert.equal(at({}, pointer), undefined);
    assert.equal(at(JSON.parse('{"__proto__":{"x":1}}'), '/__proto__/x'), 1);
  });

  it('is written of steps as it is read into them', () => {
    assert.equal(pointerTo(), '');
    assert.equal(pointerTo('a/b', 'm~n', '~1'), '/a~1b/m~0n/~01');
    for (const [pointer] of LEADS_TO)
      assert.equal(pointerTo(...(pointerSteps(pointer) ?? [])), pointer);
  });

  it('undoes ~1 before ~0, so that ~01 is ~1', () =>
    assert.equal(at({ '~1': 'yes', '/': 'no' }, '/~01'), 'yes'));

  for (const wrong of ['foo', 'foo/bar', '/a~2b', '/a~', '#/foo'])
    it(`is not "${wrong}"`, () => assert.equal(pointerSteps(wrong), undefined));
});

describe('a value put at a place', () => {
  const put = (document: unknown, pointer: string, value: unknown) =>
    withValueAt(document, pointerSteps(pointer) ?? [], value);

  it('is there, beside what was there, in a copy', () => {
    const document = { id: 1, params: { id: 0 } };
    assert.deepEqual(put(document, '/params/target_C', 21.5), {
      id: 1,
      params: { id: 0, target_C: 21.5 },
    });
    assert.deepEqual(document, { id: 1, params: { id: 0 } });
  });

  it('makes the objects on the way', () => assert.deepEqual(put({}, '/a/b', 1), { a: { b: 1 } }));

  it('is the whole where the pointer is empty', () => assert.equal(put({}, '', 21), 21));

  it('leads through objects alone', () => {
    assert.equal(put({ a: 1 }, '/a/b', 1), undefined);
    assert.equal(put({ a: [1] }, '/a/0', 1), undefined);
  });

  it('is a member even where it is called as the prototype is', () => {
    const made = put({}, '/__proto__', 1) as object;
    assert.equal(JSON.stringify(made), '{"__proto__":1}');
    assert.equal(Object.getPrototypeOf(made), Object.prototype);
  });
});
