/** What people are told of a store that was damaged: the sentences of its events. */
import type { EventDataTypes } from './event-data.ts';
import { recordName } from './records.ts';

export function storeRestored({
  fault,
  from,
  backup,
  sinceTs,
  untilTs,
  lost,
}: EventDataTypes['store_restored']): string {
  const what = `The store was damaged (${fault})`;
  if (from === 'nothing')
    return `${what}, and nothing of it could be read: the house goes on by its file, without people, tokens and schedules`;
  if (from === 'rest')
    return lost === undefined || lost.length === 0
      ? `${what}: all of its records could be read, and are in a new one`
      : `${what}: what could be read is in a new one, which may lack some of ${lost.join(', ')}`;
  return `${what}: the backup ${backup} took its place, and what was kept from ${sinceTs} until ${untilTs ?? 'the damage'} is gone`;
}

export function recordsDamaged({
  table,
  keys,
  count: many,
  goodTs,
}: EventDataTypes['records_damaged']): string {
  const more = many > keys.length ? ` and ${many - keys.length} more` : '';
  const what = `${recordName(table, keys.join(', '))}${more} could not be read`;
  return goodTs === undefined
    ? `${what}, and ${many === 1 ? 'counts' : 'count'} for nothing`
    : `${what}: what the backup of ${goodTs} has of it took its place`;
}
