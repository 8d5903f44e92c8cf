/** Events as a file to take along. */
import type { EventView } from '../../../app/records/event-record.ts';

const COLUMNS = [
  'id',
  'timestamp',
  'severity',
  'type',
  'source',
  'objectId',
  'message',
  'by',
  'from',
  'data',
] as const;

/** What a spreadsheet would take for a formula. */
const FORMULA = /^[=+\-@\t\r]/;

function cell(value: EventView[(typeof COLUMNS)[number]]): string {
  if (value === undefined) return '';
  const text = typeof value === 'object' ? JSON.stringify(value) : String(value);
  const harmless = FORMULA.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}

/** RFC 4180, with a byte-order mark: without it Excel takes UTF-8 for something else. */
export function toCsv(all: readonly EventView[]): string {
  const rows = all.map((event) => COLUMNS.map((column) => cell(event[column])).join(','));
  return `\uFEFF${[COLUMNS.join(','), ...rows].join('\r\n')}\r\n`;
}

export const toJson = (all: readonly EventView[]): string =>
  `${JSON.stringify({ events: all, metadata: { count: all.length } }, undefined, 2)}\n`;
