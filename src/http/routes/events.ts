/** The event log, and the part of it that is for the audit. */
import { Readable } from 'node:stream';
import * as v from 'valibot';
import type { Principal } from '../../app/base/principal.ts';
import type { EventFilter, EventQuery } from '../../app/records/event-query.ts';
import { withoutOrigin, type EventView } from '../../app/records/event-record.ts';
import type { EventJournal } from '../../app/records/journal.ts';
import { HubError } from '../../domain/errors.ts';
import { EVENT_TYPES, SEVERITIES } from '../../domain/event.ts';
import { LIMITS } from '../../domain/limits.ts';
import { parseInstant, SECOND_MS } from '../../domain/units.ts';
import type { Reply, Request } from '../exchange.ts';
import { instant, readQuery, whole } from '../query.ts';
import { commonHeaders, jsonReply } from '../reply.ts';
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
  format: v.optional(
    v.pipe(
      v.picklist(['json', 'jsonl']),
      v.description('jsonl: a line of JSON for each, and all of them where no limit is given'),
    ),
  ),
});

const JSONL_HEADERS = [
  'Content-Type',
  'application/x-ndjson',
  ...commonHeaders('no-store'),
  'Content-Disposition',
  'attachment',
];

/** All that fit, as lines, no faster than they are read; cut off where who asks may no longer see them. */
async function* linesOf(
  slices: AsyncIterable<readonly EventView[]>,
  shown: (event: EventView) => EventView,
  mayGoOn: () => boolean,
): AsyncGenerator<Buffer> {
  for await (const events of slices) {
    if (!mayGoOn()) throw new HubError('forbidden', 'whoever asked may no longer do so');
    if (events.length > 0)
      yield Buffer.from(events.map((event) => `${JSON.stringify(shown(event))}\n`).join(''));
  }
}

/** Who may see the audit among the events. */
const auditFor = (asker: Principal | undefined): EventFilter['audit'] =>
  asker?.permissions.has('audit:read') === true ? 'shown' : 'hidden';

type Source = Pick<EventJournal, 'query' | 'slices'>;

export function eventRoutes(journal: Source): Route[] {
  let exports = 0;

  function exportReply(
    request: Request,
    query: EventQuery,
    shown: (event: EventView) => EventView,
  ): Reply {
    if (request.method === 'HEAD') return { status: 200, headers: JSONL_HEADERS };
    if (exports >= LIMITS.eventExports)
      throw new HubError('unavailable', `there are ${exports} exports already`, {
        retryAfterSeconds: LIMITS.eventExportsRetryMs / SECOND_MS,
      });
    exports++;
    // `/api/audit` itself is not let in without the right.
    const mayGoOn = () => {
      const asker = request.askerNow();
      return asker !== undefined && (query.audit === 'only' || auditFor(asker) === query.audit);
    };
    const body = Readable.from(linesOf(journal.slices(query), shown, mayGoOn), {
      objectMode: false,
    });
    body.once('close', () => exports--);
    return { status: 200, headers: JSONL_HEADERS, body };
  }

  async function answer(request: Request, audit: EventFilter['audit']): Promise<Reply> {
    const { from = '', to = '', type, format, ...rest } = readQuery(request.query, QUERY);
    const range = { from: parseInstant(from), to: parseInstant(to) };
    const query = { ...rest, ...range, type: type?.split(','), audit };
    const shown = audit === 'hidden' ? withoutOrigin : (event: EventView) => event;
    if (format === 'jsonl') return exportReply(request, query, shown);
    const { events, metadata } = await journal.query(query);
    return jsonReply(200, { events: events.map(shown), metadata });
  }

  return [
    {
      method: 'GET',
      path: '/api/events',
      access: 'events:read',
      summary: 'What happened, newest first; what is for the audit only to who may read that',
      query: QUERY,
      handle: (request) => answer(request, auditFor(request.principal)),
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
