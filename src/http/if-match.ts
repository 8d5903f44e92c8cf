/**
 * What may be changed on condition (RFC 9110 section 13.1.1): a GET answers an ETag, a PUT or PATCH of the same path takes it as
 * `If-Match`. The tag is made of what can be changed there, a part for each member: so it stands while the hub itself moves
 * what it shows beside (the next hour of a schedule, the last use of a token), and a later look tells which members are
 * no longer as they were.
 */
import { createHash } from 'node:crypto';
import {
  UNCONDITIONALLY,
  type EditableMembers,
  type Precondition,
} from '../app/base/precondition.ts';
import type { EventJournal } from '../app/records/journal.ts';
import { HubError, type JsonValue } from '../domain/errors.ts';
import { matchesStrongly } from './conditional.ts';
import type { Reply, Request } from './exchange.ts';
import { withHeaders } from './reply.ts';
import type { Editable, Route } from './router.ts';

/** Characters of a member's part: 48 bits, of which nobody guesses another value with the same. */
const PART_CHARS = 8;

const partOf = (value: unknown) =>
  createHash('sha256')
    .update(JSON.stringify(value ?? null))
    .digest('base64url')
    .slice(0, PART_CHARS);
const partsOf = (members: EditableMembers) => Object.values(members).map(partOf);

export const etagOf = (members: EditableMembers): string => `"${partsOf(members).join('.')}"`;

/** Which members are otherwise than where the tag was given; all of them where it is none of the hub's. */
function changedSince(ifMatch: string, members: EditableMembers): string[] {
  const seen = /"([^"]*)"/.exec(ifMatch)?.[1]?.split('.') ?? [];
  const now = partsOf(members);
  return Object.keys(members).filter((_, i) => seen[i] !== now[i]);
}

export function preconditionOf(request: Request): Precondition {
  const ifMatch = request.header('if-match');
  if (ifMatch === undefined) return UNCONDITIONALLY;
  return (current) => {
    if (matchesStrongly(ifMatch, etagOf(current))) return;
    throw new HubError('precondition_failed', 'It is not as If-Match says: it was changed', {
      changed: changedSince(ifMatch, current),
    });
  };
}

/** Who changed it last, and when; nothing where no event tells any more. */
async function lastChange(
  journal: Pick<EventJournal, 'query'>,
  { events: type, param }: Editable,
  { params }: Request,
): Promise<Record<string, JsonValue>> {
  const objectId = param === undefined ? undefined : params[param];
  const { events } = await journal.query({ type, objectId, audit: 'shown' });
  const newest = events.find((event) => event.objectId === objectId);
  if (newest === undefined) return {};
  const { kind, id, name } = newest.by;
  return { by: { kind, id, ...(name !== undefined && { name }) }, at: newest.timestamp };
}

function withEtag(route: Route, editable: Editable, journal: Pick<EventJournal, 'query'>): Route {
  async function handle(request: Request): Promise<Reply> {
    try {
      const reply = await route.handle(request);
      return withHeaders(reply, ['ETag', etagOf(editable.members(request.params))]);
    } catch (error) {
      if (!(error instanceof HubError) || error.code !== 'precondition_failed') throw error;
      const { code, message, context } = error;
      const last = await lastChange(journal, editable, request);
      throw new HubError(code, message, { ...context, ...last });
    }
  }
  return { ...route, handle };
}

/** The same routes: of what is editable, each answers its ETag, and a 412 says who was faster. */
export const withEtags = (
  routes: readonly Route[],
  journal: Pick<EventJournal, 'query'>,
): readonly Route[] =>
  routes.map((route) =>
    route.editable === undefined ? route : withEtag(route, route.editable, journal),
  );
