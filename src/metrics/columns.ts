/**
 * Families that have samples for each of many objects: zones, devices. A column says what one of them tells; how its
 * samples begin is written once for each object and kept. What has no value now has no sample.
 */
import { series, type Family, type MetricFormat } from './family.ts';
import type { MetricsPage } from './exposition.ts';

/** The samples of one object now: lines, or nothing. */
type Cell<Source> = (source: Source) => string;

export interface SampleColumn<Source> {
  readonly family: Family;
  /** @param labels values of the first labels: which object it is */
  readonly cell: (labels: readonly string[]) => Cell<Source>;
}

/** `source` is undefined while nothing is known of the object. */
export type SampleRow<Source> = readonly [key: string, source: Source | undefined];

/** @param more values of the labels after those of the object */
export function gauge<Source>(
  family: Family,
  valueOf: (source: Source) => number | undefined,
  ...more: readonly string[]
): SampleColumn<Source> {
  return {
    family,
    cell(labels) {
      const head = series(family, ...labels, ...more);
      let kept: number | undefined;
      let text = '';
      return (source) => {
        const value = valueOf(source);
        if (value !== kept) {
          kept = value;
          text = value === undefined ? '' : `${head}${value}\n`;
        }
        return text;
      };
    },
  };
}

/** A sample for each state, 1 for the one that holds and 0 for all others: the whole set is written once per state. */
export function stateSet(
  family: Family,
  states: readonly string[],
  ...before: readonly string[]
): ReadonlyMap<string, string> {
  const textOf = (current: string) =>
    states
      .map((state) => `${series(family, ...before, state)}${state === current ? 1 : 0}\n`)
      .join('');
  return new Map(states.map((current) => [current, textOf(current)]));
}

export function states<Source>(
  family: Family,
  values: readonly string[],
  stateOf: (source: Source) => unknown,
): SampleColumn<Source> {
  return {
    family,
    cell(labels) {
      const texts = stateSet(family, values, ...labels);
      return (source) => texts.get(stateOf(source) as string) ?? '';
    },
  };
}

/** What is said in the last label; kept as long as it stays the same. */
export function info<Source>(
  family: Family,
  textOf: (source: Source) => string | undefined,
): SampleColumn<Source> {
  return {
    family,
    cell(labels) {
      let kept: string | undefined;
      let text = '';
      return (source) => {
        const said = textOf(source);
        if (said === undefined) return '';
        if (said !== kept) {
          kept = said;
          text = `${series(family, ...labels, said)}1\n`;
        }
        return text;
      };
    },
  };
}

export interface ColumnTable<Source> {
  readonly families: readonly Family[];
  write(page: MetricsPage, rows: readonly SampleRow<Source>[]): void;
}

export interface TableOptions {
  /** Values of the first labels, from a row's key. */
  readonly labelsOf?: (key: string) => readonly string[];
  /** Whether a source that is the very same object says the very same: it is not asked again then. */
  readonly isFrozen?: boolean;
}

/** What a table last wrote of one object. */
interface KeptRow<Source> {
  readonly key: string;
  readonly cells: readonly Cell<Source>[];
  /** In the order of the columns. */
  readonly texts: string[];
  source: Source | undefined;
}

/** The samples of all rows, one family after the other. */
function encode<Source>(
  columns: readonly SampleColumn<Source>[],
  rows: readonly KeptRow<Source>[],
  format: MetricFormat,
): Uint8Array {
  const parts: string[] = [];
  let begun: Family | undefined;
  columns.forEach(({ family }, at) => {
    if (family !== begun) parts.push(family.heads[format]);
    begun = family;
    for (const { texts } of rows) parts.push(texts[at] ?? '');
  });
  return Buffer.from(parts.join(''));
}

/**
 * What has not changed since the last page is taken from there, row by row, and where nothing has, as a whole.
 * @param columns those of one family next to each other
 */
export function columnTable<Source>(
  columns: readonly SampleColumn<Source>[],
  { labelsOf = (key) => [key], isFrozen = false }: TableOptions = {},
): ColumnTable<Source> {
  let kept: readonly KeptRow<Source>[] = [];
  let whole: Partial<Record<MetricFormat, Uint8Array>> = {};

  function newRow(key: string): KeptRow<Source> {
    const labels = labelsOf(key);
    const cells = columns.map(({ cell }) => cell(labels));
    return { key, cells, texts: columns.map(() => ''), source: undefined };
  }

  function follow(rows: readonly SampleRow<Source>[]): void {
    const isSame = rows.length === kept.length && rows.every(([key], at) => key === kept[at]?.key);
    if (isSame) return;
    const known = new Map(kept.map((row) => [row.key, row]));
    kept = rows.map(([key]) => known.get(key) ?? newRow(key));
    whole = {};
  }

  function update(row: KeptRow<Source>, source: Source | undefined): void {
    if (source === row.source && (isFrozen || source === undefined)) return;
    row.source = source;
    const { cells, texts } = row;
    for (let at = 0; at < cells.length; at++) {
      const text = source === undefined ? '' : (cells[at]?.(source) ?? '');
      if (text === texts[at]) continue;
      texts[at] = text;
      whole = {};
    }
  }

  return {
    families: [...new Set(columns.map(({ family }) => family))],
    write(page, rows) {
      follow(rows);
      kept.forEach((row, at) => update(row, rows[at]?.[1]));
      const { format } = page;
      page.encoded((whole[format] ??= encode(columns, kept, format)));
    },
  };
}
