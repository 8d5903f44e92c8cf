/** The mode of the whole house, as the page asks for it. */
import type { SystemView } from '../../../app/views/system-view.ts';
import { api } from '../../api.ts';
import { showing } from '../../commands.ts';

interface SystemOrder {
  readonly mode?: SystemView['mode'];
  readonly from?: string;
  readonly until?: string;
  readonly cancelVacation?: true;
}

interface ShiftOrder {
  readonly shiftK?: number;
  readonly until?: string;
  readonly durationMinutes?: number;
  readonly cancelShift?: true;
}

interface Echo {
  readonly command: Partial<SystemView>;
}

/** @throws ApiError */
export async function commandSystem(order: SystemOrder): Promise<void> {
  const { mode, from, until, cancelVacation } = order;
  const change =
    cancelVacation === true || from !== undefined
      ? { vacation: from === undefined ? undefined : { from, ...(until && { until }) } }
      : { mode, until };
  await showing('system', change, async () => {
    const { command } = await api<Echo>('POST', '/api/system/command', order);
    return { until: undefined, vacation: undefined, ...command };
  });
}

/** All rooms warmer or cooler for a while, or no longer so. @throws ApiError */
export async function commandShift(order: ShiftOrder): Promise<void> {
  // When it ends the hub says; that it has ended is seen at once.
  const change = order.cancelShift === true ? { shift: undefined } : {};
  await showing('system', change, async () => {
    const { command } = await api<{ command: object }>('POST', '/api/system/command', order);
    return { shift: 'cancelShift' in command ? undefined : command };
  });
}
