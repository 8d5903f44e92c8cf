/** What a zone was, made ready to be drawn, told in a sentence, and listed. */
import { duration, temperature, type Units } from '../../format.ts';
import { clockShape, wallTime } from '../../house-time.ts';
import { locale } from '../../language.ts';
import type { Side } from '../../setpoints.ts';
import { zone } from '../../strings/zone.ts';

const words = zone.chart;
const MINUTE_MS = 60_000;

export type Range = 'day' | 'week' | 'month';
export const RANGES: readonly Range[] = ['day', 'week', 'month'];

interface RangeSpan {
  readonly hours: number;
  /** What one point of the hub's answer stands for. */
  readonly stepMs: number;
  /** Whether the hub has no finer points than these. */
  readonly isFinest: boolean;
}

export const SPANS: Readonly<Record<Range, RangeSpan>> = {
  day: { hours: 24, stepMs: MINUTE_MS, isFinest: true },
  week: { hours: 7 * 24, stepMs: 15 * MINUTE_MS, isFinest: false },
  month: { hours: 30 * 24, stepMs: 30 * MINUTE_MS, isFinest: false },
};

export const HISTORY_FIELDS = 'tempC,tempHeatSetC,tempCoolSetC,activeCall,mode';

export interface ChartPoint {
  readonly timestamp: string;
  readonly tempC?: number;
  readonly tempHeatSetC?: number;
  readonly tempCoolSetC?: number;
  readonly activeCall?: 'heat' | 'cool' | 'none';
  readonly mode?: string;
}

export interface ChartAnswer {
  readonly start: string;
  readonly end: string;
  readonly points: readonly ChartPoint[];
}

/** From which point on there is something newer to ask for; undefined where all has to be read. */
export function newestIn(
  known: ChartAnswer | undefined,
  range: Range,
  nowMs: number,
): string | undefined {
  const { hours, isFinest } = SPANS[range];
  const newest = known?.points.at(-1)?.timestamp;
  if (newest === undefined) return undefined;
  // A piece of a coarser range, or one longer than the range, would be told in other steps than the rest.
  return isFinest && Date.parse(newest) > nowMs - hours * 60 * MINUTE_MS ? newest : undefined;
}

/** What is known with what is newer: the last hours of both. Of a point that is in both the newer one counts. */
export function appended(known: ChartAnswer, newer: ChartAnswer, hours: number): ChartAnswer {
  const startMs = Date.parse(newer.end) - hours * 60 * MINUTE_MS;
  const newerFromMs = Date.parse(newer.start);
  const isKept = ({ timestamp }: ChartPoint) => {
    const atMs = Date.parse(timestamp);
    return atMs >= startMs && atMs < newerFromMs;
  };
  return {
    start: new Date(startMs).toISOString(),
    end: newer.end,
    points: [...known.points.filter(isKept), ...newer.points],
  };
}

/** Ms since 1970. */
export interface Span {
  readonly fromMs: number;
  readonly toMs: number;
}

type Values = readonly (number | null)[];

export interface Series extends Span {
  /** What one point stands for. */
  readonly stepMs: number;
  /** Ms since 1970. Where nothing is known a time stands with null in all columns, so that no line is drawn across. */
  readonly times: readonly number[];
  /** °C. */
  readonly temp: Values;
  /** °C; only while the mode makes use of it. */
  readonly heat: Values;
  readonly cool: Values;
  readonly calls: readonly (Span & { readonly side: Side })[];
  readonly gaps: readonly Span[];
}

/** Points that stand further apart than this many steps have a gap between them. */
const GAP_STEPS = 1.5;
/** So much of the end may be missing: the newest point is a while old by nature. */
const END_STEPS = 3;

interface Placed {
  readonly atMs: number;
  readonly point: ChartPoint;
}

/** What one point stands for: as expected, or more where the hub has thinned it further. */
function stepOf(placed: readonly Placed[], nominalMs: number): number {
  const steps = placed.slice(1).map(({ atMs }, index) => atMs - (placed[index]?.atMs ?? atMs));
  return steps.length === 0 ? nominalMs : Math.max(nominalMs, Math.min(...steps));
}

const usedIn = (side: Side, mode: string | undefined) =>
  mode === undefined || mode === side || mode === 'auto';

function callsOf(placed: readonly Placed[], stepMs: number): Series['calls'] {
  const calls: (Span & { side: Side })[] = [];
  for (const { atMs, point } of placed) {
    const side = point.activeCall;
    if (side === undefined || side === 'none') continue;
    const last = calls.at(-1);
    const goesOn = last?.side === side && atMs - last.toMs < stepMs * (GAP_STEPS - 1);
    if (goesOn) calls[calls.length - 1] = { ...last, toMs: atMs + stepMs };
    else calls.push({ side, fromMs: atMs, toMs: atMs + stepMs });
  }
  return calls;
}

/** From the end of each known stretch to the beginning of the next. */
function gapsOf(known: readonly number[], stepMs: number, { fromMs, toMs }: Span): Span[] {
  const gaps: Span[] = [];
  const first = known[0];
  const last = known.at(-1);
  if (first === undefined || last === undefined) return [{ fromMs, toMs }];
  if (first - fromMs > stepMs * END_STEPS) gaps.push({ fromMs, toMs: first });
  known.slice(1).forEach((atMs, index) => {
    const before = known[index] ?? atMs;
    if (atMs - before > stepMs * GAP_STEPS) gaps.push({ fromMs: before + stepMs, toMs: atMs });
  });
  if (toMs - last > stepMs * END_STEPS) gaps.push({ fromMs: last + stepMs, toMs });
  return gaps;
}

