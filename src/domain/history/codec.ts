/**
 * A block as bytes: slots, names once each, then the columns of each series, and a check over all of it. Per column
 * how many samples each cell has, and for those that have any the values; extremes where a cell sums up several.
 */
import { newBlock, columnsOf, type Block, type HistoryColumn } from './block.ts';
import { ByteReader, ByteWriter, readSteps, writeSteps } from './bytes.ts';
import { hasSpread, plainCells, summedCells, type Cells } from './cells.ts';
import type { ColumnName } from './columns.ts';

const MAX_SLOTS = 4_096;
const MAX_NAMES = 4_096;
const MAX_SERIES = 65_536;
const MAX_COUNT = 0xffff;
const CHECK_BYTES = 4;

const nameText = ({ field, summary, labels }: ColumnName) =>
  `${summary === 'mean' ? '~' : ''}${field}${labels ? `=${labels.join('|')}` : ''}`;

function parseName(text: string): ColumnName {
  const [, mean, field = '', labels] = /^(~?)(\w+)(?:=(.*))?$/s.exec(text) ?? [];
  if (field === '') throw new RangeError('a column has no name');
  return {
    field,
    summary: mean === '~' ? 'mean' : 'last',
    ...(labels !== undefined && { labels: labels.split('|') }),
  };
}

/** FNV-1a: an accident is seen, malice is not what this is for. */
function checksum(bytes: Uint8Array): number {
  let hash = 0x811c9dc5;
  for (const byte of bytes) hash = Math.imul(hash ^ byte, 0x01000193);
  return hash >>> 0;
}

/** The present values of the cells from slot `from` up to `to`. */
function present(cells: Cells, values: Float64Array, from: number, to: number): number[] {
  const found: number[] = [];
  for (let slot = from; slot < to; slot++)
    if (cells.counts[slot] !== 0) found.push(values[slot] ?? 0);
  return found;
}

function writeColumn(writer: ByteWriter, { cells }: HistoryColumn, from: number, to: number): void {
  writer.byte(hasSpread(cells) ? 1 : 0);
  writeSteps(writer, cells.counts.subarray(from, to));
  writeSteps(writer, present(cells, cells.values, from, to));
  if (!hasSpread(cells)) return;
  writeSteps(writer, present(cells, cells.lows, from, to));
  writeSteps(writer, present(cells, cells.highs, from, to));
}

const isEmpty = ({ cells }: HistoryColumn, from: number, to: number) =>
  cells.counts.subarray(from, to).every((count) => count === 0);

/** The slots of the block from `from` up to `to`. Columns without a sample in them are left out. */
export function encodeBlock(block: Block, from = 0, to = block.slots): Uint8Array {
  const { startMs, stepMs } = block;
  const series = [...block.series].map(
    ([name, columns]) =>
      [name, [...columns.values()].filter((column) => !isEmpty(column, from, to))] as const,
  );
  const names = [...new Set(series.flatMap(([, columns]) => columns.map(nameText)))];
  const numbers = new Map(names.map((name, index) => [name, index]));
  const writer = new ByteWriter();
  writer.varint(startMs + from * stepMs);
  writer.varint(stepMs);
  writer.varint(to - from);
  writer.varint(names.length);
  for (const name of names) writer.text(name);
  writer.varint(series.length);
  for (const [name, columns] of series) {
    writer.text(name);
    writer.varint(columns.length);
    for (const column of columns) {
      writer.varint(numbers.get(nameText(column)) ?? 0);
      writeColumn(writer, column, from, to);
    }
  }
  const check = checksum(writer.done());
  for (let shift = 0; shift < 8 * CHECK_BYTES; shift += 8) writer.byte((check >>> shift) & 0xff);
  return writer.done();
}

function readCells(reader: ByteReader, slots: number): Cells {
  const isSpread = reader.byte() === 1;
  const cells = isSpread ? summedCells(slots) : plainCells(slots);
  const taken: number[] = [];
  readSteps(reader, slots, (slot, count) => {
    if (count < 0 || count > MAX_COUNT) throw new RangeError(`${count} samples in a cell`);
    cells.counts[slot] = count;
    if (count > 0) taken.push(slot);
  });
  const fill = (values: Float64Array) =>
    readSteps(reader, taken.length, (index, value) => (values[taken[index] ?? 0] = value));
  fill(cells.values);
  if (isSpread) [cells.lows, cells.highs].forEach(fill);
  return cells;
}

function readSeries(reader: ByteReader, block: Block, names: readonly ColumnName[]): void {
  const columns = columnsOf(block, reader.text());
  for (let left = reader.varint(MAX_NAMES); left > 0; left--) {
    const name = names[reader.varint(MAX_NAMES)];
    if (name === undefined) throw new RangeError('a column has no name');
    columns.set(name.field, { ...name, cells: readCells(reader, block.slots) });
  }
}

/** @throws RangeError, TypeError where the bytes are no block */
export function decodeBlock(bytes: Uint8Array): Block {
  const body = bytes.subarray(0, Math.max(0, bytes.length - CHECK_BYTES));
  const check = [...bytes.subarray(body.length)].reduceRight((sum, byte) => sum * 256 + byte, 0);
  if (checksum(body) !== check) throw new RangeError('the check does not match');
  const reader = new ByteReader(body);
  const startMs = reader.varint();
  const stepMs = reader.varint();
  if (stepMs === 0) throw new RangeError('slots have no length');
  const block = newBlock(startMs, stepMs, reader.varint(MAX_SLOTS));
  const names: ColumnName[] = [];
  for (let left = reader.varint(MAX_NAMES); left > 0; left--) names.push(parseName(reader.text()));
  for (let left = reader.varint(MAX_SERIES); left > 0; left--) readSeries(reader, block, names);
  if (!reader.isAtEnd()) throw new RangeError('more than a block');
  return block;
}
