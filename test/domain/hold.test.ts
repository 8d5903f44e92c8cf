import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  begunHolds,
  futureInstant,
  holdEnd,
  isOver,
  lay,
  movedHold,
  refuseContradiction,
  unexpired,
  type Hold,
  type HoldCommand,
} from '../../src/domain/hold.ts';
import { LIMITS } from '../../src/domain/limits.ts';
import { isoTime, MINUTE_MS } from '../../src/domain/units.ts';
import { refusedAs } from '../support/refused.ts';

const NOW_MS = Date.UTC(2026, 0, 15, 12);
const SETTINGS = { mode: 'auto', tempHeatSetC: 20, tempCoolSetC: 24 } as const;
const hold = (more: Partial<Hold> = {}): Hold => ({
  settings: SETTINGS,
  sinceMs: 100,
  source: 'test',
  ...more,
});

describe('a hold, with a clock that is set', () => {
  it('lasts as long where it is a duration, and else ends at its hour', () => {
    const lasting = hold({ untilMs: 200, isDuration: true });
    assert.deepEqual(movedHold(lasting, 50), { ...lasting, sinceMs: 150, untilMs: 250 });
    const hour = hold({ untilMs: 200 });
    assert.deepEqual(movedHold(hour, 50), { ...hour, sinceMs: 150 });
    assert.deepEqual(movedHold(hold({ isDuration: true }), 50).untilMs, undefined);
  });

  it('that was told by one ahead begins now, for as long as it was to last', () => {
    const [past, now] = [hold(), hold({ sinceMs: 300 })];
    const ahead = hold({ sinceMs: 1_000, untilMs: 1_500, isDuration: true });
    const holds = [past, now];
    assert.equal(begunHolds(holds, 300), holds);
    const begun = begunHolds([past, ahead], 300);
    assert.equal(begun[0], past);
    assert.deepEqual(begun[1], { ...ahead, sinceMs: 300, untilMs: 800 });
  });
});

describe('holds over one another', () => {
  const lasting = hold();
  const [short, long] = [hold({ untilMs: 200 }), hold({ untilMs: 400 })];

  it('are over at their end, and those that have none never', () => {
    assert.deepEqual([isOver(short, 199), isOver(short, 200)], [false, true]);
    assert.equal(isOver(lasting, Number.MAX_SAFE_INTEGER), false);
    const holds = [lasting, short, long];
    assert.equal(unexpired(holds, 199), holds);
    assert.deepEqual(unexpired(holds, 200), [lasting, long]);
  });

  it('are one that lasts with one that ends over it: a new one takes the place of its like', () => {
    const other = hold({ source: 'other' });
    assert.deepEqual(lay([], short), [short]);
    assert.deepEqual(lay([lasting, short], long), [lasting, long]);
    assert.deepEqual(lay([lasting, short], other), [other]);
  });
});

describe('the end of a hold', () => {
  const end = (command: HoldCommand, nextMs?: number) => holdEnd(command, NOW_MS, nextMs);

  it('is none, that of the schedule, an instant, or so many minutes ahead', () => {
    assert.equal(end({}, NOW_MS + 5), undefined);
    assert.equal(end({ until: 'next_schedule' }, NOW_MS + 5), NOW_MS + 5);
    assert.equal(end({ until: '2026-01-15T13:00:00Z' }), NOW_MS + 60 * MINUTE_MS);
    assert.equal(end({ durationMinutes: 90 }), NOW_MS + 90 * MINUTE_MS);
    assert.equal(end({ durationMinutes: LIMITS.holdMs / MINUTE_MS }), NOW_MS + LIMITS.holdMs);
  });

  it('is refused by its field where it is past, too far or none', () => {
    const cases: readonly (readonly [HoldCommand, string])[] = [
      [{ until: isoTime(NOW_MS) }, 'until'],
      [{ until: isoTime(NOW_MS + LIMITS.holdMs + 1_000) }, 'until'],
      [{ until: '2026-01-15T13:00:00' }, 'until'],
      [{ until: 'soon' }, 'until'],
      [{ until: 'next_schedule' }, 'until'],
      [{ durationMinutes: 0 }, 'durationMinutes'],
      [{ durationMinutes: 1.5 }, 'durationMinutes'],
      [{ durationMinutes: LIMITS.holdMs / MINUTE_MS + 1 }, 'durationMinutes'],
    ];
    for (const [command, field] of cases)
      assert.throws(() => end(command), refusedAs('invalid', { field }), JSON.stringify(command));
    assert.equal(futureInstant('x', isoTime(NOW_MS + 1_000), NOW_MS), NOW_MS + 1_000);
    assert.throws(
      () => futureInstant('x', isoTime(NOW_MS), NOW_MS),
      refusedAs('invalid', { field: 'x' }),
    );
  });

  it('is told once, and ending all holds stands alone', () => {
    const refused = (command: HoldCommand, field: string) =>
      assert.throws(() => refuseContradiction(command), refusedAs('invalid', { field }));
    refused({ until: 'next_schedule', durationMinutes: 5 }, 'durationMinutes');
    for (const other of [
      { mode: 'off' },
      { tempHeatSetC: 20 },
      { tempCoolSetC: 24 },
      { until: 'next_schedule' },
      { durationMinutes: 5 },
    ] as const)
      refused({ resumeSchedule: true, ...other }, 'resumeSchedule');
    for (const good of [{ resumeSchedule: true }, { until: 'x' }, { durationMinutes: 5 }] as const)
      refuseContradiction(good);
  });
});
