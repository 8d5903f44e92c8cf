/** Events and notices. What stands in the `data` of a type is said where a table says it. */
import * as v from 'valibot';
import type { NoticeView } from '../../app/people/notices.ts';
import { EVENT_VIEW } from '../../app/records/event-record.ts';
import { EVENT_TYPES, type EventType } from '../../domain/event.ts';
import { SETTING_NAMES, HOUSE_SETTINGS } from '../../domain/settings.ts';
import { COUNT, describes, maybe, OPEN_OBJECT, said, TIME, WHOLE } from './describe.ts';
import { valueSchema } from './readings.ts';

const SOME_SETTINGS = Object.fromEntries(
  SETTING_NAMES.map((name) => [name, maybe(valueSchema(HOUSE_SETTINGS[name]))]),
);

/** Type → what its `data` is. Of the others it is an object whose members are not said. */
const EVENT_DATA = {
  settings_changed: v.object({ ...SOME_SETTINGS, before: v.object(SOME_SETTINGS) }),
} satisfies Partial<Record<EventType, v.GenericSchema>>;

const isDescribed = (type: string): type is keyof typeof EVENT_DATA => type in EVENT_DATA;
const OTHER_TYPES = (Object.keys(EVENT_TYPES) as EventType[]).filter((type) => !isDescribed(type));

const COMMON = { ...EVENT_VIEW.entries, id: WHOLE, timestamp: TIME, data: maybe(OPEN_OBJECT) };
const OTHER_EVENT = v.object({
  ...COMMON,
  type: said(v.picklist(OTHER_TYPES), 'A later version may have more'),
});
const SETTINGS_CHANGED = v.object({
  ...COMMON,
  type: v.literal('settings_changed'),
  data: EVENT_DATA.settings_changed,
});

/** Components by name: one for each type whose `data` is said, and one for all others. */
export const EVENTS = { SettingsChangedEvent: SETTINGS_CHANGED, OtherEvent: OTHER_EVENT };
export const EVENT = v.union([SETTINGS_CHANGED, OTHER_EVENT]);

export const EVENT_PAGE = v.object({
  events: said(v.array(EVENT), 'Newest first'),
  metadata: v.object({ count: COUNT, limit: COUNT, offset: COUNT }),
});

const { data, ...TOLD } = COMMON;
const DISMISSED = describes<Omit<NoticeView, 'data'>>()(
  v.object({
    ...TOLD,
    type: v.string(),
    dismissedBy: said(v.array(v.string()), 'Ids of owners'),
  }),
);
export const NOTICE = v.object({ ...DISMISSED.entries, data });
