/** What goes into a backup, as lines, a few at a time: others have their turn in between. */
import { setImmediate as nextTurn } from 'node:timers/promises';
import { LIMITS } from '../../domain/limits.ts';
import type { BackupPart } from '../../domain/backup.ts';
import type { StoreSnapshot } from '../base/ports/store.ts';
import { BackupWriter, type BackupFileName, type BackupHeader } from './format.ts';
import type { FirmwareSource } from './ports.ts';
import type { Revocation } from './revocation.ts';

/** Sessions are in no backup: one that has ended since would be back. Everybody signs in anew. */
const NEVER: ReadonlySet<string> = new Set(['sessions', 'session_use']);
const EVENTS: ReadonlySet<string> = new Set(['events', 'audit', 'audit_traffic', 'refusals']);
const isHistory = (table: string) => table.startsWith('history_');

/** Past every key of a table. */
const pastAll = (table: string) => `${table}/\u{10ffff}`;
const tableOf = (key: string) => key.slice(0, key.indexOf('/'));

export interface BackupContents {
  readonly header: BackupHeader;
  readonly snapshot: StoreSnapshot;
  readonly files: readonly (readonly [name: BackupFileName, text: string])[];
  readonly revocations: readonly Revocation[];
  readonly firmware: FirmwareSource | undefined;
}

/** The first key of a table that goes along. */
function firstKeys(
  snapshot: StoreSnapshot,
  leftOut: readonly BackupPart[],
): (key: string) => string {
  const known = new Map<string, string>();
  function firstOf(table: string): string {
    if (NEVER.has(table)) return pastAll(table);
    if (isHistory(table) && leftOut.includes('history')) return pastAll(table);
    if (!EVENTS.has(table) || !leftOut.includes('events')) return '';
    let first = pastAll(table);
    let left: number = LIMITS.backupDailyEvents;
    for (const [key] of snapshot.range(`${table}/`, { newestFirst: true })) {
      first = key;
      if (--left === 0) break;
    }
    return first;
  }
  return (key) => {
    const table = tableOf(key);
    const first = known.get(table) ?? firstOf(table);
    known.set(table, first);
    return first;
  };
}

type RecordOf = readonly [key: string, text: string];

/** Some records from a key on, and where to go on; undefined where there are none left. */
function sliceFrom(
  snapshot: StoreSnapshot,
  from: string,
  firstOf: (key: string) => string,
): { records: RecordOf[]; next: string | undefined } {
  const records: RecordOf[] = [];
  let bytes = 0;
  for (const [key, text] of snapshot.range('', { from })) {
    const first = firstOf(key);
    if (key < first) return { records, next: first };
    if (records.length >= LIMITS.backupSliceRecords || bytes >= LIMITS.backupSliceBytes)
      return { records, next: key };
    records.push([key, text]);
    bytes += key.length + text.length;
  }
  return { records, next: undefined };
}

async function* recordSlices(contents: BackupContents): AsyncGenerator<readonly RecordOf[]> {
  const { snapshot, header } = contents;
  const firstOf = firstKeys(snapshot, header.leftOut);
  for (let from: string | undefined = ''; from !== undefined;) {
    const { records, next } = sliceFrom(snapshot, from, firstOf);
    yield records;
    from = next;
    await nextTurn();
  }
}

/** @param onRecords is told how many records there were so far */
export async function* backupLines(
  contents: BackupContents,
  onRecords: (count: number) => void = () => undefined,
): AsyncGenerator<string> {
  const { header, files, revocations, firmware } = contents;
  const writer = new BackupWriter();
  yield writer.header(header);
  for (const [file, text] of files) yield writer.item({ file, text });
  for (const revocation of revocations) yield writer.item({ revocation });
  for await (const records of recordSlices(contents)) {
    const lines = records.map(([record, text]) => writer.item({ record, text }));
    onRecords(writer.counts.record);
    yield lines.join('');
  }
  if (firmware !== undefined)
    for await (const { path, bytes } of firmware.files())
      yield writer.item({ firmware: path, bytes: Buffer.from(bytes).toString('base64') });
  yield writer.end();
}
