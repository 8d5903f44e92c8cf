/** What a machine of another make was told, and is told later, in words. */
import type { LevelView, OrderView } from '../../domain/control/appliance/level-view.ts';
import { clockTime, temperature, type Units } from '../format.ts';
import { listed } from '../language.ts';
import { level as words } from '../strings/level.ts';
import { readings as readingWords } from '../strings/readings.ts';

const SWITCHED: Readonly<Record<string, string>> = { true: words.on, false: words.off };

function valueText(order: OrderView['order'], value: string, units: Units): string {
  if (value === 'own') return words.own;
  if (order.endsWith('C')) return temperature(Number(value), units);
  if (order.endsWith('K')) return `${value}\u00a0K`;
  return SWITCHED[value] ?? readingWords.values[value] ?? value;
}

/** A sentence of what stands in it, and one of what has to wait; none where there is nothing of that. */
export function toldTexts(
  { orders = [] }: Pick<LevelView, 'orders'>,
  units: Units,
  nowMs: number,
): readonly string[] {
  const told = orders.flatMap(({ order, told: value }) =>
    value === undefined ? [] : [`${words.orders[order]} ${valueText(order, value, units)}`],
  );
  const later = orders.flatMap(({ order, next, nextAt }) =>
    next === undefined || nextAt === undefined
      ? []
      : [
          words.later(
            `${words.orders[order]} ${valueText(order, next, units)}`,
            clockTime(nextAt, nowMs),
          ),
        ],
  );
  return [
    ...(told.length > 0 ? [words.told(listed(told))] : []),
    ...(later.length > 0 ? [words.waits(listed(later))] : []),
  ];
}
