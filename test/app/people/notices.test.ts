/** What owners are to notice, as it is kept. Which events are is seen in `test/http/routes/notices.test.ts`. */
import assert from 'node:assert/strict';
import { beforeEach, describe, it } from 'node:test';
import { createListeners } from '../../../src/app/base/listeners.ts';
import { createMutex } from '../../../src/app/base/mutex.ts';
import type { Principal } from '../../../src/app/base/principal.ts';
import { createNotices } from '../../../src/app/people/notices.ts';
import { eventKey, type EventView } from '../../../src/app/records/event-record.ts';
import { NOTICES } from '../../../src/app/records/event-tables.ts';
import { LIMITS } from '../../../src/domain/limits.ts';
import { createRecordStore } from '../../../src/store/records.ts';
import { CLI, refusedAs } from '../../support/accounts.ts';
import { createFakeClock } from '../../support/fake-clock.ts';
import { createMemoryLog } from '../../support/log.ts';
import { createMemoryTexts } from '../../support/memory-texts.ts';

const ownerOf = (id: string): Principal => ({ ...CLI, id, kind: 'session' });
const [ADA, BOB] = [ownerOf('usr_ada'), ownerOf('usr_bob')];

describe('notices', () => {
  let texts: ReturnType<typeof createMemoryTexts>;
  let events: Map<number, EventView>;
  let owners: string[];
  let notices: ReturnType<typeof createNotices>;
  let happen: (type: string) => number;
  let changes: number;
  let written: Promise<unknown>;

  const store = () =>
    createRecordStore({ texts, clock: createFakeClock(), log: createMemoryLog() });
  function start(): void {
    const listeners = createListeners<EventView>();
    notices = createNotices({
      store: store(),
      journal: { find: (id) => events.get(id), onEvent: listeners.add },
      users: {
        list: () =>
          [...owners.map((id) => ({ id, role: 'owner' })), { id: 'usr_max', role: 'member' }].map(
            ({ id, role }) =>
              ({ id, role }) as ReturnType<
                Parameters<typeof createNotices>[0]['users']['list']
              >[number],
          ),
      },
      mutex: createMutex(),
    });
    changes = 0;
    notices.onChange(() => {
      changes++;
    });
    happen = (type) => {
      const id = events.size + 1;
      const event = { id, type, severity: 'info', message: `${type} ${id}` } as EventView;
      events.set(id, event);
      listeners.tell(event);
      // With the event itself, in the journal's own transaction.
      written = texts.write([
        [`${NOTICES.name}/${eventKey(id)}`, '{"v":1,"d":{"dismissedBy":[]}}'],
      ]);
      return id;
    };
  }
  beforeEach(() => {
    texts = createMemoryTexts();
    events = new Map();
    owners = [ADA.id, BOB.id];
    start();
  });

  const idsFor = (asker: Principal) => notices.listFor(asker).map(({ id }) => id);
  const kept = () => [...store().entries(NOTICES)].map(([key]) => Number(key));
  async function flush(): Promise<void> {
    const removals = notices.gather();
    await store().commit(removals);
    notices.settle(true);
  }

  it('are events of some types, newest first', () => {
    const ids = [happen('token_created'), happen('setpoint_change'), happen('locked_out')];
    happen('a_type_of_a_later_version');
    assert.deepEqual(idsFor(ADA), [ids[2], ids[0]]);
    assert.equal(changes, 2);
  });

  it('are the newest of each type, which drive none of another out', async () => {
    const other = happen('locked_out');
    const first = happen('token_created');
    for (let count = 0; count < LIMITS.noticesPerType; count++) happen('token_created');
    assert.equal(notices.list().length, LIMITS.noticesPerType + 1);
    assert.deepEqual([idsFor(ADA).includes(other), idsFor(ADA).includes(first)], [true, false]);
    await written;
    assert.ok(kept().includes(first));
    await flush();
    assert.ok(!kept().includes(first));
    assert.deepEqual(notices.gather(), [], 'once');
  });

  it('are removed with a later batch where the disk took nothing, or they went meanwhile', () => {
    for (let count = 0; count <= LIMITS.noticesPerType; count++) happen('token_created');
    assert.equal(notices.gather().length, 1);
    notices.settle(false);
    assert.equal(notices.gather().length, 1);
    happen('token_created');
    notices.settle(true);
    assert.equal(notices.gather().length, 1, 'that one is still to go');
  });

  it('are gone with their event', async () => {
    happen('token_created');
    const lost = happen('token_created');
    await written;
    events.delete(lost);
    start();
    assert.deepEqual(idsFor(ADA), [1]);
    await flush();
    assert.deepEqual(kept(), [1]);
  });

  it('are dismissed by each owner for themselves, also over a restart', async () => {
    const [one, two] = [happen('token_created'), happen('locked_out')];
    await written;
    await notices.dismiss(ADA, one);
    assert.deepEqual([idsFor(ADA), idsFor(BOB)], [[two], [two, one]]);
    start();
    assert.deepEqual([idsFor(ADA), idsFor(BOB)], [[two], [two, one]]);
    await notices.dismiss(ADA);
    assert.deepEqual([idsFor(ADA), changes], [[], 1]);
    await notices.dismiss(ADA);
    assert.equal(changes, 1, 'there was nothing to dismiss');
  });

  it('are forgotten once all owners have dismissed them', async () => {
    const id = happen('token_created');
    await written;
    await notices.dismiss(ADA, id);
    assert.deepEqual(kept(), [id]);
    await notices.dismiss(BOB, id);
    assert.deepEqual([kept(), notices.list()], [[], []]);
    await assert.rejects(notices.dismiss(BOB, id), refusedAs('not_found'));
  });

  it('are nobody’s but an owner’s to dismiss', async () => {
    happen('token_created');
    await assert.rejects(notices.dismiss(CLI), refusedAs('forbidden'));
  });

  it('stay where the disk is full', async () => {
    const id = happen('token_created');
    await written;
    texts.isFull = true;
    await assert.rejects(notices.dismiss(ADA, id), refusedAs('storage_full'));
    assert.deepEqual(idsFor(ADA), [id]);
  });
});
