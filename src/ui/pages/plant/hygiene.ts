import type { LevelView, OrderView } from '../../../domain/control/appliance/level-view.ts';
import { date, fromNow } from '../../format.ts';
import { plant } from '../../strings/plant.ts';

const words = plant.hotWater;

const textOf = (view: Readonly<Record<string, unknown>>, field: string) => {
  const value = view[field];
  return typeof value === 'string' ? value : undefined;
};

/** Whether the hub can have it disinfected: as it has it in `domain/control/appliance/reach.ts`. */
export function canDisinfect({ control }: { readonly control?: unknown }): boolean {
  if (control === undefined) return true;
  const { level, orders = [] } = control as LevelView;
  const takes = (name: OrderView['order']) => orders.some(({ order }) => order === name);
  return takes('sanitize') || (level === 'steer' && takes('targetTempC'));
}

/** Where disinfection stands, in words. */
export function hygieneText(
  hygiene: Readonly<Record<string, unknown>>,
  nowMs: number,
  isLeft = false,
): string[] {
  const { running, overdue } = hygiene;
  const [last, next] = [textOf(hygiene, 'lastSuccess'), textOf(hygiene, 'nextDue')];
  const lastText =
    last === undefined ? words.hygiene.never : words.hygiene.last(fromNow(last, nowMs), date(last));
  if (running === true) return [words.hygiene.running, lastText];
  // Nobody knows when its own control will do it.
  if (isLeft && overdue !== true) return [lastText];
  if (next === undefined) return [lastText];
  if (overdue === true) return [words.hygiene.overdue(fromNow(next, nowMs)), lastText];
  const isDue = Date.parse(next) <= nowMs;
  return [lastText, isDue ? words.hygiene.due : words.hygiene.next(fromNow(next, nowMs))];
}
