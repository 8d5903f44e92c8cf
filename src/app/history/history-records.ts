/** How history lies in the store: a table of blocks for each tier, and the log of the block that is still open. */
import * as v from 'valibot';
import type { Block } from '../../domain/history/block.ts';
import { decodeBlock, encodeBlock } from '../../domain/history/codec.ts';
import { MINUTES, TIERS } from '../../domain/history/tiers.ts';
import { timeKey } from '../../domain/history/time-key.ts';
import { LIMITS } from '../../domain/limits.ts';
import type { Table } from '../base/ports/store.ts';
import { recordValue } from '../base/schema.ts';

const blockTable = (name: string): Table<Block> => ({
  name,
  version: 1,
  parse: (value) => decodeBlock(Buffer.from(recordValue(v.string(), value), 'base64')),
});

/** Of one series each, in the order of TIERS. */
export const BLOCKS: readonly [Table<Block>, ...Table<Block>[]] = [
  blockTable(`history_${MINUTES.name}`),
  ...TIERS.slice(1).map(({ name }) => blockTable(`history_${name}`)),
];

/** The same for who wants the keys alone. */
export const KEYS: readonly Table<true>[] = BLOCKS.map(({ name, version }) => ({
  name,
  version,
  parse: () => true,
}));

/** What was sampled since the record before, of all series. */
export const LOG: Table<Block> = blockTable('history_log');

export const blockKey = (startMs: number, series: string): string =>
  `${timeKey(startMs)}/${series}`;
export const seriesOfKey = (key: string): string => key.slice(key.indexOf('/') + 1);
export const logKey = (startMs: number, number: number): string =>
  `${timeKey(startMs)}/${String(number).padStart(6, '0')}`;
export const numberOfLogKey = (key: string): number => Number(seriesOfKey(key));

/** Room for base64 and what stands around it. */
const MAX_BYTES = Math.floor((LIMITS.storeValueBytes - 256) * 0.75);

const textOf = (bytes: Uint8Array) =>
  Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('base64');

/** The slots of a block from `from` up to `to` as values, each within what the store takes. */
export function packed(block: Block, from = 0, to = block.slots): string[] {
  const bytes = encodeBlock(block, from, to);
  if (bytes.length <= MAX_BYTES) return [textOf(bytes)];
  const series = [...block.series];
  const half = Math.ceil(series.length / 2);
  // The blocks of one series are too short for that (`domain/history/tiers.ts`), whatever was measured.
  if (series.length < 2) throw new RangeError(`a block of ${bytes.length} bytes`);
  return [series.slice(0, half), series.slice(half)].flatMap((part) =>
    packed({ ...block, series: new Map(part) }, from, to),
  );
}
