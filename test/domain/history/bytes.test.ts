import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import {
  ByteReader,
  ByteWriter,
  readSteps,
  writeSteps,
} from '../../../src/domain/history/bytes.ts';

const whole = fc.maxSafeNat();
/** As sensors have them: they stay, and move by little. */
const numbers = fc
  .array(fc.tuple(fc.integer({ min: -2_000, max: 2_000 }), fc.integer({ min: 1, max: 20 })))
  .map((runs) => runs.flatMap(([value, count]) => Array.from({ length: count }, () => value)));

function read(bytes: Uint8Array, count: number): number[] {
  const reader = new ByteReader(bytes);
  const found: number[] = [];
  readSteps(reader, count, (index, value) => (found[index] = value));
  assert.ok(reader.isAtEnd());
  return found;
}
function stepsOf(values: readonly number[]): Uint8Array {
  const writer = new ByteWriter();
  writeSteps(writer, values);
  return writer.done();
}

describe('numbers and texts as bytes', () => {
  it('come back as they were, in their order (property)', () => {
    const part = fc.oneof(whole, fc.string({ unit: 'grapheme', maxLength: 100 }));
    fc.assert(
      fc.property(fc.array(part), (parts) => {
        const writer = new ByteWriter();
        for (const one of parts)
          if (typeof one === 'number') writer.varint(one);
          else writer.text(one);
        const reader = new ByteReader(writer.done());
        for (const one of parts)
          assert.equal(typeof one === 'number' ? reader.varint() : reader.text(), one);
        assert.ok(reader.isAtEnd());
      }),
    );
  });

  it('take a byte for each seven bits', () => {
    for (const [value, length] of [
      [0, 1],
      [127, 1],
      [128, 2],
      [16_383, 2],
      [16_384, 3],
    ] as const) {
      const writer = new ByteWriter();
      writer.varint(value);
      assert.equal(writer.done().length, length, String(value));
    }
  });

  it('are refused where they end too soon or make no sense', () => {
    const reading = (...bytes: number[]) => new ByteReader(Uint8Array.from(bytes));
    assert.throws(() => reading().byte(), RangeError);
    assert.throws(() => reading(0x80).varint(), RangeError);
    assert.throws(() => reading(11).varint(10), { message: '11 is over 10' });
    assert.equal(reading(10).varint(10), 10);
    assert.throws(() => reading(2, 0x61).text(), RangeError);
    assert.throws(() => reading(1, 0xff).text(), TypeError);
    assert.throws(() => reading(...Array<number>(9).fill(0xff)).varint(), RangeError);
  });
});

describe('numbers as steps', () => {
  it('come back as they were (property)', () => {
    fc.assert(
      fc.property(numbers, (values) =>
        assert.deepEqual(read(stepsOf(values), values.length), values),
      ),
    );
  });

  it('take a byte for a small step, and one more where it stays for long', () => {
    assert.equal(stepsOf([1, 2, 3]).length, 3);
    assert.equal(stepsOf(Array<number>(7).fill(1)).length, 1);
    assert.equal(stepsOf(Array<number>(100).fill(1)).length, 2);
  });

  it('are refused where there are more than there is room for', () => {
    const four = stepsOf([1, 1, 1, 1]);
    assert.throws(() => read(four, 3), { message: 'more numbers than there are slots' });
    assert.throws(() => read(four, 5), { message: 'ends too soon' });
  });
});
