/** What may be asked of the events. */
import { kindOf, EVENT_TABLES, type Severity } from '../../domain/event.ts';
import { isAuditType, type EventRecord, type EventView } from './event-record.ts';
import { EVENT_TABLE, type EventTable } from './event-tables.ts';

export interface EventFilter {
  /** Ms since 1970, inclusive. */
  readonly from?: number | undefined;
  /** Exclusive. */
  readonly to?: number | undefined;
  /** One, or any of several. */
  readonly type?: string | readonly string[] | undefined;
  readonly severity?: Severity | undefined;
  readonly source?: string | undefined;
  readonly objectId?: string | undefined;
  /** Words that all stand in the message or the id of what it is about, however they are written. */
  readonly search?: string | undefined;
  /** Whether events for the audit are among them, or are all there is. */
  readonly audit: 'hidden' | 'shown' | 'only';
}

export interface EventQuery extends EventFilter {
  /** 1 to LIMITS.eventPage; LIMITS.eventDefaultPage where none is given. */
  readonly limit?: number | undefined;
  readonly offset?: number | undefined;
}

export interface EventPage {
  /** Newest first. */
  readonly events: readonly EventView[];
  readonly metadata: { readonly count: number; readonly limit: number; readonly offset: number };
}

const FIELDS = ['severity', 'source', 'objectId'] as const;

function isFound(search: string, { message, objectId = '' }: EventRecord): boolean {
  const text = `${message} ${objectId}`.toLowerCase();
  return search
    .toLowerCase()
    .split(/\s+/)
    .every((word) => text.includes(word));
}

export function matches(filter: EventFilter, record: EventRecord): boolean {
  const { from = -Infinity, to = Infinity, audit, type: asked, search = '' } = filter;
  const { timestampMs, type } = record;
  return (
    timestampMs >= from &&
    timestampMs < to &&
    (audit === 'shown' || isAuditType(type) === (audit === 'only')) &&
    (asked === undefined || asked === type || (Array.isArray(asked) && asked.includes(type))) &&
    FIELDS.every((field) => filter[field] === undefined || filter[field] === record[field]) &&
    (search === '' || isFound(search, record))
  );
}

/** Where what fits can lie. */
export function tablesFor({ type, audit }: EventFilter): readonly EventTable[] {
  const ofTypes =
    type === undefined ? EVENT_TABLES : [type].flat().map((one) => kindOf(one)?.table);
  return EVENT_TABLES.filter(
    (name) =>
      ofTypes.includes(name) && (audit === 'shown' || (audit === 'only') !== (name === 'house')),
  ).map((name) => EVENT_TABLE[name]);
}
