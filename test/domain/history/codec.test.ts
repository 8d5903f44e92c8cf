import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { newBlock, putSample, rollUp, type Block } from '../../../src/domain/history/block.ts';
import {
  ByteReader,
  ByteWriter,
  readSteps,
  writeSteps,
} from '../../../src/domain/history/bytes.ts';
import { decodeBlock, encodeBlock } from '../../../src/domain/history/codec.ts';
import type { ColumnName } from '../../../src/domain/history/columns.ts';

const NAMES: readonly ColumnName[] = [
  { field: 'tempC', summary: 'mean' },
  { field: 'tempHeatSetC', summary: 'last' },
  { field: 'mode', summary: 'last', labels: ['heat', 'cool', 'auto', 'off'] },
];
const SLOTS = 60;
const MINUTE = 60_000;

const sample = fc.record({
  series: fc.constantFrom('zone/a', 'fcu/b', ''),
  name: fc.constantFrom(...NAMES),
  slot: fc.nat(SLOTS - 1),
  stored: fc.oneof(fc.integer({ min: -1_300, max: 1_300 }), fc.integer({ min: 0, max: 1e10 })),
});
const block = fc.array(sample, { maxLength: 300 }).map((samples) => {
  const made = newBlock(1_700_000_040_000, MINUTE, SLOTS);
  for (const { series, name, slot, stored } of samples)
    putSample(made, series, name, slot, name.labels ? Math.abs(stored) % 4 : stored);
  return made;
});

/** Every cell that is no gap, as text. */
function cellsOf({ startMs, stepMs, series }: Block): string[] {
  return [...series]
    .flatMap(([name, columns]) =>
      [...columns.values()].flatMap(({ field, summary, labels, cells }) =>
        [...cells.counts].flatMap((count, slot) =>
          count === 0
            ? []
            : [
                [name, field, summary, labels?.join('|'), startMs + slot * stepMs, count]
                  .concat(cells.values[slot], cells.lows[slot], cells.highs[slot])
                  .join(' '),
              ],
        ),
      ),
    )
    .sort();
}

describe('steps', () => {
  const written = (numbers: readonly number[]) => {
    const writer = new ByteWriter();
    writeSteps(writer, numbers);
    return writer.done();
  };

  it('come back as they were', () => {
    const number = fc.oneof(fc.integer({ min: -5, max: 5 }), fc.integer({ min: -1e11, max: 1e11 }));
    fc.assert(
      fc.property(fc.array(number, { maxLength: 300 }), (numbers) => {
        const read: number[] = [];
        const reader = new ByteReader(written(numbers));
        readSteps(reader, numbers.length, (index, value) => (read[index] = value));
        assert.deepEqual(read, numbers);
        assert.ok(reader.isAtEnd());
      }),
    );
  });

  it('take few bytes for what stays, and one for a small move', () => {
    assert.ok(written(new Array<number>(240).fill(210)).length <= 4);
    const slow = Array.from({ length: 240 }, (_, index) => 210 + Math.floor(index / 5));
    assert.ok(written(slow).length <= 50);
  });

  it('that are more than there is room for are refused', () => {
    const reader = new ByteReader(written([1, 1, 1, 1]));
    assert.throws(() => readSteps(reader, 3, () => undefined), RangeError);
  });
});

describe('a block', () => {
  it('comes back as it was, gaps included', () => {
    fc.assert(
      fc.property(block, (made) => {
        const back = decodeBlock(encodeBlock(made));
        assert.deepEqual(cellsOf(back), cellsOf(made));
        assert.equal(back.slots, SLOTS);
      }),
    );
  });

  it('that sums up comes back as it was', () => {
    fc.assert(
      fc.property(block, (made) => {
        const sums = newBlock(1_700_000_040_000, 5 * MINUTE, SLOTS / 5);
        for (const series of made.series.keys()) rollUp(sums, made, series);
        assert.deepEqual(cellsOf(decodeBlock(encodeBlock(sums))), cellsOf(sums));
      }),
    );
  });

  it('comes back in parts', () => {
    fc.assert(
      fc.property(block, fc.nat(SLOTS), (made, at) => {
        const parts = [encodeBlock(made, 0, at), encodeBlock(made, at, SLOTS)].map(decodeBlock);
        assert.deepEqual(parts.flatMap(cellsOf).sort(), cellsOf(made));
      }),
    );
  });

  it('that is damaged is refused, and never taken for another', () => {
    fc.assert(
      fc.property(block, fc.nat(), fc.integer({ min: 1, max: 255 }), (made, place, flip) => {
        const bytes = encodeBlock(made).slice();
        const at = place % bytes.length;
        bytes[at] = (bytes[at] ?? 0) ^ flip;
        assert.throws(() => decodeBlock(bytes));
      }),
    );
  });

  it('of any bytes at all is refused', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
        assert.throws(() => decodeBlock(bytes));
      }),
    );
    assert.throws(() => decodeBlock(new Uint8Array()));
  });
});
