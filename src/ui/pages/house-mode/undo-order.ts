/** What takes an order to the whole house back. */
import type { SystemView } from '../../../app/views/system-view.ts';

export interface SystemOrder {
  readonly mode?: SystemView['mode'];
  readonly from?: string;
  readonly until?: string;
  readonly cancelVacation?: true;
}

type Before = Pick<SystemView, 'mode' | 'until' | 'vacation'>;

/** Whether the order is about a vacation to come, and not about how the house is set now. */
export const isPlan = ({ from, cancelVacation }: SystemOrder): boolean =>
  from !== undefined || cancelVacation === true;

/** @param before the house as it was */
export function undoOrder({ mode, until, vacation }: Before, order: SystemOrder): SystemOrder {
  if (!isPlan(order)) return { mode, ...(mode !== 'home' && until !== undefined && { until }) };
  if (vacation === undefined) return { cancelVacation: true };
  const { from, until: end } = vacation;
  return { mode: 'vacation', from, ...(end !== undefined && { until: end }) };
}
