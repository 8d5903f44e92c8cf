/** Events and notices: a schema for each type, by which a client tells what is in its data. */
import * as v from 'valibot';
import type { NoticeView } from '../../app/people/notices.ts';
import { EVENT_VIEW } from '../../app/records/event-record.ts';
import { EVENT_TYPES, type EventType } from '../../domain/event.ts';
import { COUNT, describes, maybe, OPEN_OBJECT, said, TIME, WHOLE } from './describe.ts';
import { EVENT_DATA } from './event-data.ts';

const { by, from } = EVENT_VIEW.entries;
/** What is in every event, and stands in the contract once. */
export const EVENT_PARTS = { Actor: by, Origin: from.wrapped };
const TOLD = v.omit(v.object({ ...EVENT_VIEW.entries, id: WHOLE, timestamp: TIME }), [
  'data',
]).entries;

/** Where there is nothing to say, `data` is left out. */
const MAY_SAY_NOTHING: ReadonlySet<EventType> = new Set([
  'system_shutdown',
  'refresh_reused',
  'pin_disabled',
  'setup_code_renewed',
  'unlocked',
]);

function schemaOf(type: EventType) {
  const data: v.GenericSchema = EVENT_DATA[type];
  return v.object({
    ...TOLD,
    type: v.literal(type),
    data: MAY_SAY_NOTHING.has(type) ? maybe(data) : data,
  });
}

const TYPES = Object.keys(EVENT_TYPES) as EventType[];
const SCHEMAS = TYPES.map((type) => [type, schemaOf(type)] as const);
const capital = (word: string) => word.charAt(0).toUpperCase() + word.slice(1);
/** The name of the component: `SetpointChangeEvent`. */
const nameOf = (type: EventType) => `${type.split('_').map(capital).join('')}Event`;

/** Components by name. */
export const EVENTS: Readonly<Record<string, v.GenericSchema>> = Object.fromEntries(
  SCHEMAS.map(([type, schema]) => [nameOf(type), schema]),
);
export const EVENT = said(
  v.union(SCHEMAS.map(([, schema]) => schema)),
  'By type. A later version may have more types',
);

export const EVENT_PAGE = v.object({
  events: said(v.array(EVENT), 'Newest first'),
  metadata: v.object({ count: COUNT, limit: COUNT, offset: COUNT }),
});

const DISMISSED = describes<Omit<NoticeView, 'data'>>()(
  v.object({
    ...TOLD,
    type: v.string(),
    dismissedBy: said(v.array(v.string()), 'Ids of owners'),
  }),
);
export const NOTICE = v.object({ ...DISMISSED.entries, data: maybe(OPEN_OBJECT) });
