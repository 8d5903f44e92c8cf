/** What a backup that was read holds, and would change of the hub that is here. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { RestoreContents } from '../app/backup/restoring.ts';
import { BROKER } from '../app/broker/broker-record.ts';
import { revivedCounts } from '../app/backup/revived.ts';
import { isoTime } from '../domain/units.ts';
import { KEY_FILE_NAME } from '../store/key-file.ts';
import type { ReadBackup } from './restore.ts';

/** The hub that is put back. */
export interface RestoredHub {
  /** Of the store. */
  readonly folder: string;
  /** Whether the house's file lies in the folder, and is put back with the rest. */
  readonly hasHouse: boolean;
  readonly serial: string;
}

export function contentsOf(
  { header, holdings, found }: ReadBackup,
  { folder, hasHouse, serial }: RestoredHub,
): RestoreContents {
  const history = [...holdings.tables].filter(([table]) => table.startsWith('history_'));
  const isThere = (name: string) => existsSync(join(folder, name));
  return {
    kind: header.kind,
    madeAt: isoTime(header.madeAtMs),
    version: header.version,
    ...(header.serial !== undefined && { serial: header.serial }),
    leftOut: header.leftOut,
    records: holdings.records,
    historyBlocks: history.reduce((sum, [, many]) => sum + many, 0),
    historyFiles: found.whole.length,
    historyFilesLost: found.bad.length,
    people: holdings.people,
    tokens: holdings.tokens,
    factorsLost: holdings.factorsLost,
    hasKeys: holdings.keys !== undefined,
    hasBroker: holdings.tables.has(BROKER.name),
    replaces: [
      'store',
      ...(holdings.keys !== undefined && isThere(KEY_FILE_NAME) ? (['keys'] as const) : []),
      ...(hasHouse && holdings.hasHouse && isThere('house.json') ? (['house'] as const) : []),
      ...(holdings.firmwareFiles > 0 && isThere('firmware') ? (['firmware'] as const) : []),
    ],
    ...(header.serial !== serial && { ownSerial: serial }),
    ...revivedCounts(holdings),
  };
}
