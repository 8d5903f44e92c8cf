/** Reading history: what is in memory, what is packed, and what is summed up, as one. */
import { endOf, newBlock, overlay, rollUp, type Block } from '../../domain/history/block.ts';
import { floorTo, tierFor, TIERS } from '../../domain/history/tiers.ts';
import { BLOCKS, blockKey } from './history-records.ts';
import type { HistoryRecorder } from './history-recorder.ts';
import type { Clock } from '../base/ports/clock.ts';
import type { Store } from '../base/ports/store.ts';

/** The one series of a block that is no open one. */
const ALONE = '';

export type HistoryReader = (
  series: string,
  range: { readonly fromMs: number; readonly toMs: number; readonly stepMs: number },
) => Block;

function alone(block: Block, series: string): Block {
  const columns = block.series.get(series);
  return { ...block, series: new Map(columns ? [[ALONE, columns]] : []) };
}

export function createHistoryReader(deps: {
  store: Store;
  clock: Clock;
  recorder: Pick<HistoryRecorder, 'openBlock'>;
}): HistoryReader {
  const { store, clock, recorder } = deps;

  function minutesAt(startMs: number, series: string, stored: Block | undefined) {
    const open = recorder.openBlock(startMs);
    if (open === undefined) return stored;
    const fresh = alone(open, series);
    if (stored === undefined) return fresh;
    // It is being packed, or a late sample came.
    overlay(stored, fresh, ALONE);
    return stored;
  }

  /** Summed up here and now, where it has not been yet. */
  function derived(index: number, startMs: number, series: string): Block | undefined {
    const [tier, finer] = [TIERS[index], TIERS[index - 1]];
    if (tier === undefined || finer === undefined) return undefined;
    const block = newBlock(startMs, tier.stepMs, tier.blockMs / tier.stepMs);
    const end = Math.min(endOf(block), clock.nowMs() + finer.blockMs);
    // Twice as long as it is kept: what waits to be summed up stays that long.
    const keptMs = floorTo(clock.nowMs() - 2 * finer.keepMs, finer.blockMs);
    for (let at = Math.max(startMs, keptMs); at < end; at += finer.blockMs) {
      const part = blockAt(index - 1, at, series);
      if (part !== undefined) rollUp(block, part, ALONE);
    }
    return block;
  }

  function blockAt(index: number, startMs: number, series: string): Block | undefined {
    const table = BLOCKS[index];
    if (table === undefined) return undefined;
    const stored = store.get(table, blockKey(startMs, series));
    return index === 0
      ? minutesAt(startMs, series, stored)
      : (stored ?? derived(index, startMs, series));
  }

  return (series, { fromMs, toMs, stepMs }) => {
    const startMs = Math.ceil(fromMs / stepMs) * stepMs;
    const slots = Math.max(0, Math.ceil((toMs - startMs) / stepMs));
    const answer = newBlock(startMs, stepMs, slots);
    const index = tierFor(stepMs);
    const { blockMs } = TIERS[index] ?? TIERS[0];
    const end = Math.min(endOf(answer), clock.nowMs() + blockMs);
    for (let at = floorTo(startMs, blockMs); at < end; at += blockMs) {
      const block = blockAt(index, at, series);
      if (block !== undefined) rollUp(answer, block, ALONE);
    }
    return answer;
  };
}
