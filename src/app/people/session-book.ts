/** All sessions in memory, as steps of a transaction change them and lazy batches keep them. */
import type { Doer } from '../../domain/doer.ts';
import type { NewEvent } from '../../domain/event.ts';
import type { SessionEnd } from '../../domain/sentences/event-data.ts';
import { LiveSession, SESSION_USE, SESSIONS, type SessionRecord } from './live-session.ts';
import type { Clock, ClockMove } from '../base/ports/clock.ts';
import type { Change, LazySource, Store } from '../base/ports/store.ts';
import type { Step } from '../records/transaction.ts';
import type { Users } from '../users/users.ts';

export interface SessionBook extends LazySource {
  /** Undefined for one that has ended in whatever way. */
  live(id: string): LiveSession | undefined;
  /** As Tokens.moveAlong. */
  moveAlong(move: ClockMove): () => readonly Change[];
  /** Those that live, newest last. */
  list(): LiveSession[];
  /** Those of a user that live; of the panels, where `userId` is undefined. */
  of(userId: string | undefined): LiveSession[];
  /** How many live, by kind. */
  counts(): Record<SessionRecord['kind'], number>;
  isTaken(id: string): boolean;
  /** Rises whenever a session changes or ends, or a user's rights change. */
  epoch(): number;
  saving(record: SessionRecord, events?: readonly NewEvent[]): Step;
  ending(session: LiveSession, why: SessionEnd, doer: Doer, events?: readonly NewEvent[]): Step;
  /** All of a user, or of the panels, but one. */
  endingAll(userId: string | undefined, why: SessionEnd, doer: Doer, exceptId?: string): Step[];
}

function endedEvent(
  { id, userId = 'panel' }: SessionRecord,
  why: SessionEnd,
  doer: Doer,
): NewEvent {
  return {
    type: 'session_ended',
    severity: 'info',
    objectId: id,
    ...doer,
    data: { userId, why },
  };
}

export function createSessionBook(deps: {
  store: Store;
  clock: Clock;
  users: Pick<Users, 'get' | 'version'>;
}): SessionBook {
  const { store, clock, users } = deps;
  const sessions = new Map<string, LiveSession>();
  /** Ids that only a use is kept of. */
  let strays: string[] = [];
  let changes = 0;
  let gathered: { used: LiveSession[]; dead: LiveSession[] } = { used: [], dead: [] };

  for (const [id, record] of store.entries(SESSIONS)) sessions.set(id, new LiveSession(record));
  for (const [id, use] of store.entries(SESSION_USE)) {
    const session = sessions.get(id);
    if (session === undefined) strays.push(id);
    else session.lastSeenAtMs = use.lastSeenAtMs;
  }

  function isLive({ record: { userId }, endsAtMs }: LiveSession): boolean {
    return clock.nowMs() < endsAtMs && (userId === undefined || users.get(userId) !== undefined);
  }
  const list = () =>
    [...sessions.values()]
      .filter(isLive)
      .sort((a, b) => a.record.createdAtMs - b.record.createdAtMs);
  const of = (userId: string | undefined) =>
    list().filter(({ record }) => record.userId === userId);
  const removals = (id: string) => [
    { remove: SESSIONS, key: id },
    { remove: SESSION_USE, key: id },
  ];

  function ending(
    session: LiveSession,
    why: SessionEnd,
    doer: Doer,
    events: readonly NewEvent[] = [],
  ): Step {
    const { record } = session;
    return {
      changes: removals(record.id),
      events: [...events, endedEvent(record, why, doer)],
      apply() {
        sessions.delete(record.id);
        changes++;
      },
    };
  }

  return {
    live(id) {
      const session = sessions.get(id);
      return session !== undefined && isLive(session) ? session : undefined;
    },
    moveAlong(move) {
      const moved = [...sessions.values()].filter((session) => session.moveAlong(move));
      if (moved.length > 0) changes++;
      return () =>
        moved
          .filter(({ record }) => sessions.has(record.id))
          .flatMap(({ record, lastSeenAtMs }) => [
            { put: SESSIONS, key: record.id, value: record },
            { put: SESSION_USE, key: record.id, value: { lastSeenAtMs } },
          ]);
    },
    list,
    of,
    counts() {
      const counts = { jwt: 0, cookie: 0 };
      for (const session of sessions.values()) if (isLive(session)) counts[session.record.kind]++;
      return counts;
    },
    isTaken: (id) => sessions.has(id),
    epoch: () => changes + users.version(),

    saving: (record, events = []) => ({
      changes: [{ put: SESSIONS, key: record.id, value: record }],
      events,
      apply() {
        const session = sessions.get(record.id);
        if (session === undefined) sessions.set(record.id, new LiveSession(record));
        else session.record = record;
        changes++;
      },
    }),
    ending,
    endingAll: (userId, why, doer, exceptId) =>
      of(userId)
        .filter(({ record }) => record.id !== exceptId)
        .map((session) => ending(session, why, doer)),

    gather() {
      const all = [...sessions.values()];
      const dead = all.filter((session) => !isLive(session));
      const used = all.filter((session) => !session.isUseSaved && isLive(session));
      for (const session of used) session.isUseSaved = true;
      gathered = { used, dead };
      return [
        ...used.map(({ record, lastSeenAtMs }) => ({
          put: SESSION_USE,
          key: record.id,
          value: { lastSeenAtMs },
        })),
        ...dead.flatMap(({ record }) => removals(record.id)),
        ...strays.map((key) => ({ remove: SESSION_USE, key })),
      ];
    },
    settle(wasWritten) {
      const { used, dead } = gathered;
      if (wasWritten) {
        for (const { record } of dead) sessions.delete(record.id);
        strays = [];
      } else for (const session of used) session.isUseSaved = false;
    },
  };
}
