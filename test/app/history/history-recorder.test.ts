import assert from 'node:assert/strict';
import { beforeEach, describe, it } from 'node:test';
import { createHistoryRecorder } from '../../../src/app/history/history-recorder.ts';
import { BLOCKS, LOG } from '../../../src/app/history/history-records.ts';
import { MINUTES } from '../../../src/domain/history/tiers.ts';
import { LIMITS } from '../../../src/domain/limits.ts';
import { MINUTE_MS } from '../../../src/domain/units.ts';
import { createRecordStore } from '../../../src/store/records.ts';
import { createFakeClock } from '../../support/fake-clock.ts';
import { createMemoryLog } from '../../support/log.ts';
import { createMemoryTexts } from '../../support/memory-texts.ts';

const START_MS = Date.parse('2026-01-15T00:00:00Z');
const { blockMs } = MINUTES;

describe('the open end of history', () => {
  let clock: ReturnType<typeof createFakeClock>;
  let texts: ReturnType<typeof createMemoryTexts>;
  let log: ReturnType<typeof createMemoryLog>;
  let recorder: ReturnType<typeof createHistoryRecorder>;
  let packed: number[];

  const store = () => createRecordStore({ texts, clock, log });
  function start(): void {
    recorder = createHistoryRecorder({ store: store(), clock, log });
    packed = [];
    recorder.onPacked((startMs) => void packed.push(startMs));
  }
  beforeEach(() => {
    clock = createFakeClock(START_MS);
    texts = createMemoryTexts();
    log = createMemoryLog();
    start();
  });

  const record = (ids: readonly string[] = ['a'], atMs = clock.nowMs(), tempC = 20) =>
    recorder.record(
      atMs,
      ids.map((id) => ({ kind: 'zone', id, values: { tempC } })),
    );
  const names = (many: number) => Array.from({ length: many }, (_, index) => `z${index}`);
  async function flush(isWritten = true): Promise<void> {
    const changes = recorder.gather();
    if (isWritten) await store().commit(changes);
    recorder.settle(isWritten);
  }
  const keys = (table = LOG) => [...store().range(table, {})].map(([key]) => key);
  /** The temperatures of a zone in memory, minute by minute; undefined is a gap. */
  function temps(startMs = START_MS, id = 'a'): (number | undefined)[] {
    const cells = recorder.openBlock(startMs)?.series.get(`zone/${id}`)?.get('tempC')?.cells;
    const all = [...(cells?.counts ?? [])].map((count, slot) =>
      count === 0 ? undefined : (cells?.values[slot] ?? 0) / 10,
    );
    return all.slice(0, all.findLastIndex((temp) => temp !== undefined) + 1);
  }

  it('is a sample of each minute, in the block of its time', () => {
    record();
    record(['a'], START_MS + 2 * MINUTE_MS + 59_000, 21);
    record(['a'], START_MS + blockMs, 22);
    assert.deepEqual([temps(), temps(START_MS + blockMs)], [[20, undefined, 21], [22]]);
    assert.equal(recorder.seriesCount(), 1);
  });

  it('is in the log from batch to batch, and known after a crash', async () => {
    record();
    await flush();
    record(['a'], START_MS + MINUTE_MS, 21);
    await flush();
    record(['a'], START_MS + 2 * MINUTE_MS, 22);
    assert.deepEqual(keys(), ['20260115T0000/000000', '20260115T0000/000001']);
    start();
    assert.deepEqual(temps(), [20, 21], 'but for the last batch');
    record(['a'], START_MS + 3 * MINUTE_MS, 23);
    await flush();
    assert.equal(keys().length, 3, 'it goes on after what the log has');
  });

  it('is written with the next batch where the disk took nothing', async () => {
    record();
    await flush(false);
    record(['a'], START_MS + MINUTE_MS, 21);
    await flush();
    start();
    assert.deepEqual([temps(), keys().length], [[20, 21], 1]);
    assert.deepEqual(recorder.gather(), [], 'and only once');
  });

  it('is packed, a record for each series, when its block is over; its log goes', async () => {
    record(['a', 'b']);
    await flush();
    clock.advance(blockMs - 1);
    await flush();
    assert.deepEqual([keys(BLOCKS[0]).length, recorder.packedBefore()], [0, START_MS]);
    clock.advance(1);
    await flush();
    assert.deepEqual(keys(BLOCKS[0]), ['20260115T0000/zone/a', '20260115T0000/zone/b']);
    assert.deepEqual([keys(), packed], [[], [START_MS]]);
    assert.equal(recorder.openBlock(START_MS), undefined);
    assert.equal(recorder.packedBefore(), START_MS + blockMs);
  });

  it('is packed a slice of the series at a time, and goes from memory with the last', async () => {
    record(names(LIMITS.historyPackSlice + 1));
    clock.advance(blockMs);
    await flush(false);
    await flush();
    assert.equal(keys(BLOCKS[0]).length, LIMITS.historyPackSlice);
    assert.ok(recorder.openBlock(START_MS));
    await flush();
    assert.equal(keys(BLOCKS[0]).length, LIMITS.historyPackSlice + 1);
    assert.deepEqual(packed, [START_MS]);
  });

  it('is packed anew where a sample came late, with what was packed', async () => {
    record();
    clock.advance(blockMs);
    await flush();
    record(['a'], START_MS + MINUTE_MS, 25);
    await flush();
    assert.deepEqual(packed, [START_MS, START_MS]);
    const stored = store().get(BLOCKS[0], '20260115T0000/zone/a');
    const { values } = stored?.series.get('')?.get('tempC')?.cells ?? {};
    assert.deepEqual([values?.[0], values?.[1]], [200, 250]);
  });

  it('has no more series than it may, and says so once', () => {
    record(names(LIMITS.historySeries + 2));
    record(names(LIMITS.historySeries + 2), START_MS + MINUTE_MS);
    assert.equal(recorder.seriesCount(), LIMITS.historySeries);
    assert.deepEqual(temps(START_MS, `z${LIMITS.historySeries - 1}`), [20, 20]);
    assert.equal(log.lines.filter(({ message }) => message === 'no history of some').length, 1);
  });

  it('loses the oldest rather than the memory where nothing can be written', () => {
    for (let block = 0; block < LIMITS.historyOpenBlocks; block++)
      record(['a'], START_MS + block * blockMs);
    assert.ok(recorder.openBlock(START_MS));
    record(['a'], START_MS + LIMITS.historyOpenBlocks * blockMs);
    assert.equal(recorder.openBlock(START_MS), undefined);
    assert.ok(recorder.openBlock(START_MS + blockMs));
    assert.match(log.lines.at(-1)?.message ?? '', /history of some hours is lost/);
  });
});
