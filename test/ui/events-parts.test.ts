/** What the events page makes of events, without a browser. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { EventView } from '../../src/app/records/event-record.ts';
import { EVENT_TYPES } from '../../src/domain/event.ts';
import type { ShownHouse } from '../../src/ui/live.ts';
import { concernsOf } from '../../src/ui/pages/events/concerns.ts';
import { toCsv, toJson } from '../../src/ui/pages/events/export.ts';
import {
  byDay,
  EVERYTHING,
  fits,
  isEverything,
  joined,
  toQuery,
  TYPES_OF,
} from '../../src/ui/pages/events/filter.ts';
import { sentence } from '../../src/ui/pages/events/sentence.ts';
import { events as words } from '../../src/ui/strings/events.ts';

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
const HOUSE: ShownHouse = {
  zones: [
    {
      zoneId: 'living',
      friendlyName: 'Living Room',
      mode: 'auto',
      activeCall: 'none',
      supportsHeat: true,
      supportsCool: true,
    },
  ],
  fcus: [{ fcuId: 'f1', friendlyName: 'South' }],
  heatpumps: [],
  meters: [],
  hcu: { hcuId: 'hcu_main' },
  dhw: { dhwId: 'dhw_main' },
  faults: [],
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
        type: 'fault_raised,fault_cleared,command_unconfirmed,report_refused,reading_refused,device_conflict,hub_word_stale',
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

describe('a sentence', () => {
  const said = (event: Partial<EventView>) => sentence({ ...EVENT, ...event }, HOUSE, 'C');
  const cases: [Partial<EventView>, string][] = [
    [{}, 'South does not report any more.'],
    [
      { type: 'device_online', objectId: 'bath_1', data: { kind: 'sensor' } },
      'Room sensor Bath 1 is back.',
    ],
    [
      {
        type: 'fault_raised',
        objectId: 'hcu_main',
        message: 'hcu hcu_main: Low pressure',
        data: { kind: 'hcu' },
      },
      'Water unit: Low pressure.',
    ],
    [
      { type: 'fault_cleared', message: 'fcu f1: Fan stuck (cleared)' },
      'South: Fan stuck. That is over.',
    ],
    [
      { type: 'setpoint_change', source: 'zone', objectId: 'living', data: { tempHeatSetC: 22.5 } },
      'Living Room: heat to 22.5°.',
    ],
    [
      {
        type: 'mode_change',
        source: 'zone',
        objectId: 'living',
        data: { mode: 'off', before: { mode: 'auto' } },
      },
      'Living Room: off, was automatic.',
    ],
    [
      { type: 'mode_change', source: 'system', objectId: 'system', message: 'The house is away' },
      'The house is away.',
    ],
    [
      { type: 'reading_refused', data: { kind: 'fcu', field: 'roomTempC', value: '85' } },
      'South reported 85, which cannot be. All else that it said counts.',
    ],
    [{ type: 'command_sent', source: 'dhw', message: 'Hot water: boost' }, 'Hot water: boost.'],
    [{ type: 'of_a_later_hub', message: 'Something new' }, 'Something new.'],
  ];
  for (const [event, expected] of cases)
    it(`tells: ${expected}`, () => assert.equal(said(event), expected));
});

describe('what needs attention', () => {
  it('has the gravest first, with since when', () => {
    const concerns = concernsOf(
      {
        ...HOUSE,
        hcu: { hcuId: 'hcu_main', online: false, lastSeenTs: '2026-01-15T09:00:00Z' },
        dhw: {
          dhwId: 'dhw_main',
          hygiene: { overdue: true, running: false, nextDue: '2026-01-13T12:00:00Z' },
        },
        faults: [
          {
            source: 'fcu',
            objectId: 'f1',
            code: 'E1',
            severity: 'info',
            message: 'Filter is old',
            sinceTs: '2026-01-15T08:00:00Z',
          },
        ],
      },
      NOW_MS,
    );
    assert.deepEqual(
      concerns.map(({ severity, text, since, more }) => [severity, text, since ?? more]),
      [
        [
          'critical',
          'The disinfection of the hot water is overdue',
          'it should have been done 2 days ago',
        ],
        ['warning', 'Water unit does not report', '2026-01-15T09:00:00Z'],
        ['info', 'South: Filter is old', '2026-01-15T08:00:00Z'],
      ],
    );
  });

  it('tells of many silent devices together, and of none where all is well', () => {
    const fcus = [1, 2, 3, 4].map((n) => ({
      fcuId: `f${n}`,
      friendlyName: `F${n}`,
      online: false,
    }));
    const [only, ...others] = concernsOf({ ...HOUSE, fcus }, NOW_MS);
    assert.deepEqual(others, []);
    assert.equal(only?.text, '4 devices do not report');
    assert.equal(only.more, 'F1, F2, F3, F4');
    assert.deepEqual(concernsOf(HOUSE, NOW_MS), []);
  });
});

describe('an export', () => {
  const odd = { ...EVENT, id: 8, message: '=SUM(A1), "quoted"\nand on', objectId: undefined };

  it('is CSV that a spreadsheet reads and does not run', () => {
    assert.equal(
      toCsv([odd, EVENT]),
      '\uFEFFid,timestamp,severity,type,source,objectId,message,by,from,data\r\n' +
        `8,2026-01-15T10:00:00Z,warning,device_offline,device,,"'=SUM(A1), ""quoted""\nand on","{""kind"":""device"",""id"":""fcu/f1""}",,"{""kind"":""fcu""}"\r\n` +
        '7,2026-01-15T10:00:00Z,warning,device_offline,device,f1,fcu f1 is offline,"{""kind"":""device"",""id"":""fcu/f1""}",,"{""kind"":""fcu""}"\r\n',
    );
  });

  it('is JSON as the API has it', () => {
    assert.deepEqual(JSON.parse(toJson([EVENT])), { events: [EVENT], metadata: { count: 1 } });
  });
});