/** @param nominalMs what one point is expected to stand for */
export function seriesOf({ start, end, points }: ChartAnswer, nominalMs: number): Series {
  const span = { fromMs: Date.parse(start), toMs: Date.parse(end) };
  const placed = points.map((point) => ({ atMs: Date.parse(point.timestamp), point }));
  const stepMs = stepOf(placed, nominalMs);
  const known = placed.filter(({ point }) => point.tempC !== undefined).map(({ atMs }) => atMs);
  const rows = placed.flatMap(({ atMs, point }, index): readonly Placed[] => {
    const next = placed[index + 1]?.atMs;
    const isFollowed = next === undefined || next - atMs <= stepMs * GAP_STEPS;
    const nothing = { atMs: atMs + stepMs, point: { timestamp: '', mode: 'off' } };
    return isFollowed ? [{ atMs, point }] : [{ atMs, point }, nothing];
  });
  const column = (value: (point: ChartPoint) => number | undefined) =>
    rows.map(({ point }) => value(point) ?? null);
  return {
    ...span,
    stepMs,
    times: rows.map(({ atMs }) => atMs),
    temp: column(({ tempC }) => tempC),
    heat: column(({ mode, tempHeatSetC }) => (usedIn('heat', mode) ? tempHeatSetC : undefined)),
    cool: column(({ mode, tempCoolSetC }) => (usedIn('cool', mode) ? tempCoolSetC : undefined)),
    calls: callsOf(placed, stepMs),
    gaps: gapsOf(known, stepMs, span),
  };
}

const numbersOf = (values: Values) => values.filter((value) => value !== null);

export const lasting = (spans: readonly Span[], { fromMs, toMs }: Span): number =>
  spans.reduce(
    (sum, span) => sum + Math.max(0, Math.min(span.toMs, toMs) - Math.max(span.fromMs, fromMs)),
    0,
  );

const callsTo = ({ calls }: Series, side: Side) => calls.filter((call) => call.side === side);

/** The chart in a few sentences; undefined where there is nothing to tell. */
export function summaryOf(series: Series, range: Range, units: Units): string | undefined {
  const temps = numbersOf(series.temp);
  if (temps.length === 0) return undefined;
  const shown = (tempC: number | undefined) => temperature(tempC, units);
  const heatedMs = lasting(callsTo(series, 'heat'), series);
  const cooledMs = lasting(callsTo(series, 'cool'), series);
  const [low, high] = [Math.min(...temps), Math.max(...temps)];
  // Before the first point there may have been no hub.
  const outages = series.gaps.filter(({ fromMs }) => fromMs > series.fromMs);
  const unknownMs = lasting(outages, series);
  return [
    words.between(words.spans[range], shown(low), shown(high), shown(temps.at(-1))),
    ...(heatedMs > 0 ? [words.heated(duration(heatedMs))] : []),
    ...(cooledMs > 0 ? [words.cooled(duration(cooledMs))] : []),
    ...(unknownMs > 0 ? [words.gaps(duration(unknownMs))] : []),
  ].join(' ');
}

export interface HistoryRow {
  readonly when: string;
  readonly lowC: number;
  readonly highC: number;
  readonly heatC?: number | undefined;
  readonly coolC?: number | undefined;
  readonly heatedMs: number;
  readonly cooledMs: number;
}

/** Of a slot: `Sun 09:00`, or `Sun, 22 Nov`. */
function slotName(slot: string): string {
  const isHour = slot.length > 10;
  return new Intl.DateTimeFormat(locale, {
    timeZone: 'UTC',
    weekday: 'short',
    ...(isHour ? clockShape() : { day: 'numeric', month: 'short' }),
  }).format(Date.parse(isHour ? `${slot}:00Z` : slot));
}

/** By the hour of a day, else by the day; on the house's clocks, the newest first. */
export function rowsOf(series: Series, range: Range, timeZone: string): readonly HistoryRow[] {
  const chars = range === 'day' ? 13 : 10;
  const slots = new Map<string, number[]>();
  series.times.forEach((atMs, index) => {
    if (typeof series.temp[index] !== 'number') return;
    const slot = wallTime(atMs, timeZone).slice(0, chars);
    slots.set(slot, [...(slots.get(slot) ?? []), index]);
  });
  const rows = [...slots].map(([slot, indices]): HistoryRow => {
    const temps = indices.map((index) => series.temp[index] ?? 0);
    const fromMs = series.times[indices[0] ?? 0] ?? 0;
    const lastMs = series.times[indices.at(-1) ?? 0] ?? 0;
    const span = { fromMs, toMs: lastMs + series.stepMs };
    const last = (values: Values) =>
      numbersOf(indices.map((index) => values[index] ?? null)).at(-1);
    return {
      when: slotName(slot),
      lowC: Math.min(...temps),
      highC: Math.max(...temps),
      heatC: last(series.heat),
      coolC: last(series.cool),
      heatedMs: lasting(callsTo(series, 'heat'), span),
      cooledMs: lasting(callsTo(series, 'cool'), span),
    };
  });
  return rows.reverse();
}
