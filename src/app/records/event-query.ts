/** What may be asked of the events. */
import type { Severity } from '../../domain/event.ts';
import { isAuditType, type EventRecord, type EventView } from './event-record.ts';

export interface EventFilter {
  /** Ms since 1970, inclusive. */
  readonly from?: number | undefined;
  /** Exclusive. */
  readonly to?: number | undefined;
  readonly type?: string | undefined;
  readonly severity?: Severity | undefined;
  readonly source?: string | undefined;
  readonly objectId?: string | undefined;
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

const FIELDS = ['type', 'severity', 'source', 'objectId'] as const;

export function matches(filter: EventFilter, record: EventRecord): boolean {
  const { from = -Infinity, to = Infinity, audit } = filter;
  const { timestampMs, type } = record;
  return (
    timestampMs >= from &&
    timestampMs < to &&
    (audit === 'shown' || isAuditType(type) === (audit === 'only')) &&
    FIELDS.every((field) => filter[field] === undefined || filter[field] === record[field])
  );
}
