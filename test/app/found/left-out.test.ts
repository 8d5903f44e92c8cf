import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createLeftOut } from '../../../src/app/found/left-out.ts';
import { LIMITS } from '../../../src/domain/limits.ts';

describe('what was left out', () => {
  it('is counted once each, by source and key, until it is there or all is forgotten', () => {
    const leftOut = createLeftOut();
    for (const key of ['a', 'b', 'a']) leftOut.add('shelly', key);
    leftOut.add('tasmota', 'a');
    assert.equal(leftOut.count(), 3);
    leftOut.delete('shelly', 'a');
    leftOut.delete('shelly', 'never');
    assert.equal(leftOut.count(), 2);
    leftOut.clear();
    leftOut.delete('shelly', 'b');
    assert.equal(leftOut.count(), 0);
  });

  it('is counted up to a number', () => {
    const leftOut = createLeftOut();
    for (let n = 0; n < 2 * LIMITS.foundLeftOut; n++) leftOut.add('shelly', `device ${n}`);
    assert.equal(leftOut.count(), LIMITS.foundLeftOut);
  });
});
