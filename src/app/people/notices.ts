/**
 * What owners are to notice: events of some types (`isNotice` of `domain/event.ts`), the newest LIMITS.noticesPerType of
 * each, until every owner has dismissed them. They survive a restart; how they are told is the live state's matter.
 */
import { HubError } from '../../domain/errors.ts';
import { kindOf } from '../../domain/event.ts';
import { LIMITS } from '../../domain/limits.ts';
import { createListeners, type Listener } from '../base/listeners.ts';
import type { Cancel } from '../base/ports/clock.ts';
import type { Change, LazySource, Store } from '../base/ports/store.ts';
import type { Principal } from '../base/principal.ts';
import { eventKey, type EventView } from '../records/event-record.ts';
import type { EventJournal } from '../records/journal.ts';
import { NOTICES } from '../records/event-tables.ts';
import type { Mutex } from '../base/mutex.ts';
import type { Users } from '../users/users.ts';

/** As it is told to all who may read the audit: each leaves out what they have dismissed. */
export interface NoticeView extends EventView {
  /** Ids of owners. */
  readonly dismissedBy: readonly string[];
}

export interface Notices {
  /** Newest first. */
  list(): readonly NoticeView[];
  /** Those that the asker has not dismissed. */
  listFor(asker: Principal): readonly EventView[];
  /**
   * For the asker alone; it is on the disk when the promise resolves.
   * @param id of one; undefined for all that there are
   * @throws HubError `forbidden` (no owner asks), `not_found`, `storage_full`
   */
  dismiss(asker: Principal, id?: number): Promise<void>;
  onChange(listener: Listener<void>): Cancel;
}

interface Notice {
  readonly event: EventView;
  readonly dismissedBy: readonly string[];
}

export function createNotices(deps: {
  store: Store;
  journal: Pick<EventJournal, 'find' | 'onEvent'>;
  users: Pick<Users, 'list'>;
  mutex: Mutex;
}): Notices & LazySource {
  const { store, journal, users, mutex } = deps;
  const listeners = createListeners();
  const notices = new Map<number, Notice>();
  /** Keys on the disk of what is no notice any more. */
  let gone: string[] = [];
  /** How many of them were given out to be removed. */
  let goneGiven = 0;

  const newestFirst = () => [...notices.values()].sort((a, b) => b.event.id - a.event.id);
  const isDone = ({ dismissedBy }: Notice) =>
    users.list().every(({ id, role }) => role !== 'owner' || dismissedBy.includes(id));

  function drop(id: number): void {
    notices.delete(id);
    gone.push(eventKey(id));
  }

  function add(event: EventView, dismissedBy: readonly string[]): void {
    notices.set(event.id, { event, dismissedBy });
    const alike = newestFirst().filter((one) => one.event.type === event.type);
    const oldest = alike[LIMITS.noticesPerType];
    if (oldest !== undefined) drop(oldest.event.id);
  }

  for (const [key, { dismissedBy }] of store.entries(NOTICES)) {
    const event = journal.find(Number(key));
    if (event === undefined) gone.push(key);
    else add(event, dismissedBy);
  }
  journal.onEvent((event) => {
    if (kindOf(event.type)?.isNotice !== true) return;
    add(event, []);
    listeners.tell();
  });

  function writing(notice: Notice): Change {
    const key = eventKey(notice.event.id);
    if (isDone(notice)) return { remove: NOTICES, key };
    return { put: NOTICES, key, value: { dismissedBy: notice.dismissedBy } };
  }

  function ownerOf({ id, kind }: Principal): string {
    // Of sessions none but an owner's may read the audit.
    if (kind === 'session') return id;
    throw new HubError('forbidden', 'notices are for owners, who dismiss them each for themselves');
  }

  return {
    list: () => newestFirst().map(({ event, dismissedBy }) => ({ ...event, dismissedBy })),
    listFor: ({ id }) =>
      newestFirst()
        .filter(({ dismissedBy }) => !dismissedBy.includes(id))
        .map(({ event }) => event),

    dismiss: async (asker, id) =>
      mutex(async () => {
        const owner = ownerOf(asker);
        if (id !== undefined && !notices.has(id))
          throw new HubError('not_found', 'Notice not found', { noticeId: id });
        const dismissed = newestFirst()
          .filter(
            ({ event, dismissedBy }) =>
              (id ?? event.id) === event.id && !dismissedBy.includes(owner),
          )
          .map((one) => ({ ...one, dismissedBy: [...one.dismissedBy, owner] }));
        if (dismissed.length === 0) return;
        await store.commit(dismissed.map(writing));
        for (const one of dismissed)
          if (isDone(one)) notices.delete(one.event.id);
          else notices.set(one.event.id, one);
        listeners.tell();
      }),

    onChange: listeners.add,

    gather() {
      goneGiven = gone.length;
      return gone.map((key) => ({ remove: NOTICES, key }));
    },
    settle(wasWritten) {
      if (wasWritten) gone = gone.slice(goneGiven);
    },
  };
}
