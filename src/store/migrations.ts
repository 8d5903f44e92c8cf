/**
 * The format of the store, and what brings an older one to it. A new version of a table's records that cannot be read
 * one by one as they come, or that an older program must not see, is a new format.
 *
 * A migration works on the texts as they were when it was written, and imports no table: those move on.
 */
import { messageOf, StoreError } from '../domain/errors.ts';
import type { Log } from '../app/base/ports/log.ts';
import { auditTables } from './migrations/audit-tables.ts';
import type { MigratedTexts, Migration } from './migrations/migration.ts';
import { tokenLineage } from './migrations/token-lineage.ts';
import { NewerStoreError } from './newer-store.ts';
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

/**
 * @param folder of the store
 * @throws NewerStoreError where this program does not know the format
 */
export function refuseNewer(format: number | undefined, folder: string): void {
  if (format !== undefined && format > STORE_FORMAT)
    throw new NewerStoreError({
      what: `the store in ${folder} is of format ${format}`,
      knows: `formats up to ${STORE_FORMAT}`,
    });
}

/** Writes the format into a store without records. */
export const beginFormat = async (texts: TextStore): Promise<void> =>
  texts.write([formatWrite(STORE_FORMAT)]);

/** A store as it will be once what is gathered is written. */
function withWrites(texts: MigratedTexts) {
  const writes = new Map<string, string | undefined>();
  const inOrder = ([a]: readonly [string, string], [b]: readonly [string, string]) =>
    Buffer.compare(Buffer.from(a), Buffer.from(b));
  return {
    writes,
    get: (key: string) => (writes.has(key) ? writes.get(key) : texts.get(key)),
    range(prefix: string) {
      const written = [...writes].flatMap(([key, text]) =>
        key.startsWith(prefix) && text !== undefined ? [[key, text] as const] : [],
      );
      const others = [...texts.range(prefix)].filter(([key]) => !writes.has(key));
      return [...others, ...written].sort(inOrder);
    },
  };
}

/**
 * Takes a store to the newest format, all steps in one commit: each sees what those before it made.
 * @throws StoreError where one cannot be taken; the store is as it was
 */
export async function migrate(
  texts: TextStore,
  from: number,
  { log, migrations = MIGRATIONS }: { log: Log; migrations?: readonly Migration[] },
): Promise<void> {
  const due = migrations.filter(({ to }) => to > from);
  const next = withWrites(texts);
  let step: Migration | undefined;
  try {
    for (step of due)
      for (const [key, text] of [...step.writes(next), formatWrite(step.to)])
        next.writes.set(key, text);
    await texts.write([...next.writes]);
  } catch (error) {
    throw new StoreError(
      `the store could not be brought to format ${step?.to ?? from} (${step?.what ?? ''}): ${messageOf(error)}. It is as it was`,
    );
  }
  for (const { to, what } of due) log.info('the store has a new format', { format: to, what });
}
