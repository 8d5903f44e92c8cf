/** What the energies of a stretch of time come to: a bar for each part of it, sums by use, and how it was before. */
import type { EnergyView } from '../../../app/energy/energy-view.ts';
import type { EnergyUse } from '../../../domain/energy.ts';

export const MEASURES = ['electrical', 'thermal'] as const;
export type Measure = (typeof MEASURES)[number];
const FIELD = { electrical: 'electricalKwh', thermal: 'thermalKwh' } as const;

/** In the order in which they are stacked. Thawing is a part of heating: it takes power, and heat back. */
export const SHOWN_USES = ['heating', 'cooling', 'hotWater', 'other'] as const;
export type UseGroup = (typeof SHOWN_USES)[number];
const PARTS: Readonly<Record<UseGroup, readonly EnergyUse[]>> = {
  heating: ['heating', 'defrost'],
  cooling: ['cooling'],
  hotWater: ['hotWater'],
  other: ['standby', 'unattributed'],
};

/** By day or month. */
export type Energies = ReadonlyMap<string, EnergyView>;

export interface Bar {
  readonly slot: string;
  /** Undefined where nothing was counted, or nobody measures it. */
  readonly kwh: number | undefined;
  readonly parts: Readonly<Record<UseGroup, number>>;
  readonly cop: number | undefined;
  /** Of the same day or month of the stretch that it is held against. */
  readonly beforeKwh: number | undefined;
}

function partOf({ uses }: EnergyView, use: UseGroup, measure: Measure): number {
  const kwh = PARTS[use].reduce((sum, one) => {
    const sign = one === 'defrost' && measure === 'thermal' ? -1 : 1;
    return sum + sign * (uses[one]?.[FIELD[measure]] ?? 0);
  }, 0);
  return Math.max(0, kwh);
}

const partsOf = (view: EnergyView, measure: Measure) =>
  Object.fromEntries(SHOWN_USES.map((use) => [use, partOf(view, use, measure)])) as Bar['parts'];

const NO_PARTS: Bar['parts'] = { heating: 0, cooling: 0, hotWater: 0, other: 0 };

export function barsOf(
  slots: readonly string[],
  now: Energies,
  before: { readonly slots: readonly string[]; readonly energies: Energies },
  measure: Measure,
): readonly Bar[] {
  return slots.map((slot, index) => {
    const view = now.get(slot);
    return {
      slot,
      kwh: view?.[FIELD[measure]],
      parts: view === undefined ? NO_PARTS : partsOf(view, measure),
      cop: view?.cop,
      beforeKwh: before.energies.get(before.slots[index] ?? '')?.[FIELD[measure]],
    };
  });
}

/** How well the plant did over several stretches: each counts by the power that it took. */
function copOver(
  views: readonly { readonly electricalKwh?: number; readonly cop?: number }[],
): number | undefined {
  const known = views.filter(({ cop, electricalKwh }) => cop !== undefined && electricalKwh);
  const takenKwh = known.reduce((sum, { electricalKwh = 0 }) => sum + electricalKwh, 0);
  const movedKwh = known.reduce(
    (sum, { electricalKwh = 0, cop = 0 }) => sum + electricalKwh * cop,
    0,
  );
  return takenKwh === 0 ? undefined : movedKwh / takenKwh;
}

export interface UseSum {
  readonly use: UseGroup;
  readonly electricalKwh: number;
  readonly thermalKwh: number;
  readonly cop: number | undefined;
}

export interface Sums {
  /** Undefined where nobody measures it. */
  readonly electricalKwh: number | undefined;
  readonly thermalKwh: number | undefined;
  readonly cop: number | undefined;
  /** Those that there were any of. */
  readonly uses: readonly UseSum[];
}

/** What is less is shown as 0 kWh. */
const LEAST_KWH = 0.005;

const sumOf = (values: readonly (number | undefined)[]) =>
  values.some((value) => value !== undefined)
    ? values.reduce<number>((sum, value = 0) => sum + value, 0)
    : undefined;

export function sumsOf(energies: Energies): Sums {
  const views = [...energies.values()];
  const uses = SHOWN_USES.map((use): UseSum => {
    // What a defrost moves is no output.
    const [main] = PARTS[use];
    const ofUse = views.flatMap((view) => (main && view.uses[main]) ?? []);
    const total = (measure: Measure) =>
      views.reduce((sum, view) => sum + partOf(view, use, measure), 0);
    return {
      use,
      electricalKwh: total('electrical'),
      thermalKwh: total('thermal'),
      cop: use === 'other' ? undefined : copOver(ofUse),
    };
  });
  return {
    electricalKwh: sumOf(views.map(({ electricalKwh }) => electricalKwh)),
    thermalKwh: sumOf(views.map(({ thermalKwh }) => thermalKwh)),
    cop: copOver(views),
    uses: uses.filter(
      ({ electricalKwh, thermalKwh }) => Math.max(electricalKwh, thermalKwh) >= LEAST_KWH,
    ),
  };
}

/** How much more than before, 0.1 for a tenth; negative for less. */
export interface EnergyChange {
  readonly share: number;
  /** Whether it is of the parts that are over alone, since the stretch is not. */
  readonly isPartly: boolean;
}

/** Of next to nothing, anything is many times as much. */
const LEAST_COMPARED_KWH = 1;

/**
 * Held against another stretch, like with like: of one that is not over only the parts that are, and nothing where a part
 * of the other was not counted.
 * @param current the day or month that is under way
 */
export function changeOf(
  slots: readonly string[],
  now: Energies,
  before: { readonly slots: readonly string[]; readonly energies: Energies },
  measure: Measure,
  current: string,
): EnergyChange | undefined {
  const over = slots.filter((slot) => slot < current);
  const isPartly = over.length < slots.length;
  const compared = isPartly ? before.slots.slice(0, over.length) : before.slots;
  if (over.length === 0 || !compared.every((slot) => before.energies.has(slot))) return undefined;
  const total = (energies: Energies, names: readonly string[]) =>
    sumOf(names.map((name) => energies.get(name)?.[FIELD[measure]]));
  const [nowKwh, beforeKwh] = [total(now, over), total(before.energies, compared)];
  if (nowKwh === undefined || beforeKwh === undefined) return undefined;
  if (beforeKwh < LEAST_COMPARED_KWH) return undefined;
  return { share: nowKwh / beforeKwh - 1, isPartly };
}

/**
 * Held against a month whose days are no longer kept, both as a whole. It was counted from its first day where the month
 * before it was counted, too.
 */
export function wholeChangeOf(
  { now, other, beforeOther }: Readonly<Record<'now' | 'other' | 'beforeOther', string>>,
  months: Energies,
  measure: Measure,
): EnergyChange | undefined {
  const nowKwh = months.get(now)?.[FIELD[measure]];
  const otherKwh = months.get(other)?.[FIELD[measure]];
  if (nowKwh === undefined || otherKwh === undefined || !months.has(beforeOther)) return undefined;
  return otherKwh < LEAST_COMPARED_KWH
    ? undefined
    : { share: nowKwh / otherKwh - 1, isPartly: false };
}

/** A round number that none of them is above. */
export function scaleTop(values: readonly number[]): number {
  const most = Math.max(0, ...values);
  if (most <= 0) return 1;
  const power = 10 ** Math.floor(Math.log10(most));
  const step = [1, 1.5, 2, 3, 4, 5, 6, 8, 10].find((one) => most <= one * power) ?? 10;
  // A power of ten below one is not exactly that.
  return Number((step * power).toPrecision(3));
}
