import assert from 'node:assert/strict';
import { beforeEach, describe, it } from 'node:test';
import type { EventQuery } from '../../../src/app/records/event-query.ts';
import { eventKey, eventTable, type EventView } from '../../../src/app/records/event-record.ts';
import { createJournal, type EventJournal } from '../../../src/app/records/journal.ts';
import { createLazyBatch, type LazyBatch } from '../../../src/app/records/lazy-batch.ts';
import type { Clock } from '../../../src/app/base/ports/clock.ts';
import type { Store, Table } from '../../../src/app/base/ports/store.ts';
import { HubError } from '../../../src/domain/errors.ts';
import type { NewEvent } from '../../../src/domain/event.ts';
import { LIMITS } from '../../../src/domain/limits.ts';
import { DAY_MS, HOUR_MS, MINUTE_MS, SECOND_MS } from '../../../src/domain/units.ts';
import { createRecordStore } from '../../../src/store/records.ts';
import { createFakeClock, type FakeClock } from '../../support/fake-clock.ts';
import { createMemoryLog } from '../../support/log.ts';
import { createMemoryTexts } from '../../support/memory-texts.ts';
import { settled } from '../../support/settled.ts';

const START = Date.parse('2026-01-15T10:00:00Z');
const EVENTS = eventTable('events');
const REFUSALS = eventTable('refusals');
const AUDIT = eventTable('audit');
const TRAFFIC = eventTable('audit_traffic');
const NOTES: Table<unknown> = { name: 'notes', version: 1, parse: (value) => value };

/** Some event, whatever its sentence is. @param text that it is known by again */
const event = (
  text: string,
  { data, ...rest }: Omit<Partial<NewEvent>, 'data'> & { data?: object } = {},
) =>
  ({
    type: 'device_online',
    severity: 'info',
    ...rest,
    data: { kind: 'fcu', text, ...data },
  }) as NewEvent;
const textOf = ({ data }: Pick<EventView, 'data'>) => JSON.stringify(data?.['text']).slice(1, -1);
const record = (timestampMs: number, type = 'device_online') => ({
  timestampMs,
  type,
  severity: 'info',
  source: 'device',
  message: type,
});

