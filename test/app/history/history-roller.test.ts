import assert from 'node:assert/strict';
import { beforeEach, describe, it } from 'node:test';
import { BLOCKS, blockKey, packed } from '../../../src/app/history/history-records.ts';
import { createHistoryRoller } from '../../../src/app/history/history-roller.ts';
import { newBlock, putSample } from '../../../src/domain/history/block.ts';
import { MINUTES, TIERS } from '../../../src/domain/history/tiers.ts';
import { LIMITS } from '../../../src/domain/limits.ts';
import { DAY_MS } from '../../../src/domain/units.ts';
import { createRecordStore } from '../../../src/store/records.ts';
import { createFakeClock, type FakeClock } from '../../support/fake-clock.ts';
import { createMemoryLog } from '../../support/log.ts';
import { createMemoryTexts } from '../../support/memory-texts.ts';

const [, QUARTERS = MINUTES] = TIERS;
/** A block of quarters begins here. */
const START_MS =
  Math.ceil(Date.parse('2026-01-15T00:00:00Z') / QUARTERS.blockMs) * QUARTERS.blockMs;

describe('history that is summed up and let go', () => {
  let clock: FakeClock & { isProvisional?: () => boolean };
  let texts: ReturnType<typeof createMemoryTexts>;
  let roller: ReturnType<typeof createHistoryRoller>;
  let packedMs: number;

  const store = () => createRecordStore({ texts, clock, log: createMemoryLog() });
  const start = () =>
    (roller = createHistoryRoller({ store: store(), clock, packedBefore: () => packedMs }));
  beforeEach(() => {
    clock = createFakeClock(START_MS);
    texts = createMemoryTexts();
    packedMs = START_MS;
    start();
  });

  /** Minutes of a block, each with a value. */
  async function pack(startMs: number, value: number, series = 'zone/a'): Promise<void> {
    const block = newBlock(startMs, MINUTES.stepMs, MINUTES.blockMs / MINUTES.stepMs);
    for (let slot = 0; slot < block.slots; slot++)
      putSample(block, '', { field: 'tempC', summary: 'mean' }, slot, value);
    const [text] = packed(block);
    assert.ok(text);
    await store().commit([{ put: BLOCKS[0], key: blockKey(startMs, series), value: text }]);
  }
  async function flush(isWritten = true): Promise<number> {
    const changes = roller.gather();
    if (isWritten) await store().commit(changes);
    roller.settle(isWritten);
    return changes.length;
  }
  const keys = (index: number) =>
    [...store().entries(BLOCKS[index] ?? BLOCKS[0])].map(([key]) => key);
  const quarters = (series = 'zone/a') => {
    const block = store().get(BLOCKS[1] ?? BLOCKS[0], blockKey(START_MS, series));
    const { values = [], counts = [] } = block?.series.get('')?.get('tempC')?.cells ?? {};
    return [...values].map((sum, slot) => sum / (counts[slot] ?? 0));
  };
  /** All minutes of the first block of quarters, which is over. */
  async function overtaken(...series: readonly string[]): Promise<void> {
    for (const one of series)
      for (let at = 0; at < QUARTERS.blockMs; at += MINUTES.blockMs)
        await pack(START_MS + at, at === 0 ? 100 : 200, one);
    clock.advance(QUARTERS.blockMs);
    packedMs = clock.nowMs();
  }

  it('is summed up once its block is over and all of it is packed', async () => {
    await overtaken('zone/a');
    packedMs -= 1;
    assert.equal(await flush(), 0, 'minutes are missing');
    packedMs += 1;
    assert.equal(await flush(), 1);
    const perBlock = MINUTES.blockMs / QUARTERS.stepMs;
    assert.deepEqual(
      [quarters().length, quarters()[0], quarters()[perBlock - 1], quarters()[perBlock]],
      [QUARTERS.blockMs / QUARTERS.stepMs, 100, 100, 200],
    );
    assert.equal(await flush(), 0, 'and once');
  });

  it('is summed up a slice of the series at a time, anew what the disk did not take', async () => {
    const many = Array.from({ length: LIMITS.historySumSlice + 1 }, (_, i) => `zone/z${i}`);
    for (const series of many) await pack(START_MS, 100, series);
    clock.advance(QUARTERS.blockMs);
    packedMs = clock.nowMs();
    assert.equal(await flush(false), LIMITS.historySumSlice);
    assert.equal(await flush(), LIMITS.historySumSlice);
    assert.equal(await flush(), 1);
    assert.equal(keys(1).length, many.length);
  });

  it('is summed up anew where parts of it are new', async () => {
    await overtaken('zone/a');
    await flush();
    await pack(START_MS, 300);
    roller.touch(START_MS);
    assert.equal(await flush(), 1);
    assert.equal(quarters()[0], 300);
  });

  it('is done anew from the newest block on after a start', async () => {
    await overtaken('zone/a');
    await flush();
    start();
    assert.equal(await flush(), 1);
    assert.equal(await flush(), 0);
  });

  it('lets go of what is older than its tier keeps, once the next one has it', async () => {
    await overtaken('zone/a');
    const minutes = keys(0).length;
    clock.advance(MINUTES.keepMs + MINUTES.blockMs - QUARTERS.blockMs);
    await flush();
    assert.equal(keys(0).length, minutes, 'not before its time');
    clock.advance(MINUTES.blockMs);
    await flush();
    assert.deepEqual(keys(0)[0], blockKey(START_MS + MINUTES.blockMs, 'zone/a'));
  });

  it('keeps what is old and not summed up', async () => {
    await overtaken('zone/a');
    packedMs = START_MS;
    const minutes = keys(0).length;
    clock.advance(30 * DAY_MS);
    await flush();
    assert.equal(keys(0).length, minutes);
  });

  it('lets nothing go by a clock that may be wrong', async () => {
    await overtaken('zone/a');
    await flush();
    clock.jumpWall(30 * DAY_MS);
    clock.isProvisional = () => true;
    assert.equal(await flush(), 0);
    clock.isProvisional = () => false;
    assert.ok((await flush()) > 0);
  });

  it('lets go a slice at a time', async () => {
    const many = Array.from({ length: LIMITS.historyTrimSlice + 1 }, (_, i) => `zone/z${i}`);
    const key = blockKey(START_MS, 'zone/a');
    await pack(START_MS, 100);
    const text = texts.get(`history_minute/${key}`) ?? '';
    await texts.write(many.map((series) => [`history_minute/${blockKey(START_MS, series)}`, text]));
    clock.advance(30 * DAY_MS);
    packedMs = clock.nowMs();
    while (keys(1).length < many.length + 1) await flush();
    const before = keys(0).length;
    await flush();
    assert.equal(before - keys(0).length, Math.min(before, LIMITS.historyTrimSlice));
  });
});
