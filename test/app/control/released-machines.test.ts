import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createReleasedMachines } from '../../../src/app/control/released-machines.ts';

const [A, B] = ['hcu/a', 'dhw/b'];

describe('machines that the hub was told to let go of', () => {
  const after = (...acts: readonly (readonly ['release' | 'take', string?])[]) => {
    const released = createReleasedMachines();
    for (const [act, machine] of acts) released[act](machine);
    return [A, B].map((machine) => released.has(machine));
  };

  it('are those that were named, until they are taken again', () => {
    assert.deepEqual(after(), [false, false]);
    assert.deepEqual(after(['release', A]), [true, false]);
    assert.deepEqual(after(['release', A], ['take', A]), [false, false]);
  });

  it('are all of them, but those taken since', () => {
    assert.deepEqual(after(['release']), [true, true]);
    assert.deepEqual(after(['release'], ['take', A]), [false, true]);
    assert.deepEqual(after(['release'], ['take', A], ['release', A]), [true, true]);
    assert.deepEqual(after(['release'], ['take', A], ['release']), [true, true]);
    assert.deepEqual(after(['release'], ['take', A], ['take', B], ['release', A]), [true, false]);
  });

  it('are none once all were taken', () => {
    assert.deepEqual(after(['release', A], ['take']), [false, false]);
    assert.deepEqual(after(['release'], ['take']), [false, false]);
  });

  it('are not taken by what was taken before', () => {
    assert.deepEqual(after(['take', A], ['release']), [true, true]);
    assert.deepEqual(after(['release', A], ['release'], ['take', A]), [false, true]);
    assert.deepEqual(after(['release'], ['release', A], ['take', B], ['take']), [false, false]);
  });
});
