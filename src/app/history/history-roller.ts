/**
 * Summing up and letting go. Once a block of a coarser tier is over and all of its parts are packed, it is summed up
 * from them, a slice of the series at a time; what has served its time is removed, a slice at a time.
 *
 * Nothing is kept of how far it got: the newest block of a tier says so, and is done anew after a start.
 */
import { newBlock, rollUp, type Block } from '../../domain/history/block.ts';
import { floorTo, TIERS, type Tier } from '../../domain/history/tiers.ts';
import { timeKey, timeOfKey } from '../../domain/history/time-key.ts';
import { LIMITS } from '../../domain/limits.ts';
import { BLOCKS, blockKey, KEYS, packed, seriesOfKey } from './history-records.ts';
import type { Clock } from '../base/ports/clock.ts';
import type { Change, LazySource, Store } from '../base/ports/store.ts';

/** Summing up one tier from the one before. */
interface Stage {
  readonly tier: Tier;
  readonly blocks: (typeof BLOCKS)[number];
  readonly parts: (typeof BLOCKS)[number];
  readonly partKeys: (typeof KEYS)[number];
  readonly partMs: number;
  /** What starts before that is done. */
  doneMs: number;
  /** The block that is being done. */
  current:
    { readonly startMs: number; readonly names: readonly string[]; done: number } | undefined;
}

export interface HistoryRoller extends LazySource {
  /** Parts that start at `startMs` are new. */
  touch(startMs: number): void;
}

/** @param packedBefore before which time all minutes are packed */
export function createHistoryRoller(deps: {
  store: Store;
  clock: Clock;
  packedBefore: () => number;
}): HistoryRoller {
  const { store, clock, packedBefore } = deps;
  let settlements: (() => void)[] = [];

  const firstKey = (keys: (typeof KEYS)[number], from: string): string | undefined =>
    [...store.range(keys, { from, limit: 1 })][0]?.[0];

  function newestMs(keys: (typeof KEYS)[number]): number {
    const to = timeKey(clock.nowMs());
    const [newest] = store.range(keys, { to, newestFirst: true, limit: 1 });
    return newest === undefined ? 0 : timeOfKey(newest[0]);
  }

  const stages = TIERS.slice(1).flatMap((tier, index): Stage[] => {
    const [parts, blocks] = [BLOCKS[index], BLOCKS[index + 1]];
    const [partKeys, keys] = [KEYS[index], KEYS[index + 1]];
    if (!parts || !blocks || !partKeys || !keys) return [];
    const partMs = TIERS[index]?.blockMs ?? 0;
    return [{ tier, blocks, parts, partKeys, partMs, doneMs: newestMs(keys), current: undefined }];
  });

  /** The start of the first part that is not summed up yet. */
  function pendingMs({ partKeys, doneMs }: Stage): number {
    const key = firstKey(partKeys, timeKey(doneMs));
    return key === undefined ? Infinity : timeOfKey(key);
  }

  /** Before which time the blocks of a tier are complete. */
  function completeBefore(index: number): number {
    const stage = stages[index - 1];
    if (stage === undefined) return packedBefore();
    const partsMs = Math.min(completeBefore(index - 1), pendingMs(stage));
    return floorTo(partsMs, stage.tier.blockMs);
  }

  function* partStarts({ tier, partMs }: Stage, startMs: number): Generator<number> {
    for (let at = startMs; at < startMs + tier.blockMs; at += partMs) yield at;
  }

  function begin(stage: Stage, index: number): void {
    const startMs = floorTo(pendingMs(stage), stage.tier.blockMs);
    const endMs = startMs + stage.tier.blockMs;
    if (!(endMs <= completeBefore(index))) return;
    const range = { from: timeKey(startMs), to: timeKey(endMs) };
    const names = new Set<string>();
    for (const [key] of store.range(stage.partKeys, range)) names.add(seriesOfKey(key));
    stage.current = { startMs, names: [...names], done: 0 };
  }

  function sumUp(stage: Stage, startMs: number, series: string): Change[] {
    const { stepMs, blockMs } = stage.tier;
    const whole: Block = newBlock(startMs, stepMs, blockMs / stepMs);
    for (const at of partStarts(stage, startMs)) {
      const part = store.get(stage.parts, blockKey(at, series));
      if (part !== undefined) rollUp(whole, part, '');
    }
    if (!whole.series.has('')) return [];
    const key = blockKey(startMs, series);
    return packed(whole).map((value) => ({ put: stage.blocks, key, value }));
  }

  function advance(stage: Stage, index: number): Change[] {
    if (stage.current === undefined) begin(stage, index);
    const { current } = stage;
    if (current === undefined) return [];
    const { startMs, names } = current;
    const end = current.done + LIMITS.historySumSlice;
    settlements.push(() => {
      current.done = end;
      if (end < names.length || stage.current !== current) return;
      stage.doneMs = startMs + stage.tier.blockMs;
      stage.current = undefined;
    });
    return names.slice(current.done, end).flatMap((series) => sumUp(stage, startMs, series));
  }

  /** What a tier need not keep any longer, and the next one has. */
  function outdated(index: number): Change[] {
    const tier = TIERS[index];
    const keys = KEYS[index];
    if (tier === undefined || keys === undefined) return [];
    const oldMs = clock.nowMs() - tier.keepMs - tier.blockMs;
    const summedMs = index < stages.length ? completeBefore(index + 1) : Infinity;
    const range = { to: timeKey(Math.min(oldMs, summedMs)), limit: LIMITS.historyTrimSlice };
    return [...store.range(keys, range)].map(([key]) => ({ remove: keys, key }));
  }

  return {
    touch(startMs) {
      for (const stage of stages) {
        const { tier, current, doneMs } = stage;
        if (startMs >= (current === undefined ? doneMs : current.startMs + tier.blockMs)) continue;
        stage.doneMs = Math.min(doneMs, floorTo(startMs, tier.blockMs));
        stage.current = undefined;
      }
    },
    gather() {
      settlements = [];
      const sums = stages.flatMap(advance);
      if (clock.isProvisional?.() === true) return sums;
      return [...sums, ...TIERS.flatMap((_, index) => outdated(index))];
    },
    settle(wasWritten) {
      if (wasWritten) settlements.forEach((settled) => settled());
    },
  };
}
