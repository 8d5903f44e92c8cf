import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { answerStepMs } from '../../../../src/domain/history/tiers.ts';
import { LIMITS } from '../../../../src/domain/limits.ts';
import { HOUR_MS, isoTime, MINUTE_MS } from '../../../../src/domain/units.ts';
import {
  appended,
  newestIn,
  RANGES,
  rowsOf,
  seriesOf,
  SPANS,
  summaryOf,
  type ChartPoint,
} from '../../../../src/ui/pages/zone/history.ts';

const START = Date.parse('2026-01-15T10:00:00Z');
const point = (minute: number, more: Partial<ChartPoint> = {}): ChartPoint => ({
  timestamp: isoTime(START + minute * MINUTE_MS),
  tempC: 20,
  tempHeatSetC: 21,
  tempCoolSetC: 25,
  mode: 'heat',
  activeCall: 'none',
  ...more,
});
const answer = (points: readonly ChartPoint[], minutes = 60) => ({
  start: isoTime(START),
  end: isoTime(START + minutes * MINUTE_MS),
  points,
});

describe('the history of a zone on the page', () => {
  it('expects points as far apart as the hub sets them', () => {
    for (const range of RANGES) {
      const { hours, stepMs } = SPANS[range];
      assert.equal(answerStepMs(hours * HOUR_MS, hours * HOUR_MS, LIMITS.historyPoints), stepMs);
    }
  });

  it('is appended to: what is newer counts, and what is too old goes', () => {
    const known = answer([point(0), point(1), point(2), point(3, { tempC: 19 })], 4);
    const newer = {
      start: isoTime(START + 3 * MINUTE_MS),
      end: isoTime(START + HOUR_MS + 2 * MINUTE_MS),
      points: [point(3), point(4)],
    };
    const { start, end, points } = appended(known, newer, 1);
    assert.equal(Date.parse(start), START + 2 * MINUTE_MS);
    assert.equal(end, newer.end);
    assert.deepEqual(
      points,
      [2, 3, 4].map((at) => point(at)),
    );
  });

  it('is read as a whole where a piece would be told in other steps', () => {
    const known = answer([point(0), point(1)], 2);
    const nowMs = START + 2 * MINUTE_MS;
    assert.equal(newestIn(known, 'day', nowMs), point(1).timestamp);
    assert.equal(newestIn(known, 'day', nowMs + 24 * HOUR_MS), undefined);
    assert.equal(newestIn(known, 'week', nowMs), undefined);
    assert.equal(newestIn(undefined, 'day', nowMs), undefined);
    assert.equal(newestIn(answer([]), 'day', nowMs), undefined);
  });

  it('has a gap where points are missing, and none between neighbours', () => {
    const minutes = [0, 1, 2, 12, 13, ...Array.from({ length: 46 }, (_, index) => 14 + index)];
    const { times, temp, gaps } = seriesOf(answer(minutes.map((at) => point(at))), MINUTE_MS);
    assert.equal(times.length, minutes.length + 1);
    assert.deepEqual(temp.slice(0, 5), [20, 20, 20, null, 20]);
    assert.deepEqual(gaps, [{ fromMs: START + 3 * MINUTE_MS, toMs: START + 12 * MINUTE_MS }]);
  });

  it('takes points that are thinned further for no gaps', () => {
    const points = [0, 15, 30, 45].map((at) => point(at));
    assert.deepEqual(seriesOf(answer(points), MINUTE_MS).gaps, []);
  });

  it('knows nothing of a time without a temperature', () => {
    const points = Array.from({ length: 60 }, (_, at) => point(at));
    const blind = points.map(({ tempC, ...rest }, at) =>
      at >= 20 && at < 30 ? rest : { ...rest, tempC },
    ) as ChartPoint[];
    const { gaps } = seriesOf(answer(blind), MINUTE_MS);
    assert.deepEqual(gaps, [{ fromMs: START + 20 * MINUTE_MS, toMs: START + 30 * MINUTE_MS }]);
    assert.deepEqual(seriesOf(answer([]), MINUTE_MS).gaps.length, 1);
  });

  it('shows a setpoint only while the mode makes use of it', () => {
    const points = [point(0), point(1, { mode: 'auto' }), point(2, { mode: 'off' })];
    const { heat, cool } = seriesOf(answer(points, 3), MINUTE_MS);
    assert.deepEqual(
      [heat, cool],
      [
        [21, 21, null],
        [null, 25, null],
      ],
    );
  });

  it('puts calls together, but not across what is unknown', () => {
    const points = [0, 1, 2, 10, 11].map((at) => point(at, { activeCall: 'heat' }));
    const { calls } = seriesOf(answer(points, 12), MINUTE_MS);
    assert.deepEqual(
      calls.map(({ fromMs, toMs }) => (toMs - fromMs) / MINUTE_MS),
      [3, 2],
    );
  });

  it('tells it in words, in the unit of the house', () => {
    const points = Array.from({ length: 60 }, (_, at) =>
      point(at, { tempC: 20 + at / 50, activeCall: at < 30 ? 'heat' : 'none' }),
    ).filter((_, at) => at < 40 || at > 50);
    const series = seriesOf(answer(points), MINUTE_MS);
    assert.equal(
      summaryOf(series, 'day', 'C'),
      'In the last 24 hours between 20.0° and 21.2°, last 21.2°. Heated for 30\u00a0min. No readings for 11\u00a0min.',
    );
    assert.match(summaryOf(series, 'day', 'F') ?? '', /between 68° and 70°/);
    assert.equal(summaryOf(seriesOf(answer([]), MINUTE_MS), 'day', 'C'), undefined);
  });

  it('lists it by the hours of the house, the newest first', () => {
    const points = Array.from({ length: 120 }, (_, at) =>
      point(at, { tempC: 20 + at / 100, activeCall: at < 30 ? 'heat' : 'none' }),
    );
    const rows = rowsOf(seriesOf(answer(points, 120), MINUTE_MS), 'day', 'Europe/Berlin');
    assert.deepEqual(
      rows.map(({ when, lowC, highC, heatedMs }) => [when, lowC, highC, heatedMs / MINUTE_MS]),
      [
        ['Thu 12:00', 20.6, 21.19, 0],
        ['Thu 11:00', 20, 20.59, 30],
      ],
    );
  });
});
