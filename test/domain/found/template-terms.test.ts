import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  CannotRead,
  divided,
  isSame,
  isSaid,
  mappedBy,
  plus,
  times,
  truth,
  type Term,
} from '../../../src/domain/found/template-terms.ts';
import type { MappedValue } from '../../../src/domain/binding/place.ts';
import { LIMITS } from '../../../src/domain/limits.ts';

const X = { steps: ['a', 'b'], scale: 1, offset: 0 };
const literal = (value: MappedValue): Term => ({ literal: value });
const cannot = (make: () => unknown) => assert.throws(make, CannotRead);

describe('a number on its way', () => {
  it('is multiplied, divided and moved, with what was moved before', () => {
    const moved = plus(X, literal(3), -1);
    assert.deepEqual(moved, { ...X, offset: -3 });
    assert.deepEqual(times(moved, literal(2)), { ...X, scale: 2, offset: -6 });
    assert.deepEqual(divided(moved, literal(4)), { ...X, scale: 0.25, offset: -0.75 });
    assert.deepEqual(plus(times(X, literal(2)), literal(1), 1), { ...X, scale: 2, offset: 1 });
  });

  it('is not made by another of the message, nor by a word', () => {
    cannot(() => times(X, X));
    cannot(() => plus(X, literal('1'), 1));
    cannot(() => times(literal(2), literal(3)));
  });

  it('is not nothing, nor endless', () => {
    cannot(() => times(X, literal(0)));
    cannot(() => divided(X, literal(0)));
    cannot(() => plus(X, literal(Infinity), 1));
  });

  it('is no more once it is a word', () => {
    cannot(() => times(mappedBy(X, { 1: 'on' }), literal(2)));
  });
});

describe('a word that is mapped', () => {
  it('is of the message as it stands', () => {
    assert.deepEqual(mappedBy(X, { 1: 'on' }), { ...X, values: { 1: 'on' } });
    cannot(() => mappedBy(literal(1), { 1: 'on' }));
    cannot(() => mappedBy(mappedBy(X, { 1: 'on' }), { on: 1 }));
    cannot(() => mappedBy(times(X, literal(2)), {}));
    cannot(() => mappedBy(plus(X, literal(2), 1), {}));
  });

  it('has no more words than a binding', () => {
    const words = (count: number) =>
      Object.fromEntries(Array.from({ length: count }, (_, n) => [n, n]));
    assert.ok(isSaid(mappedBy(X, words(LIMITS.bindingValues))));
    cannot(() => mappedBy(X, words(LIMITS.bindingValues + 1)));
  });

  it('may be one for each of true and false', () => {
    assert.deepEqual(truth(X, literal('ON'), literal(null)), {
      ...X,
      values: { true: 'ON', false: null },
    });
    cannot(() => truth(X, X, literal('OFF')));
    cannot(() => truth(X, literal('ON'), X));
  });
});

describe('two places', () => {
  it('are the same where nothing is made of either', () => {
    assert.ok(isSame(X, { ...X }));
    assert.ok(!isSame(X, { ...X, steps: ['a'] }));
    assert.ok(!isSame({ ...X, steps: ['ab'] }, X));
    for (const other of [
      { ...X, scale: 2 },
      { ...X, offset: 1 },
      { ...X, values: {} },
    ]) {
      assert.ok(!isSame(X, other));
      assert.ok(!isSame(other, other));
    }
  });
});
