import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  addCell,
  hasSpread,
  plainCells,
  setCell,
  summedCells,
  type Cells,
} from '../../../src/domain/history/cells.ts';

/** One cell of so many samples. */
function cell(count: number, value: number, low = value, high = value): Cells {
  const cells = summedCells(1);
  cells.counts[0] = count;
  cells.values[0] = value;
  cells.lows[0] = low;
  cells.highs[0] = high;
  return cells;
}
const at = ({ counts, values, lows, highs }: Cells, slot: number) =>
  [counts, values, lows, highs].map((list) => list[slot]);

describe('cells of history', () => {
  it('are gaps at first; those of one sample each have no extremes of their own', () => {
    const [plain, summed] = [plainCells(2), summedCells(2)];
    assert.deepEqual([hasSpread(plain), hasSpread(summed)], [false, true]);
    assert.deepEqual([plain.values.length, summed.highs.length], [2, 2]);
    assert.deepEqual(at(summed, 1), [0, 0, 0, 0]);
  });

  it('are written over by others', () => {
    const summed = summedCells(2);
    setCell(summed, 1, cell(3, 60, 19, 21), 0, 60);
    assert.deepEqual(
      [at(summed, 0), at(summed, 1)],
      [
        [0, 0, 0, 0],
        [3, 60, 19, 21],
      ],
    );
    const plain = plainCells(1);
    setCell(plain, 0, cell(3, 60, 19, 21), 0, 7);
    assert.deepEqual(at(plain, 0), [3, 7, 7, 7]);
  });

  it('sum up what comes, with the least and the greatest of it', () => {
    const summed = summedCells(1);
    addCell(summed, 0, cell(2, -8, -5, -3), 0, -8);
    assert.deepEqual(at(summed, 0), [2, -8, -5, -3], 'of a gap nothing counts');
    const warm = summedCells(1);
    addCell(warm, 0, cell(1, 20, 20, 20), 0, 20);
    assert.deepEqual(at(warm, 0), [1, 20, 20, 20]);
    addCell(summed, 0, cell(1, 2, 1, 4), 0, 2);
    assert.deepEqual(at(summed, 0), [3, -6, -5, 4]);
    addCell(summed, 0, cell(1, -9, -9, -9), 0, -9);
    assert.deepEqual(at(summed, 0), [4, -15, -9, 4]);
  });

  it('keep the last of several where they do not sum up', () => {
    const plain = plainCells(1);
    addCell(plain, 0, cell(2, 5), 0, 5);
    addCell(plain, 0, cell(1, 3), 0, 3);
    assert.deepEqual(at(plain, 0), [3, 3, 3, 3]);
  });
});
