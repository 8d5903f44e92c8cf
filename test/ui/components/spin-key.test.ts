import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { spinAct, typedNumber } from '../../../src/ui/components/spin-key.ts';

/** What stands there after these keys, each of which adds to what was typed or takes of it. */
const typedBy = (...keys: string[]) =>
  keys.reduce((typed, key) => {
    const act = spinAct(key, typed);
    return act?.is === 'type' ? act.text : typed;
  }, '');

describe('a key at a spin button', () => {
  it('steps, and goes to the ends', () => {
    const stepsOf = (key: string) => spinAct(key, '2');
    assert.deepEqual(
      ['ArrowUp', 'ArrowRight', 'ArrowDown', 'ArrowLeft', 'PageUp', 'PageDown'].map(stepsOf),
      [1, 1, -1, -1, 4, -4].map((steps) => ({ is: 'step', steps })),
    );
    assert.deepEqual(spinAct('Home', ''), { is: 'end', of: 'min' });
    assert.deepEqual(spinAct('End', ''), { is: 'end', of: 'max' });
  });

  it('types a number, with a point or a comma, and takes the last figure back', () => {
    assert.equal(typedBy('2', '1', '.', '5'), '21.5');
    assert.equal(typedNumber('21.5'), 21.5);
    assert.equal(typedNumber(typedBy('2', '1', ',', '5')), 21.5);
    assert.equal(typedBy('2', '1', 'Backspace', '3'), '23');
    assert.equal(typedNumber('21,'), 21);
    assert.ok(Number.isNaN(typedNumber(typedBy('2', 'Backspace'))));
  });

  it('types nothing that is no number', () => {
    assert.equal(typedBy('.', '2', '1', ',', '.', '5', '5'), '21,5');
    assert.equal(typedBy('1', '2', '3', '4'), '123');
  });

  it('ends what was typed, and leaves all others to the browser', () => {
    for (const key of ['Enter', 'Escape'])
      assert.deepEqual([spinAct(key, '21'), spinAct(key, '')], [{ is: 'finish' }, undefined]);
    for (const key of ['Tab', 'a', ' ', 'F5', 'Backspace'])
      assert.equal(spinAct(key, ''), undefined);
  });
});
