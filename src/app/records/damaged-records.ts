/** Records that could not be read, told as events: one for each table, which names the first few. */
import type { NewEvent } from '../../domain/event.ts';
import { LIMITS } from '../../domain/limits.ts';
import { isoTime } from '../../domain/units.ts';
import type { DamagedRecord } from '../base/ports/store.ts';
import type { EventJournal } from './journal.ts';

/** By table, and by where their values come from now. */
function grouped(records: readonly DamagedRecord[]): Map<string, DamagedRecord[]> {
  const groups = new Map<string, DamagedRecord[]>();
  for (const record of records) {
    const name = `${record.table} ${record.goodAtMs}`;
    groups.set(name, [...(groups.get(name) ?? []), record]);
  }
  return groups;
}

function eventOf(records: readonly DamagedRecord[]): NewEvent[] {
  const [first] = records;
  if (first === undefined) return [];
  const { table, goodAtMs } = first;
  const data = {
    table,
    keys: records.slice(0, LIMITS.damagedRecordKeys).map(({ key }) => key),
    count: records.length,
    ...(goodAtMs !== undefined && { goodTs: isoTime(goodAtMs) }),
  };
  return [{ type: 'records_damaged', severity: 'critical', objectId: 'hub', data }];
}

/** @throws HubError as Store.commit */
export async function tellDamaged(
  records: readonly DamagedRecord[],
  journal: Pick<EventJournal, 'commit'>,
): Promise<void> {
  if (records.length === 0) return;
  await journal.commit([], [...grouped(records).values()].flatMap(eventOf));
}
