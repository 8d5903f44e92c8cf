import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { readNamed } from '../../../src/domain/binding/meaning.ts';
import type { MappedValue, ReadPlace } from '../../../src/domain/binding/place.ts';
import { LIMITS } from '../../../src/domain/limits.ts';

const AT = { topic: 't' };

describe('what a named place says', () => {
  const cases: readonly (readonly [
    document: unknown,
    place: Partial<ReadPlace>,
    value: MappedValue,
  ])[] = [
    [43, {}, 43],
    ['43', {}, 43],
    [' -3.5 ', {}, -3.5],
    ['heat', {}, 'heat'],
    [true, {}, true],
    [null, {}, null],
    [{ a: 1 }, {}, null],
    [[1], {}, null],
    [Infinity, {}, null],
    ['20.2 °C', {}, '20.2 °C'],
    ['68 °F', { scale: 5 / 9, offset: -160 / 9 }, 20],
    [1200, { scale: 0.001 }, 1.2],
    [1, { values: { 0: 'curve', 1: 'direct' } }, 'direct'],
    ['1', { values: { 0: 'curve', 1: 'direct' } }, 'direct'],
    [2, { values: { 0: 'curve', 1: 'direct' } }, 2],
    ['---', { values: { '---': null } }, null],
    ['x'.repeat(LIMITS.bindingWordChars), {}, 'x'.repeat(LIMITS.bindingWordChars)],
    ['x'.repeat(LIMITS.bindingWordChars + 1), {}, null],
    // Sentinels, as they are said.
    [-8000, { none: [-8000] }, null],
    ['-127.00', { none: [-127] }, null],
    ['-127.00 °C', { none: [-127], scale: 1 }, null],
    ['n/a', { none: ['n/a'] }, null],
    [' --- ', { none: ['---'] }, null],
    ['', { none: [''] }, null],
    [-78, { none: ['-78'] }, null],
    [-7.8, { none: [-78], scale: 10 }, -78],
    [-79, { none: [-78, 'nan'] }, -79],
  ];
  for (const [document, place, value] of cases)
    it(`of ${JSON.stringify(document).slice(0, 40)} with ${JSON.stringify(place)}`, () =>
      assert.deepEqual(readNamed({ ...AT, ...place }, document, undefined), { value, ageMs: 0 }));

  it('is nothing where the message lacks it, or its time is none', () => {
    assert.equal(readNamed({ ...AT, pointer: '/x' }, { y: 1 }, 0), undefined);
    const timed = { ...AT, pointer: '/x', timePointer: '/at' };
    const nowMs = Date.parse('2026-01-15T10:00:00Z');
    assert.deepEqual(readNamed(timed, { x: 1 }, nowMs), { value: 1, ageMs: 0 });
    assert.equal(readNamed(timed, { x: 1, at: 'soon' }, nowMs), undefined);
    const said = { x: 1, at: '2026-01-15T09:59:00Z' };
    assert.deepEqual(readNamed(timed, said, nowMs), { value: 1, ageMs: 60_000 });
    assert.deepEqual(readNamed(timed, said, undefined), { value: 1, ageMs: 0 });
  });
});
