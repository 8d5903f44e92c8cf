import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { LIMITS } from '../../src/domain/limits.ts';
import { createReadBuffers } from '../../src/firmware/read-buffers.ts';

describe('files on their way', () => {
  it('have memory that is used again, save what somebody may still be at', () => {
    const buffers = createReadBuffers();
    const [other, first] = [buffers.take(), buffers.take()];
    assert.equal(first.length, LIMITS.bodyChunkBytes);
    buffers.giveBack(first, true);
    const again = buffers.take();
    assert.equal(again, first);
    buffers.giveBack(again, false);
    assert.notEqual(buffers.take(), first);
    assert.notEqual(other, first);
  });
});
