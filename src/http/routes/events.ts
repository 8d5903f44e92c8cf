/** The event log, and the part of it that is for the audit. */
import * as v from 'valibot';
import type { EventFilter, EventPage, EventQuery } from '../../app/records/event-query.ts';
import { EVENT_TYPES, SEVERITIES } from '../../domain/event.ts';
import { LIMITS } from '../../domain/limits.ts';
import { parseInstant } from '../../domain/units.ts';
import type { Request } from '../exchange.ts';
import { instant, readQuery, whole } from '../query.ts';
import { jsonReply } from '../reply.ts';
import type { Route } from '../router.ts';

const word = v.pipe(v.string(), v.minLength(1), v.maxLength(LIMITS.idChars));

const TYPE = Object.keys(EVENT_TYPES).join('|');
const types = v.pipe(
  v.string(),
  v.regex(
    new RegExp(`^(?:${TYPE})(?:,(?:${TYPE}))*$`),
    'must be a type of event, or several with commas between them',
  ),
  v.description('One, or several with commas between them'),
);

const QUERY = v.strictObject({
  from: v.optional(instant('The first instant')),
  to: v.optional(instant('The first instant that is past the range')),
  type: v.optional(types),
  severity: v.optional(v.picklist(SEVERITIES)),
  source: v.optional(word),
  objectId: v.optional(word),
  search: v.optional(
    v.pipe(
      word,
      v.description('Words that stand in the message or the id of what it is about, in any case'),
    ),
  ),
  limit: v.optional(whole(1, LIMITS.eventPage)),
  offset: v.optional(whole(0, 999_999_999)),
});

export function eventRoutes(journal: { query(query: EventQuery): Promise<EventPage> }): Route[] {
  async function answer(request: Request, audit: EventFilter['audit']) {
    const { from = '', to = '', type, ...rest } = readQuery(request.query, QUERY);
    const range = { from: parseInstant(from), to: parseInstant(to) };
    return jsonReply(
      200,
      await journal.query({ ...rest, ...range, type: type?.split(','), audit }),
    );
  }

  return [
    {
      method: 'GET',
      path: '/api/events',
      access: 'events:read',
      summary: 'What happened, newest first; what is for the audit only to who may read that',
      query: QUERY,
      handle: (request) =>
        answer(request, request.principal?.permissions.has('audit:read') ? 'shown' : 'hidden'),
    },
    {
      method: 'GET',
      path: '/api/audit',
      access: 'audit:read',
      summary: 'What happened to credentials and people, and at the door',
      query: QUERY,
      handle: (request) => answer(request, 'only'),
    },
  ];
}