describe('the journal', () => {
  let texts: ReturnType<typeof createMemoryTexts>;
  let clock: FakeClock;
  /** By how much the time is ahead of what has come for certain. */
  let aheadMs: number;
  let log: ReturnType<typeof createMemoryLog>;
  let store: Store;
  let journal: EventJournal;
  let batch: LazyBatch;

  /** The journal as a hub finds it that starts on the same store. */
  function open(onClock: Clock = clock): void {
    batch = createLazyBatch({ store, clock, log });
    journal = createJournal({ store, clock: onClock, log, batch });
    batch.add(journal);
  }

  beforeEach(() => {
    texts = createMemoryTexts();
    aheadMs = 0;
    const machine = createFakeClock(START);
    clock = { ...machine, certainMs: () => machine.nowMs() - aheadMs };
    log = createMemoryLog();
    store = createRecordStore({ texts, clock, log });
    open();
  });

  const waits = (one: NewEvent) => journal.later(one) ?? assert.fail('it is lost');
  const query = async (asked: Partial<EventQuery> = {}) =>
    journal.query({ audit: 'shown', ...asked });
  const ids = async (asked?: Partial<EventQuery>) =>
    (await query(asked)).events.map(({ id }) => id);
  const messages = async (asked?: Partial<EventQuery>) =>
    (await query(asked)).events.map(textOf).join(' ');
  /** Events under these numbers, in one commit. */
  const fill = async (first: number, last: number, at: (id: number) => number, table = EVENTS) =>
    store.commit(
      Array.from({ length: last - first + 1 }, (_, index) => {
        const id = first + index;
        return { put: table, key: eventKey(id), value: record(at(id)) };
      }),
    );

  describe('commits', () => {
    it('changes and events together, and shows the events newest first', async () => {
      await journal.commit(
        [{ put: NOTES, key: 'a', value: 1 }],
        [event('one', { objectId: 's1', data: { x: 1, none: undefined } })],
      );
      clock.advance(SECOND_MS);
      await journal.commit(
        [],
        [event('two', { type: 'setpoint_change', source: 'mqtt', data: { targetTempC: 50 } })],
      );
      assert.equal(store.get(NOTES, 'a'), 1);
      const page = await query();
      assert.deepEqual(JSON.parse(JSON.stringify(page)), {
        events: [
          {
            id: 2,
            timestamp: '2026-01-15T10:00:01Z',
            type: 'setpoint_change',
            severity: 'info',
            source: 'mqtt',
            message: 'Hot water: to 50 °C',
            by: { kind: 'hub', id: 'hub' },
            data: { targetTempC: 50, kind: 'fcu', text: 'two' },
          },
          {
            id: 1,
            timestamp: '2026-01-15T10:00:00Z',
            type: 'device_online',
            severity: 'info',
            source: 'device',
            objectId: 's1',
            message: 'fcu s1 is online',
            by: { kind: 'hub', id: 'hub' },
            data: { kind: 'fcu', text: 'one', x: 1 },
          },
        ],
        metadata: { count: 2, limit: 100, offset: 0 },
      });
    });

    it('neither where the disk is full', async () => {
      texts.isFull = true;
      const heard: EventView[] = [];
      journal.onEvent((view) => heard.push(view));
      await assert.rejects(
        journal.commit([{ put: NOTES, key: 'a', value: 1 }], [event('one')]),
        (error) => error instanceof HubError && error.code === 'storage_full',
      );
      texts.isFull = false;
      assert.equal(store.get(NOTES, 'a'), undefined);
      assert.deepEqual([await ids(), heard], [[], []]);
      await journal.commit([], [event('two')]);
      assert.equal(await messages(), 'two');
    });

    it('and is heard once that is on the disk, in order', async () => {
      const heard: [text: string, isOnDisk: boolean][] = [];
      journal.onEvent((view) =>
        heard.push([textOf(view), store.get(EVENTS, eventKey(view.id)) !== undefined]),
      );
      const both = [journal.commit([], [event('a'), event('b')]), journal.commit([], [event('c')])];
      assert.deepEqual(heard, []);
      await Promise.all(both);
      assert.deepEqual(heard, [
        ['a', true],
        ['b', true],
        ['c', true],
      ]);
    });

    it('under numbers that ascend over a restart, and are not given twice after a crash', async () => {
      await journal.commit([], [event('one'), event('two', { type: 'system_shutdown' })]);
      open();
      await journal.commit([], [event('three', { type: 'system_startup' })]);
      assert.deepEqual(await ids(), [3, 2, 1]);
      const shown = waits(event('lost with the crash'));
      open();
      const { id } = waits(event('five'));
      assert.ok(id > shown.id + LIMITS.eventNumbersAhead - 1, String(id));
    });

    it('under no more numbers than a crash would skip, however long the disk takes none', async () => {
      await journal.commit([], [event('one')]);
      texts.isFull = true;
      const heard: number[] = [];
      journal.onEvent(({ id }) => heard.push(id));
      for (let count = 0; count < LIMITS.eventNumbersAhead; count++) waits(event('x'));
      assert.equal(journal.later(event('x')), undefined);
      assert.deepEqual([heard.length, heard.at(-1)], [LIMITS.eventNumbersAhead, heard.length + 1]);
      assert.equal(journal.lostCount(), LIMITS.eventNumbersAhead - LIMITS.eventsWaiting + 1);
      open();
      assert.ok(waits(event('after a crash')).id > (heard.at(-1) ?? Infinity));
      texts.isFull = false;
      await batch.flush();
      assert.ok(waits(event('on')).id > 0);
    });
  });

  describe('keeps for later', () => {
    it('what is seen and heard at once, and written with the batch, at the time it happened', async () => {
      const heard: string[] = [];
      journal.onEvent((view) => heard.push(textOf(view)));
      journal.later(event('first'));
      clock.advance(MINUTE_MS);
      await journal.commit([], [event('second')]);
      assert.deepEqual(heard, ['first', 'second']);
      assert.equal(await messages(), 'second first');
      assert.equal(store.get(EVENTS, eventKey(1)), undefined);
      await batch.flush();
      assert.equal(store.get(EVENTS, eventKey(1))?.timestampMs, START);
      assert.equal(await messages(), 'second first');
      assert.deepEqual(heard, ['first', 'second']);
      assert.deepEqual(journal.gather(), []);
    });

    it('what could not be written', async () => {
      journal.later(event('one'));
      texts.isFull = true;
      await assert.rejects(batch.flush());
      texts.isFull = false;
      await batch.flush();
      open();
      assert.equal(await messages(), 'one');
    });

    it('what is told anew, under the same number and time', async () => {
      const stamp = waits(event('one of it'));
      journal.amend(stamp, event('two of it'));
      assert.equal(await messages(), 'two of it');
      await batch.flush();
      clock.advance(HOUR_MS);
      journal.amend(stamp, event('three of it'));
      const changes = journal.gather();
      journal.amend(stamp, event('four of it'));
      await store.commit(changes);
      journal.settle(true);
      assert.equal(store.get(EVENTS, eventKey(stamp.id))?.data?.['text'], 'three of it');
      await batch.flush();
      const kept = store.get(EVENTS, eventKey(stamp.id));
      assert.deepEqual([kept?.timestampMs, kept?.data?.['text']], [START, 'four of it']);
      assert.deepEqual(await ids(), [1]);
    });

    it('more than one batch of it: all is written before the next could be too much', async () => {
      const count = 3 * LIMITS.eventWriteSlice + 10;
      for (let at = 1; at < LIMITS.eventsWrittenAt; at++) journal.later(event('x'));
      await settled();
      assert.equal(store.count(EVENTS), 0, 'few wait for the batch of every few minutes');
      for (let at = LIMITS.eventsWrittenAt; at <= count; at++) journal.later(event('x'));
      await settled();
      assert.equal(store.count(EVENTS), count);
      assert.deepEqual([store.stats().commits, log.lines], [4, []]);
      assert.deepEqual([journal.find(1)?.id, journal.find(count)?.id], [1, count]);
    });

    it('what comes while a slow disk still writes', async () => {
      let go: () => void = () => undefined;
      const slow = new Promise<void>((resolve) => (go = resolve));
      const before = store;
      store = {
        ...store,
        commit: async (changes) => slow.then(async () => before.commit(changes)),
      };
      open();
      for (let count = 0; count < LIMITS.eventsWaiting; count++) journal.later(event('x'));
      await settled();
      assert.deepEqual(await ids({ limit: 1, offset: LIMITS.eventsWaiting - 1 }), [1]);
      go();
      await settled();
      assert.deepEqual([store.count(EVENTS), log.lines], [LIMITS.eventsWaiting, []]);
    });

    it('LIMITS.eventsWaiting of it where the disk takes none, then loses the oldest, and tells how many', async () => {
      texts.isFull = true;
      for (let count = 0; count < LIMITS.eventsWaiting; count++) journal.later(event('x'));
      await settled();
      assert.deepEqual(
        [journal.lostCount(), await ids({ limit: 1, offset: LIMITS.eventsWaiting - 1 })],
        [0, [1]],
      );
      const refused = 'lazy batch not written';
      assert.deepEqual(
        log.lines.map(({ message }) => message),
        [refused],
      );
      for (let count = 0; count < 3; count++) journal.later(event('x'));
      await settled();
      assert.deepEqual(await ids({ limit: 1, offset: LIMITS.eventsWaiting - 1 }), [4]);
      const lost = 'the disk takes no events: the oldest that wait are lost';
      assert.deepEqual(
        log.lines.map(({ message }) => message),
        [refused, lost],
        'once, and no try for each',
      );
      texts.isFull = false;
      clock.advance(LIMITS.lazySoonMs);
      journal.later(event('x'));
      await settled();
      const [told] = (await query({ type: 'events_lost' })).events;
      assert.deepEqual(told?.data, { count: 4 });
      assert.deepEqual(log.lines.at(-1)?.fields, { count: 4 });
      assert.equal(store.count(EVENTS), LIMITS.eventsWaiting + 1);
      await batch.flush();
      assert.deepEqual(
        [journal.lostCount(), (await query({ type: 'events_lost' })).events.length],
        [4, 1],
      );
    });
  });

  describe('is asked', () => {
    beforeEach(async () => {
      const kinds: Partial<NewEvent>[] = [
        { type: 'setpoint_change', objectId: 'bath' },
        { type: 'setpoint_change', objectId: 'bath', source: 'mqtt' },
        { type: 'device_offline', objectId: 'f1', severity: 'warning' },
        { type: 'token_created', objectId: 'tok_a' },
        { type: 'access_refused', objectId: '10.0.0.7', severity: 'warning' },
        { type: 'fault_raised', objectId: 'f1', severity: 'critical' },
      ];
      for (const kind of kinds) {
        await journal.commit([], [event('x', kind)]);
        clock.advance(HOUR_MS);
      }
    });

    const cases: [asked: Partial<EventQuery>, ids: number[]][] = [
      [{}, [6, 5, 4, 3, 2, 1]],
      [{ audit: 'hidden' }, [6, 3, 2, 1]],
      [{ audit: 'only' }, [5, 4]],
      [{ audit: 'hidden', type: 'token_created' }, []],
      [{ type: 'setpoint_change' }, [2, 1]],
      [{ severity: 'warning' }, [5, 3]],
      [{ source: 'mqtt' }, [2]],
      [{ source: 'zone' }, [1]],
      [{ objectId: 'f1' }, [6, 3]],
      [{ objectId: 'f1', severity: 'critical' }, [6]],
      [{ from: START + HOUR_MS }, [6, 5, 4, 3, 2]],
      [{ to: START + HOUR_MS }, [1]],
      [{ from: START + HOUR_MS, to: START + 3 * HOUR_MS }, [3, 2]],
      [{ from: START + 3 * HOUR_MS, to: START + HOUR_MS }, []],
      [{ limit: 2 }, [6, 5]],
      [{ limit: 2, offset: 1 }, [5, 4]],
      [{ limit: 2, offset: 5 }, [1]],
      [{ offset: 6 }, []],
      [{ audit: 'hidden', limit: 1, offset: 1 }, [3]],
    ];
    for (const [asked, expected] of cases) {
      it(`${JSON.stringify(asked)} and has ${expected.join(' ')}`, async () => {
        const { events, metadata } = await query(asked);
        assert.deepEqual(
          events.map(({ id }) => id),
          expected,
        );
        const { limit = LIMITS.eventDefaultPage, offset = 0 } = asked;
        assert.deepEqual(metadata, { count: expected.length, limit, offset });
      });
    }

    it('while a wrong clock has stamped some: by number what happened before `from` is left out', async () => {
      clock.jumpWall(1_000 * DAY_MS);
      await journal.commit([], [event('stamped too late')]);
      clock.jumpWall(-1_000 * DAY_MS);
      clock.advance(5 * HOUR_MS);
      await journal.commit([], [event('after')]);
      assert.deepEqual(await ids({ from: START + 2 * HOUR_MS }), [8, 7, 6, 5, 4, 3]);
      assert.deepEqual(await ids({ from: clock.nowMs() }), [8, 7]);
      await fill(10, 10, () => clock.nowMs() + DAY_MS);
      open();
      // Between the two is the whole of what was stamped too late.
      assert.deepEqual(await ids({ from: clock.nowMs() + 2 * HOUR_MS }), [10]);
    });

    it('for little among much: others have their turn meanwhile', async () => {
      await fill(7, 20_000, (id) => START + id * SECOND_MS);
      open();
      let turns = 0;
      let isDone = false;
      const turn = () => {
        turns++;
        if (!isDone) setImmediate(turn);
      };
      setImmediate(turn);
      assert.deepEqual(await ids({ objectId: 'bath', limit: 2 }), [2, 1]);
      isDone = true;
      assert.ok(turns >= 20_000 / LIMITS.eventSlice - 1, String(turns));
    });

    it('for a slice that ends where there is nothing more', async () => {
      await fill(7, LIMITS.eventSlice, (id) => START + id);
      open();
      const { events } = await query({ limit: 1_000 });
      assert.equal(events.length, LIMITS.eventSlice);
    });
  });

  it('is searched no further than an hour before `from`: so far may times disagree with numbers', async () => {
    await fill(1, 1, () => START + DAY_MS);
    await fill(2, 2, () => START);
    open();
    assert.deepEqual(await ids({ from: START + HOUR_MS }), [1]);
    assert.deepEqual(await ids({ from: START + HOUR_MS + 1 }), []);
  });

  it('is read a few at a time, and only as far as it is taken', async () => {
    await fill(1, 1_000, (id) => START + id);
    await fill(1_001, 1_010, (id) => START + id, AUDIT);
    open();
    const taken: number[] = [];
    let slices = 0;
    for await (const found of journal.slices({ audit: 'shown', offset: 5, limit: 200 })) {
      slices++;
      assert.ok(found.length <= LIMITS.eventExportSlice);
      taken.push(...found.map(({ id }) => id));
    }
    assert.deepEqual(
      taken,
      Array.from({ length: 200 }, (_, index) => 1_005 - index),
    );
    assert.equal(slices, 3);
  });

  describe('reads of version 1', () => {
    const cases: [
      what: string,
      old: Omit<Partial<NewEvent>, 'data' | 'by'> & { data: object },
      by: object,
      from?: string,
    ][] = [
      [
        'a token',
        { type: 'setpoint_change', data: { by: 'tok_a' } },
        { kind: 'token', id: 'tok_a' },
      ],
      ['a person', { type: 'pin_changed', data: { by: 'usr_a' } }, { kind: 'person', id: 'usr_a' }],
      ['a panel', { data: { by: 'panel' } }, { kind: 'panel', id: 'panel' }],
      ['a schedule', { data: { by: 'schedule' } }, { kind: 'hub', id: 'schedule' }],
      ['a device', { objectId: 'f1', data: { kind: 'fcu' } }, { kind: 'device', id: 'fcu/f1' }],
      [
        'what control found',
        { type: 'fault_raised', source: 'zone', objectId: 'bath', data: { kind: 'zone' } },
        { kind: 'hub', id: 'hub' },
      ],
      [
        'a session',
        {
          type: 'session_started',
          objectId: 'ses_a',
          data: { userId: 'usr_a', kind: 'jwt', address: '10.0.0.7' },
        },
        { kind: 'person', id: 'usr_a' },
        '10.0.0.7',
      ],
    ];
    for (const [what, old, by, address] of cases)
      it(`that ${what} did it`, async () => {
        const value = { ...record(START), ...old };
        await texts.write([[`events/${eventKey(1)}`, JSON.stringify({ v: 1, d: value })]]);
        open();
        const [view] = (await query()).events;
        assert.deepEqual(view?.by, by);
        assert.deepEqual(view.from, address === undefined ? undefined : { address });
        assert.ok(!('by' in (view.data ?? {})));
      });
  });

  it('sets a damaged event aside and goes on', async () => {
    await journal.commit([], [event('one'), event('two'), event('three')]);
    await texts.write([['events/000000000002', '{"v":1,"d":{}}']]);
    assert.equal(await messages(), 'three one');
    assert.equal(log.lines[0]?.message, 'damaged record set aside');
  });

  it('shows an event of a later version to who may read the audit', async () => {
    await store.commit([{ put: EVENTS, key: eventKey(1), value: record(START, 'door_opened') }]);
    open();
    assert.deepEqual([await ids({ audit: 'hidden' }), await ids()], [[], [1]]);
  });

  describe('lets go', () => {
    const keptKeys = (table = EVENTS) => [...store.range(table, {})].map(([key]) => Number(key));

    it('of what is over LIMITS.events, oldest first, as many as there is room', async () => {
      await fill(1, LIMITS.events, () => START);
      open();
      await batch.flush();
      assert.equal(store.count(EVENTS), LIMITS.events);
      await journal.commit([], [event('x')]);
      journal.later(event('y'));
      await batch.flush();
      assert.equal(store.count(EVENTS), LIMITS.events);
      assert.equal(keptKeys()[0], 3);
    });

    for (const [name, table, type, cap] of [
      ['auditEvents', AUDIT, 'pin_changed', LIMITS.auditEvents],
      ['auditTrafficEvents', TRAFFIC, 'session_started', LIMITS.auditTrafficEvents],
    ] as const)
      it(`of the oldest on their table alone, where there are over LIMITS.${name}`, async () => {
        await fill(1, 10, () => START);
        await fill(11, 20, () => START, table === AUDIT ? TRAFFIC : AUDIT);
        await fill(21, 20 + cap, () => START, table);
        open();
        await batch.flush();
        assert.equal(store.count(table), cap);
        await journal.commit([], [event('one more', { type })]);
        await batch.flush();
        assert.deepEqual([store.count(table), keptKeys(table)[0]], [cap, 22]);
        assert.equal(store.count(EVENTS) + store.count(AUDIT) + store.count(TRAFFIC), 20 + cap);
      });

    it('of what is for the audit after two years, as of the house after one', async () => {
      await fill(1, 1, () => START);
      await fill(2, 2, () => START, AUDIT);
      await fill(3, 3, () => START, TRAFFIC);
      open();
      clock.advance(LIMITS.auditAgeMs);
      await batch.flush();
      assert.deepEqual([EVENTS, AUDIT, TRAFFIC].map(keptKeys), [[], [2], [3]]);
      clock.advance(1);
      await batch.flush();
      assert.deepEqual([AUDIT, TRAFFIC].map(keptKeys), [[], []]);
    });

    it('in slices, until all is gone that has to', async () => {
      await fill(1, LIMITS.events + LIMITS.eventTrimSlice + 10, () => START);
      open();
      assert.equal(journal.gather().length, LIMITS.eventTrimSlice);
      journal.settle(false);
      await batch.flush();
      assert.equal(store.count(EVENTS), LIMITS.events);
    });

    it('of the oldest refusals alone, where there are over LIMITS.refusalEvents', async () => {
      await fill(1, 10, () => START);
      await fill(11, 10 + LIMITS.refusalEvents, () => START, REFUSALS);
      open();
      const stamp = waits(event('one more', { type: 'access_refused' }));
      await batch.flush();
      assert.equal(store.count(REFUSALS), LIMITS.refusalEvents);
      assert.equal(keptKeys(REFUSALS)[0], 12);
      assert.equal(store.count(EVENTS), 10);
      journal.amend(stamp, event('told anew', { type: 'access_refused' }));
      await batch.flush();
      assert.equal(keptKeys(REFUSALS)[0], 12, 'it takes no place of its own');
    });

    it('of what is over a year old, also where a wrong clock stamped some of it', async () => {
      await fill(1, 3, (id) => START + id);
      await fill(2, 2, () => START + 9 * LIMITS.eventAgeMs);
      await fill(4, 5, (id) => START + DAY_MS + id);
      open();
      clock.advance(LIMITS.eventAgeMs + 3);
      await batch.flush();
      assert.deepEqual(keptKeys(), [2, 3, 4, 5]);
      clock.advance(1);
      await batch.flush();
      assert.deepEqual(keptKeys(), [4, 5]);
    });

    it('of nothing while the time may yet turn out wrong', async () => {
      await fill(1, 3, () => START);
      open();
      aheadMs = 100 * LIMITS.eventAgeMs;
      clock.jumpWall(aheadMs);
      await batch.flush();
      assert.deepEqual(keptKeys(), [1, 2, 3]);
      aheadMs = 0;
      await batch.flush();
      assert.deepEqual(keptKeys(), []);
    });
  });
});
