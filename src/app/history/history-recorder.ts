/**
 * The open end of history: samples of each minute in memory, and on the disk the log of what was sampled since, so
 * that a crash costs no more than the last batch. When a block of minutes is over it is packed, a record per series,
 * and its log goes.
 */
import { messageOf } from '../../domain/errors.ts';
import {
  endOf,
  newBlock,
  overlay,
  putView,
  type Block,
  type HistoryColumn,
} from '../../domain/history/block.ts';
import { COLUMNS, type SeriesKind } from '../../domain/history/columns.ts';
import { floorTo, MINUTES } from '../../domain/history/tiers.ts';
import { LIMITS } from '../../domain/limits.ts';
import { BLOCKS, blockKey, LOG, logKey, numberOfLogKey, packed } from './history-records.ts';
import { createListeners, type Listener } from '../base/listeners.ts';
import type { Cancel, Clock } from '../base/ports/clock.ts';
import type { Log } from '../base/ports/log.ts';
import type { Change, LazySource, Store } from '../base/ports/store.ts';

const SLOTS = MINUTES.blockMs / MINUTES.stepMs;
const [MINUTE_BLOCKS] = BLOCKS;

/** What a zone or a device shows at an instant. */
export interface Sample {
  readonly kind: SeriesKind;
  readonly id: string;
  /** A view of the API. */
  readonly values: object;
}

export const seriesOf = (kind: SeriesKind, id: string): string => `${kind}/${id}`;

interface Slots {
  readonly from: number;
  readonly to: number;
}

const joined = (a: Slots | undefined, b: Slots | undefined): Slots | undefined =>
  a && b ? { from: Math.min(a.from, b.from), to: Math.max(a.to, b.to) } : (a ?? b);

interface OpenBlock {
  readonly block: Block;
  /** The slots that the log does not have yet. */
  unlogged: Slots | undefined;
  /** Records that the log has of it. */
  logRecords: number;
  /** Series that have been packed, once it is over. */
  packedSeries: number;
}

export interface HistoryRecorder extends LazySource {
  record(instantMs: number, samples: Iterable<Sample>): void;
  /** What is in memory of the block of minutes that starts then. */
  openBlock(startMs: number): Block | undefined;
  /** How many series the newest open block has. */
  seriesCount(): number;
  /** What starts before that is packed. */
  packedBefore(): number;
  /** Called with the start of each block that has been packed. */
  onPacked(listener: Listener<number>): Cancel;
}

export function createHistoryRecorder(deps: {
  store: Store;
  clock: Clock;
  log: Log;
}): HistoryRecorder {
  const { store, clock, log } = deps;
  const open = new Map<number, OpenBlock>();
  const listeners = createListeners<number>();
  let settlements: ((wasWritten: boolean) => void)[] = [];
  let isOverLimit = false;

  function openAt(startMs: number): OpenBlock {
    let entry = open.get(startMs);
    if (entry === undefined) {
      const block = newBlock(startMs, MINUTES.stepMs, SLOTS);
      entry = { block, unlogged: undefined, logRecords: 0, packedSeries: 0 };
      open.set(startMs, entry);
    }
    return entry;
  }

  /** What the disk does not take must not fill the memory instead. */
  function dropOldest(): void {
    const oldestMs = Math.min(...open.keys());
    log.error('history of some hours is lost, since it cannot be written', {
      from: new Date(oldestMs).toISOString(),
    });
    open.delete(oldestMs);
  }

  function isTaken({ block }: OpenBlock, series: string): boolean {
    if (block.series.has(series) || block.series.size < LIMITS.historySeries) return true;
    if (!isOverLimit) log.warn('no history of some', { series, limit: LIMITS.historySeries });
    isOverLimit = true;
    return false;
  }

  function resume(): void {
    for (const [key, part] of store.range(LOG, {})) {
      const entry = openAt(floorTo(part.startMs, MINUTES.blockMs));
      for (const series of part.series.keys()) overlay(entry.block, part, series);
      entry.logRecords = Math.max(entry.logRecords, numberOfLogKey(key) + 1);
    }
  }

  function logged(entry: OpenBlock): Change[] {
    const { block, unlogged } = entry;
    if (unlogged === undefined) return [];
    const texts = packed(block, unlogged.from, unlogged.to);
    entry.unlogged = undefined;
    settlements.push((wasWritten) => {
      if (wasWritten) entry.logRecords += texts.length;
      else entry.unlogged = joined(unlogged, entry.unlogged);
    });
    return texts.map((value, index) => ({
      put: LOG,
      key: logKey(block.startMs, entry.logRecords + index),
      value,
    }));
  }

  function packSeries({ startMs, stepMs, slots, series: own }: Block, series: string): Change[] {
    const key = blockKey(startMs, series);
    const stored = store.get(MINUTE_BLOCKS, key);
    const whole = newBlock(startMs, stepMs, slots);
    if (stored !== undefined) overlay(whole, stored, '');
    overlay(
      whole,
      { ...whole, series: new Map([['', own.get(series) ?? new Map<string, HistoryColumn>()]]) },
      '',
    );
    try {
      return packed(whole).map((value) => ({ put: MINUTE_BLOCKS, key, value }));
    } catch (error) {
      log.error('a block of history is lost', { key, reason: messageOf(error) });
      return [];
    }
  }

  /** A slice of a block that is over. With the last one its log goes. */
  function pack(entry: OpenBlock): Change[] {
    const { block, logRecords } = entry;
    const names = [...block.series.keys()];
    const end = entry.packedSeries + LIMITS.historyPackSlice;
    const puts = names.slice(entry.packedSeries, end).flatMap((name) => packSeries(block, name));
    const isWhole = end >= names.length;
    if (isWhole) entry.unlogged = undefined;
    settlements.push((wasWritten) => {
      if (!wasWritten) {
        if (isWhole) entry.unlogged = { from: 0, to: block.slots };
      } else if (!isWhole) entry.packedSeries = end;
      else if (entry.unlogged !== undefined) entry.packedSeries = 0;
      else {
        open.delete(block.startMs);
        listeners.tell(block.startMs);
      }
    });
    if (!isWhole) return puts;
    const removals = Array.from({ length: logRecords }, (_, number) => ({
      remove: LOG,
      key: logKey(block.startMs, number),
    }));
    return [...puts, ...removals];
  }

  resume();

  return {
    record(instantMs, samples) {
      const entry = openAt(floorTo(instantMs, MINUTES.blockMs));
      if (open.size > LIMITS.historyOpenBlocks) dropOldest();
      const slot = Math.floor((instantMs - entry.block.startMs) / MINUTES.stepMs);
      for (const { kind, id, values } of samples) {
        const series = seriesOf(kind, id);
        if (isTaken(entry, series)) putView(entry.block, series, COLUMNS[kind], slot, values);
      }
      entry.unlogged = joined(entry.unlogged, { from: slot, to: slot + 1 });
      entry.packedSeries = 0;
    },

    openBlock: (startMs) => open.get(startMs)?.block,
    seriesCount: () => open.get(Math.max(...open.keys()))?.block.series.size ?? 0,
    packedBefore: () => Math.min(floorTo(clock.nowMs(), MINUTES.blockMs), ...open.keys()),
    onPacked: listeners.add,

    gather() {
      settlements = [];
      const nowMs = clock.nowMs();
      const entries = [...open.values()];
      const over = entries.find(({ block }) => endOf(block) <= nowMs);
      return [...(over ? pack(over) : []), ...entries.flatMap(logged)];
    },
    settle(wasWritten) {
      settlements.forEach((settled) => settled(wasWritten));
    },
  };
}
