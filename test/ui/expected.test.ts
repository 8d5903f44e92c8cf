import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { expect, heard, laidOver } from '../../src/ui/expected.ts';

describe('what is expected', () => {
  it('is shown at once, added to, and taken back', () => {
    const told = { a: 1, b: 1 };
    const first = expect('zone/x', { a: 2 });
    const second = expect('zone/x', { b: 2 });
    assert.deepEqual(laidOver('zone/x', told), { a: 2, b: 2 });
    first.takeBack();
    assert.deepEqual(laidOver('zone/x', told), { a: 2, b: 2 });
    second.takeBack();
    assert.equal(laidOver('zone/x', told), told);
  });
  it('stays over what was told before the answer, and goes when it is confirmed', () => {
    const told = { a: 1 };
    const one = expect('dhw', { a: 2 });
    heard('dhw', told);
    assert.deepEqual(laidOver('dhw', told), { a: 2 });
    one.answered({ a: 3 });
    heard('dhw', { a: 1 });
    assert.deepEqual(laidOver('dhw', told), { a: 3 });
    heard('dhw', { a: 3 });
    assert.equal(laidOver('dhw', told), told);
  });
});
