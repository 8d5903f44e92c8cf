/** The mode of the whole house, as the page asks for it. */
import type { SystemView } from '../../../app/views/system-view.ts';
import { api } from '../../api.ts';
import { showing } from '../../commands.ts';
import { attempt } from '../../failure.ts';
import { system } from '../../live.ts';
import { home } from '../../strings/home.ts';
import { endUndo, tell } from '../../toasts.ts';
import { isPlan, undoOrder, type SystemOrder } from './undo-order.ts';

const words = home.mode.done;
/** What can be taken back is that of the house as a whole. */
const HOUSE = 'system';

interface ShiftOrder {
  readonly shiftK?: number;
  readonly until?: string;
  readonly durationMinutes?: number;
  readonly cancelShift?: true;
}

interface Echo {
  readonly command: Partial<SystemView>;
}

async function send(order: SystemOrder): Promise<void> {
  const { mode, from, until } = order;
  const change = isPlan(order)
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

function changeText(order: SystemOrder): string {
  if (order.cancelVacation === true) return words.cancelled;
  return order.from === undefined ? words.set[order.mode ?? 'home'] : words.isPlanned;
}

/** Says what was done, and offers to take it back. @throws ApiError */
export async function commandSystem(order: SystemOrder): Promise<void> {
  const before = system.peek();
  endUndo(HOUSE);
  await send(order);
  if (before === undefined) return;
  tell(changeText(order), {
    of: HOUSE,
    undo: () =>
      void attempt(async () => {
        await send(undoOrder(before, order));
        tell(words.undone);
      }),
  });
}
