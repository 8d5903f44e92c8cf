/** The days of a token's use, those without any among them. */
import type { UsageView } from '../../../../app/tokens/usage-records.ts';

const DAY_MS = 24 * 60 * 60 * 1_000;
const DAYS = 14;

export interface Day {
  /** `2026-01-15`, in UTC as the hub counts. */
  readonly day: string;
  readonly requests: number;
}

/** Oldest first, today at the end. */
export function lastDays(daily: UsageView['daily'], nowMs: number): Day[] {
  const counts = new Map(daily.map(({ date, requests }) => [date, requests]));
  return Array.from({ length: DAYS }, (_, index) => {
    const day = new Date(nowMs - (DAYS - 1 - index) * DAY_MS).toISOString().slice(0, 10);
    return { day, requests: counts.get(day) ?? 0 };
  });
}
