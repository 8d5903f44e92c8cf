/** Rows in columns as wide as their widest cell. */
export function printTable(
  rows: readonly (readonly string[])[],
  out: (line: string) => void,
): void {
  const widths = (rows[0] ?? []).map((_, column) =>
    Math.max(...rows.map((cells) => cells[column]?.length ?? 0)),
  );
  for (const cells of rows) {
    const padded = cells.map((cell, column) => cell.padEnd(widths[column] ?? 0));
    out(padded.join('  ').trimEnd());
  }
}
