import assert from 'node:assert/strict';
import { beforeEach, describe, it } from 'node:test';
import { createScheduler } from '../../../src/app/base/scheduler.ts';
import { createTimedValue, type TimedValue } from '../../../src/app/base/timed-value.ts';
import { HOUR_MS, MINUTE_MS } from '../../../src/domain/units.ts';
import { createKept, type SetClock } from '../../support/kept.ts';
import { settled } from '../../support/settled.ts';

interface Lamp {
  readonly isLit: boolean;
  readonly untilMs?: number;
}
const DARK: Lamp = { isLit: false };

describe('a value with an hour', () => {
  let clock: SetClock;
  let start: number;
  let isProvisional: boolean;
  let lamp: TimedValue<Lamp>;
  let written: Lamp[];
  let failed: unknown[];
  let over: Lamp[];
  let isBroken: boolean;

  beforeEach(() => {
    const kept = createKept();
    isProvisional = false;
    clock = Object.assign(kept.clock, { isProvisional: () => isProvisional });
    start = clock.nowMs();
    const scheduler = createScheduler({ clock, log: kept.log });
    [written, failed, over, isBroken] = [[], [], [], false];
    lamp = createTimedValue<Lamp>({
      clock,
      scheduler,
      value: DARK,
      moved: (value, byMs) =>
        value.untilMs === undefined ? value : { ...value, untilMs: value.untilMs + byMs },
      at: (value, nowMs) => (nowMs >= (value.untilMs ?? Infinity) ? DARK : value),
      nextMs: ({ untilMs }) => untilMs,
      async write(value) {
        await Promise.resolve();
        if (isBroken) throw new Error('the disk is full');
        written.push(value);
      },
      onUnwritten: (error) => failed.push(error),
      async moveOn(next) {
        await Promise.resolve();
        over.push(next);
        lamp.set(next);
      },
    });
  });

  it('moves on when its hour has come, and reads so before it was told', async () => {
    lamp.set({ isLit: true, untilMs: start + MINUTE_MS });
    clock.advance(MINUTE_MS - 1);
    await settled();
    assert.deepEqual([lamp.now().isLit, over], [true, []]);
    clock.advance(1);
    assert.deepEqual([lamp.now(), lamp.get().isLit], [DARK, true]);
    await settled();
    assert.deepEqual([lamp.get(), over], [DARK, [DARK]]);
  });

  it('moves along with a clock that is set, at once for who asks, and on the disk', async () => {
    lamp.set({ isLit: true, untilMs: start + MINUTE_MS });
    clock.set(HOUR_MS);
    const moved = { isLit: true, untilMs: start + HOUR_MS + MINUTE_MS };
    assert.deepEqual(lamp.now(), moved);
    await settled();
    assert.deepEqual([lamp.get(), written, over], [moved, [moved], []]);
    clock.advance(MINUTE_MS);
    await settled();
    assert.deepEqual(over, [DARK]);
  });

  it('goes by the clock as it is though that could not be written, and says so', async () => {
    lamp.set({ isLit: true, untilMs: start + MINUTE_MS });
    isBroken = true;
    clock.set(HOUR_MS);
    await settled();
    assert.match(String(failed[0]), /the disk is full/);
    assert.equal(lamp.get().untilMs, start + HOUR_MS + MINUTE_MS);
  });

  it('has one turn after another, each by the time that it is then', async () => {
    const order: [string, number][] = [];
    const turn = async (name: string) =>
      lamp.turn(async (nowMs) => {
        order.push([name, nowMs]);
        await settled();
        order.push([`${name} done`, nowMs]);
      });
    const first = turn('a');
    const second = turn('b');
    await Promise.all([first, second]);
    assert.deepEqual(
      order.map(([name]) => name),
      ['a', 'a done', 'b', 'b done'],
    );
    assert.equal(order[2]?.[1], start);
  });

  it('throws nothing away while the time may yet turn out wrong', async () => {
    lamp.set({ isLit: true, untilMs: start + MINUTE_MS });
    isProvisional = true;
    clock.advance(HOUR_MS);
    await settled();
    assert.deepEqual([over, lamp.get().isLit], [[], true]);
  });
});
