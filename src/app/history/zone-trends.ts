/**
 * How warm each zone was over a day, all of them in one answer: what a line on each card is drawn from. A day of every
 * zone is unpacked for it, so it is made a few zones at a time, and kept for some minutes.
 */
import { setImmediate as nextTurn } from 'node:timers/promises';
import { floorTo } from '../../domain/history/tiers.ts';
import { LIMITS } from '../../domain/limits.ts';
import { DAY_MS, isoTime, MINUTE_MS, SECOND_MS } from '../../domain/units.ts';
import type { Clock } from '../base/ports/clock.ts';
import type { ZoneViews } from '../views/zone-views.ts';
import type { History } from './history.ts';

/** Fine enough for a line as wide as a card, and coarse enough that forty rooms are a few kilobytes. */
const STEP_MS = 12 * MINUTE_MS;

export interface ZoneTrend {
  readonly zoneId: string;
  /** A step each, the oldest first; null where nothing is known. */
  readonly tempC: readonly (number | null)[];
}

export interface ZoneTrendList {
  /** Of the first step. */
  readonly start: string;
  readonly stepSeconds: number;
  readonly zones: readonly ZoneTrend[];
}

export interface ZoneTrends {
  list(): Promise<ZoneTrendList>;
}

export function createZoneTrends(deps: {
  history: Pick<History, 'values'>;
  zones: Pick<ZoneViews, 'list'>;
  clock: Pick<Clock, 'nowMs' | 'monotonicMs'>;
}): ZoneTrends {
  const { history, zones, clock } = deps;
  let kept: { readonly sinceMs: number; readonly list: Promise<ZoneTrendList> } | undefined;

  async function read(): Promise<ZoneTrendList> {
    const toMs = floorTo(clock.nowMs(), STEP_MS) + STEP_MS;
    const range = { fromMs: toMs - DAY_MS, toMs, stepMs: STEP_MS };
    const trends: ZoneTrend[] = [];
    for (const { zoneId } of zones.list()) {
      if (trends.length % LIMITS.zoneTrendsSlice === LIMITS.zoneTrendsSlice - 1) await nextTurn();
      const values = history.values('zone', zoneId, 'tempC', range);
      const tempC = values.map((value) => (typeof value === 'number' ? value : null));
      trends.push({ zoneId, tempC });
    }
    return { start: isoTime(range.fromMs), stepSeconds: STEP_MS / SECOND_MS, zones: trends };
  }

  return {
    async list() {
      const nowMs = clock.monotonicMs();
      if (kept === undefined || nowMs - kept.sinceMs >= LIMITS.zoneTrendsKeptMs)
        kept = { sinceMs: nowMs, list: read() };
      const mine = kept;
      try {
        return await mine.list;
      } catch (error) {
        // It is tried again by who asks next.
        if (kept === mine) kept = undefined;
        throw error;
      }
    },
  };
}
