import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { EventView } from '../../../../src/app/records/event-record.ts';
import { EVENT_TYPES } from '../../../../src/domain/event.ts';
import {
  byDay,
  EVERYTHING,
  fits,
  isEverything,
  joined,
  toQuery,
  TYPES_OF,
} from '../../../../src/ui/pages/events/filter.ts';
import { events as words } from '../../../../src/ui/strings/events.ts';

const NOW_MS = Date.parse('2026-01-15T12:00:00Z');

const EVENT: EventView = {
  id: 7,
  timestamp: '2026-01-15T10:00:00Z',
  type: 'device_offline',
  severity: 'warning',
  source: 'device',
  objectId: 'f1',
  message: 'fcu f1 is offline',
  data: { kind: 'fcu' },
  by: { kind: 'device', id: 'fcu/f1' },
};

describe('a filter', () => {
  it('asks the hub for what was chosen', () => {
    assert.equal(toQuery(EVERYTHING, NOW_MS).toString(), '');
    const filter = { ...EVERYTHING, search: ' Bath  South ', severity: 'warning' as const };
    assert.deepEqual(
      Object.fromEntries(toQuery({ ...filter, group: 'faults', time: 'day' }, NOW_MS)),
      {
        search: 'bath  south',
        severity: 'warning',
        from: '2026-01-14T12:00:00.000Z',
        type: 'fault_raised,fault_cleared,command_unconfirmed,report_refused,reading_refused,level_changed,device_conflict,hub_word_stale',
      },
    );
    assert.ok(isEverything({ ...EVERYTHING, search: '  ', time: 'own' }));
    assert.ok(!isEverything(filter));
    const long = toQuery({ ...EVERYTHING, search: 'x'.repeat(100) }, NOW_MS).get('search');
    assert.equal(long?.length, 64);
  });

  it('takes whole days of here, the last one within', () => {
    const own = { ...EVERYTHING, time: 'own' as const, from: '2026-01-10', to: '2026-01-12' };
    const query = toQuery(own, NOW_MS);
    assert.equal(query.get('from'), new Date(2026, 0, 10).toISOString());
    assert.equal(query.get('to'), new Date(2026, 0, 13).toISOString());
    assert.equal(toQuery({ ...own, to: '' }, NOW_MS).get('to'), null);
  });

  const kept: [string, Partial<typeof EVERYTHING>, boolean][] = [
    ['everything', {}, true],
    ['its words in any order', { search: 'OFFLINE f1' }, true],
    ['another word', { search: 'offline f2' }, false],
    ['its group', { group: 'devices' }, true],
    ['another group', { group: 'faults' }, false],
    ['its severity', { severity: 'warning' }, true],
    ['another severity', { severity: 'critical' }, false],
    ['another source', { source: 'zone' }, false],
    ['the last day', { time: 'day' }, true],
    ['days that are over', { time: 'own', from: '2026-01-01', to: '2026-01-02' }, false],
  ];
  for (const [what, change, isKept] of kept) {
    it(`of ${what} ${isKept ? 'keeps' : 'leaves out'} a new event`, () =>
      assert.equal(fits({ ...EVERYTHING, ...change }, EVENT, NOW_MS), isKept));
  }

  it('has every type of event in one group, and a word for each', () => {
    const grouped = Object.values(TYPES_OF).flat();
    assert.deepEqual([...grouped].sort(), Object.keys(EVENT_TYPES).sort());
    for (const type of grouped) assert.ok(words.types[type], type);
  });
});

describe('a list of events', () => {
  it('has each once, newest first, by day', () => {
    const older = { ...EVENT, id: 3, timestamp: '2026-01-13T10:00:00Z' };
    const all = joined([EVENT], [older, EVENT]);
    assert.deepEqual(
      all.map(({ id }) => id),
      [7, 3],
    );
    assert.deepEqual(
      byDay(all).map(({ events }) => events.length),
      [1, 1],
    );
  });
});
