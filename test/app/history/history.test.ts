import assert from 'node:assert/strict';
import { beforeEach, describe, it } from 'node:test';
import {
  createHistory,
  type History,
  type HistoryQuery,
} from '../../../src/app/history/history.ts';
import type { Sample } from '../../../src/app/history/history-recorder.ts';
import type { Cancel, Clock } from '../../../src/app/base/ports/clock.ts';
import type { Store } from '../../../src/app/base/ports/store.ts';
import { HubError } from '../../../src/domain/errors.ts';
import { LIMITS } from '../../../src/domain/limits.ts';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../../src/domain/units.ts';
import { createRecordStore } from '../../../src/store/records.ts';
import { createFakeClock, type FakeClock } from '../../support/fake-clock.ts';
import { createMemoryLog } from '../../support/log.ts';
import { createMemoryTexts } from '../../support/memory-texts.ts';

const START = Date.parse('2026-01-15T00:00:00Z');
const BATCH_MS = 5 * MINUTE_MS;

describe('history', () => {
  let clock: FakeClock & { isProvisional?: () => boolean };
  let texts: ReturnType<typeof createMemoryTexts>;
  let log: ReturnType<typeof createMemoryLog>;
  let store: Store;
  let history: History;
  let stop: Cancel;
  /** The zone's temperature now; undefined: nobody knows. */
  let tempAt: (nowMs: number) => number | undefined;

  const zone = (): Sample => ({
    kind: 'zone',
    id: 'living',
    values: {
      tempC: tempAt(clock.nowMs()),
      tempHeatSetC: 21,
      mode: 'auto',
      activeCall: tempAt(clock.nowMs()) === undefined ? 'none' : 'heat',
    },
  });
  let samples: () => Sample[];

  function open(): void {
    const shared: Clock = clock;
    store = createRecordStore({ texts, clock: shared, log });
    history = createHistory({ store, clock: shared, log, samples: () => samples() });
    stop = history.start();
  }

  async function flush(): Promise<void> {
    const changes = history.gather();
    try {
      await store.commit(changes);
      history.settle(true);
    } catch {
      history.settle(false);
    }
  }

  async function pass(ms: number, batchMs = BATCH_MS): Promise<void> {
    for (const endMs = clock.nowMs() + ms; clock.nowMs() < endMs;) {
      clock.advance(Math.min(batchMs, endMs - clock.nowMs()));
      await flush();
    }
  }

  /** What is in memory alone is gone. */
  function crash(): void {
    stop();
    open();
  }

  const ask = (query: HistoryQuery = {}) => history.query('zone', 'living', query);
  const temps = (query?: HistoryQuery) => ask(query).points.map(({ tempC }) => tempC);
  const keysOf = (table: string) => [...texts.range(`${table}/`)].map(([key]) => key);

  beforeEach(() => {
    clock = createFakeClock(START);
    texts = createMemoryTexts();
    log = createMemoryLog();
    tempAt = (nowMs) => 20 + (Math.floor(nowMs / MINUTE_MS) % 50) / 10;
    samples = () => [zone()];
    open();
  });

  it('has a point for each minute, as documented, before anything is written', () => {
    clock.advance(3 * MINUTE_MS + 100);
    assert.deepEqual(ask(), {
      start: '2026-01-14T00:03:00Z',
      end: '2026-01-15T00:03:00Z',
      points: [
        { timestamp: '2026-01-15T00:00:00Z', tempC: 22, tempHeatSetC: 21 },
        { timestamp: '2026-01-15T00:01:00Z', tempC: 22.1, tempHeatSetC: 21 },
        { timestamp: '2026-01-15T00:02:00Z', tempC: 22.2, tempHeatSetC: 21 },
        { timestamp: '2026-01-15T00:03:00Z', tempC: 22.3, tempHeatSetC: 21 },
      ],
      count: 4,
    });
  });

  it('gives other fields to who asks for them', () => {
    clock.advance(2 * MINUTE_MS);
    const [, point] = ask({ fields: ['mode', 'activeCall', 'tempCMin', 'tempCMax'] }).points;
    assert.deepEqual(point, {
      timestamp: '2026-01-15T00:01:00Z',
      mode: 'auto',
      activeCall: 'heat',
      tempCMin: 22.1,
      tempCMax: 22.1,
    });
    assert.throws(() => ask({ fields: ['nonsense'] }), { code: 'invalid' });
    assert.throws(() => ask({ fields: ['modeMin'] }), { code: 'invalid' });
  });

  it('has a gap where nothing was known, and no point where there was no hub', async () => {
    await pass(10 * MINUTE_MS);
    tempAt = () => undefined;
    await pass(10 * MINUTE_MS);
    stop();
    clock.advance(HOUR_MS);
    crash();
    tempAt = () => 21;
    await pass(10 * MINUTE_MS);
    const { points, warning } = ask({ hours: 2 });
    assert.equal(warning, undefined);
    assert.equal(points.filter(({ tempC }) => tempC !== undefined).length, 10 + 10);
    assert.equal(points.filter(({ tempHeatSetC }) => tempHeatSetC === 21).length, 20 + 10);
    const minutes = points.map(({ timestamp }) => Date.parse(timestamp as string) / MINUTE_MS);
    assert.equal((minutes.at(-1) ?? 0) - (minutes[0] ?? 0) + 1, 30 + 60);
  });

  it('loses no more than the last batch in a crash', async () => {
    await pass(HOUR_MS);
    clock.advance(4 * MINUTE_MS);
    const before = temps();
    assert.equal(before.length, 64);
    crash();
    assert.deepEqual(temps(), before.slice(0, 60));
  });

  it('is the same after a crash at any time in days', async () => {
    for (let round = 0; round < 40; round++) {
      await pass(70 * MINUTE_MS);
      crash();
    }
    const startMs = clock.nowMs() - DAY_MS;
    const expected = Array.from({ length: 1_440 }, (_, minute) => {
      const value = tempAt(startMs + minute * MINUTE_MS) ?? 0;
      return Math.round(value * 10) / 10;
    });
    // A start of the hub falls between two minutes: none is lost.
    assert.deepEqual(temps({ startMs }), expected);
  });

  it('packs many series a slice at a time, and shows all of them all the while', async () => {
    samples = () => Array.from({ length: 200 }, (_, index) => ({ ...zone(), id: `z${index}` }));
    clock.advance(4 * HOUR_MS);
    const size = () => history.query('zone', 'z199', { hours: 4 }).count;
    const written: number[] = [];
    for (let round = 0; round < 5; round++) {
      await flush();
      assert.equal(size(), 240);
      written.push(keysOf('history_minute').length);
    }
    assert.deepEqual(written, [64, 128, 192, 200, 200]);
  });

  it('has days by the minute, weeks by the quarter, and then by the hour', async () => {
    await pass(24 * DAY_MS + 2 * HOUR_MS, HOUR_MS);
    const endMs = START + 2 * HOUR_MS;
    const oldest = ask({ startMs: START, endMs, fields: ['tempC', 'tempCMin', 'tempCMax'] });
    assert.equal(oldest.count, 8);
    assert.match(oldest.warning ?? '', /thinned: each point sums up 15 minutes/);
    assert.deepEqual(oldest.points[1], {
      timestamp: '2026-01-15T00:15:00Z',
      tempC: 24.2,
      tempCMin: 23.5,
      tempCMax: 24.9,
    });
    const firstMinutes = keysOf('history_minute')[0] ?? '';
    assert.match(firstMinutes, /history_minute\/2026013[01]/);
    const quarters = keysOf('history_quarter');
    assert.equal(quarters.length, 6);
    assert.match(quarters[0] ?? '', /history_quarter\/2026011[2-5]T0000\/zone\/living/);
    assert.equal(keysOf('history_hour').length, 1);
  });

  it('sums up to the same, whether it has been written or not', async () => {
    // Blocks of quarters are four days from 1970 on.
    await pass(5 * DAY_MS, HOUR_MS);
    const range = {
      startMs: START - 10 * DAY_MS,
      endMs: START + 5 * DAY_MS,
      fields: ['tempC', 'tempCMax'],
    };
    const before = ask(range).points;
    for (const key of keysOf('history_quarter')) await texts.write([[key, undefined]]);
    assert.deepEqual(ask(range).points, before);
    assert.equal(before.length, 480);
  });

  it('lets go of what is old, a slice at a time, and says that it is thinned', async () => {
    await pass(12 * DAY_MS, HOUR_MS);
    assert.ok(keysOf('history_minute').length <= 8 * 6 + 8);
    const { warning, count } = ask({ startMs: START, endMs: START + HOUR_MS });
    assert.equal(count, 4);
    assert.match(warning ?? '', /thinned/);
  });

  it('says where there is none, and where it cannot be', () => {
    assert.equal(ask().warning, 'There is no history of this range.');
    const old = ask({ startMs: START - 2_000 * DAY_MS, endMs: START - 1_999 * DAY_MS });
    assert.match(old.warning ?? '', /no further than 1098 days/);
  });

  for (const [what, query, field] of [
    ['ends before it starts', { startMs: START, endMs: START - 1 }, 'start'],
    ['is empty', { startMs: START, endMs: START }, 'start'],
    ['starts in the future', { startMs: START + HOUR_MS }, 'start'],
    ['is too long', { startMs: START - LIMITS.historySpanMs - 1 }, 'start'],
  ] as const) {
    it(`refuses a range that ${what}`, () => {
      assert.throws(
        () => ask(query),
        (error) => error instanceof HubError && error.context['field'] === field,
      );
    });
  }

  it('goes back the hours from the end that is given', () => {
    const { start, end } = ask({ endMs: START, hours: 6 });
    assert.deepEqual([start, end], ['2026-01-14T18:00:00Z', '2026-01-15T00:00:00Z']);
  });

  it('keeps what it has while the disk is full, and loses the oldest rather than the memory', async () => {
    await pass(HOUR_MS);
    texts.isFull = true;
    await pass(5 * HOUR_MS);
    assert.equal(ask({ hours: 6 }).count, 360);
    texts.isFull = false;
    await pass(10 * MINUTE_MS);
    crash();
    assert.equal(ask({ hours: 6 }).count, 360);
    texts.isFull = true;
    await pass(2 * DAY_MS);
    assert.ok(ask({ hours: 24 }).count <= 3 * 240);
    assert.match(
      log.lines.map(({ message }) => message).join('\n'),
      /history of some hours is lost/,
    );
  });

  it('skips a damaged block, reports it, and keeps the rest', async () => {
    await pass(DAY_MS);
    const [, key = ''] = keysOf('history_minute');
    const text = texts.get(key) ?? '';
    await texts.write([[key, text.replace(/d":"..../, 'd":"AAAA')]]);
    assert.equal(ask().count, 1_440 - 240);
    assert.match(log.lines.at(-1)?.message ?? '', /damaged record set aside/);
    assert.equal(log.lines.at(-1)?.fields['key'], key);
  });

  it('loses no more than a part of the log with a damaged part of it', async () => {
    await pass(HOUR_MS);
    const [, key = ''] = keysOf('history_log');
    await texts.write([[key, '{"v":1,"d":"AAAA"}']]);
    crash();
    assert.equal(ask().count, 60 - 5);
  });

  it('takes a clock that is set back: later samples stand', async () => {
    await pass(6 * HOUR_MS);
    clock.jumpWall(-5 * HOUR_MS);
    tempAt = () => 30;
    await pass(10 * MINUTE_MS);
    clock.jumpWall(5 * HOUR_MS);
    await pass(10 * MINUTE_MS);
    crash();
    const day = temps({ startMs: START, endMs: START + 6 * HOUR_MS });
    assert.equal(day.filter((temp) => temp === 30).length, 10);
    assert.equal(day.length, 360);
  });

  it('takes no samples under a time that may be wrong', () => {
    clock.isProvisional = () => true;
    clock.advance(10 * MINUTE_MS);
    assert.equal(ask().count, 0);
    clock.isProvisional = () => false;
    clock.advance(10 * MINUTE_MS);
    assert.equal(ask().count, 10);
  });
});
