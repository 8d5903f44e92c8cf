/** How often a machine may be told something else: its memory stands only so many writings. Counted over restarts. */
import type { BoundOrder } from '../../domain/binding/order.ts';
import { DAY_MS, SECOND_MS } from '../../domain/units.ts';
import type { Clock } from '../base/ports/clock.ts';

export interface OrderPace {
  /**
   * For how long it may be told nothing else; 0 where it may now.
   * @param isLess whether it would be less warm than it is: the last of a day's orders are for warmth
   * @param isAsked whether a person waits for it: where the day bounds it, its interval does not
   */
  waitMs(isLess?: boolean, isAsked?: boolean): number;
  /** The same for what it was told already: that is bounded by the day alone. */
  waitAgainMs(): number;
  /** How often it may be told something else within a day from now on; undefined where that is not bounded. */
  readonly left: () => number | undefined;
  /** It is told now. */
  told(): void;
  /** When it was told, and now, ms since 1970: what has to be kept over a restart before it is told. */
  keptWithNow(): readonly number[];
}

/** Of a day's orders, those that are kept for warmth: one in so many, and one at least. */
const KEPT_SHARE = 8;

/** @param kept of an earlier life */
export function createOrderPace(
  { minIntervalSeconds = 0, perDay = Infinity }: BoundOrder,
  clock: Clock,
  kept: readonly number[] = [],
): OrderPace {
  const isCounted = Number.isFinite(perDay);
  const startedMs = clock.monotonicMs();
  // How long the hub was off is known only by a wall clock that can be trusted: else it was told a moment ago.
  const offMs = (wallMs: number) =>
    clock.isProvisional?.() === true ? 0 : Math.max(0, clock.nowMs() - wallMs);
  /** Monotonic, ascending. */
  let times = kept.map((wallMs) => startedMs - offMs(wallMs)).sort((one, other) => one - other);

  function recent(): readonly number[] {
    const nowMs = clock.monotonicMs();
    const isRecent = (atMs: number) => nowMs - atMs < DAY_MS;
    times = isCounted ? times.filter(isRecent) : times.slice(-1);
    return times;
  }

  /** Until one of so many is a day ago. */
  function dayWaitMs(most: number): number {
    const told = recent();
    const first = told.at(-most);
    if (!isCounted || told.length < most || first === undefined) return 0;
    return first + DAY_MS - clock.monotonicMs();
  }
  const mostForLess = Math.max(1, perDay - Math.max(1, Math.floor(perDay / KEPT_SHARE)));

  return {
    waitMs(isLess = false, isAsked = false) {
      const last = recent().at(-1) ?? -Infinity;
      const intervalMs =
        isAsked && isCounted ? 0 : last + minIntervalSeconds * SECOND_MS - clock.monotonicMs();
      return Math.max(0, intervalMs, dayWaitMs(isLess ? mostForLess : perDay));
    },
    waitAgainMs: () => dayWaitMs(perDay),
    left: () => (isCounted ? Math.max(0, perDay - recent().length) : undefined),
    told: () => void (times = [...recent(), clock.monotonicMs()]),
    keptWithNow() {
      if (minIntervalSeconds === 0 && !isCounted) return [];
      const nowMs = clock.nowMs();
      const sinceMs = nowMs - clock.monotonicMs();
      return [...(isCounted ? recent().map((atMs) => sinceMs + atMs) : []), nowMs];
    },
  };
}
