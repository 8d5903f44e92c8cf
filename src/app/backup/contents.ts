/** What goes into a backup, as lines, a few at a time: others have their turn in between. */
import { LIMITS } from '../../domain/limits.ts';
import type { BackupPart } from '../../domain/backup.ts';
import type { StoreSnapshot } from '../base/ports/store.ts';
import { BackupWriter, type BackupFileName, type BackupHeader, type BlockRef } from './format.ts';
import { openFrom } from './history-blocks.ts';
import type { FirmwareSource } from './ports.ts';
import { recordSlices } from './record-slices.ts';
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
  /** Where the history that is over lies, if it lies in blocks. */
  readonly blocks?: readonly BlockRef[] | undefined;
  readonly files: readonly (readonly [name: BackupFileName, text: string])[];
  readonly revocations: readonly Revocation[];
  readonly firmware: FirmwareSource | undefined;
}

/** The first key of a table that goes along. */
function firstKeys({ snapshot, header, blocks }: BackupContents): (key: string) => string {
  const { madeAtMs } = header;
  const leftOut: ReadonlySet<BackupPart> = new Set(header.leftOut);
  function firstOfHistory(table: string): string {
    const isOut = leftOut.has('history') || leftOut.has('recent_history');
    if (isOut) return pastAll(table);
    return (blocks && openFrom(table, madeAtMs)) ?? '';
  }
  const known = new Map<string, string>();
  function firstOf(table: string): string {
    if (NEVER.has(table)) return pastAll(table);
    if (isHistory(table)) return firstOfHistory(table);
    if (!EVENTS.has(table) || !leftOut.has('events')) return '';
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

/** @param onRecords is told how many records there were so far */
export async function* backupLines(
  contents: BackupContents,
  onRecords: (count: number) => void = () => undefined,
): AsyncGenerator<string> {
  const { header, snapshot, blocks = [], files, revocations, firmware } = contents;
  const writer = new BackupWriter();
  yield writer.header(header);
  for (const block of blocks) yield writer.item({ block });
  for (const [file, text] of files) yield writer.item({ file, text });
  for (const revocation of revocations) yield writer.item({ revocation });
  const firstOf = firstKeys(contents);
  for await (const records of recordSlices(snapshot, { from: '', firstOf })) {
    const lines = records.map(([record, text]) => writer.item({ record, text }));
    onRecords(writer.counts.record);
    yield lines.join('');
  }
  if (firmware !== undefined)
    for await (const { path, bytes } of firmware.files())
      yield writer.item({ firmware: path, bytes: Buffer.from(bytes).toString('base64') });
  yield writer.end();
}
