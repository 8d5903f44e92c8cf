/**
 * The records without which the house would be another one are looked at before they are used: one that cannot be read is
 * set aside, and the last good value takes its place where a backup has one.
 */
import type { Backups, GoodBackup } from '../app/base/ports/backups.ts';
import type { Log } from '../app/base/ports/log.ts';
import type { DamagedRecord, Table } from '../app/base/ports/store.ts';
import { messageOf, StoreError } from '../domain/errors.ts';
import { decodeRecord } from './record-text.ts';
import { setAsideWrites, type TextStore, type TextWrite } from './records.ts';

export interface MendedTable {
  readonly table: Table<unknown>;
  /** The id, or the type, of what the audit tells where the record changes; absent where it tells nothing. */
  readonly auditedAs?: (key: string) => string;
}

interface Found extends MendedTable {
  /** Within its table. */
  readonly key: string;
  readonly text: string;
}

const fullKey = ({ table, key }: Pick<Found, 'table' | 'key'>) => `${table.name}/${key}`;

function faultIn(table: Table<unknown>, key: string, text: string): string | undefined {
  try {
    decodeRecord(table, key, text);
    return undefined;
  } catch (error) {
    // One of a newer version is no damage: whoever reads it next says so.
    return error instanceof StoreError ? undefined : messageOf(error);
  }
}

function* damagedIn(
  texts: Pick<TextStore, 'range'>,
  tables: readonly MendedTable[],
  log: Log,
): Iterable<Found> {
  for (const mended of tables) {
    const { table } = mended;
    const prefix = `${table.name}/`;
    for (const [at, text] of texts.range(prefix)) {
      const key = at.slice(prefix.length);
      const reason = faultIn(table, key, text);
      if (reason === undefined) continue;
      log.error('a record is damaged', { key: at, reason });
      yield { ...mended, key, text };
    }
  }
}

/** What the audit tells of since then, by id and by type; undefined where it cannot be read either. */
function auditedSince(texts: Pick<TextStore, 'range'>, sinceMs: number): Set<string> | undefined {
  const audited = new Set<string>();
  try {
    for (const [, text] of texts.range('audit/')) {
      const { d } = JSON.parse(text) as {
        d: { type: string; objectId?: string; timestampMs: number };
      };
      if (d.timestampMs < sinceMs) continue;
      audited.add(d.type);
      if (d.objectId !== undefined) audited.add(d.objectId);
    }
    return audited;
  } catch {
    return undefined;
  }
}

/** The last good text of each that a backup has, and that nobody has changed since. */
async function goodTexts(
  texts: Pick<TextStore, 'range'>,
  found: readonly Found[],
  backup: GoodBackup,
): Promise<Map<string, string>> {
  const audited = auditedSince(texts, backup.madeAtMs);
  const wanted = new Map(
    found
      .filter(
        ({ auditedAs, key }) =>
          auditedAs === undefined || (audited !== undefined && !audited.has(auditedAs(key))),
      )
      .map((one) => [fullKey(one), one]),
  );
  const good = new Map<string, string>();
  if (wanted.size === 0) return good;
  for await (const [key, text] of backup.records()) {
    const one = wanted.get(key);
    if (one !== undefined && faultIn(one.table, one.key, text) === undefined) good.set(key, text);
  }
  return good;
}

/** @throws HubError `storage_full`, `storage_unwritable`: they stay as they are */
export async function mendRecords(
  texts: TextStore,
  {
    tables,
    backups,
    log,
  }: { tables: readonly MendedTable[]; backups?: Backups | undefined; log: Log },
): Promise<readonly DamagedRecord[]> {
  const found = [...damagedIn(texts, tables, log)];
  if (found.length === 0) return [];
  const backup = await backups?.newestGood();
  const good =
    backup === undefined ? new Map<string, string>() : await goodTexts(texts, found, backup);
  const writes = found.flatMap((one): TextWrite[] => {
    const key = fullKey(one);
    const text = good.get(key);
    return [
      ...setAsideWrites(key, one.text),
      ...(text === undefined ? [] : [[key, text] as const]),
    ];
  });
  await texts.write(writes);
  return found.map(({ table, key }) => ({
    table: table.name,
    key,
    goodAtMs: good.has(`${table.name}/${key}`) ? backup?.madeAtMs : undefined,
  }));
}
