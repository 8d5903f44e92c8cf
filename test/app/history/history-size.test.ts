/** What history costs the disk, with 20 zones, their plant, and noise on every sensor. */
import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { createHistory } from '../../../src/app/history/history.ts';
import {
  newBlock,
  putSample,
  putView,
  rollUp,
  type Block,
} from '../../../src/domain/history/block.ts';
import { encodeBlock } from '../../../src/domain/history/codec.ts';
import { COLUMNS, type ColumnSpec } from '../../../src/domain/history/columns.ts';
import { TIERS } from '../../../src/domain/history/tiers.ts';
import { LIMITS } from '../../../src/domain/limits.ts';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../../src/domain/units.ts';
import { createRecordStore } from '../../../src/store/records.ts';
import { createFakeClock } from '../../support/fake-clock.ts';
import { createMemoryLog } from '../../support/log.ts';
import { createMemoryTexts } from '../../support/memory-texts.ts';
import { createPlantSamples } from '../../support/plant-samples.ts';

const MIB = 1024 * 1024;
const PAGE = 4_096;
/** A value that is larger than half a page has pages of its own; smaller ones fill a page to 60 % and more. */
const onDisk = (bytes: number) =>
  bytes > PAGE / 2 ? Math.ceil((bytes + 16) / PAGE) * PAGE : bytes / 0.6;

describe('the size of history', () => {
  /** Table → bytes on the disk of what was written in a day. */
  const written = new Map<string, number>();

  before(async () => {
    const clock = createFakeClock(Date.UTC(2026, 0, 15));
    const log = createMemoryLog();
    const texts = createMemoryTexts();
    const store = createRecordStore({
      clock,
      log,
      texts: {
        ...texts,
        write: async (writes) => {
          for (const [key, text = ''] of writes) {
            const [table = ''] = key.split('/');
            written.set(table, (written.get(table) ?? 0) + onDisk(key.length + text.length));
          }
          await texts.write(writes);
        },
      },
    });
    const samples = createPlantSamples();
    const history = createHistory({ store, clock, log, samples: () => samples(clock.nowMs()) });
    history.start();
    for (let round = 0; round < DAY_MS / LIMITS.lazyFlushMs; round++) {
      clock.advance(LIMITS.lazyFlushMs);
      const changes = history.gather();
      await store.commit(changes);
      history.settle(true);
    }
  });

  /** Blocks of all series of a tier, as they are packed. */
  function packedBytes(index: number): number {
    const tier = TIERS[index];
    assert.ok(tier);
    const { blockMs, stepMs } = tier;
    const samples = createPlantSamples();
    const minutes = newBlock(
      0,
      Math.min(stepMs, 5 * MINUTE_MS),
      blockMs / Math.min(stepMs, 5 * MINUTE_MS),
    );
    for (let slot = 0; slot < minutes.slots; slot++)
      for (const { kind, id, values } of samples(slot * minutes.stepMs))
        putView(minutes, `${kind}/${id}`, COLUMNS[kind], slot, values);
    let bytes = 0;
    for (const columns of minutes.series.values()) {
      const alone: Block = { ...minutes, series: new Map([['', columns]]) };
      const summed = newBlock(0, stepMs, blockMs / stepMs);
      rollUp(summed, alone, '');
      bytes += onDisk(encodeBlock(index === 0 ? alone : summed).length * (4 / 3) + 80);
    }
    return bytes;
  }

  it('is below 4 MB written a day, the log included', () => {
    const total = [...written.values()].reduce((sum, bytes) => sum + bytes, 0);
    assert.ok(total < 4e6, JSON.stringify(Object.fromEntries(written)));
    assert.ok(total > 1e6, 'it was measured');
  });

  it('is below 35 MiB for a year, and 60 for all that is kept', () => {
    const perDay = TIERS.map(({ blockMs }, index) => (packedBytes(index) * DAY_MS) / blockMs);
    const kept = (limitMs: number) =>
      TIERS.reduce(
        (sum, { keepMs, blockMs }, index) =>
          sum + ((perDay[index] ?? 0) * Math.min(limitMs, keepMs + 2 * blockMs)) / DAY_MS,
        0,
      );
    const facts = JSON.stringify({ perDay, year: kept(366 * DAY_MS), all: kept(Infinity) });
    assert.ok(kept(366 * DAY_MS) < 35 * MIB, facts);
    assert.ok(kept(Infinity) < 60 * MIB, facts);
    assert.ok(kept(Infinity) < LIMITS.storeBytes);
  });

  it('of a block is within what the store takes, whatever a broken device says', () => {
    let state = 1;
    const chance = () => (state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0) / 2 ** 32;
    const fill = (block: Block, spec: ColumnSpec) => {
      for (let slot = 0; slot < block.slots; slot++)
        putSample(block, '', spec, slot, Math.round((chance() - 0.5) * 2_000));
    };
    for (const { stepMs, blockMs } of TIERS) {
      for (const specs of Object.values(COLUMNS)) {
        const fine = newBlock(0, stepMs / 2, (2 * blockMs) / stepMs);
        specs.forEach((spec) => fill(fine, spec));
        const block = newBlock(0, stepMs, blockMs / stepMs);
        rollUp(block, fine, '');
        const textBytes = (encodeBlock(block).length * 4) / 3 + 256;
        assert.ok(textBytes < LIMITS.storeValueBytes, `${stepMs / HOUR_MS} h: ${textBytes}`);
      }
    }
  });
});
