import { visible } from '../domain/text.ts';

/** Rows in columns as wide as their widest cell. */
export function printTable(
  rows: readonly (readonly string[])[],
  out: (line: string) => void,
): void {
  const shown = rows.map((cells) => cells.map(visible));
  const widths = (shown[0] ?? []).map((_, column) =>
    Math.max(...shown.map((cells) => cells[column]?.length ?? 0)),
  );
  for (const cells of shown) {
    const padded = cells.map((cell, column) => cell.padEnd(widths[column] ?? 0));
    out(padded.join('  ').trimEnd());
  }
}

/** A text whose lines are the program's own: help, or JSON, which has none within its texts. */
export function printText(text: string, out: (line: string) => void): void {
  for (const line of text.split('\n')) out(line);
}
