import { filled, visible } from '../domain/text.ts';
import type { CliContext } from './context.ts';
import { folded } from './fold.ts';

/** With less for it, a last column is not folded within itself. */
const LEAST_FOLDED = 24;
const GAP = '  ';
const RECORD_INDENT = '    ';

type Output = Pick<CliContext, 'out' | 'columns'>;

type Rows = readonly (readonly string[])[];

/** @param last the room for the last column, which is folded into it; none where it may have any */
function columnLines(rows: Rows, widths: readonly number[], last: number | undefined): string[] {
  const lead = (cells: readonly string[]) =>
    cells.map((cell, column) => `${cell.padEnd(widths[column] ?? 0)}${GAP}`).join('');
  const blank = lead(widths.slice(0, -1).map(() => ''));
  return rows.flatMap((cells) =>
    folded(cells.at(-1) ?? '', last).map((line, at) =>
      `${at === 0 ? lead(cells.slice(0, -1)) : blank}${line}`.trimEnd(),
    ),
  );
}

/** A line for the first two cells of each row, and below it the others by their names. */
function recordLines([names = [], ...rows]: Rows, columns: number): string[] {
  return rows.flatMap((cells) => {
    const room = columns - RECORD_INDENT.length;
    const named = cells.map((cell, column) => `${(names[column] ?? '').toLowerCase()} ${cell}`);
    const told = named.slice(2).filter((_, at) => cells[at + 2] !== '');
    const pieces = told.map((text, at) => (at === told.length - 1 ? text : `${text},`));
    const lines = filled(
      pieces.flatMap((piece) => (piece.length > room ? piece.split(' ') : [piece])),
      room,
    );
    const head = folded(cells.slice(0, 2).join(GAP), columns, RECORD_INDENT);
    return [...head, ...lines.map((line) => `${RECORD_INDENT}${line}`)];
  });
}

function linesOf(rows: Rows, columns: number | undefined): string[] {
  const widths = (rows[0] ?? []).map((_, column) =>
    Math.max(...rows.map((cells) => cells[column]?.length ?? 0)),
  );
  const all = widths.reduce((sum, width) => sum + width + GAP.length, -GAP.length);
  if (columns === undefined || all <= columns) return columnLines(rows, widths, undefined);
  const last = columns - all + (widths.at(-1) ?? 0);
  return last >= LEAST_FOLDED ? columnLines(rows, widths, last) : recordLines(rows, columns);
}

/** Rows in columns; on a terminal that is too narrow for them, so that they can still be read. */
export function printTable(rows: Rows, { out, columns }: Output): void {
  for (const line of linesOf(
    rows.map((cells) => cells.map(visible)),
    columns.out,
  ))
    out(line);
}

/** A text whose lines are the program's own: help, or JSON, which has none within its texts. */
export function printText(text: string, out: (line: string) => void): void {
  for (const line of text.split('\n')) out(line);
}
