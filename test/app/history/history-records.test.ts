import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  BLOCKS,
  blockKey,
  KEYS,
  LOG,
  logKey,
  numberOfLogKey,
  packed,
  seriesOfKey,
} from '../../../src/app/history/history-records.ts';
import { newBlock, putSample, type Block } from '../../../src/domain/history/block.ts';
import { MINUTES, TIERS } from '../../../src/domain/history/tiers.ts';
import { LIMITS } from '../../../src/domain/limits.ts';

const START_MS = Date.parse('2026-01-15T08:00:00Z');
const FIELD = { field: 'tempC', summary: 'mean' } as const;

function blockOf(series: readonly string[], valueAt: (slot: number) => number, slots = 240): Block {
  const block = newBlock(START_MS, 60_000, slots);
  for (const name of series)
    for (let slot = 0; slot < slots; slot++) putSample(block, name, FIELD, slot, valueAt(slot));
  return block;
}
const namesIn = (value: string) => [...LOG.parse(value, 1).series.keys()];

describe('records of history', () => {
  it('have a table for each tier and one for the open block, none of them the same', () => {
    const names = [...BLOCKS, LOG].map(({ name }) => name);
    assert.equal(names[0], `history_${MINUTES.name}`);
    assert.equal(BLOCKS.length, TIERS.length);
    assert.equal(new Set(names).size, names.length);
    assert.deepEqual(
      KEYS.map(({ name, version }) => [name, version]),
      BLOCKS.map(({ name, version }) => [name, version]),
    );
    assert.equal(KEYS[0]?.parse('whatever', 1), true);
  });

  it('have keys that ascend with time, and say what they are of', () => {
    const key = blockKey(START_MS, 'zone/living');
    assert.equal(key, '20260115T0800/zone/living');
    assert.equal(seriesOfKey(key), 'zone/living');
    assert.ok(logKey(START_MS, 9) < logKey(START_MS, 10));
    assert.equal(numberOfLogKey(logKey(START_MS, 123)), 123);
  });

  it('hold a block as it was', () => {
    const [value, ...others] = packed(blockOf(['a', 'b'], (slot) => slot));
    assert.equal(others.length, 0);
    const columns = LOG.parse(value, 1).series.get('b');
    assert.deepEqual([...(columns?.get('tempC')?.cells.values.slice(0, 3) ?? [])], [0, 1, 2]);
  });

  it('hold the slots that are asked for', () => {
    const [value] = packed(
      blockOf(['a'], (slot) => slot),
      10,
      12,
    );
    const block = LOG.parse(value, 1);
    const { counts } = block.series.get('a')?.get('tempC')?.cells ?? { counts: [] };
    assert.equal([...counts].filter((count) => count > 0).length, 2);
  });

  it('are several where one would be too large, each within what the store takes', () => {
    const series = Array.from({ length: 601 }, (_, n) => `zone/${n}`);
    const noise = (slot: number) => Math.round(Math.sin(slot * 12.9898) * 43_758);
    const values = packed(blockOf(series, noise));
    assert.ok(values.length > 1);
    for (const value of values) assert.ok(value.length + 2 <= LIMITS.storeValueBytes);
    assert.deepEqual(values.flatMap(namesIn).sort(), [...series].sort());
  });

  it('are as large as the store takes, and no larger', () => {
    const block = newBlock(START_MS, 60_000, 16);
    let last = '';
    for (let n = 0; last.length < LIMITS.storeValueBytes; n++) {
      for (let slot = 0; slot < 16; slot++)
        putSample(block, `zone/${n}`, FIELD, slot, Math.round(Math.sin(slot + n) * 43_758));
      const [value = '', ...others] = packed(block);
      if (others.length > 0) break;
      last = value;
    }
    assert.ok(last.length + 2 <= LIMITS.storeValueBytes, `${last.length}`);
    assert.ok(last.length > LIMITS.storeValueBytes - 512, `${last.length}`);
  });

  it('cannot be where one series alone would be too large', () => {
    const noise = (slot: number) => Math.round(Math.sin(slot * 12.9898) * 43_758);
    const slots = 4_096;
    const block = newBlock(START_MS, 60_000, slots);
    for (let field = 0; field < 40; field++)
      for (let slot = 0; slot < slots; slot++)
        putSample(block, 'a', { ...FIELD, field: `f${field}` }, slot, noise(slot + field));
    assert.throws(() => packed(block), RangeError);
  });
});
