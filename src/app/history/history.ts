/**
 * What zones and equipment were: sampled once a minute, kept ever more coarsely with age (`domain/history/tiers.ts`).
 *
 * A house of 20 zones and 24 devices has some 350 columns. `test/app/history/history-size.test.ts` measures what they cost
 * the disk, with noise on every sensor and whole pages counted, a batch every five minutes:
 * - written a day: 2.3 MB for the log (a record per batch; appended, and gone once its four hours are packed), 0.45 MB
 *   of minutes, 0.12 of quarters, 0.03 of hours; what LMDB writes for each commit comes on top, whoever it is for
 * - kept: 4 MB of minutes, 13 of quarters, 33 of hours in three years; 28 MB in all after the first year
 *
 * What was not sampled is a gap: a point lacks what has no sample in its time, and there is no point where nothing
 * has. Cells of an answer start at whole multiples of their length in UTC.
 */
import { invalid } from '../../domain/errors.ts';
import type { Block, HistoryColumn } from '../../domain/history/block.ts';
import {
  COLUMNS,
  toShown,
  type ColumnSpec,
  type SeriesKind,
} from '../../domain/history/columns.ts';
import { answerStepMs, MINUTES, TIERS } from '../../domain/history/tiers.ts';
import { LIMITS } from '../../domain/limits.ts';
import type { ReadingValue } from '../../domain/equipment/reading.ts';
import { DAY_MS, HOUR_MS, isoTime, MINUTE_MS } from '../../domain/units.ts';
import { createHistoryReader } from './history-reader.ts';
import { createHistoryRecorder, seriesOf, type Sample } from './history-recorder.ts';
import { createHistoryRoller } from './history-roller.ts';
import type { EquipmentViews } from '../views/equipment-views.ts';
import type { Cancel, Clock } from '../base/ports/clock.ts';
import type { Log } from '../base/ports/log.ts';
import type { LazySource, Store } from '../base/ports/store.ts';
import type { ZoneViews } from '../views/zone-views.ts';

export interface HistoryQuery {
  /** Ms since 1970, inclusive; `hours` before the end where it is not given. */
  readonly startMs?: number | undefined;
  /** Exclusive; now where it is not given. */
  readonly endMs?: number | undefined;
  /** 24 where neither it nor a start is given. */
  readonly hours?: number | undefined;
  /** Columns, and for what is measured also `<column>Min` and `<column>Max`. */
  readonly fields?: readonly string[] | undefined;
}

/** `timestamp` and fields; a field without a sample in the point's time is not there. */
export type HistoryPoint = Readonly<Record<string, ReadingValue>>;

export interface HistoryAnswer {
  readonly start: string;
  readonly end: string;
  /** In the order of time. */
  readonly points: readonly HistoryPoint[];
  readonly count: number;
  /** In what way the points are less than was asked for. */
  readonly warning?: string;
}

/** Ms since 1970; the first step starts at a whole multiple of its length. */
export interface StepRange {
  readonly fromMs: number;
  readonly toMs: number;
  readonly stepMs: number;
}
export type StepValues = readonly (ReadingValue | undefined)[];

export interface HistoryStats {
  /** Minutes that were sampled since the start. */
  readonly samples: number;
  /** Zones and devices in the open block. */
  readonly series: number;
}

export interface History extends LazySource {
  /** Samples each minute until it is cancelled. */
  start(): Cancel;
  /**
   * @throws HubError `invalid`: a range that is empty, over LIMITS.historySpanMs or too long ago to be a time; a field
   * that the kind does not have
   */
  query(kind: SeriesKind, id: string, query: HistoryQuery): HistoryAnswer;
  /**
   * The values of one field, a step each; undefined where nothing was sampled.
   * @throws HubError `invalid`: a field that the kind does not have
   */
  values(kind: SeriesKind, id: string, field: string, range: StepRange): StepValues;
  stats(): HistoryStats;
}

const DEFAULT_HOURS = 24;
/** A sample is taken just after its minute has begun. */
const INTO_MINUTE_MS = 50;

/** The documented fields of a zone's points; the others are there for those who ask for them. */
const DEFAULT_FIELDS: Partial<Record<SeriesKind, readonly string[]>> = {
  zone: ['tempC', 'tempHeatSetC', 'tempCoolSetC'],
};

type Aspect = 'value' | 'low' | 'high';
interface Field {
  readonly name: string;
  readonly spec: ColumnSpec;
  readonly aspect: Aspect;
}

/** Kind of series → name of a field → the field. */
const FIELDS: ReadonlyMap<string, ReadonlyMap<string, Field>> = new Map(
  Object.entries(COLUMNS).map(([kind, specs]) => [
    kind,
    new Map(specs.flatMap((spec) => fieldsOf(spec).map((field) => [field.name, field]))),
  ]),
);

function fieldsOf(spec: ColumnSpec): Field[] {
  const value: Field = { name: spec.field, spec, aspect: 'value' };
  if (spec.summary === 'last') return [value];
  return [
    value,
    { name: `${spec.field}Min`, spec, aspect: 'low' },
    { name: `${spec.field}Max`, spec, aspect: 'high' },
  ];
}

/** @throws HubError `invalid` */
function askedFields(kind: SeriesKind, names: readonly string[] | undefined): Field[] {
  const wanted = names ?? DEFAULT_FIELDS[kind] ?? COLUMNS[kind].map(({ field }) => field);
  return wanted.map((name) => {
    const field = FIELDS.get(kind)?.get(name);
    if (field === undefined) {
      const known = COLUMNS[kind].map((spec) => spec.field).join(', ');
      throw invalid('fields', `fields may be ${known}, and Min or Max of what is measured`);
    }
    return field;
  });
}

