import assert from 'node:assert/strict';
import { beforeEach, describe, it } from 'node:test';
import { createHistoryReader } from '../../../src/app/history/history-reader.ts';
import { BLOCKS, blockKey, packed } from '../../../src/app/history/history-records.ts';
import { newBlock, putSample, type Block } from '../../../src/domain/history/block.ts';
import { MINUTES, TIERS } from '../../../src/domain/history/tiers.ts';
import { HOUR_MS, MINUTE_MS } from '../../../src/domain/units.ts';
import { createRecordStore } from '../../../src/store/records.ts';
import { createFakeClock } from '../../support/fake-clock.ts';
import { createMemoryLog } from '../../support/log.ts';
import { createMemoryTexts } from '../../support/memory-texts.ts';

const [, QUARTERS = MINUTES] = TIERS;
const START_MS =
  Math.ceil(Date.parse('2026-01-15T00:00:00Z') / QUARTERS.blockMs) * QUARTERS.blockMs;
const TEMP = { field: 'tempC', summary: 'mean' } as const;

describe('history that is read', () => {
  let store: ReturnType<typeof createRecordStore>;
  let open: Map<number, Block>;
  let read: ReturnType<typeof createHistoryReader>;
  let clock: ReturnType<typeof createFakeClock>;

  beforeEach(() => {
    clock = createFakeClock(START_MS);
    store = createRecordStore({ texts: createMemoryTexts(), clock, log: createMemoryLog() });
    open = new Map();
    read = createHistoryReader({
      store,
      clock,
      recorder: { openBlock: (startMs) => open.get(startMs) },
    });
  });

  const minutes = (startMs: number, values: Readonly<Record<number, number>>, series = '') => {
    const block = newBlock(startMs, MINUTES.stepMs, MINUTES.blockMs / MINUTES.stepMs);
    for (const [slot, value] of Object.entries(values))
      putSample(block, series, TEMP, Number(slot), value);
    return block;
  };
  async function put(index: number, block: Block): Promise<void> {
    const [value] = packed(block);
    const table = BLOCKS[index];
    assert.ok(value !== undefined && table !== undefined);
    await store.commit([{ put: table, key: blockKey(block.startMs, 'zone/a'), value }]);
  }
  /** Means by minutes since the start. */
  function means(range: Partial<Parameters<typeof read>[1]> = {}): Record<number, number> {
    const asked = { fromMs: START_MS, toMs: START_MS + 2 * MINUTES.blockMs, stepMs: MINUTE_MS };
    const block = read('zone/a', { ...asked, ...range });
    const { values = [], counts = [] } = block.series.get('')?.get('tempC')?.cells ?? {};
    const offset = (block.startMs - START_MS) / MINUTE_MS;
    return Object.fromEntries(
      [...values].flatMap((sum, slot) => {
        const count = counts[slot] ?? 0;
        return count === 0 ? [] : [[offset + (slot * block.stepMs) / MINUTE_MS, sum / count]];
      }),
    );
  }

  it('is what is packed and what is in memory, as one', async () => {
    await put(0, minutes(START_MS, { 0: 100, 1: 110 }));
    open.set(START_MS + MINUTES.blockMs, minutes(START_MS + MINUTES.blockMs, { 0: 120 }, 'zone/a'));
    clock.advance(MINUTES.blockMs + HOUR_MS);
    assert.deepEqual(means(), { 0: 100, 1: 110, 240: 120 });
  });

  it('is what came late, over what is packed already', async () => {
    await put(0, minutes(START_MS, { 0: 100, 1: 110 }));
    open.set(START_MS, minutes(START_MS, { 1: 150 }, 'zone/a'));
    clock.advance(MINUTES.blockMs);
    assert.deepEqual(means(), { 0: 100, 1: 150 });
  });

  it('is of its series alone', () => {
    open.set(START_MS, minutes(START_MS, { 0: 100 }, 'zone/b'));
    clock.advance(HOUR_MS);
    assert.deepEqual(means(), {});
  });

  it('begins with the first whole step of the range, and ends before its end', async () => {
    await put(0, minutes(START_MS, { 0: 100, 1: 110, 2: 120, 3: 130 }));
    clock.advance(MINUTES.blockMs);
    const range = { fromMs: START_MS + 1, toMs: START_MS + 3 * MINUTE_MS };
    assert.deepEqual(means(range), { 1: 110, 2: 120 });
    assert.deepEqual(means({ fromMs: START_MS + 1, toMs: START_MS + 2 }), {});
  });

  it('is summed up here and now, where it has not been yet, and as it was written where it has', async () => {
    await put(0, minutes(START_MS, { 0: 100, 1: 200, 16: 300 }));
    clock.advance(MINUTES.blockMs);
    const quarters = { stepMs: QUARTERS.stepMs };
    assert.deepEqual(means(quarters), { 0: 150, 15: 300 });
    const written = newBlock(START_MS, QUARTERS.stepMs, QUARTERS.blockMs / QUARTERS.stepMs);
    putSample(written, '', TEMP, 0, 700);
    await put(1, written);
    assert.deepEqual(means(quarters), { 0: 700 });
    assert.deepEqual(means({ stepMs: HOUR_MS }), { 0: 700 });
  });
});
