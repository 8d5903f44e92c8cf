/** Everything a client shows: at one time, and as it changes. */
import { scopeOf } from '../../app/live/scope.ts';
import type { Snapshot, State } from '../../app/live/state.ts';
import type { Permission } from '../../domain/access.ts';
import { principalOf } from '../asker.ts';
import { evaluateConditions } from '../conditional.ts';
import type { Reply, Request } from '../exchange.ts';
import { commonHeaders, jsonReply, JSON_TYPE, textReply } from '../reply.ts';
import type { Route } from '../router.ts';
import type { Streams } from '../streams.ts';

/** Any of these lets in; what is shown is what may be read. */
const ACCESS: readonly Permission[] = ['zones:read', 'equipment:read', 'events:read'];
const COMMON = commonHeaders('no-store');

const STREAM_HEADERS = [
  'Content-Type',
  'text/event-stream',
  ...COMMON,
  // A proxy would hold back what is small.
  'X-Accel-Buffering',
  'no',
];

export function stateRoutes(state: State, streams: Streams): Route[] {
  /** As long as the snapshot itself is kept. */
  const replies = new WeakMap<Snapshot, Reply>();

  function wholeReply(snapshot: Snapshot): Reply {
    const kept = replies.get(snapshot);
    if (kept !== undefined) return kept;
    const reply = textReply(200, JSON_TYPE, `${snapshot.text}\n`, ['ETag', snapshot.etag]);
    replies.set(snapshot, reply);
    return reply;
  }

  function stateReply(request: Request): Reply {
    const snapshot = state.snapshot(scopeOf(principalOf(request)));
    const { etag } = snapshot;
    const status = evaluateConditions((name) => request.header(name), { etag });
    if (status === undefined) return wholeReply(snapshot);
    const validators = ['ETag', etag];
    if (status === 304) return { status, headers: [...COMMON, ...validators] };
    return jsonReply(status, { error: 'Precondition Failed' }, validators);
  }

  function streamReply(request: Request): Reply {
    const asker = principalOf(request);
    streams.refuseTooMany(request, asker);
    return {
      status: 200,
      headers: STREAM_HEADERS,
      live: streams.bodyFor(request, asker),
    };
  }

  return [
    {
      method: 'GET',
      path: '/api/state',
      access: ACCESS,
      isZoned: true,
      summary: 'Everything that there is to show, as far as the asker may read it; has an ETag',
      handle: stateReply,
    },
    {
      method: 'GET',
      path: '/api/stream',
      access: ACCESS,
      isZoned: true,
      summary:
        'The same as server-sent events: a snapshot, then each object that changed, the faults as a whole, and each event; Last-Event-ID resumes',
      handle: streamReply,
    },
  ];
}
