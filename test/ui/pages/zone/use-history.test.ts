import assert from 'node:assert/strict';
import { after, afterEach, beforeEach, describe, it, mock } from 'node:test';
import { HOUR_MS, isoTime, MINUTE_MS, SECOND_MS } from '../../../../src/domain/units.ts';
import { ApiError, UNREAD } from '../../../../src/ui/api.ts';
import { unreadText } from '../../../../src/ui/failure.ts';
import type { Range } from '../../../../src/ui/pages/zone/history.ts';
import { useHistory } from '../../../../src/ui/pages/zone/use-history.ts';
import { zone as words } from '../../../../src/ui/strings/zone.ts';
import { settled } from '../../../support/settled.ts';
import { runHook } from '../../support/hook.ts';

const NOW = Date.parse('2026-01-15T12:00:00Z');
const own = globalThis.fetch;

/** A hub with a point for each minute, by the query of each request. */
let asked: URLSearchParams[];
let isAway: boolean;

function answer(path: string): Promise<Response> {
  const query = new URL(path, 'http://aris.local').searchParams;
  asked.push(query);
  if (isAway) return Promise.reject(new TypeError('no way'));
  const endMs = Date.now();
  const hours = Number(query.get('hours'));
  const startMs = hours === 0 ? Date.parse(query.get('start') ?? '') : endMs - hours * HOUR_MS;
  const firstMs = Math.ceil(startMs / MINUTE_MS) * MINUTE_MS;
  const length = Math.floor((endMs - firstMs) / MINUTE_MS) + 1;
  const points = Array.from({ length }, (_, index) => ({
    timestamp: isoTime(firstMs + index * MINUTE_MS),
    tempC: 20,
  }));
  return Promise.resolve(
    Response.json({ start: isoTime(startMs), end: isoTime(endMs), points, count: length }),
  );
}

describe('the history on the page of a zone', () => {
  beforeEach(() => {
    asked = [];
    isAway = false;
    globalThis.fetch = async (path) => answer(path as string);
    mock.timers.enable({ apis: ['setTimeout', 'Date'], now: NOW });
  });
  afterEach(() => mock.timers.reset());
  after(() => void (globalThis.fetch = own));

  /** Shows a room, and ends after that. */
  async function showing(
    range: Range,
    look: (history: {
      minutes: (count: number) => Promise<void>;
      seconds: (count: number) => Promise<void>;
      times: () => readonly number[];
      failure: () => string | undefined;
    }) => Promise<void>,
  ): Promise<void> {
    const hook = await runHook(() => useHistory('living', range));
    await settled();
    const seconds = async (count: number) => {
      mock.timers.tick(count * SECOND_MS);
      await settled();
    };
    await look({
      seconds,
      minutes: async (count) => seconds(count * 60),
      times: () => {
        const read = hook.now();
        return read !== undefined && 'series' in read ? read.series.times : [];
      },
      failure: () => {
        const read = hook.now();
        return read !== undefined && 'failure' in read ? read.failure : undefined;
      },
    });
    hook.end();
    // What an effect began ends a moment later.
    await settled();
  }
  const starts = () => asked.map((query) => query.get('start') ?? `${query.get('hours')} h`);

  it('is read once, and appended to minute by minute', async () => {
    await showing('day', async ({ minutes, times }) => {
      const before = times();
      assert.equal(before.length, 24 * 60 + 1);
      await minutes(1);
      await minutes(1);
      assert.deepEqual(starts(), ['24 h', '2026-01-15T12:00:00Z', '2026-01-15T12:01:00Z']);
      const twoLaterMs = before.map((atMs) => atMs + 2 * MINUTE_MS);
      assert.deepEqual(times(), twoLaterMs);
    });
  });

  it('is read as a whole again after the hub did not answer', async () => {
    await showing('day', async ({ minutes, seconds, times }) => {
      isAway = true;
      await minutes(1);
      assert.equal(times().length, 24 * 60 + 1);
      isAway = false;
      // That is asked for soon.
      await seconds(10);
      assert.deepEqual(starts(), ['24 h', '2026-01-15T12:00:00Z', '24 h']);
    });
  });

  it('says what could not be read, until it is', async () => {
    isAway = true;
    await showing('day', async ({ seconds, times, failure }) => {
      assert.equal(failure(), unreadText(words.chart.title, new ApiError(UNREAD, {})));
      isAway = false;
      await seconds(10);
      assert.equal(failure(), undefined);
      assert.equal(times().length, 24 * 60);
    });
  });

  it('of a week is read as a whole, once for each of its points', async () => {
    await showing('week', async ({ minutes }) => {
      await minutes(14);
      assert.equal(asked.length, 1);
      await minutes(1);
      assert.deepEqual(starts(), ['168 h', '168 h']);
    });
  });
});