/** The fields that points may have, in the order in which they are asked for. @throws HubError `invalid` */
export const pointFields = (kind: SeriesKind, names: readonly string[] | undefined): string[] =>
  askedFields(kind, names).map(({ name }) => name);

/** @throws HubError `invalid` */
function askedRange(query: HistoryQuery, nowMs: number): { fromMs: number; toMs: number } {
  const { endMs = nowMs, hours = DEFAULT_HOURS } = query;
  const fromMs = query.startMs ?? endMs - hours * HOUR_MS;
  const field = query.startMs === undefined && query.hours !== undefined ? 'hours' : 'start';
  if (fromMs >= endMs) throw invalid(field, 'the range must start before it ends');
  if (endMs - fromMs > LIMITS.historySpanMs) {
    throw invalid(field, `a range may be at most ${LIMITS.historySpanMs / DAY_MS} days long`);
  }
  return { fromMs, toMs: endMs };
}

function shown(
  { spec, aspect }: Field,
  column: HistoryColumn,
  slot: number,
): ReadingValue | undefined {
  const { counts, values, lows, highs } = column.cells;
  const count = counts[slot] ?? 0;
  if (count === 0) return undefined;
  const of = { value: values, low: lows, high: highs }[aspect];
  const isMean = spec.summary === 'mean' && aspect === 'value';
  return toShown(spec, (of[slot] ?? 0) / (isMean ? count : 1), column.labels);
}

function pointsOf(block: Block, fields: readonly Field[]): HistoryPoint[] {
  const columns = block.series.get('');
  const points: HistoryPoint[] = [];
  if (columns === undefined) return points;
  for (let slot = 0; slot < block.slots; slot++) {
    let point: Record<string, ReadingValue> | undefined;
    for (const field of fields) {
      const column = columns.get(field.spec.field);
      const value = column && shown(field, column, slot);
      if (value === undefined) continue;
      point ??= { timestamp: isoTime(block.startMs + slot * block.stepMs) };
      point[field.name] = value;
    }
    if (point !== undefined) points.push(point);
  }
  return points;
}

function inWords(stepMs: number): string {
  const [count, unit] =
    stepMs >= HOUR_MS ? [stepMs / HOUR_MS, 'hour'] : [stepMs / MINUTE_MS, 'minute'];
  return `${count} ${unit}${count === 1 ? '' : 's'}`;
}

function warningOf(points: readonly unknown[], stepMs: number, ageMs: number): string | undefined {
  const { keepMs } = TIERS.at(-1) ?? MINUTES;
  const warnings = [
    ...(points.length === 0 ? ['There is no history of this range.'] : []),
    ...(ageMs > keepMs ? [`History goes back no further than ${keepMs / DAY_MS} days.`] : []),
    ...(points.length > 0 && stepMs > MINUTES.stepMs
      ? [`A range this long, or this old, is thinned: each point sums up ${inWords(stepMs)}.`]
      : []),
  ];
  return warnings.length === 0 ? undefined : warnings.join(' ');
}

/** What zones and equipment show: a device that is not heard of is not among them. */
export function samplesOf(
  zones: Pick<ZoneViews, 'list'>,
  equipment: Pick<EquipmentViews, 'live'>,
): () => Iterable<Sample> {
  return function* samples() {
    for (const view of zones.list()) yield { kind: 'zone', id: view.zoneId, values: view };
    yield* equipment.live();
  };
}

/** @param samples what is shown now: a device that is not heard of is not among them */
export function createHistory(deps: {
  store: Store;
  clock: Clock;
  log: Log;
  samples: () => Iterable<Sample>;
}): History {
  const { store, clock, log, samples } = deps;
  const recorder = createHistoryRecorder({ store, clock, log });
  const roller = createHistoryRoller({ store, clock, packedBefore: () => recorder.packedBefore() });
  const read = createHistoryReader({ store, clock, recorder });
  const sources = [recorder, roller];
  let sampled = 0;
  recorder.onPacked((startMs) => roller.touch(startMs));

  function sample(): void {
    // A sample under a time that turns out wrong would be a lie; without it there is a gap.
    if (clock.isProvisional?.() === true) return;
    recorder.record(clock.nowMs(), samples());
    sampled++;
  }

  return {
    start() {
      let cancel: Cancel;
      const arm = () => {
        const intoMs = (clock.nowMs() - INTO_MINUTE_MS) % MINUTE_MS;
        cancel = clock.after(MINUTE_MS - intoMs, () => {
          sample();
          arm();
        });
      };
      arm();
      return () => cancel();
    },

    query(kind, id, query) {
      const fields = askedFields(kind, query.fields);
      const nowMs = clock.nowMs();
      const range = askedRange(query, nowMs);
      const ageMs = nowMs - range.fromMs;
      const stepMs = answerStepMs(range.toMs - range.fromMs, ageMs, LIMITS.historyPoints);
      const points = pointsOf(read(seriesOf(kind, id), { ...range, stepMs }), fields);
      const warning = warningOf(points, stepMs, ageMs);
      return {
        start: isoTime(range.fromMs),
        end: isoTime(range.toMs),
        points,
        count: points.length,
        ...(warning !== undefined && { warning }),
      };
    },

    values(kind, id, name, range) {
      const [field] = askedFields(kind, [name]);
      const { series, slots } = read(seriesOf(kind, id), range);
      const column = field && series.get('')?.get(field.spec.field);
      return Array.from({ length: slots }, (_, slot) => column && shown(field, column, slot));
    },

    stats: () => ({ samples: sampled, series: recorder.seriesCount() }),
    gather: () => sources.flatMap((source) => source.gather()),
    settle: (wasWritten) => sources.forEach((source) => source.settle(wasWritten)),
  };
}
