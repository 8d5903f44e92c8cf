/** What is asked of the hot water from here: shown at once, until the hub has said what came of it. */
import { computed, signal } from '@preact/signals';
import type { EquipmentView } from '../../../domain/equipment/view.ts';
import { api } from '../../api.ts';
import { attempt } from '../../failure.ts';
import { dhw, house } from '../../live.ts';
import { hubNowMs } from '../../now.ts';
import { plant } from '../../strings/plant.ts';
import { endUndo, tell } from '../../toasts.ts';

const words = plant.hotWater.done;

/** The body of `POST /api/dhw/command`. */
export interface DhwPageCommand {
  readonly targetTempC?: number;
  readonly boostMinutes?: number;
  readonly sanitize?: true;
  readonly recirc?: boolean;
}

type Expectation = Readonly<Record<string, EquipmentView[string] | undefined>>;

interface Answer {
  readonly command: { readonly boost_until?: string };
}

const expected = signal<Expectation | undefined>(undefined);

/** The tank as it will be. */
export const dhwTank = computed<EquipmentView | undefined>(() => {
  const tank = dhw.value;
  if (tank === undefined || expected.value === undefined) return tank;
  const merged = Object.entries({ ...tank, ...expected.value });
  return Object.fromEntries(merged.filter(([, value]) => value !== undefined)) as EquipmentView;
});

const MINUTE_MS = 60_000;

/** What the tank shows once the hub has taken the order. */
export function expectationOf(
  order: DhwPageCommand,
  tank: EquipmentView | undefined,
  nowMs: number,
): Expectation {
  const { targetTempC, boostMinutes, sanitize, recirc } = order;
  const hygiene = tank?.['hygiene'] as Readonly<Record<string, string | boolean>> | undefined;
  return {
    ...(targetTempC !== undefined && { targetTempC }),
    ...(boostMinutes !== undefined && {
      boostUntil:
        boostMinutes === 0 ? undefined : new Date(nowMs + boostMinutes * MINUTE_MS).toISOString(),
    }),
    ...(sanitize === true && hygiene !== undefined && { hygiene: { ...hygiene, running: true } }),
    ...(recirc !== undefined && { recirc }),
  };
}

/** What takes an order back; undefined where nothing does: a disinfection. */
export function undoOrder(
  { targetTempC, boostMinutes, recirc }: DhwPageCommand,
  before: EquipmentView | undefined,
  nowMs: number,
): DhwPageCommand | undefined {
  const { targetTempC: formerC, boostUntil, recirc: wasRecirc } = before ?? {};
  if (targetTempC !== undefined && typeof formerC === 'number') return { targetTempC: formerC };
  if (recirc !== undefined && typeof wasRecirc === 'boolean') return { recirc: wasRecirc };
  if (boostMinutes === undefined) return undefined;
  const leftMs = typeof boostUntil === 'string' ? Date.parse(boostUntil) - nowMs : 0;
  return { boostMinutes: Math.max(0, Math.ceil(leftMs / MINUTE_MS)) };
}

/** What can be taken back is that of the tank. */
const TANK = 'dhw';

function offerUndo(what: DhwPageCommand, before: EquipmentView | undefined): void {
  const undoing = undoOrder(what, before, hubNowMs());
  if (undoing === undefined) return;
  const undo = () =>
    void send(undoing).then((isTaken) => {
      if (isTaken) tell(words.undone);
    });
  tell(words.changed, { of: TANK, undo });
}

/** Sends it, and offers to take it back. A refusal is told of, and what was shown is taken back. */
export async function order(what: DhwPageCommand): Promise<boolean> {
  const before = dhwTank.peek();
  endUndo(TANK);
  const isTaken = await send(what);
  if (isTaken) offerUndo(what, before);
  return isTaken;
}

async function send(what: DhwPageCommand): Promise<boolean> {
  const mine = expectationOf(what, house.value?.dhw, hubNowMs());
  expected.value = { ...expected.value, ...mine };
  const before = expected.value;
  const isTaken = await attempt(() => api<Answer>('POST', '/api/dhw/command', what));
  const settle = () => {
    if (expected.value === before) expected.value = undefined;
  };
  if (!isTaken) settle();
  else {
    // The stream has the last word: what it says next was said after the command.
    const told = house.value?.dhw;
    const stop = house.subscribe((next) => {
      if (next?.dhw === told) return;
      settle();
      queueMicrotask(() => stop());
    });
  }
  return isTaken;
}
