/** What is a table besides being JSON: CSV (RFC 4180) for who asks for it, and either packed for who takes it so. */
import { packedReply, prefersToJson } from './encoding.ts';
import type { Reply, Request } from './exchange.ts';
import { JSON_TYPE } from './reply.ts';

export const CSV_TYPE = 'text/csv';

export interface CsvTable {
  readonly columns: readonly string[];
  /** By column; what a row does not have is an empty cell. */
  readonly rows: readonly Readonly<Record<string, unknown>>[];
  /** In what way it is less than was asked for: there is no place for it in a table, so it is a header. */
  readonly warning?: string | undefined;
}

function cell(value: unknown): string {
  if (value === undefined) return '';
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

export function csvOf({ columns, rows }: CsvTable): string {
  const lines = rows.map((row) => columns.map((column) => cell(row[column])).join());
  return [columns.map(cell).join(), ...lines, ''].join('\r\n');
}

const VARY = ['Vary', 'Accept, Accept-Encoding'];

/** @param json what it is to all others */
export function tableOr(
  request: Request,
  json: object,
  table: () => CsvTable,
): Reply | Promise<Reply> {
  const encodings = request.header('accept-encoding');
  if (!prefersToJson(request.header('accept'), CSV_TYPE))
    return packedReply(encodings, JSON_TYPE, Buffer.from(`${JSON.stringify(json)}\n`), VARY);
  const made = table();
  return packedReply(encodings, `${CSV_TYPE}; charset=utf-8`, Buffer.from(csvOf(made)), [
    ...VARY,
    ...(made.warning === undefined ? [] : ['X-Warning', made.warning]),
  ]);
}
