import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { EventRecord } from '../../../src/app/records/event-record.ts';
import {
  ALL_EVENT_TABLES,
  findEvent,
  newestFirst,
  putsOf,
  type NumberedEvent,
} from '../../../src/app/records/event-tables.ts';
import { createKept } from '../../support/kept.ts';

const record = (type: string, message = type): EventRecord => ({
  timestampMs: 0,
  type,
  severity: 'info',
  source: 'test',
  message,
});
const HOUSE = 'device_online';
const ACCESS = 'token_changed';
const TRAFFIC = 'session_started';

async function written(...events: NumberedEvent[]) {
  const { store } = createKept();
  await store.commit(events.flatMap(putsOf));
  return store;
}

describe('events', () => {
  it('lie each in the table of its type, and those to be noticed in another as well', () => {
    const tables = (type: string) =>
      putsOf([1, record(type)]).map((change) => ('put' in change ? change.put.name : ''));
    assert.deepEqual(tables(HOUSE), ['events']);
    assert.deepEqual(tables(ACCESS), ['audit']);
    assert.deepEqual(tables('token_created'), ['audit', 'notices']);
  });

  it('are found by their number in whatever table', async () => {
    const store = await written([1, record(HOUSE)], [2, record(ACCESS)]);
    assert.deepEqual(
      [1, 2, 3].map((id) => findEvent(store, id)?.type),
      [HOUSE, ACCESS, undefined],
    );
  });

  it('of all tables are one row, the newest first, with those that wait', async () => {
    const store = await written(
      [1, record(HOUSE)],
      [2, record(ACCESS)],
      [4, record(TRAFFIC)],
      [6, record(HOUSE)],
    );
    const waiting: NumberedEvent[] = [
      [3, record(HOUSE)],
      [5, record(HOUSE)],
    ];
    const ids = (before: number) =>
      [...newestFirst(store, ALL_EVENT_TABLES, before, waiting)].map(([id]) => id);
    assert.deepEqual(ids(Infinity), [6, 5, 4, 3, 2, 1]);
    assert.deepEqual(ids(5), [4, 3, 2, 1]);
  });

  it('that are told anew are there once, as they were told last', async () => {
    const store = await written([1, record(HOUSE, 'once')], [2, record(HOUSE)]);
    const all = [...newestFirst(store, ALL_EVENT_TABLES, 9, [[1, record(HOUSE, 'twice')]])];
    assert.deepEqual(
      all.map(([id, { message }]) => [id, message]),
      [
        [2, HOUSE],
        [1, 'twice'],
      ],
    );
  });
});
