/**
 * Server-sent events: the snapshot of the state, then each change. Readers of one scope share a
 * channel, for which each change is written once. No reader outlasts what let it in by more than a second.
 */
import type { StateChange } from '../app/live/change-ring.ts';
import type { Cancel, Clock } from '../app/base/ports/clock.ts';
import type { Principal } from '../app/base/principal.ts';
import { scopeOf, type Scope } from '../app/live/scope.ts';
import type { State } from '../app/live/state.ts';
import { LIMITS } from '../domain/limits.ts';
import { HubError } from '../domain/errors.ts';
import { isoTime, SECOND_MS } from '../domain/units.ts';
import type { LiveBody, LiveReader, Request } from './exchange.ts';
import { createTally } from './tally.ts';

export interface Streams {
  count(): number;
  /** @throws HubError `unavailable` (there are as many as can be), `too_many_requests` (the asker has his own share) */
  refuseTooMany(request: Request, asker: Principal): void;
  /** @param asker who asks by this request */
  bodyFor(request: Request, asker: Principal): LiveBody;
}

/** What one scope is told, and those who read it. */
interface Channel {
  readonly scope: Scope;
  readonly tag: string;
  readonly members: Set<Member>;
}

interface Member {
  readonly reader: LiveReader;
  readonly request: Request;
  asker: Principal;
  /** What the asker may do, as the channel was chosen by it: a token's can change. */
  permissions: Principal['permissions'];
}

const RETRY = `retry: ${LIMITS.streamRetryMs}\n\n`;
const EVENT_ID = /^(?<tag>[0-9a-f]+)-(?<seq>\d{1,15})$/;

/** JSON has no line breaks of its own, so that one line has it all. */
const frame = (id: string, event: string, data: string) =>
  `id: ${id}\nevent: ${event}\ndata: ${data}\n\n`;

/** It has no id: what comes back resumes after the last change, as if it had not been told. */
const heartbeat = (nowMs: number) =>
  Buffer.from(`event: heartbeat\ndata: ${JSON.stringify({ ts: isoTime(nowMs) })}\n\n`);

const RETRY_AFTER = { retryAfterSeconds: LIMITS.streamsRetryMs / SECOND_MS };

/** All panels on the wall are one principal: each session of theirs counts by itself. */
const holderOf = ({ id, isPanel, sessionId }: Principal) =>
  isPanel === true ? (sessionId ?? id) : id;

/** The last streams are for people: what a token or a panel opens may be a program that never closes any. */
const mayTakeKept = ({ kind, isPanel }: Principal) => kind === 'session' && isPanel !== true;

export function createStreams({ state, clock }: { state: State; clock: Clock }): Streams {
  const channels = new Map<string, Channel>();
  let timers: readonly Cancel[] = [];
  let count = 0;
  const clients = createTally(LIMITS.streamsPerAddress, LIMITS.streamsPerNetwork);
  const holders = createTally(LIMITS.streamsPerPrincipal, Infinity);

  const framesOf = ({ scope, tag }: Channel, changes: readonly StateChange[]) =>
    changes
      .filter((change) => scope.sees(change))
      .map(({ seq, name, text, auditText = text }) =>
        frame(`${tag}-${seq}`, name, scope.may('audit:read') ? auditText : text),
      )
      .join('');

  function tell(changes: readonly StateChange[]): void {
    for (const channel of channels.values()) {
      const frames = framesOf(channel, changes);
      if (frames === '') continue;
      const bytes = Buffer.from(frames);
      for (const { reader } of channel.members) reader.write(bytes);
    }
  }

  /** What a reader missed; undefined where that is not known, or was not told to its scope. */
  function missedBy(lastId: string | undefined, channel: Channel): string | undefined {
    const { tag, seq } = EVENT_ID.exec(lastId ?? '')?.groups ?? {};
    const changes = tag === channel.tag ? state.since(Number(seq)) : undefined;
    return changes && framesOf(channel, changes);
  }

  function greetingOf(lastId: string | undefined, channel: Channel): Buffer {
    const missed = missedBy(lastId, channel);
    if (missed !== undefined) return Buffer.from(RETRY + missed);
    const { text } = state.snapshot(channel.scope);
    return Buffer.from(RETRY + frame(`${channel.tag}-${state.seq()}`, 'snapshot', text));
  }

  const everybody = () => [...channels.values()].flatMap(({ members }) => [...members]);

  /** Ends what may no longer be read, or is to be read otherwise. */
  function check(): void {
    for (const [key, { members }] of channels)
      for (const member of [...members]) {
        const now = member.request.askerNow();
        if (now === member.asker && now.permissions === member.permissions) continue;
        if (now === undefined || scopeOf(now).key !== key) member.reader.end();
        else Object.assign(member, { asker: now, permissions: now.permissions });
      }
  }

  /** A client that has heard nothing for some of them knows that the way to the hub is broken. */
  function beat(): void {
    const bytes = heartbeat(clock.nowMs());
    everybody().forEach(({ reader }) => reader.write(bytes));
  }

  function start(): void {
    timers = [
      state.watch(tell),
      clock.every(LIMITS.streamCheckMs, check),
      clock.every(LIMITS.streamHeartbeatMs, beat),
    ];
  }

  function channelOf(scope: Scope): Channel {
    const channel = channels.get(scope.key);
    return channel ?? { scope, tag: state.tag(scope), members: new Set() };
  }

  function join(channel: Channel, member: Member): () => void {
    const { scope, members } = channel;
    channels.set(scope.key, channel);
    members.add(member);
    if (++count === 1) start();
    return () => {
      members.delete(member);
      if (members.size === 0) channels.delete(scope.key);
      if (--count === 0) timers.forEach((cancel) => cancel());
    };
  }

  return {
    count: () => count,
    refuseTooMany({ client }, asker) {
      const most = LIMITS.streams - (mayTakeKept(asker) ? 0 : LIMITS.streamsKept);
      if (count >= most)
        throw new HubError('unavailable', `there are ${most} streams already`, RETRY_AFTER);
      if (holders.isFull(holderOf(asker)) || clients.isFull(client.address))
        throw new HubError('too_many_requests', 'you have too many streams already', RETRY_AFTER);
    },
    bodyFor: (request, asker) => (reader) => {
      const channel = channelOf(scopeOf(asker));
      // First, for it brings the others up to date: what they are told then is in this already.
      reader.write(greetingOf(request.header('last-event-id'), channel));
      const leave = join(channel, { reader, request, asker, permissions: asker.permissions });
      const shares = [holders.add(holderOf(asker)), clients.add(request.client.address)];
      return () => [leave, ...shares].forEach((giveBack) => giveBack());
    },
  };
}
