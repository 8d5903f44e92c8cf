/** What the hub is asked for by somebody who plans a vacation. */
import { instantAt } from '../../house-time.ts';
import { home } from '../../strings/home.ts';

const words = home.mode.vacation_;

export interface VacationOrder {
  readonly mode: 'vacation';
  /** Now, where it is not there. */
  readonly from?: string;
  readonly until?: string;
}

interface Planned {
  readonly order?: VacationOrder;
  readonly fault?: { readonly field: 'from' | 'until'; readonly text: string };
}

/** @param plan on the house's clocks, as a `datetime-local` field has them; `isOn`: it has begun already */
export function vacationOrder(
  plan: { readonly from: string; readonly until: string; readonly isOn: boolean },
  timeZone: string,
  nowMs: number,
): Planned {
  const fromMs = plan.isOn ? nowMs : instantAt(plan.from, timeZone);
  if (Number.isNaN(fromMs)) return { fault: { field: 'from', text: words.noTime } };
  const untilMs = plan.until === '' ? undefined : instantAt(plan.until, timeZone);
  if (untilMs !== undefined && Number.isNaN(untilMs))
    return { fault: { field: 'until', text: words.noTime } };
  if (untilMs !== undefined && untilMs <= fromMs)
    return { fault: { field: 'until', text: words.notAfter } };
  return {
    order: {
      mode: 'vacation',
      // Whoever leaves now, or has left, is on vacation.
      ...(fromMs > nowMs && { from: new Date(fromMs).toISOString() }),
      ...(untilMs !== undefined && { until: new Date(untilMs).toISOString() }),
    },
  };
}
