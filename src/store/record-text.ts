/** A record as text: its value with the version of its table, checked when it is read. */
import type { Table } from '../app/base/ports/store.ts';
import { HubError } from '../domain/errors.ts';
import { LIMITS } from '../domain/limits.ts';
import { NewerStoreError } from './newer-store.ts';

/** A record's key in the store. */
export const keyOf = (table: Table<unknown>, key: string) => `${table.name}/${key}`;

/** @throws HubError `invalid` where it is longer than any can be */
export function writtenKey(table: Table<unknown>, key: string): string {
  const whole = keyOf(table, key);
  if (Buffer.byteLength(whole) > LIMITS.storeKeyBytes)
    throw new HubError('invalid', `a key of ${table.name} is over ${LIMITS.storeKeyBytes} bytes`);
  return whole;
}

/** @throws HubError `invalid` where it is too large */
export function encodeRecord<T>(table: Table<T>, key: string, value: unknown): string {
  const text = JSON.stringify({ v: table.version, d: value });
  const { maxBytes = LIMITS.storeValueBytes } = table;
  if (Buffer.byteLength(text) > maxBytes) {
    throw new HubError('invalid', `the record ${keyOf(table, key)} is over ${maxBytes} bytes`);
  }
  return text;
}

/** Whether a text is any record's, of whatever table. */
export function isRecordText(text: string): boolean {
  try {
    return typeof (JSON.parse(text) as { v?: unknown } | null)?.v === 'number';
  } catch {
    return false;
  }
}

const VERSION = /^\{"v":(\d+)/;

/** Whether a newer program wrote the record, by the versions that this one knows of each table. */
export function isNewerRecord(
  key: string,
  text: string,
  versions: ReadonlyMap<string, number>,
): boolean {
  const known = versions.get(key.split('/', 1)[0] ?? '');
  return known !== undefined && Number(VERSION.exec(text)?.[1] ?? 0) > known;
}

/** @throws StoreError where the record is of a newer version, Error where it is damaged */
export function decodeRecord<T>(table: Table<T>, key: string, text: string): T {
  const record = JSON.parse(text) as { v?: unknown; d?: unknown };
  if (typeof record.v !== 'number') throw new Error('it has no version');
  if (record.v > table.version)
    throw new NewerStoreError({
      what: `the record ${key} is of version ${record.v}`,
      knows: `versions up to ${table.version} of it`,
    });
  return table.parse(record.d, record.v);
}
