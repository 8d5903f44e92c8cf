/**
 * The format of the store, and what brings an older one to it. A new version of a table's records that cannot be read
 * one by one as they come, or that an older program must not see, is a new format.
 *
 * A migration works on the texts as they were when it was written, and imports no table: those move on.
 */
import { messageOf, StoreError } from '../domain/errors.ts';
import type { Log } from '../app/base/ports/log.ts';
import { auditTables } from './migrations/audit-tables.ts';
import type { Migration } from './migrations/migration.ts';
import { tokenLineage } from './migrations/token-lineage.ts';
import type { TextStore, TextWrite } from './records.ts';

/** In order. Format 1 is that of 0.1.0. */
const MIGRATIONS: readonly Migration[] = [tokenLineage, auditTables];

/** The newest format, in which this program reads and writes. */
export const STORE_FORMAT = 1 + MIGRATIONS.length;

export const FORMAT_KEY = 'store/format';
export const formatWrite = (format: number): TextWrite => [
  FORMAT_KEY,
  JSON.stringify({ v: 1, d: format }),
];

/** The format that a store says it has; undefined in one without any records. */
export function formatOf(texts: Pick<TextStore, 'get' | 'range'>): number | undefined {
  const text = texts.get(FORMAT_KEY);
  if (text !== undefined) {
    const { d } = JSON.parse(text) as { d?: unknown };
    if (typeof d !== 'number') throw new StoreError(`the store's format cannot be read: ${text}`);
    return d;
  }
  const [first] = texts.range('');
  // 0.1.0 wrote none.
  return first === undefined ? undefined : 1;
}

/** Writes the format into a store without records. */
export const beginFormat = async (texts: TextStore): Promise<void> =>
  texts.write([formatWrite(STORE_FORMAT)]);

/**
 * Takes a store to the newest format, a commit for each step: one that is cut short goes on where it was.
 * @throws StoreError where a step cannot be taken; the store is as it was before it
 */
export async function migrate(
  texts: TextStore,
  from: number,
  { log, migrations = MIGRATIONS }: { log: Log; migrations?: readonly Migration[] },
): Promise<void> {
  for (const migration of migrations) {
    const { to, what } = migration;
    if (to <= from) continue;
    try {
      const changes = migration.writes(texts);
      await texts.write([...changes, formatWrite(to)]);
      log.info('the store has a new format', { format: to, what, records: changes.length });
    } catch (error) {
      throw new StoreError(
        `the store could not be brought to format ${to} (${what}): ${messageOf(error)}. It is as it was`,
      );
    }
  }
}
