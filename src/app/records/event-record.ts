/** An event as it is kept, and as it is shown. */
import * as v from 'valibot';
import { ACTOR_KINDS, actorOfId, BY_HUB, deviceDoer } from '../../domain/doer.ts';
import type { JsonValue } from '../../domain/errors.ts';
import { EVENT_TYPES, kindOf, sentenceOf, SEVERITIES, type NewEvent } from '../../domain/event.ts';
import { isoTime } from '../../domain/units.ts';
import type { Table } from '../base/ports/store.ts';
import { recordValue } from '../base/schema.ts';

const ACTOR = v.strictObject({
  kind: v.pipe(
    v.picklist(ACTOR_KINDS),
    v.description('`hub`: by time, by rule, or by what it found'),
  ),
  id: v.string(),
  name: v.optional(v.pipe(v.string(), v.description('As it was called at the time'))),
});
const ORIGIN = v.strictObject({
  address: v.optional(v.string()),
  program: v.optional(v.string()),
  sessionId: v.optional(v.string()),
});
const DATA = v.record(
  v.string(),
  v.custom<JsonValue | undefined>(() => true),
);
/** What an event has besides its number and time. */
const TOLD = {
  /** Perhaps one that only a later version knows. */
  type: v.string(),
  severity: v.picklist(SEVERITIES),
  source: v.string(),
  objectId: v.optional(v.string()),
  message: v.string(),
  by: ACTOR,
  from: v.optional(
    v.pipe(ORIGIN, v.description('From where, for who may read the audit; `mqtt` is any client')),
  ),
  data: v.optional(DATA),
};
/** The hub itself is left out. */
const RECORD = v.strictObject({ timestampMs: v.number(), ...TOLD, by: v.optional(ACTOR) });

/** As `GET /api/events` shows it. */
export const EVENT_VIEW = v.strictObject({ id: v.number(), timestamp: v.string(), ...TOLD });
export type EventRecord = Readonly<v.InferOutput<typeof RECORD>>;
export type EventView = Readonly<v.InferOutput<typeof EVENT_VIEW>>;

/** Version 1 kept an id among the data, if anything, and knew no name. */
function ofVersion1(record: EventRecord): EventRecord {
  const { type, source, objectId, data: { by: said, ...data } = {} } = record;
  const { userId, kind, address } = data;
  const isSession = type.startsWith('session_') || type === 'refresh_reused';
  const id = typeof said === 'string' ? said : isSession ? userId : undefined;
  // What control found of it has its kind for a source.
  const isDevice = typeof kind === 'string' && kind !== source && objectId !== undefined;
  return {
    ...record,
    ...(typeof id === 'string' && { by: actorOfId(id) }),
    ...(id === undefined && isDevice && deviceDoer({ kind, id: objectId })),
    ...(typeof address === 'string' && { from: { address } }),
    data: Object.keys(data).length === 0 ? undefined : data,
  };
}

/** @param name of a table whose keys are the events' numbers */
export function eventTable(name: string): Table<EventRecord> {
  return {
    name,
    version: 2,
    parse(value, version) {
      const record = recordValue(RECORD, value);
      return version === 1 ? ofVersion1(record) : record;
    },
  };
}

const KEY_DIGITS = 12;

/** Keys ascend as numbers do. */
export const eventKey = (id: number) => String(id).padStart(KEY_DIGITS, '0');

export function eventRecord(event: NewEvent, timestampMs: number): EventRecord {
  const { type, severity, source = EVENT_TYPES[type].source, objectId, data } = event;
  const { by = BY_HUB.by, from } = event;
  return {
    timestampMs,
    type,
    severity,
    source,
    ...(objectId !== undefined && { objectId }),
    message: sentenceOf(event),
    ...(by.kind !== 'hub' && { by }),
    ...(from !== undefined && { from }),
    ...(Object.keys(data).length > 0 && { data }),
  };
}

export function eventView(
  id: number,
  { timestampMs, by = BY_HUB.by, from, data, ...rest }: EventRecord,
): EventView {
  return {
    id,
    timestamp: isoTime(timestampMs),
    ...rest,
    by,
    ...(from !== undefined && { from }),
    ...(data !== undefined && { data }),
  };
}

/** For who may not read the audit: where people are is not theirs to know. */
export const withoutOrigin = (view: EventView): EventView => ({ ...view, from: undefined });

/** Whether it is for those alone who may read the audit. What this version does not know is. */
export const isAuditType = (type: string): boolean => kindOf(type)?.table !== 'house';
