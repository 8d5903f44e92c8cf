/** An event as it is kept, and as it is shown. */
import * as v from 'valibot';
import type { JsonValue } from '../../domain/errors.ts';
import { EVENT_TYPES, SEVERITIES, type NewEvent, type Severity } from '../../domain/event.ts';
import { isoTime } from '../../domain/units.ts';
import type { Table } from '../ports.ts';
import { checked } from '../schema.ts';

export interface EventRecord {
  readonly timestampMs: number;
  /** Perhaps one that only a later version knows. */
  readonly type: string;
  readonly severity: Severity;
  readonly source: string;
  readonly objectId?: string | undefined;
  readonly message: string;
  readonly data?: NewEvent['data'];
}

/** As `GET /api/events` shows it. */
export interface EventView {
  readonly id: number;
  readonly timestamp: string;
  readonly type: string;
  readonly severity: Severity;
  readonly source: string;
  readonly objectId?: string | undefined;
  readonly message: string;
  readonly data?: NewEvent['data'];
}

const RECORD = v.strictObject({
  timestampMs: v.number(),
  type: v.string(),
  severity: v.picklist(SEVERITIES),
  source: v.string(),
  objectId: v.optional(v.string()),
  message: v.string(),
  data: v.optional(
    v.record(
      v.string(),
      v.custom<JsonValue>(() => true),
    ),
  ),
});

/** @param name of a table whose keys are the events' numbers */
export function eventTable(name: string): Table<EventRecord> {
  return { name, version: 1, parse: (value) => checked(RECORD, value) };
}

const KEY_DIGITS = 12;

/** Keys ascend as numbers do. */
export const eventKey = (id: number) => String(id).padStart(KEY_DIGITS, '0');

export function eventRecord(event: NewEvent, timestampMs: number): EventRecord {
  const { type, severity, source = EVENT_TYPES[type].source, objectId, message, data } = event;
  return {
    ...{ timestampMs, type, severity, source },
    ...(objectId !== undefined && { objectId }),
    message,
    ...(data !== undefined && { data }),
  };
}

export function eventView(id: number, { timestampMs, ...rest }: EventRecord): EventView {
  return { id, timestamp: isoTime(timestampMs), ...rest };
}

/** Whether it is for those alone who may read the audit. What this version does not know is. */
export function isAuditType(type: string): boolean {
  return !Object.hasOwn(EVENT_TYPES, type) || EVENT_TYPES[type as keyof typeof EVENT_TYPES].isAudit;
}
