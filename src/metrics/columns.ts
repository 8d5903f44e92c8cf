/**
 * Families that have samples for each of many objects: zones, devices. A column says what one of them tells; how its
 * samples begin is written once for each object and kept. What has no value now has no sample.
 */
import { series, type Family } from './family.ts';
import type { MetricsPage } from './page.ts';

/** The samples of one object now: lines, or nothing. */
type Cell<Source> = (source: Source) => string;

export interface Column<Source> {
  readonly family: Family;
  /** @param labels values of the first labels: which object it is */
  readonly cell: (labels: readonly string[]) => Cell<Source>;
}

/** `source` is undefined while nothing is known of the object. */
export type Row<Source> = readonly [key: string, source: Source | undefined];

/** @param more values of the labels after those of the object */
export function gauge<Source>(
  family: Family,
  valueOf: (source: Source) => number | undefined,
  ...more: readonly string[]
): Column<Source> {
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
): Column<Source> {
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
): Column<Source> {
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
  write(page: MetricsPage, rows: readonly Row<Source>[]): void;
}

/**
 * @param columns those of one family next to each other
 * @param labelsOf values of the first labels, from a row's key
 */
export function columnTable<Source>(
  columns: readonly Column<Source>[],
  labelsOf: (key: string) => readonly string[] = (key) => [key],
): ColumnTable<Source> {
  let cells = new Map<string, readonly Cell<Source>[]>();

  function cellsOf(rows: readonly Row<Source>[]): (readonly Cell<Source>[])[] {
    // The house was read anew: what it no longer has is let go.
    if (cells.size > rows.length) cells = new Map();
    return rows.map(([key]) => {
      let own = cells.get(key);
      if (own === undefined) {
        const labels = labelsOf(key);
        cells.set(key, (own = columns.map(({ cell }) => cell(labels))));
      }
      return own;
    });
  }

  return {
    families: [...new Set(columns.map(({ family }) => family))],
    write(page, rows) {
      const known = cellsOf(rows);
      let begun: Family | undefined;
      columns.forEach(({ family }, at) => {
        if (family !== begun) page.begin((begun = family));
        let text = '';
        for (let row = 0; row < rows.length; row++) {
          const source = rows[row]?.[1];
          const cell = known[row]?.[at];
          if (source !== undefined && cell !== undefined) text += cell(source);
        }
        page.lines(text);
      });
    },
  };
}
