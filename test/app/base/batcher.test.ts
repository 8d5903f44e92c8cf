import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createBatcher } from '../../../src/app/base/batcher.ts';
import { HubError } from '../../../src/domain/errors.ts';

/** Notes each batch; what `failure` gives for one is thrown. */
function begin(failure: (items: readonly number[]) => Error | undefined = () => undefined) {
  const batches: (readonly number[])[] = [];
  const batcher = createBatcher<number, string>(async (items) => {
    batches.push(items);
    await Promise.resolve();
    const error = failure(items);
    if (error !== undefined) throw error;
    return items.map(String);
  });
  const outcome = async (item: number) =>
    batcher.add(item).catch((error: unknown) => (error as Error).message);
  return { batches, batcher, outcome };
}

describe('what waits together', () => {
  it('is done together, each with its own result', async () => {
    const { batches, outcome } = begin();
    assert.deepEqual(await Promise.all([1, 2, 3].map(outcome)), ['1', '2', '3']);
    assert.deepEqual(batches, [[1, 2, 3]]);
  });

  it('goes with the next batch where one is under way', async () => {
    const { batches, outcome } = begin();
    const first = outcome(1);
    await Promise.resolve();
    await Promise.all([first, outcome(2), outcome(3)]);
    assert.deepEqual(batches, [[1], [2, 3]]);
  });

  it('is tried one by one where it fails, so that one keeps no other from being done', async () => {
    const { batches, outcome } = begin((items) =>
      items.includes(2) ? new Error('too much') : undefined,
    );
    assert.deepEqual(await Promise.all([1, 2, 3].map(outcome)), ['1', 'too much', '3']);
    assert.deepEqual(batches, [[1, 2, 3], [1], [2], [3]]);
  });

  it('fails together where the disk is at fault', async () => {
    for (const code of ['storage_unwritable', 'storage_damaged'] as const) {
      const { batches, outcome } = begin(() => new HubError(code, 'the disk'));
      assert.deepEqual(await Promise.all([1, 2].map(outcome)), ['the disk', 'the disk']);
      assert.equal(batches.length, 1);
    }
  });

  it('is over once nothing is under way', async () => {
    const { batches, batcher } = begin();
    await batcher.idle();
    void batcher.add(1);
    void batcher.add(2);
    await batcher.idle();
    assert.deepEqual(batches, [[1, 2]]);
    assert.equal(await batcher.add(3), '3');
  });
});
