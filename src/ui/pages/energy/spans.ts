/** Stretches of time that are shown: a month by its days, a year by its months. All by their names in the house's time. */

export const SPANS = ['month', 'year'] as const;
export type StretchLength = (typeof SPANS)[number];

/** Such as `2026-01`, or `2026`. */
export interface Stretch {
  readonly span: StretchLength;
  readonly name: string;
}

const LENGTHS = { month: 7, year: 4 } as const;
const two = (value: number) => String(value).padStart(2, '0');

/** The stretch that a day is in. @param day as `2026-01-15` */
export const stretchOf = (span: StretchLength, day: string): Stretch => ({
  span,
  name: day.slice(0, LENGTHS[span]),
});

function monthsOn(month: string, by: number): string {
  const [year = 0, number = 1] = month.split('-').map(Number);
  return new Date(Date.UTC(year, number - 1 + by, 1)).toISOString().slice(0, 7);
}

/** So many stretches later, or earlier. */
export function moved({ span, name }: Stretch, by: number): Stretch {
  return { span, name: span === 'year' ? String(Number(name) + by) : monthsOn(name, by) };
}

/** The same a year earlier. */
export const yearBefore = ({ span, name }: Stretch): Stretch =>
  moved({ span, name }, span === 'year' ? -1 : -12);

/** Its days, or its months. */
export function slotsOf({ span, name }: Stretch): readonly string[] {
  const many = span === 'year' ? 12 : Number(lastDayOf(name).slice(8));
  return Array.from({ length: many }, (_, index) => `${name}-${two(index + 1)}`);
}

function lastDayOf(month: string): string {
  return new Date(Date.parse(`${monthsOn(month, 1)}-01T00:00:00Z`) - 1).toISOString().slice(0, 10);
}

/** What the hub is asked for it. */
export function queryOf(stretch: Stretch): string {
  const slots = slotsOf(stretch);
  const by = stretch.span === 'year' ? 'month' : 'day';
  return `by=${by}&from=${slots[0] ?? ''}&to=${slots.at(-1) ?? ''}`;
}
