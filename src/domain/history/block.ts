/** A block: what some series were over a stretch of time, in slots of equal length. */
import { addCell, plainCells, setCell, summedCells, type Cells } from './cells.ts';
import { toStored, type ColumnName, type ColumnSpec } from './columns.ts';

export interface HistoryColumn extends ColumnName {
  readonly cells: Cells;
}

/** By field. */
export type Columns = Map<string, HistoryColumn>;

export interface Block {
  /** Ms since 1970, a multiple of the step. */
  readonly startMs: number;
  readonly stepMs: number;
  readonly slots: number;
  readonly series: Map<string, Columns>;
}

export const newBlock = (startMs: number, stepMs: number, slots: number): Block => ({
  startMs,
  stepMs,
  slots,
  series: new Map<string, Columns>(),
});

export const endOf = ({ startMs, stepMs, slots }: Block): number => startMs + stepMs * slots;

export function columnsOf(block: Block, series: string): Columns {
  let columns = block.series.get(series);
  if (columns === undefined) block.series.set(series, (columns = new Map<string, HistoryColumn>()));
  return columns;
}

/** @param isSummed whether cells of a column that is averaged take in several samples */
function columnFor(
  columns: Columns,
  name: ColumnName,
  slots: number,
  isSummed: boolean,
): HistoryColumn {
  let column = columns.get(name.field);
  if (column === undefined) {
    const { field, summary, labels } = name;
    const cells = isSummed && summary === 'mean' ? summedCells(slots) : plainCells(slots);
    column = { field, summary, cells, ...(labels && { labels: [...labels] }) };
    columns.set(field, column);
  }
  return column;
}

/** Puts one sample, as stored, into its slot, over what may be there. */
export function putSample(
  block: Block,
  series: string,
  name: ColumnName,
  slot: number,
  stored: number,
): void {
  const { cells } = columnFor(columnsOf(block, series), name, block.slots, false);
  cells.counts[slot] = 1;
  cells.values[slot] = stored;
}

/** Puts what a view shows into a slot. Members that no column names are left alone, those that are absent are gaps. */
export function putView(
  block: Block,
  series: string,
  specs: readonly ColumnSpec[],
  slot: number,
  view: object,
): void {
  const values = view as Readonly<Record<string, unknown>>;
  for (const spec of specs) {
    const stored = toStored(spec, values[spec.field]);
    if (stored !== undefined) putSample(block, series, spec, slot, stored);
  }
}

/** How `from` numbers its labels → how `into` does, which takes in those it lacks. */
function relabelling(into: HistoryColumn, from: HistoryColumn): (value: number) => number {
  const { labels } = into;
  if (labels === undefined || from.labels === undefined) return (value) => value;
  const known = labels as string[];
  const numbers = from.labels.map((label) => {
    const index = known.indexOf(label);
    return index === -1 ? known.push(label) - 1 : index;
  });
  return (value) => numbers[value] ?? value;
}

function pour(
  into: Block,
  from: Block,
  series: string,
  write: typeof addCell,
  isSummed: boolean,
): void {
  const columns = columnsOf(into, series);
  for (const source of from.series.get(series)?.values() ?? []) {
    const target = columnFor(columns, source, into.slots, isSummed);
    // A later version may keep a field in another way: the two do not mix.
    if (target.summary !== source.summary) continue;
    const relabel = relabelling(target, source);
    const { counts, values } = source.cells;
    for (let at = 0; at < from.slots; at++) {
      if (counts[at] === 0) continue;
      const slot = Math.floor((from.startMs + at * from.stepMs - into.startMs) / into.stepMs);
      if (slot < 0 || slot >= into.slots) continue;
      write(target.cells, slot, source.cells, at, relabel(values[at] ?? 0));
    }
  }
}

/** Writes the samples that `from` has of a series over those of `into`, whose step is the same: one each. */
export function overlay(into: Block, from: Block, series: string): void {
  pour(into, from, series, setCell, false);
}

/** Sums `from` up in the slots of `into`, which are as long or longer. To be called in the order of time. */
export function rollUp(into: Block, from: Block, series: string): void {
  pour(into, from, series, addCell, true);
}
