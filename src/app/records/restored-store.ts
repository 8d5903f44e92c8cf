/**
 * That a store could not be used and another has taken its place. It is written into the new one before that is put there,
 * so that no power cut keeps it from being told, and is an event from the first start on.
 */
import * as v from 'valibot';
import type { RestoredStore } from '../../domain/restored-store.ts';
import { recordValue } from '../base/schema.ts';
import type { Store, Table } from '../base/ports/store.ts';
import type { EventJournal } from './journal.ts';

const RECORD = v.object({
  fault: v.string(),
  from: v.picklist(['backup', 'rest', 'nothing']),
  records: v.number(),
  kept: v.optional(v.string()),
  backup: v.optional(v.string()),
  sinceTs: v.optional(v.string()),
  untilTs: v.optional(v.string()),
  lost: v.optional(v.array(v.string())),
});

export const RESTORED: Table<RestoredStore> = {
  name: 'restored',
  version: 1,
  parse: (value) => recordValue(RECORD, value),
};
export const RESTORED_KEY = 'last';

/** Tells of it once: the event and the end of the record are one commit. */
export async function tellRestored(
  store: Store,
  journal: Pick<EventJournal, 'commit'>,
): Promise<void> {
  const restored = store.get(RESTORED, RESTORED_KEY);
  if (restored === undefined) return;
  await journal.commit(
    [{ remove: RESTORED, key: RESTORED_KEY }],
    [{ type: 'store_restored', severity: 'critical', objectId: 'hub', data: { ...restored } }],
  );
}
