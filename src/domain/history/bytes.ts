/** Whole numbers and texts as few bytes: what blocks are written with. */

const CONTINUES = 0x80;
const MAX_TEXT_BYTES = 1_024;
const encoder = new TextEncoder();
const decoder = new TextDecoder('utf-8', { fatal: true });

export class ByteWriter {
  #bytes = new Uint8Array(256);
  #length = 0;

  byte(value: number): void {
    if (this.#length === this.#bytes.length) this.#grow(1);
    this.#bytes[this.#length++] = value;
  }

  /** @param value whole, 0 to 2^53 − 1 */
  varint(value: number): void {
    let rest = value;
    while (rest >= CONTINUES) {
      this.byte((rest % CONTINUES) + CONTINUES);
      rest = Math.floor(rest / CONTINUES);
    }
    this.byte(rest);
  }

  text(value: string): void {
    const bytes = encoder.encode(value);
    this.varint(bytes.length);
    this.#grow(bytes.length);
    this.#bytes.set(bytes, this.#length);
    this.#length += bytes.length;
  }

  done(): Uint8Array {
    return this.#bytes.subarray(0, this.#length);
  }

  #grow(by: number): void {
    if (this.#length + by <= this.#bytes.length) return;
    const larger = new Uint8Array(2 * (this.#length + by));
    larger.set(this.#bytes);
    this.#bytes = larger;
  }
}

/** Throws RangeError where the bytes end too soon or make no sense. */
export class ByteReader {
  readonly #bytes: Uint8Array;
  #at = 0;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
  }

  byte(): number {
    const value = this.#bytes[this.#at++];
    if (value === undefined) throw new RangeError('ends too soon');
    return value;
  }

  /** @param max the greatest that makes sense */
  varint(max: number = Number.MAX_SAFE_INTEGER): number {
    let value = 0;
    for (let scale = 1; ; scale *= CONTINUES) {
      const byte = this.byte();
      value += (byte % CONTINUES) * scale;
      if (value > max) throw new RangeError(`${value} is over ${max}`);
      if (byte < CONTINUES) return value;
    }
  }

  text(): string {
    const length = this.varint(MAX_TEXT_BYTES);
    const end = this.#at + length;
    if (end > this.#bytes.length) throw new RangeError('ends too soon');
    const text = decoder.decode(this.#bytes.subarray(this.#at, end));
    this.#at = end;
    return text;
  }

  isAtEnd(): boolean {
    return this.#at === this.#bytes.length;
  }
}

/** How often a value may be said to stay in the byte of its step; one more says that the number follows. */
const SHORT_STAY = 7;
const STAYS = SHORT_STAY + 1;

/**
 * Numbers as steps: by how much each differs from the one before, and how often it then stays. A temperature that
 * moves by a tenth every few minutes takes one byte per move, a setpoint a few bytes per block.
 */
export function writeSteps(writer: ByteWriter, numbers: Iterable<number>): void {
  let before = 0;
  let current: number | undefined;
  let stays = 0;
  const flush = (value: number) => {
    const step = value - before;
    const zigzag = step >= 0 ? 2 * step : -2 * step - 1;
    writer.varint(zigzag * STAYS + Math.min(stays, SHORT_STAY));
    if (stays >= SHORT_STAY) writer.varint(stays - SHORT_STAY);
    before = value;
  };
  for (const number of numbers) {
    if (number === current) {
      stays++;
      continue;
    }
    if (current !== undefined) flush(current);
    current = number;
    stays = 0;
  }
  if (current !== undefined) flush(current);
}

/** Gives `count` numbers to `take`, in order. Throws RangeError. */
export function readSteps(
  reader: ByteReader,
  count: number,
  take: (index: number, value: number) => void,
): void {
  let value = 0;
  for (let index = 0; index < count;) {
    const token = reader.varint();
    const zigzag = Math.floor(token / STAYS);
    value += zigzag % 2 === 0 ? zigzag / 2 : -(zigzag + 1) / 2;
    let stays = token % STAYS;
    if (stays === SHORT_STAY) stays += reader.varint(count);
    if (index + stays >= count) throw new RangeError('more numbers than there are slots');
    for (const end = index + stays; index <= end; index++) take(index, value);
  }
}
