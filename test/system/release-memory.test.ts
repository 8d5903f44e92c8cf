import assert from 'node:assert/strict';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { it } from 'node:test';
import { runInNewContext } from 'node:vm';
import { releaseMemory } from '../../src/system/release-memory.ts';

it('what nobody holds is collected at once, and the way to do so is not left open', async () => {
  const ref = new WeakRef({ garbage: true });
  // A weak reference holds what it points to until the turn in which it was made is over.
  await nextTurn();
  releaseMemory();
  assert.equal(ref.deref(), undefined);
  assert.equal(runInNewContext('typeof gc'), 'undefined');
});
