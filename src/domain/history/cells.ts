/**
 * What a column holds: one cell per slot of time. A cell stands for as many samples as were taken in its slot, and
 * one without any is a gap: nothing is ever put in its place.
 */

export interface Cells {
  /** Samples in each cell; 0 is a gap. */
  readonly counts: Uint16Array;
  /** Their sum, or the last of them where the column keeps that. */
  readonly values: Float64Array;
  /** The least and the greatest: the very array of `values` where a cell is no more than one sample. */
  readonly lows: Float64Array;
  readonly highs: Float64Array;
}

/** Cells that are one sample each, or the last of several. */
export function plainCells(slots: number): Cells {
  const values = new Float64Array(slots);
  return { counts: new Uint16Array(slots), values, lows: values, highs: values };
}

/** Cells that sum up. */
export function summedCells(slots: number): Cells {
  return {
    counts: new Uint16Array(slots),
    values: new Float64Array(slots),
    lows: new Float64Array(slots),
    highs: new Float64Array(slots),
  };
}

export const hasSpread = (cells: Cells): boolean => cells.lows !== cells.values;

/** Writes over a cell. */
export function setCell(into: Cells, slot: number, from: Cells, at: number, value: number): void {
  into.counts[slot] = from.counts[at] ?? 0;
  into.values[slot] = value;
  if (!hasSpread(into)) return;
  into.lows[slot] = from.lows[at] ?? 0;
  into.highs[slot] = from.highs[at] ?? 0;
}

/** Adds a cell to what the slot has, which comes before it in time. */
export function addCell(into: Cells, slot: number, from: Cells, at: number, value: number): void {
  const count = into.counts[slot] ?? 0;
  into.counts[slot] = count + (from.counts[at] ?? 0);
  if (!hasSpread(into)) {
    into.values[slot] = value;
    return;
  }
  const low = from.lows[at] ?? 0;
  const high = from.highs[at] ?? 0;
  into.values[slot] = (into.values[slot] ?? 0) + value;
  into.lows[slot] = count === 0 ? low : Math.min(into.lows[slot] ?? 0, low);
  into.highs[slot] = count === 0 ? high : Math.max(into.highs[slot] ?? 0, high);
}
